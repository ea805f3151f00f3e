"""A trail as steps: one for each thing that happened, with whether the way led on from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.escape import shorten
from monitor.why.deliveries import sent
from monitor.why.facts import Address, Raised, Response, Said, Text, Trail

RELATIONS = {
    "copy": "a copy of",
    "excerpt": "an excerpt of",
    "quotes": "a text that quotes",
    "version": "a new version of",
    "same": "the same text as",
}
JOINED = {
    "new": "founded claim {0}",
    "repeated": "repeats claim {0}",
    "corroborated": "corroborates claim {0}",
    "denied": "denies claim {0}",
    "updated": "adds to claim {0}",
    "withdrawn": "was withdrawn; it is part of claim {0}",
    "corrected": "corrects claim {0}",
    "uncertain": "founded claim {0}, because nobody could tell where it belongs",
}


HELD = "Its text is held already, word for word, so that nothing new was stored."
MOST_WORDS = 160  # characters of a statement


@dataclass(frozen=True, slots=True)
class Step:
    """What happened at one stage, as a sentence; `onward` is false where the way ended there."""

    stage: str
    onward: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer in one sentence, and the steps it rests on."""

    asked: str
    verdict: str
    steps: tuple[Step, ...]


def explain(trail: Trail, *, now: datetime, kept_days: int) -> Explanation:
    """Why what was asked about became an alert, or did not."""
    steps = [*_fetching(trail)]
    steps += [_read(one) for one in trail.responses]
    if not trail.texts and any(one.state == "read" for one in trail.responses):
        steps.append(Step("deduplicate", False, HELD))
    steps += [step for text in trail.texts for step in _text(text, trail)]
    if trail.merged_into is not None:
        steps.append(
            Step("cluster", True, f"Claim {trail.claim} was merged into {trail.merged_into}.")
        )
    steps += [step for said in trail.said for step in _said(said, kept_days)]
    if trail.hidden:
        steps.append(Step("cluster", True, f"{trail.hidden} earlier statements are left out."))
    steps += [step for raised in trail.raised for step in _raised(raised, now)]
    return Explanation(trail.asked, _verdict(trail, steps), tuple(steps))


def _verdict(trail: Trail, steps: Sequence[Step]) -> str:
    """The alert where there is one, else where the way ended."""
    if trail.raised:
        alerts = ", ".join(f"alert {one.alert_id} ({one.kind})" for one in trail.raised)
        delivered = [step.sentence for step in steps if step.stage == "deliver"]
        return f"It raised {alerts}. {delivered[-1] if delivered else ''}".strip()
    ended = [step for step in steps if not step.onward]
    asked = [step for step in ended if step.stage == "match"]
    if asked:
        return f"No watch fired on it. {asked[-1].sentence}"
    return ended[-1].sentence if ended else "Nothing has kept it from going on."


def _fetching(trail: Trail) -> Iterator[Step]:
    if trail.address is not None:
        yield from _address(trail.address)
    elif not (trail.responses or trail.texts or trail.claim or trail.raised):
        yield Step("discover", False, _never_named(trail))


def _never_named(trail: Trail) -> str:
    if trail.source is None:
        return "Nothing has named this address, and it belongs to no outlet of sources.toml."
    if not trail.source_enabled:
        return f"Nothing has named this address: {trail.source} is not polled (enabled is false)."
    return f"None of the feeds of {trail.source} has named this address so far."


def _address(one: Address) -> Iterator[Step]:
    by = f" by {one.found_by}" if one.found_by else ""
    yield Step("discover", True, f"It was named{by} on {_when(one.discovered_at)}.")
    if one.state != "fetched":
        yield Step("fetch", False, f"{_not_fetched(one)}{_because(one.error)}")


def _not_fetched(one: Address) -> str:
    if one.state == "disallowed":
        return "It was never fetched, because robots.txt of the site asks not to"
    if one.state == "failed":
        return "It could not be fetched and was given up"
    if not one.attempts:
        return "It waits to be fetched (`axiswatch once` does what is due)"
    again = f"; it is tried again on {_when(one.next_attempt_at)}" if one.next_attempt_at else ""
    return f"It has not been had yet, after {one.attempts} tries{again}"


def _read(one: Response) -> Step:
    had = f"It was fetched on {_when(one.fetched_at)} (HTTP {one.status})"
    if one.partial:
        had = (
            f"The page was never had; the feed's own text of {_when(one.fetched_at)} stands for it"
        )
    error = _because(one.error)
    match one.state:
        case "fetched":
            return Step("read", False, f"{had} and waits to be read.")
        case "read":
            return Step("read", True, f"{had} and read.")
        case "off_topic":
            return Step("read", False, f"{had} and found off topic{error}")
        case "empty":
            return Step("read", False, f"{had}, but there is no article on it{error}")
        case "unreadable":
            return Step("read", False, f"{had}, but could not be read{error}")
        case state:
            return Step("read", False, f"{had}; reading it ended as {state}{error}")


def _text(one: Text, trail: Trail) -> Iterator[Step]:
    who = f" of {one.outlet}" if one.outlet else ""
    if one.relation in RELATIONS and one.other:
        told = f"Document {one.document_id}{who} is {RELATIONS[one.relation]} {one.other}"
        told += _because(one.reason)
    else:
        told = f"Document {one.document_id}{who} is a text of its own."
    yield Step("deduplicate", True, told)
    if any(not said.retired for said in trail.said) or trail.claim:
        return
    if one.actors == 0:
        yield Step("attribute", False, "It names no actor, so no statement was sought in it.")
    else:
        named = f"{one.actors} actors" if one.actors > 1 else "one actor"
        yield Step("attribute", False, f"It names {named}, but no statement about them was found.")


def _said(one: Said, kept_days: int) -> Iterator[Step]:
    name = f"Statement {one.statement_id} ({one.origin}: {shorten(one.content, MOST_WORDS)})"
    if one.retired:
        yield Step("attribute", False, f"{name} is no longer found by today's rules.")
        return
    if not one.attributed:
        yield Step("attribute", False, f"{name} is the publisher's own voice, and no claim.")
        return
    if one.kind is None or one.claim_id is None:
        yield Step("cluster", False, f"{name} has no place in a claim.")
        return
    did = JOINED.get(one.kind, "belongs to claim {0}").format(one.claim_id)
    near = f", near claim {one.related_claim}" if one.related_claim else ""
    fresh = one.kind not in ("repeated", "uncertain")
    yield Step("cluster", fresh, f"{name} {did}{near}. {' '.join(one.reasons)}".strip())
    for answer in one.answers:
        verb = "fires" if answer.fired else "does not fire"
        yield Step("match", answer.fired, f"Watch {answer.watch!r} {verb}: {answer.reason}")
    if not one.answers:
        gone = f"No watch's answer about it is kept: they are, for {kept_days} days."
        yield Step("match", False, gone)


def _raised(one: Raised, now: datetime) -> Iterator[Step]:
    about = f"claim {one.claim_id}, statement {one.statement_id}"
    yield Step(
        "alert",
        True,
        f"Alert {one.alert_id} ({one.kind}) was raised by watch {one.watch!r} on "
        f"{_when(one.created_at)} about {about}: {one.reason}",
    )
    for delivery in one.deliveries:
        yield Step("deliver", delivery.state == "sent", sent(delivery, one.alert_id, now=now))
    if not one.deliveries:
        nobody = "It is owed to no channel: none was configured, or nothing was to be sent."
        yield Step("deliver", False, nobody)


def _because(text: str | None) -> str:
    """The end of a sentence: ': why.', or a full stop."""
    said = (text or "").strip().rstrip(".")
    return f": {said}." if said else "."


def _when(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "a day unknown"

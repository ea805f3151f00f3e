"""Whether a watch fires on a claim that has just got one more statement, and why (not).

A watch is *armed* on a claim by the first statement that meets the whole rule. From then on the
first statement of a party nobody has heard from corroborates, and the first denial disputes;
neither need meet the rule itself. Repetition never fires. `kinds` only mutes what would fire.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.watch import Watch
from monitor.claims.likeness.independence import denying, independent_of_all
from monitor.domain import AlertKind, ClaimMember, Statement

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class WatchDecision:
    """What a watch makes of the newest statement: the kind in question, and whether it fires."""

    kind: AlertKind
    fired: bool
    reason: str


def decide(
    watch: Watch, members: Sequence[ClaimMember], catalogue: Catalogue
) -> tuple[WatchDecision, ...]:
    """What `watch` says of the last of `members`, which are in order of arrival.

    Exactly one decision, or none where there is no member or the watch is switched off.
    """
    if not members or not watch.enabled:
        return ()
    armed = next((i for i, m in enumerate(members) if not unmet(watch, m, catalogue)), None)
    if armed is None:
        missing = unmet(watch, members[-1], catalogue)
        return (WatchDecision(AlertKind.NEW, False, missing),)
    last = len(members) - 1
    if armed == last:
        return (_muted(watch, _new(watch, members[-1].statement)),)
    return (_muted(watch, _later(members, armed)),)


def unmet(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    """The first condition that one statement fails, as a sentence; empty where it meets all."""
    statement = member.statement
    if not statement.attributed:
        return "It is the publisher's own narration; only attributed statements alert."
    if member.uncertain:
        return "It is uncertain which claim this belongs to; an analyst has to say first."
    return _actors_unmet(watch, statement, catalogue) or _manner_unmet(watch, statement)


def _actors_unmet(watch: Watch, statement: Statement, catalogue: Catalogue) -> str:
    seen = {body for actor in statement.actors for body in catalogue.bodies(actor)}

    def names(wanted: Iterable[str]) -> dict[str, str]:
        ids = {name: catalogue.actor_named(name) for name in wanted}
        return {(actor.id if actor else name): name for name, actor in ids.items()}

    wanted = names(ref.actor for ref in watch.refs("actors_all"))
    if missing := [name for actor, name in wanted.items() if actor not in seen]:
        return f"{missing[0]} is not among its actors."
    wanted = names(ref.actor for ref in watch.refs("actors_any"))
    if wanted and not seen & wanted.keys():
        return f"None of {', '.join(wanted.values())} is among its actors."
    wanted = names(ref.actor for ref in watch.refs("actors_none"))
    if barred := [name for actor, name in wanted.items() if actor in seen]:
        return f"{barred[0]} is among its actors, which this watch leaves out."
    return ""


def _manner_unmet(watch: Watch, statement: Statement) -> str:
    if watch.events and statement.event not in watch.events:
        event = statement.event.value if statement.event else "no event type"
        return f"It reports {event}, not {_either(watch.events)}."
    if watch.modality and statement.modality not in watch.modality:
        return f"It is {statement.modality.value}, not {_either(watch.modality)}."
    return ""


def _either(values: Iterable[str]) -> str:
    return " or ".join(str(value) for value in values)


def _new(watch: Watch, statement: Statement) -> WatchDecision:
    what = statement.event.value if statement.event else "statement"
    reason = f"The first statement of this claim that meets the rule {watch.name!r}"
    return WatchDecision(
        AlertKind.NEW, True, f"{reason}: {what}, {statement.modality.value}, by {statement.origin}."
    )


def _later(members: Sequence[ClaimMember], armed: int) -> WatchDecision:
    """Corroborated, disputed or merely repeated, for a claim the watch knows already."""
    last = members[-1]
    denials = denying(members)
    if last.uncertain or not last.statement.attributed:
        return WatchDecision(AlertKind.CORROBORATED, False, "It is too uncertain to confirm.")
    if denials[-1]:
        earlier = zip(members[armed + 1 : -1], denials[armed + 1 : -1], strict=True)
        before = any(denied and not member.uncertain for member, denied in earlier)
        reason = "It was disputed before." if before else f"{last.statement.origin} denies it."
        return WatchDecision(AlertKind.DISPUTED, not before, reason)
    verdict = independent_of_all(last, members[:-1])
    if not verdict.independent:
        return WatchDecision(AlertKind.CORROBORATED, False, f"A repetition: {verdict.reason}")
    if any(_confirms(members, i, denials) for i in range(armed + 1, len(members) - 1)):
        return WatchDecision(AlertKind.CORROBORATED, False, "It was corroborated before.")
    return WatchDecision(AlertKind.CORROBORATED, True, verdict.reason)


def _confirms(members: Sequence[ClaimMember], index: int, denials: Sequence[bool]) -> bool:
    member = members[index]
    if denials[index] or member.uncertain or not member.statement.attributed:
        return False
    return independent_of_all(member, members[:index]).independent


def _muted(watch: Watch, decision: WatchDecision) -> WatchDecision:
    if not decision.fired or not watch.kinds or decision.kind in watch.kinds:
        return decision
    reason = f"{decision.reason} But this watch only wants {_either(watch.kinds)}."
    return WatchDecision(decision.kind, False, reason)

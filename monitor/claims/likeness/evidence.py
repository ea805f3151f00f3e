"""What speaks for and against that two reports tell one claim, as numbers to be weighed.

Words alone do not decide: 'Iran agreed to an Afghan consulate in Kerman' and 'Tehran will play host
to a mission there' share a town, two states, a pledge and hardly a word. Each item here is a
number, mostly in [0, 1]; `weighing` adds them up. Contradictions that forbid a claim are `vetoes`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.claims.likeness import doubts
from monitor.claims.likeness.anaphora import answers
from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.recurrence import RECURRENT, days_between, when
from monitor.claims.likeness.similarity import Comparison, content_shared, in_common, set_in
from monitor.claims.likeness.terms import Terms, precise, terms_of, weight
from monitor.claims.likeness.vetoes import Bodies, events_differ, meet, same_or_part, weightless
from monitor.claims.likeness.wording import rarest, wording
from monitor.domain import ClaimMember, Event, Incoming, Modality, Statement

Voice = Incoming | ClaimMember
MOST_WORDS, MOST = 4.0, 2.0  # more of a kind says no more
FEW = 2.0  # the weight of a content that says little
ANSWERED = 60  # days within which a report is denied
LONGEST = 90  # days: after that a retelling is as rare as it gets
RAREST = 8.0  # nats
UNTOLD = 0.4  # where one names nobody
DAY, MONTH = len("2025-01-31"), len("2025-01")
NEAR = 500  # code points: a paragraph or two
DEMANDS = frozenset({Modality.URGED, Modality.QUESTIONED})
# What many say of many: 'it is a lie', 'we thank them', 'they refused'.
JUDGEMENTS = frozenset({Event.ACCUSE, Event.SUPPORT, Event.REJECT})


def evidence(
    incoming: Voice, member: ClaimMember, comparison: Comparison, bodies: Bodies
) -> dict[str, float]:
    """All that is weighed of an arriving statement and a member of a claim, by name."""
    one, other = incoming.statement, member.statement
    first, second = terms_of(one), terms_of(other)
    shared = _shared(first, second)
    items = {"alike": comparison.score}
    items |= _contents(shared, across=first.language != second.language)
    items["wording"], items["whole wording"] = wording(one, other)
    items["rarest word"] = min(rarest(one, other) / RAREST, 1.0)
    items |= _quantities(first, second)
    items |= _actors(one, other, bodies)
    items |= _acts(one, other)
    items |= _doubts(one, other, first, second, bodies)
    items |= _circumstances(incoming, member)
    items |= _answer(incoming, member, shared, items, bodies)
    return items | _together(one, other, items)


def _together(one: Statement, other: Statement, items: dict[str, float]) -> dict[str, float]:
    """What says more, or less, beside something else than by itself."""
    same, share, answers = items["same event"], items["share"], items["answers"]
    place, away = min(items["places"], 1.0), items["elsewhere"]
    counted_there = items["same count"] * place * same
    return {
        "share and actors": share * items["actors"],
        "share and event": share * same,
        "share and other counts": share * items["other counts"],
        "share and promise": share * items["promise"],
        "place and event": place * same,
        "actors and event": items["actors"] * same,
        "count and place": counted_there,
        "exact but late": counted_there * items["late happening"],
        "places and actors": place * items["actors"],
        "attack elsewhere": away * (one.event is other.event is Event.ASSAULT),
        "pledge elsewhere": away * (one.modality is other.modality is Modality.PROMISED),
        "content across": items["across"] * items["content"],
        "told of across": items["across"] * items["told of"],
        "answers event": answers * same,
        "answers wordless": answers * items["nothing"],
    }


@dataclass(frozen=True, slots=True)
class _Shared:
    """The terms of two contents, each with the place that the other names for it, how far they
    overlap, and which pairs of terms are one."""

    one: Terms
    other: Terms
    content: float
    pairs: Sequence[tuple[str, str]]

    def met(self) -> float:
        """The weight of what both say."""
        return sum(min(weight(mine), weight(theirs)) for mine, theirs in self.pairs)


def _shared(first: Terms, second: Terms) -> _Shared:
    one, other = set_in(first, second), set_in(second, first)
    return _Shared(one, other, *content_shared(one, other))


def _contents(shared: _Shared, *, across: bool) -> dict[str, float]:
    """What the contents have in common: words, concepts, numbers and places."""
    found = dict.fromkeys("wcqp", 0.0)
    for mine, theirs in shared.pairs:
        found[mine[0]] += min(weight(mine), weight(theirs))
    low = min(sum(map(weight, shared.one.terms)), sum(map(weight, shared.other.terms)))
    places = sum(term[0] == "p" and precise(term[2:]) for term, _ in shared.pairs)
    return {
        "content": shared.content,
        "share": min(1.0, sum(found.values()) / max(low, 1.5)),
        "words": min(found["w"], MOST_WORDS),
        "concepts": min(found["c"], MOST_WORDS),
        "numbers": min(found["q"], MOST),
        "places": min(float(places), MOST),
        "nothing": float(not shared.pairs),
        "short": float(low < FEW),
        "across": float(across),
    }


def _quantities(first: Terms, second: Terms) -> dict[str, float]:
    """Whether they count the same, small numbers too; who were 'two officials' says nothing."""
    left, right = (
        [q for q in terms.quantities if not q.of or not weightless(q.of[0])]
        for terms in (first, second)
    )
    overlapping = [
        (mine, theirs)
        for mine in left
        for theirs in right
        if mine.low <= theirs.high and theirs.low <= mine.high
    ]
    counted = bool(left), bool(right)
    return {
        "same count": float(any(set(a.of) & set(b.of) for a, b in overlapping)),
        "other counts": float(all(counted) and not overlapping),
        "one counts": float(counted[0] is not counted[1]),
    }


def _actors(one: Statement, other: Statement, bodies: Bodies) -> dict[str, float]:
    left, right = set(one.actors), set(other.actors)
    acting = bool(one.agents and other.agents)
    together = acting and meet(one.agents, other.agents, bodies)
    common = sum(any(same_or_part(a, b, bodies) for b in right) for a in left)
    both = bool(left and right)
    return {
        "actors": in_common(left, right, bodies) if both else UNTOLD,
        "told of": _told_of(one, other, bodies),
        "bodies": float(min(common, 3)),
        "nobody": float(not both),
        "agents": float(together),
        "other agents": float(acting and not together),
        "targets": float(meet(one.targets, other.targets, bodies)),
    }


def _told_of(one: Statement, other: Statement, bodies: Bodies) -> float:
    """How far the same are told of: whoever speaks is left aside."""
    left, right = doubts.named(one, bodies), doubts.named(other, bodies)
    return in_common(left, right, bodies) if left and right else UNTOLD


def _acts(one: Statement, other: Statement) -> dict[str, float]:
    same = one.event is other.event
    modalities = {one.modality, other.modality}
    denied = Modality.DENIED in modalities
    apart = events_differ(one.event, other.event)
    told = one.event is not None and other.event is not None
    return {
        "same event": float(same and told),
        "no event": float(same and not told),
        "other event": float(apart),
        "event of one": float((one.event is None) is not (other.event is None)),
        "denied": float(denied),
        "demand": float((one.modality in DEMANDS) is not (other.modality in DEMANDS)),
        "demand each": float(one.modality is other.modality is Modality.URGED),
        "judgement each": float(same and one.event in JUDGEMENTS),
        "threat": float(Modality.THREATENED in modalities and len(modalities) == 2 and not denied),
        "promise": float(modalities == {Modality.PROMISED, Modality.ASSERTED}),
    }


def _doubts(
    one: Statement, other: Statement, first: Terms, second: Terms, bodies: Bodies
) -> dict[str, float]:
    found = {
        "other things": doubts.other_things(first, second),
        "other names": doubts.other_names(first, second),
        "other numbers": doubts.other_numbers(first, second),
        "other actors": doubts.others_named(one, other, bodies),
        "elsewhere": doubts.elsewhere(first, second),
    }
    return {name: float(bool(reason)) for name, reason in found.items()}


def _circumstances(incoming: Voice, member: ClaimMember) -> dict[str, float]:
    one, other = incoming.statement, member.statement
    days = min(days_between(a, b) for a in when(incoming) for b in when(member))
    late = math.log1p(min(days, LONGEST))
    denied = Modality.DENIED in (one.modality, other.modality)
    one_denies = denied and one.modality is not other.modality
    recurrent = not RECURRENT.isdisjoint({one.event, other.event})
    return {
        "days apart": min(days, LONGEST) / LONGEST,
        "late happening": late * (recurrent and not denied),
        "late denial": late * denied,
        "one condition": float(bool(one.condition) is not bool(other.condition)),
        "same day": float(_same_date(one, other, DAY)),
        "same month": float(_same_date(one, other, MONTH)),
        "beside": float(incoming.story_id == member.story_id),
        "own denial": float(one_denies and same_party(one, other)),
        "answers": float(answers(incoming, member)),
        "answers near": answers(incoming, member) * math.exp((other.start - one.start) / NEAR),
    }


def _same_date(one: Statement, other: Statement, size: int) -> bool:
    """Whether the texts give one ISO date of so many characters."""
    return one.event_date == other.event_date and len(one.event_date or "") == size


def _answer(
    one: Voice, other: ClaimMember, shared: _Shared, items: dict[str, float], bodies: Bodies
) -> dict[str, float]:
    """How well a denial, wherever it is made, answers an account by what it is about and of whom.

    Those who deny say little of what is held against them: 'no soldier of ours goes there'.
    """
    names = ("accused", "accused of that", "accused there", "covered", "denial covered")
    found = dict.fromkeys((*names, "concerned", "concerned rarely", "accused late"), 0.0)
    denials = [voice.statement.modality is Modality.DENIED for voice in (one, other)]
    if denials[0] is denials[1]:
        return found
    denial, account = (one, other) if denials[0] else (other, one)
    denied, told = denial.statement, account.statement
    terms = (shared.one if denials[0] else shared.other).terms
    found["denial covered"] = min(1.0, shared.met() / max(sum(map(weight, terms)), 1.0))
    found["concerned"] = float(concerned(told, denied, bodies))
    found["concerned rarely"] = found["concerned"] * items["rarest word"]
    days = (denial.published - account.published).days
    if not 0 <= days <= ANSWERED or told.modality in DEMANDS:
        return found
    named = set(told.actors)
    speakers = {link.actor for link in denied.chain if link.actor} or set(denied.actors[:1])
    if meet(speakers, named, bodies) and items["same event"]:
        found["accused"] = 1.0
        found["accused of that"] = float(not items["nothing"])
        found["accused there"] = min(items["places"], 1.0)
        found["accused late"] = items["late denial"]
    whole = all(any(same_or_part(a, b, bodies) for b in named) for a in denied.actors)
    found["covered"] = items["same event"] * float(whole and len(denied.actors) > 1)
    return found


def concerned(told: Statement, denied: Statement, bodies: Bodies) -> bool:
    """Whether an account is told of a body for which the denial speaks, be it a part of the same
    state: a foreign ministry answers for a force. Whoever gives the account is left aside."""
    speakers = [link.actor for link in denied.chain if link.actor] or denied.actors[:1]
    tellers = [link.actor for link in told.chain if link.actor]
    left, right, aside = (_all_of(some, bodies) for some in (speakers, told.actors, tellers))
    return not left.isdisjoint(right - aside)


def _all_of(actors: Iterable[str], bodies: Bodies) -> set[str]:
    return {body for actor in actors for body in bodies(actor)}

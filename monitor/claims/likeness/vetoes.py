"""What forbids that two statements are one claim, however alike their words are.

A veto needs a contradiction between two things that are said, never a mere silence: a text that
leaves out the number or the place may still report the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.quantities import Quantity
from monitor.claims.likeness.recurrence import days_between, iso_days
from monitor.claims.likeness.terms import MAX_CHARACTERS, Terms
from monitor.domain import Event, Modality, Statement
from monitor.reading.normalise import fold

# Types that texts and coders choose between for one act: Schrodt et al., PLOVER codebook (2018),
# calls these neighbours; two of one group do not contradict each other.
NEIGHBOURS = (
    {Event.AGREE, Event.CONSULT, Event.COOPERATE, Event.SUPPORT, Event.AID, Event.CONCEDE},
    {Event.MOBILIZE, Event.THREATEN, Event.ASSAULT, Event.COERCE, Event.SUPPORT},
    {Event.ACCUSE, Event.REJECT, Event.PROTEST, Event.THREATEN, Event.REQUEST},
    {Event.COERCE, Event.SANCTION, Event.REJECT, Event.ASSAULT},
    {Event.MOBILIZE, Event.AID, Event.COOPERATE, Event.SUPPORT},
    {Event.RETREAT, Event.CONCEDE},
    {Event.REQUEST, Event.CONSULT},
)


ABOUT_THEN = 62  # days
ANY = (date.min, date.max)
SETTLED = frozenset({Modality.PROMISED, Modality.THREATENED, Modality.DENIED})

# An actor's id to the ids of all it belongs to, itself included: `Catalogue.bodies`.
Bodies = Callable[[str], Collection[str]]


def alone(actor: str) -> Collection[str]:
    """The bodies of an actor where no catalogue tells them: only itself."""
    return (actor,)


def vetoes(
    one: Statement, other: Statement, first: Terms, second: Terms, bodies: Bodies = alone
) -> Iterator[str]:
    """Why the two cannot be one claim, a sentence each; nothing where they can."""
    yield from _roles(one, other, bodies, mutual=_mutual(first, second))
    yield from _targets(one, other, bodies)
    yield from _numbers(first, second)
    yield from _places(first, second)
    yield from _capitals(one, other, first, second)
    yield from _dates(one, other)
    yield from _acts(first, second)
    yield from _question(one, other)


def _question(one: Statement, other: Statement) -> Iterator[str]:
    """Who asks why somebody does another thing reports nothing of the first, and who demands it
    says neither that it is pledged nor that it is denied."""
    asks = [s for s in (one, other) if s.modality is Modality.QUESTIONED]
    if len(asks) == 1 and one.event is not other.event:
        yield f"One only asks, and about another act: {one.event} and {other.event}."
    for demand, answer in ((one, other), (other, one)):
        settled = answer.modality in SETTLED and answer.event is not Event.REQUEST
        if demand.modality is Modality.URGED and settled:
            yield f"What the one demands, the other has {answer.modality}."


def events_differ(one: Event | None, other: Event | None) -> bool:
    """Whether two event types cannot be one act seen twice."""
    if one is None or other is None or one is other:
        return False
    return not any(one in group and other in group for group in NEIGHBOURS)


def _mutual(first: Terms, second: Terms) -> bool:
    """Whether both tell of an act that two do together, and neither of one upon the other."""
    words = vocabulary()
    mine, theirs = ({t[2:] for t in terms.terms if t[0] == "c"} for terms in (first, second))
    return bool(mine & theirs & words.mutual) and not (mine | theirs) & words.directed


def _roles(one: Statement, other: Statement, bodies: Bodies, *, mutual: bool) -> Iterator[str]:
    agents, others = set(one.agents), set(other.agents)
    if not mutual:
        yield from _undergoes(one, other, bodies)
        yield from _undergoes(other, one, bodies)
    if not agents or not others or meet(agents, others, bodies):
        return
    if _receives(one) is not _receives(other):
        return  # 'learned from them' is 'they taught'
    mine, theirs = ", ".join(sorted(agents)), ", ".join(sorted(others))
    if meet(agents, other.targets, bodies) and meet(others, one.targets, bodies):
        if mutual:
            return
        yield f"The roles are swapped: here {mine} act, there {theirs}."
    elif _speaks(agents, other, bodies) and _speaks(others, one, bodies):
        yield f"Each says that the other acts: {theirs} of {mine}, {mine} of {theirs}."
    elif not agents & set(other.actors) and not others & set(one.actors):
        # A minister here and his body there stand among the actors of both.
        yield f"Somebody else acts: {mine} in the one, {theirs} in the other."


def _receives(statement: Statement) -> bool:
    """Whether the act is told from the side of whoever gets, buys or learns."""
    return not vocabulary().receiving.isdisjoint(_words(statement))


def _words(statement: Statement) -> list[str]:
    return fold(statement.content[:MAX_CHARACTERS]).split()


def _undergoes(one: Statement, other: Statement, bodies: Bodies) -> Iterator[str]:
    """'Nobody has offered us men': the speaker, to whom nobody does it, does it in the other."""
    speaker = one.chain[-1].actor if one.chain else None
    if one.agents or speaker not in one.targets or not other.targets:
        return
    acting = meet(one.targets, other.agents, bodies)
    if acting and not meet(one.targets, other.targets, bodies):
        done_to = ", ".join(sorted(one.targets))
        yield f"Here it is done to {done_to}, who act there."


def _speaks(actors: set[str], statement: Statement, bodies: Bodies) -> bool:
    """Whether one of the actors asserts the statement."""
    speakers = {link.actor for link in statement.chain if link.actor is not None}
    return statement.modality is Modality.ASSERTED and meet(actors, speakers, bodies)


def _targets(one: Statement, other: Statement, bodies: Bodies) -> Iterator[str]:
    """Each does it to somebody whom the other does not name at all."""
    mine, theirs = set(one.targets), set(other.targets)
    if not mine or not theirs or meet(mine, {*other.actors, *theirs}, bodies):
        return
    if not meet(theirs, one.actors, bodies):
        yield f"The targets differ: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}."


def meet(some: Collection[str], others: Collection[str], bodies: Bodies) -> bool:
    """Whether one of them is, or belongs to, one of the others, or the reverse."""
    return any(same_or_part(a, b, bodies) for a in some for b in others)


def same_or_part(one: str, other: str, bodies: Bodies) -> bool:
    """Whether the actors are one, or the one belongs to the other."""
    return one == other or other in bodies(one) or one in bodies(other)


def _numbers(first: Terms, second: Terms) -> Iterator[str]:
    """Both count one thing, and no number of the one is a number of the other."""
    for quantity in first.quantities:
        of = {term for term in quantity.of if not weightless(term)}
        rivals = [other for other in second.quantities if of & set(other.of)]
        if not rivals or _tells(second, quantity) or any(_tells(first, q) for q in rivals):
            continue
        if not any(q.low <= quantity.high and quantity.low <= q.high for q in rivals):
            thing = min(of & set(rivals[0].of))[2:]
            yield f"The numbers differ: {quantity.low:g} and {rivals[0].low:g} {thing}."
            return


def _tells(terms: Terms, quantity: Quantity) -> bool:
    """Whether a text gives the number of a quantity, whatever it counts there."""
    return quantity.told is not None and f"q:{quantity.told:.0f}" in terms.terms


def weightless(term: str) -> bool:
    """Whether a term says too little to tell what is counted ('people', 'group')."""
    return term[2:] in vocabulary().light and term[2:] not in ("people", "civilians")


def _places(first: Terms, second: Terms) -> Iterator[str]:
    """Each names a place that the other does not, and neither place lies in the other.

    What happens somewhere and what comes from somewhere are compared by themselves. Where both
    name one place, only places within it contradict: 'in Paktika' may be told from Paris.
    """
    everywhere = first.places | first.sources, second.places | second.sources
    for mine, theirs in ((first.places, second.places), (first.sources, second.sources)):
        common = mine & theirs
        left, right = (
            [p for p in some - whole if not any(related(p, q) for q in others - common)]
            for some, others, whole in (
                (_finest(mine), _finest(theirs), everywhere[1]),
                (_finest(theirs), _finest(mine), everywhere[0]),
            )
        )
        if common:
            left, right = ([p for p in side if _within(p, common)] for side in (left, right))
        if left and right:
            yield f"The places differ: {_names(left)} and {_names(right)}."


def _finest(places: Collection[str]) -> set[str]:
    """Without those that another lies in: 'the Gurbuz district of Khost' is Gurbuz."""
    wider = {name for place in places for name in vocabulary().within.get(place, ())}
    return set(places) - wider


def _within(place: str, wider: Collection[str]) -> bool:
    return not vocabulary().within.get(place, frozenset()).isdisjoint(wider)


def _capitals(one: Statement, other: Statement, first: Terms, second: Terms) -> Iterator[str]:
    """Each names a capital, and neither the other's nor its state: be it place or government."""
    left = sorted(first.capitals - second.capitals - _states(other, second))
    right = sorted(second.capitals - first.capitals - _states(one, first))
    if left and right:
        yield f"The capitals differ: {', '.join(left)} and {', '.join(right)}."


def _states(statement: Statement, terms: Terms) -> set[str]:
    """The capitals of the states and governments that a statement names, as actors or places."""
    named = {*statement.actors, *(term[2:] for term in terms.terms if term.startswith("p:"))}
    words = vocabulary()
    return {capital for capital in words.capitals if words.owners(capital) & named}


def related(one: str, other: str) -> bool:
    """Whether the one place is, or lies in, the other."""
    within = vocabulary().within
    return one == other or other in within.get(one, ()) or one in within.get(other, ())


def _dates(one: Statement, other: Statement) -> Iterator[str]:
    """ISO dates agree where the shorter begins the longer; a day's difference is a time zone.

    'Before July' is no date but a bound: what then happens on 29 June is the same.
    """
    mine, theirs = one.event_date, other.event_date
    if mine is None or theirs is None:
        return
    shorter, longer = sorted((mine, theirs), key=len)
    if longer.startswith(shorter) or _apart(mine, theirs) <= 1:
        return
    if (_bounded(one) or _bounded(other)) and _apart(mine, theirs) <= ABOUT_THEN:
        return
    yield f"The dates differ: {mine} and {theirs}."


def _bounded(statement: Statement) -> bool:
    """Whether a content names a date as the end of a term."""
    return not vocabulary().bounds.isdisjoint(_words(statement))


def _apart(one: str, other: str) -> int:
    """The days between two dates, which may be months or years."""
    return days_between(iso_days(one) or ANY, iso_days(other) or ANY)


def _acts(first: Terms, second: Terms) -> Iterator[str]:
    opposites = vocabulary().opposites
    mine = {term[2:] for term in first.terms if term.startswith("c:")}
    theirs = {term[2:] for term in second.terms if term.startswith("c:")}
    for act in sorted(mine - theirs):
        undone = opposites.get(act, frozenset()) & (theirs - mine)
        if undone:
            yield f"The acts differ: {act} in the one, {min(undone)} in the other."
            return


def _names(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names))

"""The conditions of a rule on one statement, each answered with a sentence where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.actors.normalise import fold
from monitor.catalogue.watch import Outlets, Watch
from monitor.domain import ClaimMember
from monitor.watches.history import ENDS
from monitor.watches.roles import described, present
from monitor.watches.wording import found, placed

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue
    from monitor.catalogue.models import Source

TRAITS = ("tier", "affiliation", "language", "country")
Condition = Callable[[Watch, ClaimMember, "Catalogue"], str]


@dataclass(frozen=True, slots=True)
class Unmet:
    """The field of the rule that a statement fails, and how, as a sentence.

    `field` is 'statement' where no rule would take it.
    """

    field: str
    reason: str


def unmet(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> Unmet | None:
    """The first condition that one statement fails; None where it meets all."""
    if reason := _unusable(member):
        return Unmet("statement", reason)
    for field, condition in CONDITIONS.items():
        if getattr(watch, field) and (reason := condition(watch, member, catalogue)):
            return Unmet(field, reason)
    return None


def either(values: Iterable[object]) -> str:
    """'promised or denied'."""
    return " or ".join(str(value) for value in values)


def _unusable(member: ClaimMember) -> str:
    if not member.statement.attributed:
        return "It is the publisher's own narration; only attributed statements alert."
    if member.uncertain:
        return "It is uncertain which claim this belongs to; an analyst has to say first."
    if member.kind in ENDS:
        return "Its page no longer says it, and this watch had not fired on that."
    return ""


def _all(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    for ref in watch.refs("actors_all"):
        if not present(ref, member.statement, catalogue):
            return f"{described(ref)} is not among its actors."
    return ""


def _any(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    refs = watch.refs("actors_any")
    if any(present(ref, member.statement, catalogue) for ref in refs):
        return ""
    return f"None of {', '.join(map(described, refs))} is among its actors."


def _none(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    for ref in watch.refs("actors_none"):
        if present(ref, member.statement, catalogue):
            return f"{described(ref)} is among its actors, which this watch leaves out."
    return ""


def _events(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    event = member.statement.event
    if event in watch.events:
        return ""
    return f"It reports {event.value if event else 'no event type'}, not {either(watch.events)}."


def _modality(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    modality = member.statement.modality
    return "" if modality in watch.modality else f"It is {modality}, not {either(watch.modality)}."


def _polarity(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    polarity = member.statement.polarity
    return "" if polarity in watch.polarity else f"It is {polarity}, not {either(watch.polarity)}."


def _places(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    if placed(watch.places, member.statement):
        return ""
    return f"It names no place in {either(watch.places)}."


def _words(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    if found(watch.words, member.statement.content):
        return ""
    return f"It holds none of the words {', '.join(watch.words)}."


def _words_none(watch: Watch, member: ClaimMember, _catalogue: Catalogue) -> str:
    word = found(watch.words_none, member.statement.content)
    return f"It holds the word {word}, which this watch leaves out." if word else ""


def _outlets_in(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    """All that is asked of an outlet must hold."""
    wanted, outlet = watch.outlets_in, catalogue.sources.get(member.source or "")
    assert wanted is not None  # noqa: S101 (asked only where the rule has it)
    if outlet is None:
        return f"Nothing is known of the outlet {member.source or 'that published it'}."
    if wanted.names and not _named(wanted, outlet, catalogue):
        return f"Its outlet is {outlet.name}, not {either(wanted.names)}."
    for trait in TRAITS:
        if asked := getattr(wanted, trait):
            held = getattr(outlet, trait)
            if not _among(held, asked):
                told = "not known" if held is None else held
                return f"The {trait} of {outlet.name} is {told}, not {either(asked)}."
    return ""


def _outlets_out(watch: Watch, member: ClaimMember, catalogue: Catalogue) -> str:
    """Any of what is said of an outlet leaves it out."""
    barred, outlet = watch.outlets_out, catalogue.sources.get(member.source or "")
    assert barred is not None  # noqa: S101 (asked only where the rule has it)
    if outlet is None:
        return ""
    if _named(barred, outlet, catalogue):
        return f"Its outlet is {outlet.name}, which this watch leaves out."
    for trait in TRAITS:
        held = getattr(outlet, trait)
        if _among(held, getattr(barred, trait)):
            return f"The {trait} of {outlet.name} is {held}, which this watch leaves out."
    return ""


def _named(outlets: Outlets, outlet: Source, catalogue: Catalogue) -> bool:
    named = (catalogue.source_named(name) for name in outlets.names)
    return any(one is not None and one.slug == outlet.slug for one in named)


def _among(held: object, asked: Iterable[object]) -> bool:
    return held is not None and fold(str(held)) in {fold(str(one)) for one in asked}


# In the order in which they are asked: whom it is about first, for that is what a reader expects.
CONDITIONS: dict[str, Condition] = {
    "actors_all": _all,
    "actors_any": _any,
    "actors_none": _none,
    "events": _events,
    "modality": _modality,
    "polarity": _polarity,
    "places": _places,
    "words": _words,
    "words_none": _words_none,
    "outlets_in": _outlets_in,
    "outlets_out": _outlets_out,
}

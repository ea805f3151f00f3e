"""Whether two statements have the same thing from two hands, or from one.

They are independent when neither the party behind their origin, nor their text (lineage), nor the
publisher family of the outlets they come from is the same. A relay is never an origin: an outlet
that passed on what somebody else said adds no hand when it is cited for it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.claims.likeness.skeletons import skeleton
from monitor.claims.likeness.terms import Terms, terms_of
from monitor.domain import (
    ChainLink,
    ClaimMember,
    CueClass,
    Incoming,
    LinkRole,
    Modality,
    Polarity,
    Statement,
)
from monitor.reading.normalise import fold

Voice = Incoming | ClaimMember
SAME_WORDS = 0.8
LEAST_CONSONANTS = 4
LEAST_IN_COMMON = 2
ALIKE = 0.6
SAMPLE = 1500  # characters
STATED = frozenset({Modality.ASSERTED, Modality.PROMISED})


@dataclass(frozen=True, slots=True)
class Independence:
    """The answer, and a sentence that says why."""

    independent: bool
    reason: str


def independence(one: Voice, other: Voice) -> Independence:
    """Whether `one` confirms `other` or merely comes from where `other` came from."""
    first, second = one.statement, other.statement
    if same_party(first, second):
        return Independence(False, f"Both come from {first.party}.")
    if one.story_id == other.story_id and _one_sentence(first.content, second.content):
        return Independence(False, "Both are one sentence in copies of one text.")
    family = origin_family(one)
    if family is not None and family == origin_family(other):
        return Independence(False, f"Both come from outlets of one publisher family, {family}.")
    relay = _relay_cited_as_origin(one, other) or _relay_cited_as_origin(other, one)
    if relay is not None:
        return Independence(False, f"{relay} is the origin of the one and a relay of the other.")
    if _unnamed(first) and _unnamed(second) and (how := _one_unnamed_source(one, other)):
        return Independence(False, f"Both rest on an unnamed source {how}.")
    return Independence(True, f"{first.party} and {second.party} are different parties.")


def independent_of_all(one: Voice, others: Sequence[Voice]) -> Independence:
    """Whether `one` confirms all of `others`; the reason names the first that it does not."""
    for other in others:
        verdict = independence(one, other)
        if not verdict.independent:
            return verdict
    return Independence(True, f"{one.statement.party} has not been heard on this before.")


def origin_family(voice: Voice) -> str | None:
    """The publisher family of the origin, if the origin is an outlet and has one."""
    statement = voice.statement
    if statement.origin_family is not None:
        return statement.origin_family
    origin = statement.chain[-1] if statement.chain else None
    if origin is None or origin.role is LinkRole.OUTLET:
        own = origin is None or (origin.source is not None and origin.source == voice.source)
        return voice.family if own else None
    return None


def denying(members: Sequence[Voice]) -> tuple[bool, ...]:
    """For each member whether it denies the claim.

    A denial says so by its modality. Without such a word, what is negated where the claim's first
    statement that is no denial affirms (or the reverse) denies it just as well.
    """
    stated = next(
        (m.statement.polarity for m in members if m.statement.modality is not Modality.DENIED), None
    )
    return tuple(_denies(member.statement, stated) for member in members)


def _denies(statement: Statement, stated: Polarity | None) -> bool:
    if statement.modality is Modality.DENIED:
        return True
    return statement.modality in STATED and stated not in (None, statement.polarity)


def _one_sentence(one: str, other: str) -> bool:
    """Whether two contents of one story are copies: two people quoted in one article are not."""
    left, right = (set(_folded(text[:SAMPLE]).split()) for text in (one, other))
    return 2 * len(left & right) >= SAME_WORDS * (len(left) + len(right))


def same_party(one: Statement, other: Statement) -> bool:
    """Whether one body stands behind both, however its name is spelled."""
    if one.party == other.party:
        return True
    first, second = _folded(one.party), _folded(other.party)
    if first == second:
        return True
    # A name that no catalogue knows may still be one name in two scripts, or in two languages.
    if first.isascii() is second.isascii():
        return False
    return _consonants(first) == _consonants(second) != "" or _translated(one, other)


def _translated(one: Statement, other: Statement) -> bool:
    """'Army Radio' and «رادیو ارتش»: what the one name says, the other says too."""
    left, right = (
        _terms_of_name(each.party, "en" if each.party.isascii() else each.language)
        for each in (one, other)
    )
    return len(left & right) >= LEAST_IN_COMMON and (left <= right or right <= left)


@lru_cache(maxsize=4096)
def _terms_of_name(name: str, language: str | None) -> frozenset[str]:
    """The concepts, places and numbers of a name, which all languages have."""
    told = Statement(name, 0, len(name), (), "", CueClass.SAY, name, name, language=language)
    return frozenset(term for term in terms_of(told).terms if term[0] != "w")


@lru_cache(maxsize=4096)
def _consonants(name: str) -> str:
    found = skeleton("".join(name.replace("-", " ").split()))
    return found if len(found) >= LEAST_CONSONANTS else ""


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return fold(name)


def _relay_cited_as_origin(citing: Voice, relayed: Voice) -> str | None:
    origin = citing.statement.chain[-1] if citing.statement.chain else None
    if origin is None or origin.source is None or origin.role is not LinkRole.OUTLET:
        return None
    return origin.canonical or origin.name if origin.source in _relays(relayed) else None


def _one_unnamed_source(one: Voice, other: Voice) -> str:
    """How two unnamed sources may well be one: by their outlet, or by what they are called
    ('a Western diplomat', in whatever language); empty where nothing says so."""
    if shared := sorted(_relays(one) & _relays(other)):
        return f"heard through {shared[0]}"
    left, right = (_description(voice.statement).terms for voice in (one, other))
    common = len(left & right)
    alike = common > 0 and 2 * common >= ALIKE * (len(left) + len(right))
    return "that is described alike" if alike else ""


def _description(statement: Statement) -> Terms:
    name = statement.chain[-1].name
    return terms_of(replace(statement, content=name, actors=(), trigger=None, lemmas=(), places=()))


def _unnamed(statement: Statement) -> bool:
    return bool(statement.chain) and statement.chain[-1].role is LinkRole.ANONYMOUS


def _relays(voice: Voice) -> frozenset[str]:
    """The outlets that passed it on: the publisher and every link before the origin."""
    links = voice.statement.chain[:-1]
    named = (link.source or _unlisted(link) for link in links)
    return frozenset(one for one in (voice.source, *named) if one)


def _unlisted(link: ChainLink) -> str:
    """The name of an outlet that no catalogue knows, the same in every script."""
    if link.role is not LinkRole.OUTLET:
        return ""
    return _consonants(_folded(link.name)) or _folded(link.name)

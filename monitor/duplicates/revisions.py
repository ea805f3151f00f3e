"""What became of each statement of a page that now shows another text: a pure decision.

A statement of the version before is *kept* (the same words, or others that say the same),
*corrected* (the same proposition with another number, actor, place, date or sign, or as a note on
the page says), *dropped* (its words are gone), or nothing can be told because most of the text is.
All other statements of the new version are new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.terms import terms_of
from monitor.claims.likeness.vetoes import Bodies, alone, vetoes
from monitor.domain import Modality, Statement
from monitor.duplicates.notes import Note, notes_in
from monitor.duplicates.overlap import overlap, read_words
from monitor.duplicates.shingles import words
from monitor.duplicates.versions import Change, word_diff

ALIKE = 0.5  # of the words of two statements, where they stand in the same place
MOVED = 0.8  # anywhere else
STILL_THERE = 0.9  # of a statement's words, in runs that the new text has too
REMAINS = 0.5  # of the old text: a page that shows less (a teaser, a wall) withdraws nothing


class Fate(StrEnum):
    """What the new version did to a statement of the one before."""

    KEPT = "kept"
    CORRECTED = "corrected"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Former:
    """A statement of the version before, with the claim it is in, and whether that is certain."""

    statement_id: int
    claim_id: int
    statement: Statement
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of one former statement, and why, as a sentence."""

    former: Former
    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """`continued`: by index of the new version's statements what each repeats or corrects."""

    continued: Mapping[int, Verdict] = field(default_factory=dict)
    dropped: tuple[Verdict, ...] = ()


@dataclass(slots=True)
class _Pairing:
    """Former statements that wait for a successor, and the new ones still free."""

    waiting: list[Former]
    free: dict[int, Statement]
    pairs: dict[int, Former] = field(default_factory=dict)

    def pair(self, fits: Callable[[Former, Statement], float]) -> None:
        """Pair those that fit best first; a fit of 0 is none."""
        ranked = sorted(
            (-fit, number, index)
            for number, former in enumerate(self.waiting)
            for index, new in self.free.items()
            if (fit := fits(former, new)) > 0
        )
        taken: set[int] = set()
        for _fit, number, index in ranked:
            if number not in taken and index in self.free:
                taken.add(number)
                self.pairs[index] = self.waiting[number]
                del self.free[index]
        self.waiting = [one for number, one in enumerate(self.waiting) if number not in taken]


def revise(
    old_text: str,
    new_text: str,
    former: Sequence[Former],
    new: Sequence[Statement],
    *,
    bodies: Bodies = alone,
) -> Revision:
    """Compare the statements of two versions of a page.

    `former` are those of the version before that still stood; their offsets point into `old_text`.
    `bodies` says what an actor belongs to, as for clustering.
    """
    fresh = [note for note in notes_in(new_text) if note.text not in old_text]
    free = {index: one for index, one in enumerate(new) if one.attributed}
    pairing = _Pairing(list(former), free)
    pairing.pair(lambda one, other: float(_folded(one.statement) == _folded(other)))
    moved = _moved(word_diff(old_text, new_text))
    pairing.pair(lambda one, other: _in_place(one.statement, other, moved))
    pairing.pair(lambda one, other: _elsewhere(one.statement, other))
    continued = {
        index: _verdict(one, new[index], fresh, bodies) for index, one in pairing.pairs.items()
    }
    return Revision(continued, tuple(_dropped(old_text, new_text, pairing.waiting, fresh)))


def _folded(statement: Statement) -> tuple[object, ...]:
    return words(statement.content), statement.party.casefold(), statement.modality


def _moved(changes: Sequence[Change]) -> Callable[[int], int]:
    """Where an offset of the old text is in the new one; inside a change, its beginning there."""

    def place(offset: int) -> int:
        shift = 0
        for change in changes:
            if change.old_start + len(change.old) > offset:
                inside = change.old_start <= offset
                return change.new_start if inside else offset + shift
            shift = change.new_start + len(change.new) - change.old_start - len(change.old)
        return offset + shift

    return place


def _in_place(old: Statement, new: Statement, moved: Callable[[int], int]) -> float:
    """How alike two statements are that stand in the same place, else 0."""
    start, end = moved(old.start), moved(old.end)
    shared = min(end, new.end) - max(start, new.start)
    if 2 * shared < max(1, min(end - start, new.end - new.start)):
        return 0.0
    alike = _alike(old, new)
    return alike if alike >= ALIKE else 0.0


def _elsewhere(old: Statement, new: Statement) -> float:
    alike = _alike(old, new)
    return alike if alike >= MOVED and same_party(old, new) else 0.0


def _alike(old: Statement, new: Statement) -> float:
    """The Dice coefficient of their words."""
    one, other = Counter(words(old.content)), Counter(words(new.content))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _verdict(former: Former, new: Statement, notes: Sequence[Note], bodies: Bodies) -> Verdict:
    old = former.statement
    if words(old.content) == words(new.content) and _says_as_before(old, new):
        return Verdict(former, Fate.KEPT, "It stands in the version before, too.")
    if (what := next(_differences(old, new, bodies), None)) is not None:
        reason = f"A new version of the page corrects it. {what}"
        return Verdict(former, Fate.CORRECTED, f"{reason}{_noted(notes)}")
    if any(_about(note, old, new) for note in notes):
        return Verdict(former, Fate.CORRECTED, f"A new version words it otherwise.{_noted(notes)}")
    return Verdict(former, Fate.KEPT, "The version before says it in other words.")


def _says_as_before(old: Statement, new: Statement) -> bool:
    return same_party(old, new) and (old.modality, old.polarity) == (new.modality, new.polarity)


def _differences(old: Statement, new: Statement, bodies: Bodies) -> Iterator[str]:
    """What is another thing now, a sentence each."""
    if (old.polarity, old.modality is Modality.DENIED) != (
        new.polarity,
        new.modality is Modality.DENIED,
    ):
        yield "What it affirmed is denied now, or the reverse."
    yield from vetoes(old, new, terms_of(old), terms_of(new), bodies)
    if not same_party(old, new):
        yield f"It is {new.origin} who says so, not {old.origin}."
    mine, theirs = _figures(old), _figures(new)
    if mine != theirs and mine and theirs:
        yield f"It says {_listed(theirs - mine)} instead of {_listed(mine - theirs)}."
    gone, come = set(old.actors) - set(new.actors), set(new.actors) - set(old.actors)
    if gone and come:
        yield f"It names {_listed(come)} instead of {_listed(gone)}."


def _figures(statement: Statement) -> Counter[str]:
    return Counter(word for word in words(statement.content) if word.isdecimal())


def _listed(things: Iterable[str]) -> str:
    return ", ".join(sorted(things)) or "nothing"


def _about(note: Note, old: Statement, new: Statement) -> bool:
    """Whether a note speaks of what differs between the two."""
    changed = set(words(old.content)) ^ set(words(new.content))
    return bool(changed & set(words(note.text)))


def _noted(notes: Sequence[Note]) -> str:
    return f" The page says: {notes[0].text[:300]}" if notes else ""


def _dropped(
    old_text: str, new_text: str, left: Sequence[Former], notes: Sequence[Note]
) -> Iterator[Verdict]:
    """Those whose words are gone, from a page that otherwise still shows its text."""
    if not left:
        return
    there = read_words(new_text)
    retracted = any(note.retracts for note in notes)
    if not retracted and overlap(read_words(old_text), there).contained < REMAINS:
        return
    for former in left:
        content = read_words(former.statement.content)
        if overlap(content, there).contained < STILL_THERE:
            reason = f"A new version of the page does not say it any more.{_noted(notes)}"
            yield Verdict(former, Fate.DROPPED, reason)

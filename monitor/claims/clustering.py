"""Which claim a statement belongs to, how it was found, and how well the claim is confirmed.

Pure decisions over values: `keys` names the index entries under which candidates are found,
`place` compares with their members, `status` sums up a claim. Quality is measured with B-cubed
(Bagga & Baldwin 1998).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from monitor.claims.likeness.anaphora import (
    answers_at_large,
    antecedent,
    points_back,
)
from monitor.claims.likeness.evidence import evidence
from monitor.claims.likeness.independence import (
    denying,
    independence,
    independent_of_all,
    same_party,
)
from monitor.claims.likeness.indexing import keys
from monitor.claims.likeness.rebuttals import answered, rebutted, replied
from monitor.claims.likeness.recurrence import told_apart_by_time
from monitor.claims.likeness.similarity import Comparison, compare
from monitor.claims.likeness.terms import terms_of
from monitor.claims.likeness.vetoes import Bodies, alone
from monitor.claims.likeness.weighing import weights
from monitor.domain import (
    Candidate,
    ClaimDecision,
    ClaimKind,
    ClaimMember,
    Incoming,
    Modality,
    Polarity,
    Statement,
)

__all__ = ["keys", "place", "status"]

JOIN = 0.5  # from here on it is rather the same claim than another
GREY = 0.4  # from here on nobody can tell
SURE = 0.8  # below it a denial rather answers what its own text has told before
ABOUT = 0.1  # scores that differ by less say the same
DRIFT = 0.08  # off where hardly any other member agrees: claims must not wander word by word
AFFIRMED = 0.2  # below it an account is not what the accounts of a claim tell
VERBATIM = 0.97  # likeness of the same words about the same actors
PLAIN = 0.67  # likeness from which it is enough that nothing speaks against it
RATHER = 0.56  # the belief in what is so alike: above JOIN, even where other members disagree
PLAUSIBLE = 0.1  # a belief below it says that something does
TELLING_NUMBER = 1.9  # a denied figure is of the claim that gives it: 52,300
AGAIN = 0.44  # where such events happen again and much time has passed
OTHER_THING = 0.45  # of the belief where the one tells of wheat and the other of fuel
BEFORE, LATELY = "the text told before", "another told of it lately"
MOST_MEMBERS = 24


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well the statement fits one claim."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    vetoed: bool
    agreeing: int = 0


def place(
    incoming: Incoming, candidates: Sequence[Candidate], *, bodies: Bodies = alone
) -> ClaimDecision:
    """Where a statement goes: the claim it fits best, or a new one.

    UNCERTAIN names the nearest claim, unjoined. Without `bodies` (as `Catalogue.bodies`) a force
    and its state are two actors.
    """
    if points_back(incoming.statement) and (told := antecedent(incoming, candidates)):
        return _answer(incoming, told)
    fits = [_fit(incoming, candidate, bodies) for candidate in candidates if candidate.members]
    best = _best(fits)
    if (reply := _answered(incoming, candidates, best, bodies)) is not None:
        return _answer(incoming, *reply)
    if best is None:
        return ClaimDecision(ClaimKind.NEW, None, 0.0, ("No claim shares its actors and words.",))
    if best.vetoed or best.score < GREY:
        return ClaimDecision(ClaimKind.NEW, None, best.score, _apart(best))
    if best.score < JOIN:
        reason = "It is like this claim, but not enough to be sure."
        claim_id = best.candidate.claim_id
        return ClaimDecision(ClaimKind.UNCERTAIN, claim_id, best.score, (reason, *best.reasons))
    kind, reason = _kind(incoming, best.candidate.members)
    return ClaimDecision(kind, best.candidate.claim_id, best.score, (reason, *best.reasons))


def _answered(
    incoming: Incoming, candidates: Sequence[Candidate], best: _Fit | None, bodies: Bodies
) -> tuple[Candidate, str] | None:
    """What a denial answers where no claim surely says what it denies: first in its own text, then
    of what was told of whoever denies lately."""
    score = 0.0 if best is None or best.vetoed else best.score
    told = None
    if score < SURE:
        told = answered(incoming, candidates, bodies, found_elsewhere=score >= JOIN)
    if told is None and score < GREY and answers_at_large(incoming.statement):
        told = antecedent(incoming, candidates)
    if told is None and score < JOIN:
        told = replied(incoming, candidates, bodies)
    if told is not None:
        return told, BEFORE
    afar = rebutted(incoming, candidates, bodies) if score < JOIN else None
    return None if afar is None else (afar, LATELY)


def _answer(incoming: Incoming, told: Candidate, what: str = BEFORE) -> ClaimDecision:
    reason = f"{incoming.statement.origin} denies what {what}."
    return ClaimDecision(ClaimKind.DENIED, told.claim_id, JOIN, (reason,))


def _best(fits: Sequence[_Fit]) -> _Fit | None:
    """The claim that fits best.

    Of several that fit about as well (they may be one that was told in pieces) that with most
    members who agree, and the oldest; one that was itself founded in doubt only if no other fits.
    """
    alike = [fit for fit in fits if not fit.vetoed]
    good = [fit for fit in alike if fit.score >= JOIN]
    if not good:
        ranked = sorted(alike or fits, key=lambda fit: (-fit.score, fit.candidate.claim_id))
        return ranked[0] if ranked else None
    settled = [fit for fit in good if not fit.candidate.members[0].uncertain] or good
    top = max(fit.score for fit in settled)
    close = [fit for fit in settled if fit.score >= top - ABOUT]
    return min(close, key=lambda fit: (-fit.agreeing, fit.candidate.claim_id))


def _apart(nearest: _Fit) -> tuple[str, ...]:
    if nearest.vetoed:
        return ("The nearest claim is another one.", *nearest.reasons)
    return ("The nearest claim is not alike enough.", *nearest.reasons)


def _fit(incoming: Incoming, candidate: Candidate, bodies: Bodies) -> _Fit:
    """The best member decides, unless at least as many members contradict as agree."""
    members = _sample(candidate.members)
    results = [_against(incoming, member, bodies) for member in members]
    against = [result for result in results if result.vetoed]
    alike = [result for result in results if not result.vetoed]
    affirming = _affirming(incoming, members, results)
    if affirming and all(result.score < AFFIRMED for result in affirming):
        alike = affirming  # 'we sold nobody anything' draws no other sale to what it denies
    best = max(alike, key=lambda result: result.score, default=None)
    agreeing = sum(result.score >= JOIN for result in alike)
    if best is None or (against and len(against) >= agreeing):
        return _Fit(candidate, 0.0, against[0].reasons if against else (), vetoed=True)
    accounts = sum(member.statement.modality is not Modality.DENIED for member in members)
    stray = max(1 - agreeing / max(accounts, 1), 0.0) if agreeing else 0.0
    score = max(best.score - DRIFT * stray, 0.0)
    return _Fit(candidate, score, best.reasons, vetoed=False, agreeing=agreeing)


def _affirming(
    incoming: Incoming, members: Sequence[ClaimMember], results: Sequence[Comparison]
) -> list[Comparison]:
    """How an account compares with the other accounts of a claim; nothing for a denial."""
    if incoming.statement.modality is Modality.DENIED:
        return []
    denied = [member.statement.modality is Modality.DENIED for member in members]
    return [r for r, no in zip(results, denied, strict=True) if not no and not r.vetoed]


def _sample(members: Sequence[ClaimMember]) -> Sequence[ClaimMember]:
    """The founding and the latest members, each wording once."""
    wordings = list({member.statement.content: member for member in reversed(members)}.values())
    wordings.reverse()
    half = MOST_MEMBERS // 2
    return wordings if len(wordings) <= MOST_MEMBERS else [*wordings[:half], *wordings[-half:]]


def _against(incoming: Incoming, member: ClaimMember, bodies: Bodies) -> Comparison:
    """How sure it is that the two are one claim, unless something forbids it."""
    result = compare(incoming.statement, member.statement, bodies=bodies)
    if result.vetoed:
        return result
    items = evidence(incoming, member, result, bodies)
    if items["beside"] and _takes_back(incoming.statement, member.statement):
        return Comparison(0.0, ("Nobody denies what he says himself.",), vetoed=True)
    belief, reasons = weights().belief(items), result.reasons
    if result.score >= VERBATIM:
        belief = 1.0
    figure = items["denied"] and items["same event"] and items["numbers"] >= TELLING_NUMBER
    doubted = items["denied"] or items["other counts"] or belief < PLAUSIBLE
    if result.score >= PLAIN and not doubted:
        belief = max(belief, RATHER)
    elif figure:
        belief = max(belief, JOIN)
    if items["other things"] and not items["denied"]:
        belief *= OTHER_THING
    # 'The fourteen dead' are those of then, and so are those of one village.
    known = items["same count"] or items["numbers"] or items["places"]
    if not known and (gap := told_apart_by_time(incoming, member)):
        belief, reasons = belief * AGAIN, (*reasons, gap)
    return Comparison(round(belief, 4), reasons)


def _takes_back(one: Statement, other: Statement) -> bool:
    """Whether one body says the one and that something is not so."""
    no = [s.polarity is Polarity.NEGATIVE or s.modality is Modality.DENIED for s in (one, other)]
    return no[0] is not no[1] and same_party(one, other)


def _kind(incoming: Incoming, members: Sequence[ClaimMember]) -> tuple[ClaimKind, str]:
    """What joining does to the claim, and why."""
    denials = denying([*members, incoming])
    if denials[-1]:
        return ClaimKind.DENIED, f"{incoming.statement.origin} denies it."
    pairs = zip(members, denials, strict=False)
    affirming = [m for m, denied in pairs if m.stands and not denied]
    if not affirming:
        done = "denied" if any(denials) else "withdrawn"
        return ClaimKind.REPEATED, f"{incoming.statement.origin} affirms what was {done}."
    verdict = independent_of_all(incoming, affirming)
    if verdict.independent:
        return ClaimKind.CORROBORATED, verdict.reason
    if added := next(_added(incoming, affirming), None):
        return ClaimKind.UPDATED, f"{verdict.reason} It adds {added}."
    return ClaimKind.REPEATED, verdict.reason


def _added(incoming: Incoming, members: Sequence[ClaimMember]) -> Iterator[str]:
    """A number or a date that no text of this claim has given; a copy adds nothing."""
    if any(incoming.story_id == member.story_id for member in members):
        return
    held = [terms_of(member.statement) for member in members]
    counted = {thing for terms in held for quantity in terms.quantities for thing in quantity.of}
    for quantity in terms_of(incoming.statement).quantities:
        if quantity.of and not counted & set(quantity.of):
            yield f"how many {quantity.of[0][2:]}"
    date = incoming.statement.event_date
    if date and not any(member.statement.event_date for member in members):
        yield f"the date {date}"


def status(members: Sequence[ClaimMember]) -> str:
    """'withdrawn' if no page says it any more, 'disputed' if a member denies it, 'corroborated' if
    two are independent, else 'single-origin'. Only what still stands counts."""
    standing = [member for member in members if member.stands]
    if members and not standing:
        return "withdrawn"
    members = standing
    denials = denying(members)
    if any(denials):
        return "disputed"
    by_party: dict[str, list[ClaimMember]] = {}
    for member in members:
        by_party.setdefault(member.statement.party.casefold(), []).append(member)
    for one, other in combinations(by_party.values(), 2):
        if any(independence(a, b).independent for a, b in product(one, other)):
            return "corroborated"
    return "single-origin"

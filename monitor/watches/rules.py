"""Whether a watch fires on what the newest statement of a claim did, and why (not).

A watch is *armed* on a claim by the first statement that meets the whole rule, once enough parties
stand behind the claim; that is *new*. From then on it looks at what each statement does to the
claim, whether or not it meets the rule itself:

    corroborated  a party nobody has heard from affirms it
    disputed      it is denied for the first time
    denied        a party that has not denied it before denies it; where that is the first denial,
                  a watch that wants to hear of disputes is told *disputed* instead
    updated       it adds a number or a date that no text of the claim has given
    withdrawn     an outlet takes back what it reported
    corrected     an outlet corrects what it reported

Each kind once per claim. Repetition never fires.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.catalogue.watch import Watch
from monitor.domain import AlertKind, ClaimKind, ClaimMember
from monitor.watches.conditions import either, unmet
from monitor.watches.history import Told, changes, tell

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class WatchDecision:
    """What a watch makes of the newest statement: the kind in question, and whether it fires.

    `because` is what kept it quiet: a field of the rule, 'statement' (no rule would take it),
    'repetition', or 'once' (it had this kind before). Empty where it fires.
    """

    kind: AlertKind
    fired: bool
    reason: str
    because: str = ""


def decide(
    watch: Watch,
    members: Sequence[ClaimMember],
    catalogue: Catalogue,
    *,
    at: datetime | None = None,
) -> tuple[WatchDecision, ...]:
    """What `watch` says of the last of `members`, which are in order of arrival.

    Exactly one decision, or none where there is no member or the watch is switched off. Without a
    moment the watch is neither muted nor expired.
    """
    told = tell(members)
    return judge(watch, told, catalogue, at=at) if told else ()


def judge(
    watch: Watch,
    told: Sequence[Told],
    catalogue: Catalogue,
    *,
    at: datetime | None = None,
    met: int | None = None,
) -> tuple[WatchDecision, ...]:
    """The same, for a history that several watches share; `met` as `first_met` has found it."""
    if not watch.enabled:
        return ()
    if at is not None and watch.expired_from is not None and at >= watch.expired_from:
        reason = f"The watch {watch.name!r} expired on {watch.expires}."
        return (WatchDecision(AlertKind.NEW, False, reason, "expires"),)
    met = first_met(watch, told, catalogue) if met is None else met
    decision = _news(watch, told, catalogue, met)
    return (_at(watch, _wanted(watch, decision), at),)


def first_met(watch: Watch, told: Sequence[Told], catalogue: Catalogue) -> int:
    """Which statement is the first to meet the conditions; how many there are, if none does."""
    met = (i for i, one in enumerate(told) if not unmet(watch, one.member, catalogue))
    return next(met, len(told))


def _news(watch: Watch, told: Sequence[Told], catalogue: Catalogue, met: int) -> WatchDecision:
    """What the last one is to a watch that wants everything."""
    last = len(told) - 1
    if met > last:
        missing = unmet(watch, told[-1].member, catalogue)
        assert missing is not None  # noqa: S101 (none of them met it)
        return WatchDecision(AlertKind.NEW, False, missing.reason, missing.field)
    # A claim that was only denied so far has no origin; its denier is the one voice there is.
    enough = (i for i in range(met, last + 1) if max(told[i].origins, 1) >= watch.min_origins)
    armed = next(enough, None)
    if armed is None:
        return _too_few(watch, told[-1].origins)
    if armed == last:
        return _new(watch, told[-1], meets=met == last)
    return _later(watch, told, armed)


def _too_few(watch: Watch, origins: int) -> WatchDecision:
    reason = f"Its origins are {origins}, and this watch asks for {watch.min_origins}."
    return WatchDecision(AlertKind.NEW, False, reason, "min_origins")


def _new(watch: Watch, one: Told, *, meets: bool) -> WatchDecision:
    statement = one.member.statement
    if not meets:
        reason = f"With {statement.origin} the claim has the {watch.min_origins} origins"
        reason += f" that the rule {watch.name!r} asks for; an earlier statement met the rest."
        return WatchDecision(AlertKind.NEW, True, reason)
    what = statement.event.value if statement.event else "statement"
    reason = f"The first statement of this claim that meets the rule {watch.name!r}"
    return WatchDecision(
        AlertKind.NEW, True, f"{reason}: {what}, {statement.modality.value}, by {statement.origin}."
    )


def _later(watch: Watch, told: Sequence[Told], armed: int) -> WatchDecision:
    """What the last one does to a claim that the watch knows already."""
    one, since = told[-1], told[armed + 1 : -1]
    if changes(one.member):
        return _changed(one, since)
    if not one.counts:
        return _quiet(AlertKind.CORROBORATED, "It is too uncertain to confirm.", "statement")
    if one.denies:
        return _denied(watch, one, since)
    return _affirmed(one, since)


def _affirmed(one: Told, since: Sequence[Told]) -> WatchDecision:
    if one.heard.independent:
        if one.deserted:
            return _quiet(
                AlertKind.CORROBORATED, "All who said so before withdrew it.", "repetition"
            )
        if any(other.confirms for other in since):
            return _quiet(AlertKind.CORROBORATED, "It was corroborated before.", "once")
        return WatchDecision(AlertKind.CORROBORATED, True, one.heard.reason)
    if one.member.kind is not ClaimKind.UPDATED:
        return _quiet(AlertKind.CORROBORATED, f"A repetition: {one.heard.reason}", "repetition")
    if any(other.member.kind is ClaimKind.UPDATED and other.counts for other in since):
        return _quiet(AlertKind.UPDATED, "It was updated before.", "once")
    reason = f"{one.member.statement.origin} adds a number or a date that nobody had given."
    return WatchDecision(AlertKind.UPDATED, True, reason)


def _denied(watch: Watch, one: Told, since: Sequence[Told]) -> WatchDecision:
    denials = [other for other in since if other.counts and other.denies]
    reason = f"{one.member.statement.origin} denies it."
    disputes = AlertKind.DISPUTED in watch.wanted or AlertKind.DENIED not in watch.wanted
    if disputes and not denials:
        return WatchDecision(AlertKind.DISPUTED, True, reason)
    if not one.denies_first:
        return _quiet(AlertKind.DISPUTED, "It was disputed before.", "repetition")
    # The first denial was told as the dispute, where that was wanted.
    if any(other.denies_first for other in denials[disputes:]):
        return _quiet(AlertKind.DENIED, "A further party denied it before.", "once")
    return WatchDecision(AlertKind.DENIED, True, reason)


def _changed(one: Told, since: Sequence[Told]) -> WatchDecision:
    kind = AlertKind(str(one.member.kind))
    if any(other.member.kind == one.member.kind for other in since):
        return _quiet(kind, f"It was {kind} before.", "once")
    outlet = one.member.source or "Its outlet"
    done = "withdrew" if kind is AlertKind.WITHDRAWN else "corrected"
    return WatchDecision(kind, True, f"{outlet} {done} what it had reported.")


def _quiet(kind: AlertKind, reason: str, because: str) -> WatchDecision:
    return WatchDecision(kind, False, reason, because)


def _wanted(watch: Watch, decision: WatchDecision) -> WatchDecision:
    if not decision.fired or decision.kind in watch.wanted:
        return decision
    reason = f"{decision.reason} But this watch only wants {either(watch.wanted)}."
    return _quiet(decision.kind, reason, "kinds")


def _at(watch: Watch, decision: WatchDecision, at: datetime | None) -> WatchDecision:
    until = watch.muted_until
    if not decision.fired or at is None or until is None or at >= until:
        return decision
    reason = f"{decision.reason} But this watch is muted until {until:%Y-%m-%d %H:%M %Z}."
    return _quiet(decision.kind, reason, "mute_until")

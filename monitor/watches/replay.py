"""What a rule would have made of the past: the same decisions, over histories that are stored.

Nothing here remembers a claim after it was asked about: what is kept grows with what fires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.catalogue.watch import Watch
from monitor.domain import AlertKind, ClaimKind, ClaimMember, Wait
from monitor.watches.history import Told, tell
from monitor.watches.pacing import Pace, due
from monitor.watches.rules import first_met, judge

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue

ALWAYS = 0.9  # of the claims
LEAST_CLAIMS = 10  # of which a share says something


@dataclass(frozen=True, slots=True)
class Happening:
    """A claim event of the past, with the statement that caused it.

    `replaces` is the statement whose place it took in a new version of its page. Watches were
    `asked` about it unless it only says again what its page had said, or another still does.
    """

    event_id: int
    at: datetime
    member: ClaimMember
    replaces: int | None = None

    @property
    def asked(self) -> bool:
        """Whether it is a matter for watches at all."""
        said_again = self.replaces is not None and self.member.kind is not ClaimKind.CORRECTED
        return not said_again and self.member.kind is not ClaimKind.DROPPED


def tell_past(past: Sequence[Happening]) -> tuple[Told, ...]:
    """What each did to its claim."""
    return tell([one.member for one in past], [one.replaces for one in past])


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert that the rule would have raised."""

    event_id: int
    at: datetime
    claim_id: int
    statement_id: int
    kind: AlertKind
    reason: str
    content: str


@dataclass(slots=True)
class Replay:
    """What one rule made of the past from a moment on; `quiet` counts what kept it from firing.

    A mute is left out of it: it says when to be silent, not what the rule is about.
    """

    watch: Watch
    since: datetime
    firings: list[Firing] = field(default_factory=list)
    quiet: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    fired_claims: int = 0
    events: int = 0

    def add(self, claim_id: int, past: Sequence[Happening], catalogue: Catalogue) -> None:
        """Ask about every event of one claim, in order of arrival, from its first on."""
        rule = self.watch.model_copy(update={"mute_until": None, "enabled": True})
        told = tell_past(past)
        met = first_met(rule, told, catalogue)
        raised: set[AlertKind] = set()
        for index, one in enumerate(past):
            if not one.asked:
                continue
            (decision,) = judge(rule, told[: index + 1], catalogue, at=one.at, met=met)
            fires = decision.fired and decision.kind not in raised
            raised |= {decision.kind} if fires else set()
            if one.at < self.since:
                continue
            self.events += 1
            if fires:
                self.firings.append(_firing(claim_id, one, decision.kind, decision.reason))
            else:
                self.quiet[decision.because or "once"] += 1
        self.claims += 1
        self.fired_claims += bool(raised)

    def in_order(self) -> list[Firing]:
        """What would have fired, as it would have come."""
        return sorted(self.firings, key=lambda one: (one.at, one.event_id))

    def per_day(self) -> dict[date, int]:
        """How many a day, in the time zone of the watch; days without any are left out."""
        days = Counter(one.at.astimezone(self.watch.timezone).date() for one in self.firings)
        return dict(sorted(days.items()))

    def messages(self) -> Counter[str]:
        """How each would have gone out: 'at once', or the `Wait` that its rule demands."""
        found: Counter[str] = Counter()
        channel = next(iter(self.watch.channels), "any")
        sent: dict[int | None, list[datetime]] = {}
        heads: dict[int | None, datetime] = {}
        cap = self.watch.rate_cap
        for one in self.in_order():
            about = one.claim_id if cap and cap.per == "claim" else None
            past = sent.setdefault(about, [])
            plan = due(self.watch, channel, Pace(past, heads.get(about)), at=one.at)
            found[plan.wait.value if plan.wait else "at once"] += 1
            rolled = plan.wait is Wait.CAP and heads.get(about) == plan.not_before
            if not rolled:
                past.append(plan.not_before or one.at)
                past.sort()
            if plan.wait is Wait.CAP and plan.not_before:
                heads[about] = plan.not_before
        return found

    def warnings(self, *, now: datetime) -> list[str]:
        """What its writer should know: it never fires, it always does, or it may not now."""
        said = []
        if self.claims and not self.firings:
            said.append(f"It never fired on {self.events} statements{self._mostly()}.")
        if self.claims >= LEAST_CLAIMS and self.fired_claims >= ALWAYS * self.claims:
            said.append(
                f"It fired on {self.fired_claims} of {self.claims} claims: it leaves out next to "
                "nothing."
            )
        until, end = self.watch.muted_until, self.watch.expired_from
        if until is not None and now < until:
            said.append(f"It is muted until {until:%Y-%m-%d %H:%M}: until then nothing is sent.")
        if end is not None and end <= now:
            said.append(f"It expired on {self.watch.expires}.")
        if not self.watch.enabled:
            said.append("It is switched off: enabled is false.")
        return said

    def _mostly(self) -> str:
        if not self.quiet:
            return ""
        field_, count = self.quiet.most_common(1)[0]
        return f": {count} of them failed at {field_}"


def days_of(start: datetime, end: datetime, watch: Watch) -> int:
    """How many days of the watch's calendar a stretch of time touches."""
    first, last = (moment.astimezone(watch.timezone).date() for moment in (start, end))
    return max(1, (last - first) // timedelta(days=1) + 1)


def _firing(claim_id: int, one: Happening, kind: AlertKind, reason: str) -> Firing:
    member = one.member
    content = member.statement.content
    return Firing(one.event_id, one.at, claim_id, member.statement_id, kind, reason, content)

"""What a rule of watches.toml may say; docs/reference/watches.md has an example of every field."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from monitor.catalogue.models import Entry, Text
from monitor.domain import AlertKind, Event, Modality, Polarity, Severity

ROLES = ("speaker", "agent", "target", "mentioned")
ACTOR_FIELDS = ("actors_all", "actors_any", "actors_none")
# What is asked of one statement; all other fields are about kinds, messages and times.
CONDITION_FIELDS = (
    *ACTOR_FIELDS,
    "events", "modality", "polarity", "places", "words", "words_none", "outlets_in", "outlets_out",
)  # fmt: skip
# Unless a watch names its kinds. An outlet's edits are told only where they are asked for.
USUAL_KINDS = (AlertKind.NEW, AlertKind.CORROBORATED, AlertKind.DISPUTED)
SPAN = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})")


class ActorRef(Entry):
    """An actor of the catalogue by id, name or alias, in one role or in any.

    `speaker`: whoever said it on the record, or the body it speaks for; `agent`: who acts in what
    is said; `target`: to whom it is done or said; `mentioned`: named in it, but not as speaker.
    Members and speakers of a body count as the body unless `members` is false.
    """

    actor: Text
    role: Literal["speaker", "agent", "target", "mentioned"] | None = None
    members: bool = True


def _written(value: object) -> str:
    """An actor is written as its name, or as a table where a role is wanted."""
    return "name" if isinstance(value, str) else "actor"


ActorEntry = Annotated[
    Annotated[Text, Tag("name")] | Annotated[ActorRef, Tag("actor")], Discriminator(_written)
]


class Outlets(Entry):
    """Publishing outlets by what the catalogue says of them; `names` are slugs, names or aliases.

    An outlet that the catalogue does not list has none of these.
    """

    names: tuple[Text, ...] = ()
    tier: tuple[Annotated[int, Field(ge=1, le=5)], ...] = ()
    affiliation: tuple[Text, ...] = ()
    language: tuple[Text, ...] = ()
    country: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one of names, tier, affiliation, language, country")
        return self


class QuietHours(Entry):
    """A time of day in which nothing is delivered; it may run over midnight."""

    start: time
    end: time

    @model_validator(mode="before")
    @classmethod
    def _written_as_span(cls, value: object) -> object:
        if isinstance(value, str):
            found = SPAN.fullmatch(value.strip())
            if found is None:
                raise ValueError("write two times of day, such as 22:00-07:00")
            return {"start": found[1].zfill(5), "end": found[2].zfill(5)}
        return value

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.start == self.end:
            raise ValueError("it begins when it ends; to silence a watch use mute_until")
        return self

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class RateCap(Entry):
    """At most so many messages in any span of so many minutes, of the watch or about one claim."""

    most: Annotated[int, Field(ge=1, le=10_000)]
    minutes: Annotated[int, Field(ge=1, le=60 * 24 * 31)] = 60
    per: Literal["watch", "claim"] = "watch"

    @property
    def span(self) -> timedelta:
        """The length of the span."""
        return timedelta(minutes=self.minutes)


class Watch(Entry):
    """A rule on claims. What is left out means anything; all conditions must meet in one statement.

    `min_origins` is how many independent parties must stand behind the claim. Times of day, and
    moments without a zone of their own, are in `timezone`.
    """

    name: Text
    actors_all: tuple[ActorEntry, ...] = ()
    actors_any: tuple[ActorEntry, ...] = ()
    actors_none: tuple[ActorEntry, ...] = ()
    events: tuple[Event, ...] = ()
    modality: tuple[Modality, ...] = ()
    polarity: tuple[Polarity, ...] = ()
    places: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    words_none: tuple[Text, ...] = ()
    outlets_in: Outlets | None = None
    outlets_out: Outlets | None = None
    min_origins: Annotated[int, Field(ge=1, le=100)] = 1
    kinds: tuple[AlertKind, ...] = ()
    severity: Severity = Severity.NORMAL
    channels: tuple[Text, ...] = ()
    timezone: ZoneInfo = ZoneInfo("UTC")
    quiet_hours: QuietHours | None = None
    digest_times: tuple[time, ...] = ()
    rate_cap: RateCap | None = None
    mute_until: datetime | date | None = None
    expires: datetime | date | None = None
    enabled: bool = True

    @field_validator("mute_until", "expires", mode="before")
    @classmethod
    def _day_or_moment(cls, value: object) -> object:
        """A date in quotation marks is a date too, not its midnight."""
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
            return date.fromisoformat(value.strip())
        return value

    @model_validator(mode="after")
    def _digest_has_a_channel(self) -> Self:
        if self.digest_times and not any(name.startswith("digest-") for name in self.channels):
            raise ValueError("digest_times need a channel such as digest-email among channels")
        return self

    def refs(self, field: str) -> tuple[ActorRef, ...]:
        """The actors of `actors_all`, `actors_any` or `actors_none`, each with its role."""
        entries: tuple[str | ActorRef, ...] = getattr(self, field)
        return tuple(ActorRef(actor=one) if isinstance(one, str) else one for one in entries)

    @property
    def wanted(self) -> tuple[AlertKind, ...]:
        """The kinds of alert it raises."""
        return self.kinds or USUAL_KINDS

    @property
    def muted_until(self) -> datetime | None:
        """The moment from which it speaks again; a date is the beginning of that day."""
        return self._moment(self.mute_until)

    @property
    def expired_from(self) -> datetime | None:
        """The moment from which it says nothing more; a date is the last whole day."""
        last = isinstance(self.expires, date) and not isinstance(self.expires, datetime)
        return self._moment(self.expires, after=timedelta(days=1 if last else 0))

    def _moment(
        self, value: datetime | date | None, after: timedelta = timedelta(0)
    ) -> datetime | None:
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return moment.replace(tzinfo=moment.tzinfo or self.timezone) + after

"""What a catalogue entry may say. Unknown fields are mistakes, not extensions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from monitor.domain import AlertKind, Event, Modality

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Entry(BaseModel):
    """Base of every entry: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FeedAddress(Entry):
    """An address at which a source announces its pages."""

    url: Text
    kind: Literal["feed", "sitemap", "index", "telegram"] = "feed"
    enabled: bool = True


class Source(Entry):
    """An outlet: polled for pages, cited in chains, or both.

    `family` is the publisher family: two outlets of one family never confirm each other.
    `party` is the actor id the outlet speaks for when it is an organ of that actor.
    """

    slug: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    homepage: Text | None = None
    domains: tuple[Text, ...] = ()
    language: Text | None = None
    country: Text | None = None
    affiliation: Text | None = None
    family: Text | None = None
    party: Slug | None = None
    tier: Annotated[int, Field(ge=1, le=5)] = 3
    enabled: bool = True
    status: Text | None = None
    note: Text | None = None
    feeds: tuple[FeedAddress, ...] = ()


class Alias(Entry):
    """A spelling of an actor's name.

    `requires`: at least one of these words must stand within the same paragraph; `unless`: none of
    them may. `case`: matched as written (acronyms). `surname`: counts only after the full name.
    """

    text: Text
    language: Text | None = None
    requires: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    case: bool = False
    surname: bool = False


class Office(Entry):
    """A post held: its phrases name the person between the dates (open where unknown)."""

    phrases: tuple[Text, ...] = Field(min_length=1)
    start: date | None = None
    end: date | None = None


class Actor(Entry):
    """Somebody watched, or somebody the watched deal with.

    `speaks_for` is the body whose party this actor's statements belong to; `member_of` the bodies
    a watch on which also sees this actor.
    """

    id: Slug
    name: Text
    kind: Literal["state", "government", "organisation", "person", "people"]
    aliases: tuple[Alias, ...] = ()
    speaks_for: Slug | None = None
    member_of: tuple[Slug, ...] = ()
    offices: tuple[Office, ...] = ()
    lists: tuple[Text, ...] = ()
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_aliases(cls, value: object) -> object:
        """An alias without conditions may be written as a plain string."""
        if isinstance(value, dict) and isinstance(value.get("aliases"), list | tuple):
            plain = [{"text": a} if isinstance(a, str) else a for a in value["aliases"]]
            return {**value, "aliases": plain}
        return value

    @model_validator(mode="after")
    def _not_its_own_member(self) -> Self:
        if self.id in self.member_of or self.id == self.speaks_for:
            raise ValueError("an actor cannot be a member of, or speak for, itself")
        return self


class Watch(Entry):
    """A rule on claims. An empty list means anything; actors are catalogue ids or names."""

    name: Text
    actors_all: tuple[Text, ...] = ()
    actors_any: tuple[Text, ...] = ()
    actors_none: tuple[Text, ...] = ()
    events: tuple[Event, ...] = ()
    modality: tuple[Modality, ...] = ()
    kinds: tuple[AlertKind, ...] = ()
    channels: tuple[Text, ...] = ()
    enabled: bool = True

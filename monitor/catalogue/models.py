"""What a catalogue entry may say. Unknown fields are mistakes, not extensions."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


def _first_day(value: object) -> object:
    """A year or a month stands for its first day."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2})?", value):
        return f"{value}-01-01" if len(value) == 4 else f"{value}-01"
    return value


def _last_day(value: object) -> object:
    """A year or a month stands for its last day."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2})?", value):
        year, month = int(value[:4]), int(value[5:] or 12)
        if 1 <= month <= 12:
            return date(year, month, calendar.monthrange(year, month)[1])
    return value


FirstDay = Annotated[date, BeforeValidator(_first_day)]
LastDay = Annotated[date, BeforeValidator(_last_day)]


class Entry(BaseModel):
    """Base of every entry: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Alias(Entry):
    """A spelling of a name. Written in lower case it matches in any case, else as a proper noun.

    `requires`: at least one of these words must stand within the same paragraph; `unless`: none of
    them may. `beside`: one of these must stand directly before or after; `not_beside`: none may.
    A word may end in `*`, which stands for any ending. `case`: matched as written (acronyms).
    `surname`: counts only after the full name. `metonym`: a place that means its government only
    where it speaks or acts ('Kabul rejected', not 'in Kabul'). `demonym`: an adjective that means
    the state unless it describes private people or things ('Iranian officials', not 'film').
    `country`: a country's name that means the state unless it is only the scene ('in Lebanon').
    """

    text: Text
    language: Text | None = None
    requires: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    not_beside: tuple[Text, ...] = ()
    case: bool = False
    surname: bool = False
    metonym: bool = False
    demonym: bool = False
    country: bool = False

    @property
    def conditional(self) -> bool:
        """Whether the spelling alone does not yet name its owner."""
        contexts = self.requires or self.unless or self.beside or self.not_beside
        return bool(contexts) or self.surname or self.metonym or self.demonym or self.country


class Office(Entry):
    """A post held: its phrases name the person between the dates (open where unknown).

    Dates may be years or months: '2022' starts on 1 January and ends on 31 December. Of `requires`
    a word must stand in the same paragraph: there is more than one 'Secretary-General'.
    """

    phrases: tuple[Text, ...] = Field(min_length=1)
    requires: tuple[Text, ...] = ()
    start: FirstDay | None = None
    end: LastDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the office ends ({self.end}) before it starts ({self.start})")
        return self

    def held(self, on: date) -> bool:
        """Whether the post was held on that day, as far as is known."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


class FeedAddress(Entry):
    """An address at which a source announces its pages.

    `pages`: patterns of which the path of a page must match one ('/news/*', '*/20??/*'); without
    any, all pages a feed names count, and of an index page those that look like headlines.
    """

    url: Text
    kind: Literal["feed", "sitemap", "index", "telegram"] = "feed"
    enabled: bool = True
    pages: tuple[Text, ...] = ()


class Source(Entry):
    """An outlet: polled for pages, cited in chains, or both.

    `family` is the publisher family: two outlets of one family never confirm each other.
    `party` is the actor id the outlet speaks for when it is an organ of that actor. `aliases` are
    spellings under which texts cite it; `names` those that need a context (or change that of the
    name itself), `unlike` phrases that contain one of them and mean something else. A domain may
    carry a path ('example.org/fa'); the longest that fits an address wins. `date_order` is how
    the outlet writes dates in figures (06/07/2024); a date before it was `founded` is not believed.
    `render`: its pages hold no text before their scripts ran, so a browser shows them first.
    """

    slug: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    names: tuple[Alias, ...] = ()
    unlike: tuple[Text, ...] = ()
    homepage: Text | None = None
    domains: tuple[Text, ...] = ()
    language: Text | None = None
    country: Text | None = None
    affiliation: Text | None = None
    family: Text | None = None
    party: Slug | None = None
    tier: Annotated[int, Field(ge=1, le=5)] = 3
    enabled: bool = True
    render: bool = False
    status: Text | None = None
    note: Text | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    founded: FirstDay | None = None
    feeds: tuple[FeedAddress, ...] = ()


class Actor(Entry):
    """Somebody watched, or somebody the watched deal with.

    `speaks_for` is the body whose party this actor's statements belong to; `member_of` the bodies
    a watch on which also sees this actor. `unlike` are phrases that contain one of its aliases and
    mean something else ('Husain Haqqani'). A person's last name counts after the full name; one
    that many bear, where no other name stands beside it.
    """

    id: Slug
    name: Text
    kind: Literal["state", "government", "organisation", "person", "people"]
    aliases: tuple[Alias, ...] = ()
    speaks_for: Slug | None = None
    member_of: tuple[Slug, ...] = ()
    offices: tuple[Office, ...] = ()
    lists: tuple[Text, ...] = ()
    unlike: tuple[Text, ...] = ()
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

"""A small catalogue and one call from a text to its statements, for the attribution tests."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Source
from monitor.claims.attribution import Attributor
from monitor.domain import Article, Statement

PUBLISHED = datetime(2025, 3, 20, 12, tzinfo=UTC)  # a Thursday

ACTORS = (
    {"id": "taliban", "name": "Taliban", "kind": "government",
     "aliases": ["Islamic Emirate", "طالبان", "طالبانو"]},
    {"id": "iran", "name": "Iran", "kind": "state",
     "aliases": ["Iranian", "ایران", "إيران", "إيراني", "إيرانية",
                 {"text": "Tehran", "metonym": True}]},
    {"id": "hezbollah", "name": "Hezbollah", "kind": "organisation", "aliases": ["حزب‌الله"]},
    {"id": "hamas", "name": "Hamas", "kind": "organisation", "aliases": ["حماس"]},
    {"id": "rahim-sadeq", "name": "Rahim Sadeq", "kind": "person", "speaks_for": "taliban",
     "aliases": [{"text": "Sadeq", "surname": True}, "رحیم صادق", "رحيم صادق"]},
    {"id": "nader-parsa", "name": "Nader Parsa", "kind": "person", "speaks_for": "iran",
     "aliases": [{"text": "Parsa", "surname": True}, "نادر پارسا", "نادر بارسا"]},
)  # fmt: skip
SOURCES = (
    {"slug": "cedar", "name": "Cedar Daily", "aliases": ["روزنامه سدر", "صحيفة الأرز"]},
    {"slug": "noor", "name": "Noor TV", "aliases": ["تلویزیون نور", "نور ټلویزیون", "قناة نور"]},
    {"slug": "ridge", "name": "Ridge News"},
)


@cache
def catalogue() -> Catalogue:
    return Catalogue.build(
        sources=[Source.model_validate(entry) for entry in SOURCES],
        actors=[Actor.model_validate(entry) for entry in ACTORS],
    )


@cache
def matcher() -> ActorMatcher:
    return ActorMatcher(catalogue())


def article(text: str, *, language: str | None = "en") -> Article:
    """An article of that text."""
    return Article(
        "https://ridge.example/1", "A title", text, published=PUBLISHED, language=language
    )


def every(text: str, *, language: str | None = "en") -> tuple[Statement, ...]:
    """All that is kept of `text`, the outlet's own narration too."""
    mentions = matcher().find(text, on=PUBLISHED.date())
    told = article(text, language=language)
    return Attributor(catalogue()).attribute(told, mentions, outlet="ridge")


def attributed(text: str, *, language: str | None = "en") -> tuple[Statement, ...]:
    """The statements with a source in the text."""
    return tuple(made for made in every(text, language=language) if made.attributed)


def ruled(text: str) -> Statement:
    """The only statement of `text` as the rules have it, before it is weighed."""
    told = article(text)
    attributor = Attributor(catalogue(), judge=lambda made, _: made)
    (made,) = attributor.attribute(told, matcher().find(told.text, on=PUBLISHED.date()))
    return made


def only(text: str, *, language: str | None = "en") -> Statement:
    """The one statement of `text`."""
    (made,) = attributed(text, language=language)
    assert text[made.start : made.end] == made.content
    return made


def chain(made: Statement) -> list[str]:
    return [link.name for link in made.chain]

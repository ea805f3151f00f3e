"""The sample outlets and articles, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

NOTICE = "Sample page of the axiswatch demo newsroom, written for demonstration; not a news report."


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet: how it calls itself, how its pages look, what its feed speaks."""

    slug: str
    name: str
    tagline: str
    template: str
    feed: str
    format: str
    port: int
    country: str
    accent: str
    sections: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its outlet prints it. `shown_date` is the date in the outlet's own words."""

    key: str
    outlet: str
    path: str
    title: str
    author: str
    section: str
    published: datetime
    summary: str
    paragraphs: tuple[str, ...]
    language: str = "en"
    shown_date: str | None = None
    credit: str | None = None

    @property
    def direction(self) -> str:
        """The writing direction, as HTML's `dir` wants it."""
        return "rtl" if self.language in {"fa", "ps", "ar"} else "ltr"

    @property
    def day(self) -> str:
        """The date as readers see it."""
        return self.shown_date or f"{self.published:%B} {self.published.day}, {self.published:%Y}"


@dataclass(frozen=True, slots=True)
class Material:
    """All of it: outlets in the order of their file, stories newest first.

    `cited` has the catalogue's slugs of the outlets that the stories name.
    """

    outlets: tuple[Outlet, ...]
    cited: tuple[str, ...]
    stories: tuple[Story, ...]

    def of(self, outlet: Outlet) -> tuple[Story, ...]:
        """What one outlet has published, newest first."""
        return tuple(story for story in self.stories if story.outlet == outlet.slug)


@cache
def load_material() -> Material:
    """Read the files that are shipped with this package."""
    package = files("monitor.demo")
    newsroom = _toml(package / "outlets.toml")
    raw = {
        entry.name.removesuffix(".toml"): _toml(entry)
        for entry in (package / "articles").iterdir()
        if entry.name.endswith(".toml")
    }
    stories = [_story(key, raw) for key in raw]
    return Material(
        tuple(Outlet(**_tuples(outlet)) for outlet in newsroom["outlet"]),
        tuple(newsroom["cited"]),
        tuple(sorted(stories, key=lambda story: story.published, reverse=True)),
    )


def _story(key: str, raw: dict[str, dict[str, Any]]) -> Story:
    """One story; a republished one has the text of the other under a headline of its own."""
    entry = dict(raw[key])
    text = entry.pop("text", None) or raw[entry.pop("republishes")]["text"]
    return Story(key=key, paragraphs=tuple(text.strip().split("\n\n")), **entry)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in entry.items()}


def _toml(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf8"))

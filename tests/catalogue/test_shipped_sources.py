"""The catalogue that is shipped: real outlets, each with what is known of its addresses."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.catalogue.models import Source

STATUS = re.compile(r"live-\d{4}(?:-\d\d){0,2}|listed|unverified|stale|blocked|dead|cited")
UNUSABLE = {"stale", "blocked", "dead"}


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    return load_catalogue([])


def polled() -> list[Source]:
    return [s for s in shipped().sources.values() if s.enabled and any(f.enabled for f in s.feeds)]


def test_every_source_says_how_far_its_addresses_are_known() -> None:
    for source in shipped().sources.values():
        assert STATUS.fullmatch(source.status or ""), source.slug


def test_what_is_dead_blocked_or_stale_is_off_and_says_why() -> None:
    unusable = [s for s in shipped().sources.values() if s.status in UNUSABLE]
    assert len(unusable) >= 10
    assert not {source.slug for source in unusable} & {source.slug for source in polled()}
    silent = [s.slug for s in shipped().sources.values() if not s.enabled and not s.note]
    assert silent == [], "what is off says why"


def test_an_outlet_without_address_is_known_by_name_and_not_polled() -> None:
    cited = [source for source in shipped().sources.values() if source.status == "cited"]
    assert len(cited) >= 40
    for source in cited:
        assert not source.enabled
        assert source.feeds == ()
        assert shipped().source_named(source.name) == source
    radio = shipped().source_named("Israel's Army Radio")
    assert radio in cited


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Afghanistan International", "afghanistan-international"),
        ("Long War Journal", "longwarjournal"),
        ("Distinct Post", "distinct-post"),
        ("MEMRI", "memri"),
        ("Israeli army radio", "army-radio"),
        ("Al Akhbar Daily", "al-akhbar"),
        ("Al-Akhbar newspaper", "al-akhbar"),
        ("Al-Mirsaad", "al-mirsad"),
        ("Bakhtar News Agency", "bakhtar"),
        ("Ufuq News", "ufuq-news"),
        ("Mehr News", "mehr"),
    ],
)
def test_the_outlets_of_the_story_are_known(name: str, slug: str) -> None:
    found = shipped().source_named(name)
    assert found is not None
    assert found.slug == slug


def test_the_outlets_that_publish_the_story_are_polled() -> None:
    wanted = {"afghanistan-international", "longwarjournal", "distinct-post", "memri", "al-akhbar"}
    assert wanted <= {source.slug for source in polled()}


def test_all_four_languages_are_polled() -> None:
    languages = Counter(source.language for source in polled())
    assert len(polled()) >= 90
    assert languages["en"] >= 40
    assert min(languages[code] for code in ("fa", "ar")) >= 8
    assert languages["ps"] >= 2


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "sources.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def source_of(row: dict[str, str]) -> Source | None:
    """The entry that has an address of the row; where it gives none, the one of its home page."""
    given = {row["feed_url"], row["sitemap_url"]} - {""}
    for source in shipped().sources.values():
        if given & {feed.url for feed in source.feeds}:
            return source
    found = None if given else shipped().source_for_url(row["homepage"])
    host = urlsplit(row["homepage"]).hostname or ""
    return found if found and any(host.endswith(d.split("/")[0]) for d in found.domains) else None


@pytest.mark.shared
def test_at_least_120_sources_come_from_the_evidence(shared: Path) -> None:
    found = {source.slug for row in rows(shared) if (source := source_of(row))}
    missing = [row["outlet"] for row in rows(shared) if source_of(row) is None]
    assert missing == []
    assert len(found) >= 120


@pytest.mark.shared
def test_no_address_that_the_evidence_calls_unusable_is_polled(shared: Path) -> None:
    unusable = [row for row in rows(shared) if row["status"] in UNUSABLE]
    assert len(unusable) >= 10
    on = {feed.url for source, feed in shipped().feeds_of() if source}
    assert not on & {row["feed_url"] for row in unusable}
    for row in unusable:
        source = source_of(row)
        assert source is not None, row["outlet"]
        assert source.note, row["outlet"]

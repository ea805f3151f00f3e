"""Entries for new sources: what is chosen, how it is named, and that any title is harmless."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import parse
from monitor.catalogue.models import FeedAddress, Source
from monitor.catalogue.proposing import as_toml, conflicts, propose
from monitor.domain import HomePage, Tried
from monitor.errors import InputError

DAY = date(2024, 6, 22)
HOME = "https://www.gazette.example/"
EMPTY = Catalogue.build()


def works(url: str, kind: str = "feed", **values: object) -> Tried:
    return Tried(None, url, kind, True, 200, **{"links": 5, **values})  # type: ignore[arg-type]


def entry(
    *tried: Tried, url: str = HOME, page: HomePage | None = None, among: Catalogue = EMPTY
) -> Source:
    return propose(url, page, tried or (works(f"{url}feed"),), among, today=DAY)


@pytest.mark.parametrize(
    ("url", "slug", "domain"),
    [
        (HOME, "gazette", "gazette.example"),
        ("https://gazette.co.uk/fa/", "gazette-fa", "gazette.co.uk/fa"),
        ("https://fa.gazette.example/index.html?x=1", "gazette-fa", "fa.gazette.example"),
        ("https://t.me/s/desk_news", "t-desk-news", "t.me/desk_news"),
        ("https://xn--mgbh0fb.example/", "xn-mgbh0fb", "xn--mgbh0fb.example"),
    ],
)
def test_slug_and_domain_follow_the_address(url: str, slug: str, domain: str) -> None:
    found = entry(works("https://x.example/feed"), url=url)
    assert (found.slug, found.domains) == (slug, (domain,))


def test_a_feed_is_no_home_page() -> None:
    assert entry(works(f"{HOME}rss.xml"), url=f"{HOME}rss.xml").homepage == HOME


def test_feeds_come_first_and_each_list_once() -> None:
    found = entry(
        works(f"{HOME}feed", same="a"),
        works(f"{HOME}rss", same="a"),
        works(f"{HOME}old", moved_to=f"{HOME}new"),
        works(f"{HOME}comments/feed"),
        works(f"{HOME}empty", links=0),
        Tried(None, f"{HOME}dead", "feed", False, error="no answer"),
        works(f"{HOME}sitemap.xml", "sitemap"),
        works(f"{HOME}news-sitemap.xml", "sitemap"),
        works("https://t.me/s/gazette", "telegram"),
        works(HOME, "index"),
    )
    assert [(feed.kind, feed.url) for feed in found.feeds] == [
        ("feed", f"{HOME}feed"),
        ("feed", f"{HOME}new"),
        ("sitemap", f"{HOME}news-sitemap.xml"),
        ("telegram", "https://t.me/s/gazette"),
    ]
    assert found.status == "live-2024-06-22"


def test_a_plain_sitemap_or_the_page_itself_serve_where_there_is_no_feed() -> None:
    sitemap, page = works(f"{HOME}sitemap.xml", "sitemap"), works(HOME, "index")
    assert [feed.kind for feed in entry(sitemap, page).feeds] == ["sitemap"]
    assert [feed.kind for feed in entry(page).feeds] == ["index"]


def test_headlines_tell_the_language_better_than_the_page() -> None:
    page = HomePage(HOME, "Gazette", "en-US")
    assert entry(works(f"{HOME}feed", language="ps"), page=page).language == "ps"
    assert entry(page=page).language == "en"
    assert entry(page=HomePage(HOME, "Gazette", "prs")).language == "fa"
    assert entry().language is None


def test_a_long_title_gives_its_shortest_part_and_a_name_is_unique() -> None:
    title = "Gazette - News, weather and sport from the whole of the country"
    assert entry(page=HomePage(HOME, title)).name == "Gazette"
    known = Catalogue.build([Source(slug="other", name="Gazette")])
    assert entry(page=HomePage(HOME, "Gazette"), among=known).name == "Gazette (gazette.example)"
    assert entry(page=HomePage(HOME, "\u202e\x00 ")).name == "gazette.example"


@pytest.mark.parametrize(
    "name",
    [
        'A "quoted" name',
        "back\\slash \\u0041 \\",
        '"\n[[source]]\nslug = "evil"\n#',
        "tab\tand\x7fdelete\x1b[31m",
        "\u202eright to left\u2066 \ufeff",
        "رادیو «نمونه» می‌شود",
        "'''\"\"\"",
        "😀 = [1]",
        "x" * 5_000,
    ],
)
def test_any_name_is_data_in_the_file(name: str) -> None:
    found = entry(page=HomePage(HOME, name))
    (read,) = parse(as_toml(found).encode(), Path("sources.toml"), "source", Source)
    assert read == found
    assert len(found.name) <= 120


def test_endless_addresses_do_not_reach_the_catalogue() -> None:
    long = HOME + "x" * 1_900
    found = entry(works(f"{HOME}feed", moved_to=long), page=HomePage(long, "Gazette"))
    assert found.homepage == HOME
    assert [feed.url for feed in found.feeds] == [f"{HOME}feed"]
    channel = entry(works("https://t.me/s/desk", "telegram"), url="https://t.me/desk")
    assert (channel.name, channel.homepage) == ("t.me/desk", "https://t.me/desk")


def test_what_is_there_already_is_named() -> None:
    held = Source(
        slug="gazette",
        name="Other",
        domains=("gazette.example",),
        feeds=(FeedAddress(url=f"{HOME}feed"),),
    )
    said = conflicts(entry(), Catalogue.build([held]))
    assert len(said) == 3
    assert "the domain gazette.example is that of the source 'gazette'" in said
    assert conflicts(entry(url="https://www.gazette.example/fa"), Catalogue.build([held])) == []


def test_where_nothing_works_the_message_lists_what_was_tried() -> None:
    with pytest.raises(InputError, match=r"nothing was found[\s\S]*/feed \(feed\): no answer"):
        entry(Tried(None, f"{HOME}feed", "feed", False, error="no answer"))

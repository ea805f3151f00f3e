"""The newsroom is a web site like others: valid feeds, validators, robots.txt, full pages."""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import feedparser
import pytest

from monitor.demo.material import NOTICE, Story, load_material
from monitor.demo.newsroom import Newsroom
from monitor.errors import AxiswatchError

ANY = (0, 0, 0, 0)
MATERIAL = load_material()


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(ANY) as room:
        yield room


def get(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    request = Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})  # noqa: S310
    try:
        with urlopen(request, timeout=10) as response:  # noqa: S310
            return response.status, response.read(), dict(response.headers)
    except HTTPError as error:
        with error:
            return error.code, error.read(), dict(error.headers)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def test_every_feed_is_well_formed_and_lists_every_story_with_its_date(newsroom: Newsroom) -> None:
    for outlet in MATERIAL.outlets:
        parsed = feedparser.parse(get(newsroom.feeds[outlet.slug])[1])
        assert not parsed.bozo
        assert [entry.title for entry in parsed.entries] == [s.title for s in MATERIAL.of(outlet)]
        assert all(entry.published_parsed.tm_year == 2024 for entry in parsed.entries)


def test_every_link_of_a_feed_leads_to_its_page(newsroom: Newsroom) -> None:
    for outlet in MATERIAL.outlets:
        entries = feedparser.parse(get(newsroom.feeds[outlet.slug])[1]).entries
        for entry, story in zip(entries, MATERIAL.of(outlet), strict=True):
            status, body, _ = get(entry.link)
            assert status == 200
            assert all(paragraph in unescape(body.decode()) for paragraph in story.paragraphs)


def test_a_feed_asked_for_again_with_its_validators_is_unchanged(newsroom: Newsroom) -> None:
    for url in newsroom.feeds.values():
        _, _, headers = get(url)
        old = headers["Last-Modified"]
        assert get(url, If_None_Match=headers["ETag"])[:2] == (304, b"")
        assert get(url, If_Modified_Since=old)[0] == 304
        assert get(url, If_None_Match='"other"', If_Modified_Since=old)[0] == 200
        assert get(url, If_Modified_Since="yesterday")[0] == 200


def test_robots_txt_is_there_and_an_unknown_page_is_not(newsroom: Newsroom) -> None:
    for root in newsroom.addresses.values():
        assert b"Disallow: /print/" in get(f"{root}/robots.txt")[1]
        assert get(f"{root}/print/1")[0] == 404


def test_every_page_says_that_it_is_a_sample_and_wears_chrome(newsroom: Newsroom) -> None:
    for outlet in MATERIAL.outlets:
        for story in MATERIAL.of(outlet):
            page = get(newsroom.addresses[outlet.slug] + story.path)[1].decode()
            assert page.count(NOTICE) >= 2
            assert all(word in page for word in ("cookie", "<nav", "newsletter", "hare")) or (
                outlet.template in {"gazette.html", "post.html"} and "agree" in page
            )


def test_the_outlets_date_their_pages_in_different_ways(newsroom: Newsroom) -> None:
    ways = {
        "wire.html": "datePublished",
        "gazette.html": "article:published_time",
        "post.html": "updated-date",
        "radio.html": '<meta name="date"',
    }
    for outlet in MATERIAL.outlets:
        page = get(newsroom.addresses[outlet.slug] + MATERIAL.of(outlet)[0].path)[1].decode()
        assert next(way for way, mark in ways.items() if mark in page) == outlet.template


def test_one_text_is_printed_by_two_outlets_under_two_headlines() -> None:
    by_text: dict[tuple[str, ...], list[Story]] = {}
    for story in MATERIAL.stories:
        by_text.setdefault(story.paragraphs, []).append(story)
    (pair,) = [stories for stories in by_text.values() if len(stories) > 1]
    assert len({story.outlet for story in pair}) == len({story.title for story in pair}) == 2


def test_a_taken_port_is_replaced_unless_it_was_promised() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Newsroom((port, 0, 0, 0)) as room:
            assert port not in room.ports
        with pytest.raises(AxiswatchError, match=rf"port {port} .* specimen-wire .* DIRECTORY"):
            Newsroom((port, 0, 0, 0), strict=True).__enter__()


def test_ports_are_free_again_after_the_newsroom_closed() -> None:
    with Newsroom(ANY) as room:
        ports = room.ports
    with Newsroom(ports, strict=True) as again:
        assert again.ports == ports


@pytest.mark.shared
def test_no_nine_words_in_a_row_are_those_of_a_seed_document(shared: Path) -> None:
    seeds = set()
    for path in sorted((shared / "seeds").iterdir()):
        tokens = words(path.read_text("utf8"))
        seeds |= {tuple(tokens[i : i + 9]) for i in range(len(tokens) - 8)}
    assert len(seeds) > 1000
    for story in MATERIAL.stories:
        tokens = words(" ".join((story.title, story.summary, *story.paragraphs)))
        own = {tuple(tokens[i : i + 9]) for i in range(len(tokens) - 8)}
        assert not own & seeds, story.key

"""Links of aggregators lead to the publisher's page, whose document it is, and never inside."""

from __future__ import annotations

import base64
import json
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select

from crawler.addresses import may_be_asked
from monitor.aggregators import aggregator_of, target_of_page, unwrap
from monitor.store.schema import Page, Source
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site, serving
from tests.crawler.test_guard import OPEN, probe

STORY = "https://gazette.example.com/2024/06/story?id=7"
ANY = partial(may_be_asked, allow_private=True)
NEW_STYLE = "https://news.google.com/rss/articles/" + base64.urlsafe_b64encode(
    b"\x08\x13\x22\x20" + b"AU_yqL" + b"x" * 26
).decode("ascii").rstrip("=")


def google(url: str, *more: str) -> str:
    """The identity that Google News gave articles until 2024: a protocol buffer with addresses."""
    message = b"\x08\x13"
    for tag, text in zip((b"\x22", b"\xd2\x01"), (url, *more), strict=False):
        body = text.encode()
        size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 127 | 128, 1])
        message += tag + size + body
    return base64.urlsafe_b64encode(message).decode("ascii").rstrip("=")


def bing(url: str) -> str:
    return f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url={quote(url, safe='')}"


def packed(url: str) -> str:
    return base64.urlsafe_b64encode(url.encode()).decode("ascii").rstrip("=")


@pytest.mark.parametrize(
    "link",
    [
        f"https://news.google.com/rss/articles/{google(STORY)}?oc=5",
        f"https://news.google.com/articles/{google(STORY, STORY + '&amp=1')}?hl=en-US&gl=US",
        f"https://news.google.com/__i/rss/rd/articles/{google(STORY)}?oc=5",
        f"https://www.google.com/url?rct=j&sa=t&url={quote(STORY, safe='')}&ct=ga",
        f"https://www.google.com/url?q={quote(STORY, safe='')}&usg=x",
        bing(STORY),
        f"https://www.bing.com/ck/a?!&&p=1&u=a1{packed(STORY)}&ntb=1",
        f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={quote(STORY, safe='')}/RK=2/RS=x",
        f"https://l.facebook.com/l.php?u={quote(STORY, safe='')}&h=x",
        f"https://out.reddit.com/t3_x?url={quote(STORY, safe='')}",
        bing(f"https://news.google.com/rss/articles/{google(STORY)}"),
    ],
)
def test_an_address_that_carries_another_is_unwrapped(link: str) -> None:
    assert unwrap(link, allowed=may_be_asked) == STORY


@pytest.mark.parametrize(
    "link",
    [
        STORY,
        NEW_STYLE,
        "https://t.co/AbCd",
        "https://news.google.com/rss/search?q=x&url=https://gazette.example.com/",
        "https://www.google.com/search?q=https://gazette.example.com/",
        "https://notgoogle.com/url?url=https://gazette.example.com/",
        "https://news.google.com.gazette.example.com/articles/" + google(STORY),
        "https://news.google.com/articles/!!!",
        "https://news.google.com/articles/" + "A" * 1_900,
        "https://[broken/",
    ],
)
def test_what_carries_no_other_address_stays(link: str) -> None:
    assert unwrap(link, allowed=may_be_asked) == link


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://gazette.example.com:22/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//127.0.0.1/",
    ],
)
def test_no_link_is_unwrapped_to_the_inside(inside: str) -> None:
    for link in (bing(inside), f"https://news.google.com/articles/{google(inside)}"):
        assert unwrap(link, allowed=may_be_asked) == link
        refresh = f'<meta http-equiv="refresh" content="0; url={inside}">'
        assert target_of_page(refresh, link, allowed=may_be_asked) is None


@pytest.mark.parametrize(
    "markup",
    [
        f'<noscript><META http-equiv="refresh" content="0;URL={STORY}"></noscript>',
        f'<script>window.opener = null; location.replace("{STORY}".toString())</script>',
        "<script>location.replace(" + json.dumps(STORY).replace("/", "\\/") + ")</script>",
        f"<html><link rel='canonical' href='{STORY}'>",
        f'<html><link href="{STORY}" rel="canonical">',
    ],
)
def test_a_page_that_sends_its_readers_on_says_where(markup: str) -> None:
    assert target_of_page(markup, "https://t.co/AbCd", allowed=may_be_asked) == STORY
    assert target_of_page(markup, "https://gazette.example.com/x", allowed=may_be_asked) is None


def test_a_mark_of_the_aggregator_counts_and_its_own_address_does_not() -> None:
    markup = f'<link rel="canonical" href="{NEW_STYLE}"><c-wiz data-n-au="{STORY}&amp;b=1">'
    assert target_of_page(markup, NEW_STYLE, allowed=may_be_asked) == f"{STORY}&b=1"
    assert target_of_page(markup[:60], NEW_STYLE, allowed=may_be_asked) is None


def test_an_aggregator_is_named_by_host_and_path() -> None:
    assert (aggregator_of("https://www.msn.com/en-us/news/world/x/ar-AA1") or ANY).name == "MSN"  # type: ignore[union-attr]
    assert aggregator_of("https://t.co/") is None


NAMES = {
    name: [[OPEN]]
    for name in ("t.co", "news.google.com", "www.bing.com", "www.msn.com", "gazette.example.com")
}


def test_over_real_sockets_publishers_are_reached_and_the_inside_is_not(tmp_path: Path) -> None:
    with serving("0.0.0.0") as site:
        gazette, port = f"http://gazette.example.com:{site.port}", site.port
        site.routes["/story"] = Reply(page())
        site.routes["/hop"] = Reply("", status=301, headers={"Location": f"{gazette}/story"})
        for number, to in enumerate((f"{gazette}/story", f"http://127.0.0.1:{port}/secret")):
            refresh = f'<noscript><meta http-equiv="refresh" content="0;url={to}"></noscript>'
            site.routes[f"/refresh{number}"] = Reply(refresh)
        site.routes["/inside"] = Reply(
            "", status=302, headers={"Location": f"http://rebound.example.com:{port}/secret"}
        )
        wrapped = f"http://www.bing.com:{port}/news/apiclick.aspx?url="
        lead_on = [
            f"http://t.co:{port}/hop",
            f"http://t.co:{port}/refresh0",
            f"http://news.google.com:{port}/articles/{google(gazette + '/story')}",
            wrapped + quote(f"http://t.co:{port}/hop", safe=""),
        ]
        refused = [
            f"http://t.co:{port}/inside",
            wrapped + quote(f"http://rebound.example.com:{port}/secret", safe=""),
            f"http://news.google.com:{port}/articles/{google('http://rebound.example.com/secret')}",
        ]
        stay = [
            f"http://t.co:{port}/refresh1",
            wrapped + quote(f"http://127.0.0.1:{port}/secret", safe=""),
        ]
        names = {**NAMES, "rebound.example.com": [["127.0.0.1"]]}
        found = probe(tmp_path, [*lead_on, *refused, *stay], port=port, names=names)

        assert {url: found[url] for url in lead_on} == dict.fromkeys(lead_on, (200, None))
        assert {found[url][1] for url in refused} == {"Refused"}
        assert [found[url] for url in stay] == [(200, None), (404, None)]
        hosts = {asked.headers["host"].partition(":")[0] for asked in site.asked}
        assert hosts == {"gazette.example.com", "t.co", "www.bing.com"}
        assert "/secret" not in site.paths()


def test_the_document_is_the_publishers_whoever_named_it(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {**NAMES, "stranger.example.com": [["127.0.0.1"]]}
    names |= {name: [["127.0.0.1"]] for name in names}
    monkeypatch.setenv("PROBE_NAMES", json.dumps(names))
    gazette = f"http://gazette.example.com:{site.port}"
    stranger = f"http://stranger.example.com:{site.port}"
    for name in ("/carried", "/followed", "/strange", "/own"):
        site.routes[name] = Reply(page(name))
    site.routes["/short"] = Reply("", status=301, headers={"Location": f"{gazette}/followed"})
    site.routes["/en/ar-1"] = Reply(page("Shown by the aggregator itself"))
    links = [
        f"http://news.google.com:{site.port}/articles/{google(gazette + '/carried')}",
        f"http://t.co:{site.port}/short",
        f"http://www.bing.com:{site.port}/news/apiclick.aspx?url={quote(stranger)}/strange",
        f"http://www.msn.com:{site.port}/en/ar-1",
        site.url("/own"),
    ]
    site.routes["/feed"] = Reply(rss(*links), kind="text/xml")
    desk.write({"search": site.url("/feed")})
    with (desk.home / "sources.toml").open("a") as file:
        file.write('[[source]]\nslug = "gazette"\nname = "Gazette"\n')
        file.write('domains = ["gazette.example.com"]\n')

    resolver = "TWISTED_DNS_RESOLVER=tests.crawler.probe.TableResolver"
    desk.crawl_ok("news", "source=search", settings=[resolver])

    with desk.session() as session:
        slugs = {row.id: row.slug for row in session.scalars(select(Source))}
        rows = list(session.scalars(select(Page)))
    found = {row.url: (slugs.get(row.source_id or 0), row.state) for row in rows}
    assert found == {
        f"{gazette}/carried": ("gazette", "fetched"),
        f"{gazette}/followed": ("gazette", "fetched"),
        f"{stranger}/strange": (None, "fetched"),
        f"http://www.msn.com:{site.port}/en/ar-1": (None, "unreadable"),
        site.url("/own"): ("search", "fetched"),
    }
    assert {row.canonical_url for row in rows if "gazette" in row.url} == {
        f"{gazette}/carried",
        f"{gazette}/followed",
    }
    assert desk.waiting(links[3]).state == "fetched", "it will not lead on later, either"
    said = next(row.error for row in rows if "msn" in row.url)
    assert said == "MSN shows a page of its own instead of leading to the publisher's"

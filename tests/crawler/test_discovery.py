"""From bytes to links: every kind of announcement, every trick with XML, every encoding."""

from __future__ import annotations

import gzip
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.discovery import Discovery, discover
from monitor.domain import Link

URL = "https://example.org/feeds/all"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/">
<title>A</title><entry><title type="html">Talks &amp;lt;b&amp;gt; held</title>
<link rel="enclosure" href="x.mp3"/><link href="one"/><updated>2024-06-20T10:00:00+03:30</updated>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>A</title></channel><item rdf:about="x">
<title>Talks held</title><link>https://example.org/one</link><dc:date>2024-06-20</dc:date>
</item></rdf:RDF>"""


def rss(items: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def item(link: str = "https://example.org/one", more: str = "") -> str:
    return f"<item><title>Talks held</title><link>{link}</link>{more}</item>"


def found(body: bytes, **values: str) -> Discovery:
    return discover(body, url=URL, **values)  # type: ignore[arg-type]


def only(body: bytes, **values: str) -> Link:
    discovery = found(body, **values)
    assert discovery.error is None
    (link,) = discovery.links
    return link


def test_rss_gives_address_title_time_and_text() -> None:
    more = (
        "<pubDate>Thu, 20 Jun 2024 10:00:00 +0430</pubDate><description>Short</description>"
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<![CDATA[<p>First part.</p><script>x()</script><p>Second &amp; last.</p>]]>"
        "</content:encoded>"
    )
    assert only(rss(item(more=more))) == Link(
        "https://example.org/one",
        "Talks held",
        datetime(2024, 6, 20, 5, 30, tzinfo=UTC),
        "First part.\nSecond & last.",
    )


def test_atom_relative_links_and_offsets_are_resolved() -> None:
    link = only(ATOM.encode())
    assert link.url == "https://example.org/news/one"
    assert link.updated == link.published
    assert link.published == datetime(2024, 6, 20, 6, 30, tzinfo=UTC)


def test_rdf_is_read() -> None:
    link = only(RDF.encode())
    assert (link.url, link.published) == (
        "https://example.org/one",
        datetime(2024, 6, 20, tzinfo=UTC),
    )


def test_json_feed_is_read_and_bad_items_are_passed_over() -> None:
    body = b"""{"version": "https://jsonfeed.org/version/1.1", "items": [
      {"id": "1", "url": "/one", "title": "Talks held", "content_html": "<p>Text</p>",
       "date_published": "2024-06-20T10:00:00Z"},
      {"id": 2}, null, 7, {"url": "javascript:alert(1)"}, {"id": "https://example.org/two"}]}"""
    links = found(body, content_type="application/feed+json").links
    assert [link.url for link in links] == ["https://example.org/one", "https://example.org/two"]
    assert links[0].summary == "Text"


def test_a_news_sitemap_gives_titles_and_the_newest_rows() -> None:
    body = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://example.org/old</loc><lastmod>2024-01-01</lastmod></url>
      <url><loc>https://example.org/one</loc><lastmod>2024-06-21</lastmod>
       <i:image><i:loc>https://example.org/p.jpg</i:loc><i:title>A picture</i:title></i:image>
       <n:news><n:publication><n:name>Gazette</n:name><n:language>fa</n:language></n:publication>
       <n:publication_date>2024-06-20T10:00:00Z</n:publication_date><n:title>Talks held</n:title>
       </n:news></url></urlset>"""
    discovery = discover(body, url=URL, kind="sitemap", limit=1)
    (link,) = discovery.links
    assert (link.url, link.title) == ("https://example.org/one", "Talks held")
    assert link.published == datetime(2024, 6, 20, 10, tzinfo=UTC)
    assert "is a sitemap" in (found(body).error or "")


def test_a_sitemap_index_names_its_children_the_latest_first() -> None:
    rows = "".join(
        f"<sitemap><loc>/s{n}.xml.gz</loc><lastmod>2024-0{n}-01</lastmod></sitemap>"
        for n in (1, 3, 2)
    )
    body = gzip.compress(f"<sitemapindex>{rows}</sitemapindex>".encode())
    assert found(body, kind="sitemap").children == tuple(
        f"https://example.org/s{n}.xml.gz" for n in (3, 2, 1)
    )


def test_an_index_page_gives_its_headlines() -> None:
    body = b"""<html><head><base href="/en/"></head><body><nav><a href="/">Home of all news
      today</a><a href="about">About</a></nav><a href="one"><img alt="A photo of the two envoys
      there"></a><h2><a href="one#top">Envoys met in the capital for talks</a></h2>
      <a href="one">Read more</a><a href="https://elsewhere.example/x">Envoys met in the capital
      too</a><a href="two"><img alt="Bridge reopened after three long years"></a></body>"""
    links = found(body, kind="index").links
    assert [(link.url, link.title) for link in links] == [
        ("https://example.org/en/one", "Envoys met in the capital for talks"),
        ("https://example.org/en/two", "Bridge reopened after three long years"),
    ]
    assert "nothing that looks like" in (found(b"<html><a href=x>y</a>", kind="index").error or "")


def test_patterns_of_the_catalogue_choose_among_the_links() -> None:
    body = rss(item("https://example.org/news/1") + item("https://example.org/sport/2"))
    links = discover(body, url=URL, pages=("/news/*", "/*/world/*")).links
    assert [link.url for link in links] == ["https://example.org/news/1"]


def test_a_telegram_preview_gives_its_messages_newest_first() -> None:
    message = (
        '<div class="tgme_widget_message" data-post="{post}"><div class="tgme_widget_message_text'
        ' js-message_text">{text}</div><time datetime="2024-06-20T10:0{n}:00+00:00"></time></div>'
    )
    body = "".join(
        message.format(post=f"desk/{n}", text=f"Statement {n}<br/>more <b>text</b>", n=n)
        for n in (1, 2)
    )
    links = found(f"<html><body>{body}</body></html>".encode(), kind="telegram").links
    assert [link.url for link in links] == [
        f"https://t.me/desk/{n}?embed=1&mode=tme" for n in (2, 1)
    ]
    assert links[0].title == "Statement 2"
    assert links[0].summary == "Statement 2\nmore text"
    assert links[1].published == datetime(2024, 6, 20, 10, 1, tzinfo=UTC)


DTD = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "body",
    [
        rss(item("&x;"), DTD),
        rss(item(), '<?xml version="1.0"?>\n<!-- <rss> -->\n' + DTD),
        rss(item(), "<?php <rss> ?>" + DTD),
        rss(item(), "\n \n" + DTD.lower()),
        rss(item(), "junk before " + DTD),
        rss(item(), '<!DOCTYPE rss SYSTEM "http://127.0.0.1/evil.dtd">'.replace("127", "127%")),
        rss(item(), '<!DOCTYPE rss PUBLIC "-//X//Y" "http://example.org/x.dtd" []>'),
        rss(item(), "<!ENTITY % a 'b'>"),
        (DTD + rss(item()).decode()).encode("utf-16"),
        (DTD + rss(item()).decode()).encode("utf-16-le"),
        ('<?xml version="1.0" encoding="utf-32"?>' + DTD).encode("utf-32"),
        gzip.compress(rss(item(), DTD)),
        b"\xef\xbb\xbf" + rss(item(), DTD),
    ],
    ids=range(13),
)
def test_a_document_type_is_refused_however_it_is_hidden(body: bytes) -> None:
    discovery = found(body)
    assert discovery.links == ()
    assert discovery.error == "refused: the XML declares a document type or entities"


def test_the_document_type_of_rss_091_is_taken_off() -> None:
    head = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    assert only(rss(item(), head)).title == "Talks held"


def test_a_document_type_inside_of_content_is_only_text() -> None:
    more = "<description><![CDATA[<!DOCTYPE html><p>Text</p>]]></description>"
    assert only(rss(item(more=more))).summary == "Text"


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", None),
        ("utf-8", "iso-8859-1", None),
        ("utf-8", "", "text/xml; charset=windows-1252"),
        ("windows-1256", "windows-1256", None),
        ("windows-1256", "", "application/rss+xml; charset=windows-1256"),
        ("windows-1256", "utf-8", None),
        ("windows-1256", "iso-8859-1", None),
        ("windows-1256", "", None),
        ("iso-8859-6", "iso-8859-6", None),
        ("iso-8859-6", "windows-1252", None),
        ("utf-16", "utf-16", None),
        ("utf-16-be", "", None),
        ("utf-16-le", "utf-8", "text/xml; charset=utf-8"),
    ],
)
def test_text_is_right_whatever_the_declarations_say(
    encoding: str, declared: str, header: str | None
) -> None:
    title = "وزير الخارجية يلتقي السفير في طهران اليوم"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = f"{head}<rss version='2.0'><channel><title>{title}</title><item><title>{title}</title>"
    body = f"{text}<link>https://example.org/1</link></item></channel></rss>".encode(encoding)
    assert only(body, **({"content_type": header} if header else {})).title == title


def test_values_are_cleaned_and_bounded() -> None:
    wild = "A\u202egnorw\u2066 \u0000\u0007می\u200cشود " + "x" * 5_000_000
    body = b'{"items": [{"url": "https://example.org/1", "title": %s}]}'
    link = only(body % __import__("json").dumps(wild).encode())
    assert link.title is not None
    assert link.title.startswith("Agnorw می\u200cشود xxx")
    assert len(link.title) == 500


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "mailto:a@example.org",
        "http://",
        "http://[::1",
        "https://example.org/" + "a" * 3_000,
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert found(rss(item(address))).links == ()


def test_only_so_many_links_are_taken_and_each_once() -> None:
    items = "".join(item(f"https://example.org/{n % 300}") for n in range(900))
    links = discover(rss(items), url=URL, limit=50).links
    assert len({link.url for link in links}) == len(links) == 50


EVIL = {
    "open tags": "<a>" * 200_000,
    "open items": "<item>" * 100_000,
    "signs": "<" * 1_000_000,
    "ampersands": "<title>" + "&" * 1_000_000,
    "spaces in a date": "<item><pubDate>" + " " * 500_000 + "x</pubDate></item>",
    "words in a date": "<item><pubDate>Mon" + " , " * 300_000 + "</pubDate></item>",
    "scripts without end": "<item><description><![CDATA[" + "<script>" * 50_000 + "]]>",
    "tags without end": "<item><description><![CDATA[" + "<a" * 50_000 + "]]>",
    "attributes": "<a " + 'b="1" ' * 200_000 + "/>",
    "comments": "<!--" * 250_000,
}


@pytest.mark.parametrize("name", EVIL)
def test_a_hostile_feed_costs_little(name: str) -> None:
    start = time.process_time()
    found(rss(EVIL[name]))
    assert time.process_time() - start < 5, "quadratic time would be minutes"


KINDS = ("feed", "sitemap", "index", "telegram")


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["feeds", "hostile"])
def test_every_known_feed_and_bomb_is_read_or_refused_in_a_second(
    shared: Path, folder: str
) -> None:
    files = [path for path in sorted((shared / folder).rglob("*")) if path.is_file()]
    assert files
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in files:
        body = path.read_bytes()
        for kind in KINDS if folder == "hostile" else KINDS[:1]:
            start = time.process_time()
            discovery = discover(body, url=URL, kind=kind)
            assert time.process_time() - start < 1, (path, kind)
            assert discovery.error is None or discovery.error.isprintable()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000  # KiB


@pytest.mark.shared
def test_real_feeds_lose_no_entry(shared: Path) -> None:
    empty = [
        path.name
        for path in sorted((shared / "feeds" / "feedjira").glob("*.xml"))
        if b"<link" in (body := path.read_bytes()) and (b"<entry" in body or b"<item" in body)
        if not found(body).links and b"html PUBLIC" not in body
    ]
    assert empty == []

"""Chrome of our own to wrap a text in, as plausible outlets would."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

BANNER = (
    "We value your privacy. We and our partners use cookies to store personal information on your"
    " device. Read our Privacy Policy before you agree to the Terms of Use."
)
SECTIONS = ("Home", "World", "Region", "Politics", "Economy", "Culture", "Sport", "Opinion")
TEASERS = (
    "Council adjourns without a vote on the harbour loan",
    "Ferry timetable changes from the first of the month",
    "What the new water tariff means for tenants",
    "In pictures: the spring fair at Velmora",
)


def page(
    text: str,
    *,
    title: str = "",
    date_line: str = "",
    author: str = "",
    head: str = "",
    tail_heading: str = "You Might Also Like",
) -> bytes:
    """A page with cookie banner, navigation, share bar, teasers and footer around `text`."""
    menu = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in SECTIONS)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    teasers = "".join(
        f'<div class="card"><a href="/{i}"><h3>{t}</h3></a></div>' for i, t in enumerate(TEASERS)
    )
    share = "".join(f'<li><a href="#">{word}</a></li>' for word in ("Share", "Tweet", "Print"))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(title)} | The Velmora Courier</title>{head}</head><body>
<div id="cookie-banner" role="dialog"><p>{BANNER}</p><button>Accept</button></div>
<header><a href="/">The Velmora Courier</a><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{escape(title)}</h1>
<div class="byline"><span>{escape(author)}</span>
<span class="date">{escape(date_line)}</span></div>
<ul class="share">{share}</ul>
<div class="story">{paragraphs}</div></article>
<section><h2>{tail_heading}</h2>{teasers}</section></main>
<aside><h4>Popular News</h4>{teasers}</aside>
<footer><ul>{menu}</ul><p>© 2024 The Velmora Courier. All Rights Reserved.</p></footer>
</body></html>""".encode()


def bare_page(lines: Sequence[str], *, tag: str = "p", title: str = "") -> bytes:
    """The lines of a page's visible text as equals, menus and all: no markup helps here."""
    body = "\n".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines if line.strip())
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>".encode()


def listed_page(lines: Sequence[str]) -> bytes:
    """The lines of a page's visible text with bullets as lists, the rest as the likely elements."""
    parts: list[str] = []
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("•"):
            parts.append(f"<ul><li><a href='#'>{escape(stripped[1:].strip())}</a></li></ul>")
        elif len(stripped.split()) > 20:
            parts.append(f"<p>{escape(stripped)}</p>")
        elif stripped:
            parts.append(f"<div><span>{escape(stripped)}</span></div>")
    return f"<html><body><div id='page'>{''.join(parts)}</div></body></html>".encode()

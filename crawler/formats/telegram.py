"""Public channel previews (`https://t.me/s/CHANNEL`): one link per message, text included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.formats.page import parse_html
from crawler.formats.text import clean_line, clean_text, moment
from monitor.domain import Link

_POST = re.compile(r"([A-Za-z0-9_]{3,64})/([0-9]{1,12})")


def read_channel(text: str) -> Iterator[Link]:
    """The messages of a preview page, the newest first.

    The address of a message is that of its embeddable form, which is a page by itself.
    """
    tree = parse_html(text)
    messages = [] if tree is None else list(tree.iter("div"))
    for message in reversed(messages):
        post = _POST.fullmatch(message.get("data-post") or "")
        body = _inside(message, "div", "tgme_widget_message_text") if post else None
        if post is None or body is None:
            continue
        time = next((t.get("datetime") for t in message.iter("time") if t.get("datetime")), None)
        said = clean_text(etree.tostring(body, encoding="unicode", with_tail=False))
        yield Link(
            url=f"https://t.me/{post[1]}/{post[2]}?embed=1&mode=tme",
            title=clean_line((said or "").partition("\n")[0], 200),
            published=moment(time),
            summary=said,
        )


def _inside(element: etree._Element, tag: str, name: str) -> etree._Element | None:
    return next((e for e in element.iter(tag) if name in (e.get("class") or "").split()), None)

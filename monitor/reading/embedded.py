"""The text of a page that shows none until its scripts run: from the JSON in the page itself.

Looked for in JSON-LD (`articleBody`) and in Next.js's `__NEXT_DATA__`, where the object that holds
the page's headline holds its paragraphs as well. Everything is bounded: the sizes, the depth, the
number of values looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from monitor.reading.markup import Markup
from monitor.reading.normalise import fold
from monitor.reading.phrases import word_count

LEAST_WORDS = 60
LITTLE_TEXT = 60  # words: a page that shows less may be one that its scripts fill
_LONGEST = 2_000_000
_MOST_VALUES = 200_000
_LEAST_PARAGRAPH = 4  # words
_TEXT_KEYS = {
    *("articlebody", "body", "bodyhtml", "bodytext", "content", "contents", "html", "text"),
    *("value", "data", "children", "paragraph", "paragraphs", "blocks", "elements", "components"),
    *("richtext", "fulltext", "markup", "rendered"),
}
_OTHER_KEYS = ("related", "recommend", "comment", "author", "teaser", "promo", "nav", "footer")
_BREAK = re.compile(
    r"<(?:/?(?:p|div|li|h[1-6]|blockquote|tr|ul|ol)\b[^<>]{0,300}|br\s*/?)>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MOUNTS = ("__next", "root", "app", "__nuxt", "___gatsby", "svelte", "app-root")


def embedded_lines(tree: HtmlElement, markup: Markup, *, title: str) -> list[str]:
    """The paragraphs of the article in the page's JSON; none where there are too few words."""
    for stated in markup.ld_text("articleBody"):
        lines = paragraphs(stated)
        if _words(lines) >= LEAST_WORDS:
            return lines
    for script in tree.iterfind(".//script[@id='__NEXT_DATA__']"):
        lines = _of_data(script.text or "", title)
        if _words(lines) >= LEAST_WORDS:
            return lines
    return []


def needs_rendering(tree: HtmlElement) -> bool:
    """Whether the page leaves it to its scripts to show anything: it has a place for them to fill,
    or asks its reader to switch them on."""
    mounts = {node.get("id", "").lower() for node in tree.iterfind(".//*[@id]")}
    waits = bool(mounts & set(_MOUNTS)) or any(asks_for_scripts(tree))
    return waits and tree.find(".//script") is not None


def asks_for_scripts(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that tell a reader without scripts to switch them on."""
    for node in tree.iterfind(".//noscript"):
        if "javascript" in str(node.text_content())[:1_000].lower():
            yield node


def paragraphs(text: str) -> list[str]:
    """The lines of a text that may be HTML, escaped or not."""
    plain = unescape(text[:_LONGEST])
    lines = _TAG.sub(" ", _BREAK.sub("\n", plain)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _words(lines: list[str]) -> int:
    return sum(map(word_count, lines))


def _of_data(script: str, title: str) -> list[str]:
    if len(script) > _LONGEST:
        return []
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return []
    best: list[str] = []
    for node in _headed(data, fold(title)):
        lines = [line for text in _texts(node) for line in paragraphs(text)]
        kept = [line for line in lines if word_count(line) >= _LEAST_PARAGRAPH]
        kept = list(dict.fromkeys(kept))  # data may hold a text twice, as HTML and plain
        if _words(kept) > _words(best):
            best = kept
    return best


def _headed(data: Any, title: str) -> Iterator[Mapping[str, Any]]:
    """The objects that have the page's headline as a value of their own."""
    if len(title) < 8:
        return
    pending = [data]
    for _ in range(_MOST_VALUES):
        if not pending:
            return
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            if any(isinstance(v, str) and _is_headline(v, title) for v in node.values()):
                yield node
            pending.extend(value for value in node.values() if isinstance(value, dict | list))


def _is_headline(value: str, title: str) -> bool:
    return len(value) <= 2 * len(title) + 40 and fold(value) == title


def _texts(node: Mapping[str, Any]) -> Iterator[str]:
    """The strings under names that say text, in order, other stories and people left out."""
    pending: list[tuple[str, Any]] = list(node.items())[::-1]
    for _ in range(_MOST_VALUES):
        if not pending:
            return
        name, value = pending.pop()
        low = name.lower()
        if any(part in low for part in _OTHER_KEYS):
            continue
        if isinstance(value, str):
            if low in _TEXT_KEYS:
                yield value
        elif isinstance(value, dict):
            pending.extend(list(value.items())[::-1])
        elif isinstance(value, list):
            pending.extend((name, item) for item in reversed(value))

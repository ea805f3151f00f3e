"""Paragraphs that are nothing but a link to another page: promotions set between the article's own.

The extractor keeps them because they stand where paragraphs stand; their markup tells them apart.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from monitor.reading.phrases import word_count

_MOST = 4_000
_MOST_CHILDREN = 60
_FEW = 2  # words
_LONGEST = 600
_AROUND = 1.12  # a link fills an element that has little text beside it
_BLOCKS = {"p", "li", "div", "h2", "h3", "h4", "h5", "h6", "td", "figure", "section", "article"}


def squeezed(text: str) -> str:
    """Letters and digits alone: how a line is recognised after an extractor respaced it."""
    return "".join(filter(str.isalnum, text))


def linked_lines(tree: HtmlElement) -> frozenset[str]:
    """The squeezed texts of all blocks that a single link to another page fills."""
    found = set()
    for link in list(tree.iter("a"))[:_MOST]:
        target = (link.get("href") or "").strip()
        if not target or target.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        text = _text(link, _LONGEST)
        own = squeezed(text or "")
        if not own:
            continue
        filled = _filled(link, len(own))
        around = _text(filled, _LONGEST * 2) if filled is not None else None
        # A word or two in brackets or with a mark is a reference; bare, they are a section's name.
        if around and (word_count(around) > _FEW or (around == text and text[0].isalnum())):
            found |= {own, squeezed(around)}
    return frozenset(found - {""})


def _filled(link: HtmlElement, length: int) -> HtmlElement | None:
    """The largest block around a link that holds hardly more text than the link."""
    most = int(length * _AROUND) + 2
    largest = None
    for ancestor in link.iterancestors():
        if len(ancestor) > _MOST_CHILDREN:
            break
        text = _text(ancestor, most * 4)
        if text is None or len(squeezed(text)) > most:
            break
        if ancestor.tag in _BLOCKS:
            largest = ancestor
    return largest


def _text(node: HtmlElement, longest: int) -> str | None:
    """The text of a node, or None where it is longer than could matter."""
    parts: list[str] = []
    length = 0
    for part in node.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > longest:
            return None
    return " ".join(" ".join(parts).split())

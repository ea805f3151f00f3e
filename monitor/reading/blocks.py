"""The lines of a page as its block elements cut them, for where an extractor ran them together.

On short or oddly built pages trafilatura falls back to all text of the page in one line. The page's
own blocks cut that line again, so that `lines` can tell chrome from article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from monitor.reading.links import squeezed

_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font"),
    *("i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike"),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"),
}
_SKIPPED = {
    *("script", "style", "noscript", "template", "svg", "button", "select", "option", "textarea"),
    *("nav", "footer", "aside", "form", "iframe", "figure", "head", "dialog"),
}
_FEW = 2
_LONG = 24
_SKIPPED_TEXT = 10_000  # characters that may stand between two blocks
_ENOUGH = 0.5
_MOST = 40_000


def cut_by_blocks(lines: Sequence[str], tree: HtmlElement) -> list[str] | None:
    """The lines cut as the page's blocks cut them, or None where they were not run together."""
    whole = " ".join(lines)
    if not 0 < len(lines) <= _FEW:
        return None
    left, position, cut = squeezed(whole), 0, []
    for block in block_lines(tree):
        own = squeezed(block)
        # A short block is soon in a text by chance; it has to follow the last one.
        end = position + len(own) + (_SKIPPED_TEXT if len(own) >= _LONG else 0)
        found = left.find(own, position, end) if own else -1
        if found >= 0:
            position = found + len(own)
            cut.append(block)
    kept = sum(len(squeezed(line)) for line in cut)
    return cut if len(cut) > len(lines) and kept >= _ENOUGH * len(left) else None


def block_lines(tree: HtmlElement) -> list[str]:
    """The text of a page, a line for every block, without scripts, forms and navigation."""
    body = tree.find(".//body")
    text = "".join(_pieces(tree if body is None else body))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _pieces(root: HtmlElement) -> Iterator[str]:
    """All text in document order with a newline around every block. Without recursion: pages may
    be nested deeper than the interpreter's stack."""
    pending: list[HtmlElement | str] = [root]
    for _ in range(_MOST * 3):
        if not pending:
            return
        node = pending.pop()
        if isinstance(node, str):
            yield node
            continue
        edge = "" if node.tag in _INLINE else "\n"
        tail = (node.tail or "").replace("\n", " ") if node is not root else ""
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or _is_hidden(node):
            yield edge + tail
            continue
        yield edge + (node.text or "").replace("\n", " ")
        pending.append(edge + tail)
        pending.extend(reversed(node))


def _is_hidden(node: HtmlElement) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or node.get("hidden") is not None

"""The lines of an article's body, found by trafilatura."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from monitor.reading.blocks import cut_by_blocks
from monitor.reading.decode import NotAPage
from monitor.reading.embedded import asks_for_scripts
from monitor.reading.joiners import protect, restore
from monitor.reading.links import linked_lines, squeezed
from monitor.reading.phrases import word_count

_TAG = re.compile(r"<[^<>]{1,300}>")
_STATED_WORDS = 60
_MOST_LINES = 2_000


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, or None where the markup is none."""
    from trafilatura.utils import load_html

    if "<" not in markup:
        return None
    if "<html" not in markup[:2_000].lower():
        markup = f"<html><body>{markup}</body></html>"
    tree: HtmlElement | None = load_html(markup)
    return tree


@dataclass(frozen=True, slots=True)
class Body:
    """The lines found to be the article's; `raw` ones still have the page's menus among them.

    `links` are those of the lines that are nothing but a link to another page.
    """

    lines: list[str]
    links: frozenset[str] = frozenset()
    raw: bool = False


def read_body(tree: HtmlElement, *, stated: str | None = None) -> Body:
    """The paragraphs of the article on the page; none where it has none.

    `stated` is the text that the page's JSON-LD gives as the article's: what follows its end on the
    page is not the article's any more, and where the page was hardly read it is taken instead.

    Raises NotAPage where the extractor gives up on the page with an error of its own.
    """
    page = deepcopy(tree)
    _without_stand_ins(page)
    stand_ins = protect(page)
    # Cells of a table stand between bars; a page laid out as one has its text in a cell.
    lines = [restore(line, stand_ins).strip(" |") for line in _extract(page).split("\n")]
    lines = [line for line in lines if line]
    cut = cut_by_blocks(lines, tree)
    lines = cut or lines
    return Body(
        _as_stated(lines, stated) if stated and len(lines) <= _MOST_LINES else lines,
        links=_links(lines, linked_lines(tree)),
        raw=cut is not None,
    )


def _without_stand_ins(page: HtmlElement) -> None:
    """Take out what the extractor falls back on where a page shows no text: JSON-LD, which it runs
    together and robs of its joiners (`embedded` reads it better), and the request for scripts."""
    stated = [s for s in page.iterfind(".//script[@type]") if "ld+json" in s.get("type", "")]
    for node in [*stated, *asks_for_scripts(page)]:
        node.drop_tree()


def _links(lines: list[str], linked: frozenset[str]) -> frozenset[str]:
    """The lines that are links; on a page that is mostly such lines they are what it is about."""
    found = frozenset(line for line in lines if squeezed(line) in linked)
    return found if 2 * len(found) <= len(lines) else frozenset()


def _as_stated(lines: list[str], stated: str) -> list[str]:
    paragraphs = [" ".join(part.split()) for part in _TAG.sub("\n", unescape(stated)).split("\n")]
    whole = squeezed("".join(paragraphs))
    inside = [squeezed(line) in whole for line in lines]
    words = [word_count(line) for line in lines]
    covered = sum(count for count, is_in in zip(words, inside, strict=True) if is_in)
    total = sum(map(word_count, paragraphs))
    if total >= _STATED_WORDS and covered >= 0.9 * sum(words) and sum(words) < 0.5 * total:
        return [paragraph for paragraph in paragraphs if paragraph]
    if covered < max(0.6 * total, 0.5 * sum(words), _STATED_WORDS):
        return lines  # a summary, or another text than the one on the page
    last = max(index for index, is_in in enumerate(inside) if is_in)
    return lines[: last + 1]


def _extract(page: HtmlElement) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document: Any = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, include_formatting=False
        )
    except Exception as error:
        raise NotAPage(f"the extractor failed on it: {type(error).__name__}: {error}") from error
    return (document.text or "") if document is not None else ""

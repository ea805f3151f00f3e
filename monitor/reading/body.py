"""The lines of an article's body, found by trafilatura."""

from __future__ import annotations

import logging
from typing import Any

from lxml.html import HtmlElement

from monitor.reading.decode import NotAPage
from monitor.reading.joiners import protect, restore


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, or None where the markup is none."""
    from trafilatura.utils import load_html

    if "<" not in markup:
        return None
    if "<html" not in markup[:2_000].lower():
        markup = f"<html><body>{markup}</body></html>"
    tree: HtmlElement | None = load_html(markup)
    return tree


def body_lines(tree: HtmlElement) -> list[str]:
    """The paragraphs of the article on the page; none where it has none.

    Raises NotAPage where the extractor gives up on the page with an error of its own.
    """
    from copy import deepcopy

    page = deepcopy(tree)
    stand_ins = protect(page)
    return [restore(line, stand_ins) for line in _extract(page).split("\n")]


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

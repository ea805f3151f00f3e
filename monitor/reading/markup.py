"""What a page says about itself: JSON-LD, meta elements, headings and links, as plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_MOST_SCRIPTS = 30
_LONGEST_SCRIPT = 500_000
_DEEPEST = 12
_ARTICLE = re.compile(r"(?:article|posting|report|newsstory)$", re.IGNORECASE)
_PAGE = re.compile(r"(?:page|videoobject|episode)$", re.IGNORECASE)
_LOOSE = re.compile(r'"(datePublished|headline)"\s*:\s*"((?:[^"\\]|\\.){1,500})"')


@dataclass(frozen=True, slots=True)
class Markup:
    """A page's own statements. `ld` holds the article's JSON-LD nodes, best first."""

    ld: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, str]
    headings: tuple[str, ...]
    title: str
    canonical: str | None
    language: str | None

    def ld_text(self, *names: str) -> Iterator[str]:
        """The plain strings under these JSON-LD names, node by node."""
        for name in names:
            for node in self.ld:
                for value in as_list(node.get(name)):
                    if isinstance(value, str) and value.strip():
                        yield value.strip()

    def metas(self, names: Sequence[str]) -> Iterator[str]:
        """The contents of these meta names, in the order asked for."""
        for name in names:
            if self.meta.get(name):
                yield self.meta[name]


def read_markup(tree: HtmlElement) -> Markup:
    """Gather the page's statements from its parsed tree."""
    html = tree if tree.tag == "html" else tree.getroottree().getroot()
    return Markup(
        ld=tuple(_articles(tree)),
        meta=_metas(tree),
        headings=tuple(text for node in tree.iter("h1") if (text := _text(node))),
        title=next((_text(node) for node in tree.iter("title")), ""),
        canonical=_canonical(tree),
        language=html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def as_list(value: Any) -> list[Any]:
    """JSON-LD gives one value or a list of them."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(node: HtmlElement) -> str:
    return " ".join(str(node.text_content())[:2_000].split())


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = " ".join((node.get("content") or "")[:2_000].split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (node.get(attribute) or "").strip().casefold()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _canonical(tree: HtmlElement) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").casefold().split() and node.get("href"):
            return str(node.get("href"))[:2_000].strip()
    return None


def _articles(tree: HtmlElement) -> list[Mapping[str, Any]]:
    """The JSON-LD nodes that are about this page: articles first, then pages and films."""
    nodes: list[Mapping[str, Any]] = []
    for script in list(tree.iterfind(".//script[@type]"))[: _MOST_SCRIPTS * 4]:
        if "ld+json" in script.get("type", "") and script.text:
            nodes.extend(_flatten(_parse(script.text[:_LONGEST_SCRIPT])))
    ranked = [(rank, node) for node in nodes if (rank := _rank(node)) is not None]
    return [node for _, node in sorted(ranked, key=lambda pair: pair[0])]


def _rank(node: Mapping[str, Any]) -> int | None:
    types = [kind for kind in as_list(node.get("@type")) if isinstance(kind, str)]
    if any(_ARTICLE.search(kind) for kind in types):
        return 0
    if any(_PAGE.search(kind) for kind in types):
        return 1
    return None


def _parse(script: str) -> Any:
    """The JSON of a script; of broken JSON, what little can be had without guessing."""
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        found = dict(reversed(_LOOSE.findall(script)))
        return {"@type": "Article", **found} if found else None


def _flatten(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """All objects of a JSON-LD document that may stand at its top."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flatten(value.get(name), depth + 1)

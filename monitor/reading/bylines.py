"""Names of authors where a page shows them: in date lines, and in elements marked as bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from monitor.reading.datetext import find_dates
from monitor.reading.normalise import fold, fold_with_offsets
from monitor.reading.phrases import key, phrases
from monitor.reading.visible import elsewhere, tokens

MOST = 5
_LONGEST = 100
_ELEMENTS = 12_000
_MARKED = 60
_MARKS = {"author", "authors", "byline", "writer", "reporter", "journalist"}
_NAME = re.compile(r"[^\W\d_][\w.'’‘-]*(?:\s+[^\W\d_][\w.'’‘-]*){1,3}")
_BETWEEN = re.compile(r"\n|,|،|;|\||/|·|•|&|\band\b|\bو\b")


def named_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The names left of lines such as 'A Name Published June 22, 2024' or 'By A Name and B'."""
    found: dict[str, None] = {}
    for line in lines:
        for part in _BETWEEN.split(_without_labels(line)):
            name = " ".join(part.split()).strip(" .:-–—")
            if _NAME.fullmatch(name) and _is_capitalised(name) and key(name) not in phrases().lines:
                found.setdefault(name)
    return tuple(found)[:MOST]


def _without_labels(line: str) -> str:
    """The line with its dates and the words of `boilerplate.toml` cut out."""
    folded, offsets = fold_with_offsets(line)
    spans = [(found.start, found.end) for found in find_dates(line)]
    spans += [match.span() for match in phrases().byline.finditer(folded)]
    kept = list(line)
    for start, end in spans:
        first, last = offsets[start], offsets[min(end, len(offsets)) - 1]
        kept[first : last + 1] = "\n" * (last + 1 - first)
    return "".join(kept)


def _is_capitalised(name: str) -> bool:
    """Whether every word begins as a name does, in scripts that have capitals."""
    words = name.split()
    return all(word[0].isupper() or not word[0].islower() for word in words)


def shown_authors(tree: HtmlElement, *, sites: Sequence[str]) -> tuple[str, ...]:
    """The names in elements that are marked as the article's byline."""
    known = {key(site) for site in sites}
    for text in islice(_marked(tree), _MARKED):
        names = [name for name in named_in([text]) if key(name) not in known]
        if names:
            return tuple(names)
    return ()


def _marked(tree: HtmlElement) -> Iterator[str]:
    for element in islice(tree.iter("a", "span", "p", "div", "address", "li"), _ELEMENTS):
        marked = element.get("rel") == "author" or bool(tokens(element) & _MARKS)
        if not marked or elsewhere(element):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if 3 < len(text) <= _LONGEST:
            yield text


def is_byline(line: str, authors: Sequence[str]) -> bool:
    """Whether the line says nothing but who wrote the text."""
    if not authors or len(line) > _LONGEST * 2:
        return False
    names = {fold(author) for author in authors}
    left = [fold(part).strip(" .:-") for part in _BETWEEN.split(_without_labels(line))]
    said = [part for part in left if part]
    return bool(said) and all(part in names for part in said)

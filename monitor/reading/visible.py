"""The dates a page shows its readers, the one at the headline first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.reading.calendars import names
from monitor.reading.normalise import fold
from monitor.reading.phrases import is_dateline

_LONGEST = 160
_NEAR = 60  # elements between the headline and its date
_MOST = 12_000  # elements looked at
_MOST_STAMPS = 400
_TOKEN = re.compile(r"[a-z]+")
_LEAVES = {"span", "p", "div", "time", "li", "small", "em", "b", "strong", "i", "a", "td", "abbr"}
_ASIDE = {"aside", "footer", "nav"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date shown on the page: its machine-readable form, its text, and where it stands."""

    text: str
    machine: str | None
    distance: int
    distant: bool


def stamps(tree: HtmlElement, *, title: str) -> list[Stamp]:
    """Elements that show a date, those of the article before those of anything else.

    The nearest to the headline comes first; one after it is nearer than one before. A page without
    the headline among its headings is read from its top.
    """
    elements = [e for _, e in zip(range(_MOST), _elements(tree), strict=False)]
    anchor = _headline(elements, title)
    found = []
    for index, element in enumerate(elements):
        named = element.tag == "time" or _is_named(element)
        if not named and (element.tag not in _LEAVES or len(element)):
            continue
        distance = index - anchor if index >= anchor else 2 * (anchor - index)
        text = _short_text(element)
        if not named and (distance > _NEAR or not text or not is_dateline(text)):
            continue
        machine = _machine(element)
        if (text or machine) and not elsewhere(element):
            found.append(Stamp(text, machine, distance, distance > 4 * _NEAR))
            if len(found) >= _MOST_STAMPS:
                break
    return sorted(found, key=lambda stamp: stamp.distance)


def _elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    body = tree.find(".//body")
    return (e for e in (tree if body is None else body).iter() if isinstance(e.tag, str))


def _headline(elements: list[HtmlElement], title: str) -> int:
    wanted = fold(title)
    headings = [i for i, e in enumerate(elements) if e.tag in {"h1", "h2"}]
    for index in headings:
        own = fold(_short_text(elements[index], longest=600))
        if own and wanted and (own in wanted or wanted in own):
            return index
    first = [i for i in headings if elements[i].tag == "h1"]
    return first[0] if first else 0


def _machine(element: HtmlElement) -> str | None:
    for attribute in ("datetime", "content", "data-datetime", "data-date", "data-timestamp"):
        value = element.get(attribute)
        if value and any(map(str.isdigit, value)):
            return str(value)[:100]
    return None


def _short_text(element: HtmlElement, longest: int = _LONGEST) -> str:
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 10 * longest:
            return ""
    text = " ".join(" ".join(parts).split())
    return (
        text if (len(text) <= longest and any(map(str.isdigit, text))) or longest > _LONGEST else ""
    )


def tokens(element: HtmlElement) -> set[str]:
    """The words of an element's class, id and itemprop, lower case."""
    described = " ".join(
        element.get(attribute) or "" for attribute in ("class", "id", "itemprop", "data-testid")
    )
    return set(_TOKEN.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", described[:300]).lower()))


def _is_named(element: HtmlElement) -> bool:
    described = tokens(element)
    return bool(described & set(names().fields["classes"])) and not _is_other(described)


def _is_other(described: set[str]) -> bool:
    return bool(described & set(names().fields["not_classes"]))


def elsewhere(element: HtmlElement) -> bool:
    """Whether the element belongs to other stories, to an update or to the page's frame."""
    if _is_other(tokens(element)):
        return True
    return any(
        ancestor.tag in _ASIDE
        or (ancestor.tag not in {"body", "html"} and _is_other(tokens(ancestor)))
        for ancestor in element.iterancestors()
    )

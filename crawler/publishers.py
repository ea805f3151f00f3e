"""Whose pages they are that an aggregator names: links unwrapped and given to their outlet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from monitor.aggregators import aggregator_of, unwrap
from monitor.catalogue.catalogue import Catalogue
from monitor.domain import Link


def of_publishers(
    links: Iterable[Link], catalogue: Catalogue, *, allowed: Callable[[str], bool]
) -> tuple[Link, ...]:
    """The links, those through an aggregator as its publisher's; the others as they are.

    One that does not say where it leads keeps its address until it is followed.
    """
    return tuple(_of_publisher(link, catalogue, allowed) for link in links)


def publisher(asked: str, answered: str, catalogue: Catalogue, *, own: str | None) -> str | None:
    """The slug of the outlet whose page answered: `own` unless an aggregator led there."""
    if aggregator_of(asked) is None:
        return own
    source = catalogue.source_for_url(answered)
    return source.slug if source is not None else None


def _of_publisher(link: Link, catalogue: Catalogue, allowed: Callable[[str], bool]) -> Link:
    if aggregator_of(link.url) is None:
        return link
    url = unwrap(link.url, allowed=allowed)
    return replace(
        link, url=url, via=link.url, source=publisher(link.url, url, catalogue, own=None)
    )

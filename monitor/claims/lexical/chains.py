"""How the reports of one sentence hang together, and the chain of links each makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import Heard
from monitor.claims.lexical.cues import Cue
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink


def chain_of(one: Heard, reading: Reading) -> tuple[tuple[ChainLink, ...], Speaker]:
    """(the links of a report, outermost first and each once; who speaks)."""
    links: list[ChainLink] = []
    heard = speaking(one)
    for voices in (*one.above, one.voices):
        speaker, cited = ([each.link] if each else [] for each in (voices.speaker, voices.cited))
        links.extend((*voices.outer, *speaker, *voices.via, *cited))
    links = [
        link
        for link, after in zip(links, [*links[1:], None], strict=True)
        if after is None or (link.name, link.role) != (after.name, after.role)
    ]
    links[-1] = replace(links[-1], cue=reading.slice(one.cue.span))
    return tuple(links), heard[-1]


def speaking(one: Heard) -> list[Speaker]:
    """Everybody in the chain, outermost first."""
    return [
        each
        for voices in (*one.above, one.voices)
        for each in (voices.speaker, voices.cited)
        if each is not None
    ]


def holds(outer: Cue, inner: Cue) -> bool:
    """Whether one report stands inside what another reports."""
    return outer.frame == "clause" and outer.content.contains(inner.span) and not inner.follows


def about(one: Heard, span: Span) -> Span:
    """The content, with what stands between the speaker and it: 'X را به C متهم کرد'."""
    if one.cue.frame != "object" or not one.cue.content.start <= one.voices.end <= span.start:
        return span
    return Span(one.voices.end, span.end)


def answered(one: Heard, heard: Sequence[Heard]) -> bool:
    """'این گزارش را رد کرد و گفت که …': the denial says what in the next clause."""
    return any(
        other is not one and other.cue.span.start > one.cue.span.start
        and other.voices.speaker is not None and one.voices.speaker is not None
        and other.voices.speaker.origin == one.voices.speaker.origin
        for other in heard
    )  # fmt: skip

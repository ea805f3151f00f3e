"""A text without the marks that only help reading (vowel signs, tatweel, bidi controls), its
quotations in marks of one kind.

The readers of this folder work on the plain text; `Plain.back` gives places in the written one, so
that every content and name is a verbatim slice of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from monitor.claims.document import Reading
from monitor.claims.text.spans import Span
from monitor.domain import ChainLink, Mention, Statement

MARKS = re.compile(
    "[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200d-\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ufeff]"
)

# Within guillemets other marks stand for a quotation in a quotation.
QUOTED = re.compile(r"«[^»\n]*»|[\"“](?P<said>[^\"«»“”\n]+)[\"”]")


@dataclass(frozen=True)
class Plain:
    """The written reading, the plain one, and where each plain code point stood."""

    written: Reading
    reading: Reading
    places: tuple[int, ...]

    @classmethod
    def of(cls, written: Reading) -> Plain:
        """The plain reading of `written`, with its mentions at their new places."""
        if MARKS.search(written.text) is None and QUOTED.search(written.text) is None:
            return cls(written, written, ())
        places = tuple(at for at, one in enumerate(written.text) if not MARKS.match(one))
        there = {at: new for new, at in enumerate(places)}
        text = QUOTED.sub(_guillemets, "".join(written.text[at] for at in places))
        mentions, refused = (
            tuple(m for m in (_moved(one, there, text) for one in held) if m.start < m.end)
            for held in (written.mentions, written.refused)
        )
        return cls(written, replace(written, text=text, mentions=mentions, refused=refused), places)

    def back(self, made: Statement) -> Statement:
        """`made` with every place counted in the written text."""
        if not self.places:
            return made
        start, end = self._span(made.start, made.end)
        cue_start, cue_end = made.cue_start, made.cue_end
        if cue_start is not None and cue_end is not None:
            cue_start, cue_end = self._span(cue_start, cue_end)
        return replace(
            made,
            content=self.written.text[start:end],
            start=start,
            end=end,
            chain=tuple(self._link(link) for link in made.chain),
            cue_start=cue_start,
            cue_end=cue_end,
        )

    def _link(self, link: ChainLink) -> ChainLink:
        if link.start is None or link.end is None or link.start >= link.end:
            return link
        start, end = self._span(link.start, link.end)
        verbatim = self.reading.slice(Span(link.start, link.end)) == link.name
        first = link.start if verbatim else self.reading.text.find(link.name)  # of a pronoun
        name = self.written.text[slice(*self._span(first, first + len(link.name)))]
        return replace(link, name=name if first >= 0 else link.name, start=start, end=end)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Marks that follow the last letter belong to it."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.written.text)
            return at, at
        last = self.places[end - 1] + 1
        while last < len(self.written.text) and MARKS.match(self.written.text[last]):
            last += 1
        return self.places[start], last


def _guillemets(match: re.Match[str]) -> str:
    return match[0] if match["said"] is None else f"«{match['said']}»"


def _moved(mention: Mention, there: dict[int, int], text: str) -> Mention:
    inside = [there[at] for at in range(mention.start, mention.end) if at in there]
    start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return replace(mention, start=start, end=end, text=text[start:end])

"""All who have a part in a stretch of Persian, Pashto or Arabic: speaker, relay, outlet told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.cues import alternatives, folded
from monitor.claims.lexical.names import WORD, Naming
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker, of_outlet
from monitor.domain import ChainLink, LinkRole, Mention


@dataclass(frozen=True, slots=True)
class Voices:
    """What one region says: the speaker, outer links, whom it cites, whom it addresses."""

    speaker: Speaker | None
    outer: tuple[ChainLink, ...] = ()
    cited: Speaker | None = None
    addressees: tuple[str, ...] = ()
    end: int = 0


@lru_cache(maxsize=32)
def _phrases(language: str, name: str) -> re.Pattern[str]:
    forms = lexicon(language).list(name)
    return re.compile(rf"(?<!\w)(?:{alternatives(forms)})" if forms else r"(?!)")


class LexicalSpeakers(Naming):
    """Resolves the speakers of one document in order; a pronoun or nobody looks back."""

    def voices(self, region: Span, *, remember: bool = True) -> Voices:
        """Everybody who has a part in `region`."""
        cited, main = self._relay(region)
        outer, zones = [], []
        for link, zone in (*self._interview(main), *self._platform(main)):
            outer.append(link)
            zones.append(zone)
        addressees: list[str] = []
        for mention in self.mentions_in(main, zones):
            if mention.start > main.start and self._told(mention):
                zones.append(Span(mention.start, mention.end))
                if mention.source:
                    outer.append(of_outlet(self.reading.catalogue, mention).link)
                elif mention.actor:
                    addressees.append(mention.actor)
        for link, zone in self._ascribed(main):
            outer.insert(0, link)
            zones.append(zone)
        speaker, end = self.speaker(main, zones)
        if speaker is None:
            speaker = self.last
        if speaker is not None and remember:
            self.last = cited or speaker
        return Voices(speaker, tuple(outer), cited, tuple(addressees), end)

    def _relay(self, region: Span) -> tuple[Speaker | None, Span]:
        """'X به نقل از Y': Y, and the region before the phrase."""
        match = _phrases(self.language, "relays").search(self.text, *region)
        if match is None or match.start() - region.start < 2:
            return None, region
        after = Span(match.end(), region.end)
        if self.language == "ps":
            # 'X د Y په حواله': the one cited stands before the phrase, after 'د'.
            held = self.reading.mentioned(Span(region.start, match.start()))
            at = held[0].end if held else self.text.find(" د ", region.start, match.start())
            after, cut = Span(at, match.start()), at
            if at < 0 or not self.text[at : match.start()].strip():
                return None, region
        else:
            cut = match.start()
        speaker, _ = self.speaker(after, [])
        return speaker, Span(region.start, cut) if speaker is not None else region

    def _interview(self, region: Span) -> Iterator[tuple[ChainLink, Span]]:
        match = _phrases(self.language, "interviews").search(self.text, *region)
        if match is None:
            return
        if self.language == "ps":
            before = [
                m for m in self.reading.mentioned(Span(region.start, match.start())) if m.source
            ]
            if before:
                yield (
                    of_outlet(self.reading.catalogue, before[-1]).link,
                    Span(before[-1].start, match.end()),
                )
            return
        near = self.reading.mentioned(Span(match.end(), min(region.end, match.end() + 60)))
        if near and near[0].source:
            yield of_outlet(self.reading.catalogue, near[0]).link, Span(match.start(), near[0].end)

    def _ascribed(self, region: Span) -> Iterator[tuple[ChainLink, Span]]:
        """'قال X، بحسب Y، إن': Y relays X."""
        match = _phrases(self.language, "according").search(self.text, *region)
        if match is None or match.start() - region.start < 3:
            return
        near = self.reading.mentioned(Span(match.end(), min(region.end, match.end() + 60)))
        if near and near[0].source:
            yield of_outlet(self.reading.catalogue, near[0]).link, Span(match.start(), near[0].end)

    def _platform(self, region: Span) -> Iterator[tuple[ChainLink, Span]]:
        for word in WORD.finditer(self.text, *region):
            if word[0] in self.names["platforms"]:
                span = Span(*word.span())
                name = self.reading.slice(span)
                yield ChainLink(name, LinkRole.PLATFORM, start=span.start, end=span.end), span
                return

    def _told(self, mention: Mention) -> bool:
        """Whether the words around a mention make it the one spoken to."""
        marks = {folded(word) for word in self.words.list("told") | self.words.list("addressed")}
        if self.language == "ps":
            after = WORD.search(self.text, mention.end, mention.end + 12)
            return after is not None and after[0] in marks
        before = self.text[max(0, mention.start - 24) : mention.start].split()
        if self.language == "ar":
            joined = self.text[mention.start - 1 : mention.start] == "ل"
            return joined or bool(before and before[-1] in marks)
        kind = len(before) > 1 and before[-1] in self.names["outlet_words"]
        return bool(before) and (before[-1] in marks or (kind and before[-2] in marks))

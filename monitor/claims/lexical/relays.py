"""Who hands on what another said: 'X به نقل از Y', 'X د Y په حواله', 'قال X، بحسب Y'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from monitor.claims.document import Reading
from monitor.claims.lexical.names import Naming
from monitor.claims.lexical.phrases import Chunker
from monitor.claims.lexical.tokens import WORD, appositions
from monitor.claims.lexical.words import ascribing, folded, listed, phrases
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, LinkRole

NEAR = 90
FURTHER = re.compile(r"\W*(?:عن|علی لسان)\s")
GOVERNING = ("د", "له", "پر")  # Pashto: before the one who is cited


@dataclass
class Parts:
    """What is found in a region before its speaker is: outer links, stretches to skip, and `via`
    whom the speaker has the words of the one it cites."""

    outer: list[ChainLink]
    addressees: list[str]
    holes: list[Span]
    via: list[ChainLink] = field(default_factory=list)


class Relays:
    """Finds the relays of one document."""

    def __init__(
        self, reading: Reading, language: str, dates: Sequence[Span], publisher: str = ""
    ) -> None:
        self.reading = reading
        self.text = folded(reading.text)
        self.language = language
        self.publisher = folded(publisher).strip()
        self.chunker = Chunker(reading, self.text, language, dates)
        self.chunker.own = frozenset(self.publisher.split())
        self.naming = Naming(reading, language, self.chunker)

    def _relay(self, region: Span, parts: Parts, *, cites: bool) -> tuple[Speaker | None, Span]:
        """'X به نقل از Y': Y, and the region without the phrase."""
        match = phrases(self.language, "relays").search(self.text, *region)
        if match is None and cites:
            match = phrases(self.language, "from").search(self.text, *region)
        if match is None:
            return None, region
        if self.language == "ps":
            return self._relay_before(region, match)
        after = Span(match.end(), region.end)
        held = [p for p in self.chunker.phrases(after, parts.holes) if not p.under]
        if not held:
            return None, region
        beside = appositions(held, 0)
        speaker = self.naming.speaker(held[0], beside)
        rest = Span(held[0].span.end, region.end)
        again = FURTHER.match(self.text, *rest) is not None  # 'نقلا عن Y عن Z'
        deeper, _ = self._relay(rest, parts, cites=again)
        if deeper is not None and speaker is not None and match.start() - region.start >= 2:
            parts.via.append(speaker.link)  # 'X به نقل از Y و از قول Z'
            speaker = deeper
        if match.start() - region.start < 2:
            # 'به نقل از Y، X گفت': X stands after it.
            rest = Span(max([held[0].span.end, *(b.span.end for b in beside)]), region.end)
            return speaker, rest
        return speaker, Span(region.start, match.start())

    def _relay_before(self, region: Span, match: re.Match[str]) -> tuple[Speaker | None, Span]:
        """Pashto: 'X د Y په حواله', 'X له Y څخه په حواله': the one cited stands before."""
        before = Span(region.start, match.start())
        words = list(WORD.finditer(self.text, *before))
        after = self._relaying(words, before)
        at = next((w.start() for w in words if w[0] in GOVERNING and w.start() > after), None)
        if at is None:
            return None, region
        inner = Span(at, before.end)
        governing = [w for w in words if w.start() >= at and w[0] in ("د", "له")]
        if len(governing) == 1:
            inner = Span(governing[0].end(), before.end)
        held = [p for p in self.chunker.phrases(inner) if p.tokens]
        if not held:
            return None, region
        return self.naming.speaker(replace(held[0], under="")), Span(region.start, at)

    def _relaying(self, words: Sequence[re.Match[str]], before: Span) -> int:
        """Where the head of who relays stands: an outlet, an institution, the first word."""
        named = [m.end for m in self.reading.mentioned(before) if m.source]
        if named or not words or words[0][0] != "د":
            return named[0] if named else before.start
        heads = (
            word.start() for word in words
            if self.chunker.is_in("bodies", word[0]) or self.chunker.is_in("outlet_words", word[0])
        )  # fmt: skip
        return next(heads, before.start)

    def _voiced(self, at: int, speaker: Speaker) -> bool:
        """'طالبت حماس على لسان X', 'د وزارت د X له خولې': a body speaks through X, and X speaks."""
        relay = phrases(self.language, "voiced").search(self.text, at, at + NEAR)
        if relay is None or speaker.link.role is not LinkRole.SPEAKER:
            return False
        body = speaker.actors or speaker.link.name.startswith("د ")
        return bool(body) or self.language != "ps"  # 'سپوتنیک د X له خولې': an outlet's relay

    def ascription(self, span: Span) -> re.Match[str] | None:
        """The first phrase that means 'according to'; 'در واکنش به گزارش X' is none."""
        for match in ascribing(self.language).finditer(self.text, *span):
            before = self.text[span.start : match.start()].rsplit(None, 1)[-1:]
            if not any(word in listed(self.language, "reacting") for word in before):
                return match
        return None

    def _ascribe(self, region: Span, parts: Parts) -> None:
        for link, hole in self._ascribed(region, parts):
            parts.outer.insert(0, link)
            parts.holes.append(hole)

    def _ascribed(self, region: Span, parts: Parts) -> Iterator[tuple[ChainLink, Span]]:
        """'قال X، بحسب Y، إن': Y relays X."""
        match = self.ascription(region)
        if match is None or match.start() - region.start < 3 or self.language == "ps":
            return
        near = Span(match.end(), min(region.end, match.end() + NEAR))
        said = self.text[slice(*near)].split(maxsplit=1)
        held = self.chunker.phrases(near, parts.holes)
        if not held or (said and self.chunker.is_in("documents", said[0])):
            return  # 'وفق بيان لخارجيتها' tells where, and names nobody
        speaker = self.naming.speaker(replace(held[0], under=""))
        if speaker is not None:
            yield speaker.link, Span(match.start(), held[0].span.end)

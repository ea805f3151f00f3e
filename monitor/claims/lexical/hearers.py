"""Who was told: the outlet of an interview, a platform, and whom the words are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.claims.lexical.relays import NEAR, Parts, Relays
from monitor.claims.lexical.tokens import Phrase
from monitor.claims.lexical.words import COMMA, folded, listed, phrases
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, LinkRole

STEM = 4
TO = re.compile(r"\s*ته(?!\w)")
PLACED = re.compile(r"(?<!\w)فی\s$")


class Hearers(Relays):
    """Finds outlets and addressees of one document."""

    def _interview(self, region: Span, parts: Parts) -> None:
        match = phrases(self.language, "interviews").search(self.text, *region)
        if match is None:
            return
        if self.language == "ps":
            at = self.text.rfind(" له ", region.start, match.start())
            at = at if at >= 0 else self.text.rfind(" ", region.start, match.start())
            held = self.chunker.phrases(Span(at + 4, match.start())) if at >= 0 else []
            leads = self.text[region.start : max(at, region.start)]
            if (
                leads.startswith("د ")
                and held
                and self.chunker.is_in("reporters", held[0].words[0])
            ):
                at = region.start  # 'د X له خبریال سره په خبرو کې، Y وویل'
                held = self.chunker.phrases(Span(at + 2, at + len(leads)))
            hole = Span(max(at, region.start), match.end())
        else:
            near = Span(match.end(), min(region.end, match.end() + NEAR))
            held = [p for p in self.chunker.phrases(near) if not _late(p, near)]
            hole = Span(match.start(), held[0].span.end if held else match.end())
        parts.holes.append(hole)
        if held:
            self._take(held[0], parts, interview=True)

    def _aside(self, region: Span, parts: Parts) -> None:
        """Arabic: 'في مقابلة مع قناة X، قال Y', 'وفي تغريدة على إكس، كتب Y'."""
        self._interview(region, parts)
        held = [p for p in self.chunker.phrases(region, parts.holes) if p.under != "ل"]
        self._addressed(held, parts, asks=False)

    def _document(self, region: Span, parts: Parts) -> None:
        """'در اعلامیه X', 'في تقرير لـX': the paper is no name, whose it is may be one."""
        match = phrases(self.language, "papers").search(self.text, *region)
        if match is not None and match.end() < region.end:
            within = PLACED.search(self.text, region.start, match.start())
            start = within.start() if within is not None else match.start()
            parts.holes.append(Span(start, match.end()))

    def _addressed(self, found: Sequence[Phrase], parts: Parts, *, asks: bool) -> None:
        """Platforms, outlets that were told, and whom the words are for."""
        told = listed(self.language, "told")
        if asks:
            told |= listed(self.language, "addressed")
        placed = listed(self.language, "posted")
        for phrase in found:
            platform = next(
                (t for t in phrase.tokens if self.chunker.is_in("platforms", t.text)), None
            )
            owner = self.language == "ps" and phrase.words[0] == "د"  # 'د ایکس پر خپله پاڼه'
            if platform is not None and (phrase.under in placed or owner):
                name = self.reading.slice(platform.span)
                span = platform.span
                parts.outer.append(
                    ChainLink(name, LinkRole.PLATFORM, start=span.start, end=span.end)
                )
                whole = phrase.span if owner or self.language != "fa" else span
                parts.holes.append(Span(phrase.span.start, whole.end))
            elif phrase.under in told or self._aired(phrase):
                self._take(phrase, parts)
                after = TO.match(self.text, phrase.span.end)
                parts.holes.append(
                    Span(phrase.span.start, after.end() if after else phrase.span.end)
                )

    def _aired(self, phrase: Phrase) -> bool:
        """Arabic 'عبر «نداء»', 'على قناة X', 'على شاشة X': the outlet on which somebody spoke."""
        if phrase.under not in listed(self.language, "aired"):
            return False
        kind = self.chunker.is_in("outlet_words", phrase.words[0])
        named = any(m.source for m in phrase.mentions) or self._marked(phrase)
        return kind or (named and phrase.under not in listed(self.language, "placing"))

    def _take(self, phrase: Phrase, parts: Parts, *, interview: bool = False) -> None:
        """An outlet that heard it is an outer link; anybody else is spoken to.

        An unknown name in an `interview` is an outlet's.
        """
        if self.language == "ps" and any(
            self.chunker.is_in("determiners", w) for w in phrase.words
        ):
            return  # 'دې راډیو ته': our own
        if any(word in listed(self.language, "we") for word in phrase.words[:1]):
            return
        outlet = any(m.source for m in phrase.mentions)
        first = phrase.words[0] if self.language != "ps" else phrase.words[-1]
        if self._ours(phrase):
            return
        plural = phrase.words[1:2] and self.chunker.is_in("plurals", phrase.words[1])
        kind = self.chunker.is_in("outlet_words", first) and len(phrase.tokens) > 1
        kind = kind and not plural  # 'به رسانه ها': no outlet in particular
        kind = kind or self.chunker.names_outlet(phrase.words)
        quoted = self._marked(phrase)
        unknown = interview and not phrase.mentions and not self.naming.describes(phrase)
        if outlet or kind or unknown or (quoted and self.language == "ar"):
            remembered = self.naming.memory.last, self.naming.memory.last_outlet
            made = self.naming.speaker(replace(phrase, under=""))
            self.naming.memory.last, self.naming.memory.last_outlet = remembered
            if made is not None and not self._own(made):
                parts.outer.append(replace(made.link, role=LinkRole.OUTLET))
            return
        capitals = (self.reading.refused_at(token.span.start) for token in phrase.tokens)
        named = [m.actor for m in (*phrase.mentions, *filter(None, capitals)) if m.actor]
        parts.addressees.extend(actor for actor in named if actor not in parts.addressees)

    def _ours(self, phrase: Phrase) -> bool:
        """Arabic 'إذاعتنا', 'لموقعنا', and 'القناة' alone: the publisher, which is no link."""
        word = phrase.words[0]
        stem = word.removesuffix("نا")
        if stem != word and any(
            self.chunker.is_in("outlet_words", one) for one in (stem, stem.removesuffix("ت") + "ه")
        ):
            return True
        bare = word.removeprefix("ال")
        alone = self.language == "ar" and len(phrase.words) == 1 and bare != word
        return alone and bare in self.publisher.split()

    def _marked(self, phrase: Phrase) -> bool:
        return self.reading.text[max(0, phrase.span.start - 1)] == "«"

    def is_own(self, name: Span, made: Speaker) -> bool:
        """Whether it is the publisher or a desk of it: 'به گزارش گروه سیاسی، …'."""
        first = self.text[slice(*name)].split(maxsplit=1)[:1]
        return self._own(made) or any(word in listed(self.language, "desks") for word in first)

    def _own(self, made: Speaker) -> bool:
        """The publisher itself is no link of the chain."""
        known = (made.link.name, made.origin, made.link.canonical or "")
        own = {self.publisher, self._bare(self.publisher)}
        held = set(self.publisher.split())
        return any(
            _same_name(one, self._bare(folded(name))) or held >= set(self._bare(name).split())
            for one in own for name in map(folded, known) if name
        )  # fmt: skip

    def _bare(self, name: str) -> str:
        """The name of an outlet without the word for its kind: 'صحيفة الرصيف', 'الرصيف'."""
        words = name.split()
        kinds = [word for word in words if self.chunker.is_in("outlet_words", word)]
        return " ".join(word for word in words if word not in kinds) or name


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one but for their endings: Pashto 'خبرونه', 'خبرونو'."""
    left, right = one.split(), other.split()
    return (
        bool(left)
        and len(left) == len(right)
        and all(a[:STEM] == b[:STEM] for a, b in zip(left, right, strict=True))
    )


def _late(phrase: Phrase, region: Span) -> bool:
    return phrase.span.start - region.start > 25 or any(
        mark in phrase.tokens[0].after for mark in COMMA
    )

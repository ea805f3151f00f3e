"""All who have a part in a stretch of Persian, Pashto or Arabic: speaker, relay, outlet told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.names import Naming
from monitor.claims.lexical.phrases import Chunker
from monitor.claims.lexical.tokens import WORD, Phrase, appositions, blanked, subject_of
from monitor.claims.lexical.words import COMMA, alternatives, folded, listed, phrases
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, CueClass, LinkRole

NEAR = 90
GOVERNING = ("د", "له", "پر")  # Pashto: before the one who is cited
STEM = 4
PLACED = re.compile(r"په \w+(?: \w+)? کې $")
TO = re.compile(r"\s*ته(?!\w)")
INTRODUCED = {
    "fa": re.compile(r" که (?:خود|خودش) را ([^،]{2,40}?) معرفی "),
    "ps": re.compile(r"[ ،]+(?:چې|چي) ځان یې ([^،]{2,40}?) معرفي "),
    "ar": re.compile(
        r"[ ،]+(?:عرف عن نفسه باسم|عرف نفسه باسم|قدم نفسه باسم) ([^،]{2,40}?)(?=[،]| ان )"
    ),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """What one region says: the speaker, outer links, whom it cites, whom it addresses.

    `end` is where the words of the speaker end.
    """

    speaker: Speaker | None
    outer: tuple[ChainLink, ...] = ()
    cited: Speaker | None = None
    addressees: tuple[str, ...] = ()
    end: int = 0


@dataclass
class _Parts:
    """What is found in a region before its speaker is: outer links, and stretches to skip."""

    outer: list[ChainLink]
    addressees: list[str]
    holes: list[Span]


class LexicalSpeakers:
    """Resolves the speakers of one document in order; a pronoun or nobody looks back."""

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

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.naming.memory.last

    def voices(self, region: Span, cue: Cue) -> Voices:
        """Everybody who has a part in `region`.

        The cue says how to look: in the passive the speaker stands after 'by' or is not told, a
        verb of citing hands on what another said, and no connector ends the words before an object.
        """
        tight = cue.frame == "object" or region.start < cue.span.start < region.end
        parts = _Parts([], [], [*blanked(self.language, self.text, region), cue.span])
        cited, main = self._relay(region, parts, cites=cue.kind is CueClass.CITE)
        self._interview(main, parts)
        self._document(main, parts)
        found = self.chunker.phrases(main, parts.holes, tight=tight)
        if cue.passive:
            return self._by(found, parts)
        self._addressed(found, parts, asks=cue.kind is CueClass.ORDER)
        for link, hole in self._ascribed(main, parts):
            parts.outer.insert(0, link)
            parts.holes.append(hole)
        found = self.chunker.phrases(main, parts.holes, tight=tight)
        subject, beside = subject_of(found)
        if subject is None and cue.lead is not None:
            subject, beside = subject_of(self.chunker.phrases(cue.lead, tight=True))
        if tight:
            beside = [each for each in beside if self.naming.explains(each)]
        end = max([subject.span.end, *(each.span.end for each in beside)]) if subject else 0
        if subject is not None and self.language == "ar":
            thanks = tight and self._thanks(cue)
            after = end if thanks else self._second(found, subject, beside, parts, end)
            if self._silent(cue, subject, end if after == end else 0):
                subject, after = None, cue.span.end
            end = after
        if subject is not None:
            subject = self._placed(subject, main)
        speaker = self.naming.speaker(subject, beside) if subject is not None else None
        if speaker is not None and speaker.link.role is LinkRole.ANONYMOUS and subject is not None:
            speaker = self._with_clause(speaker, subject, main)
        back = subject is not None and all(
            self.chunker.is_in("pronouns", word) for word in subject.words
        )
        if speaker is None and (subject is None or back):
            speaker = self.last
        if cited is not None and speaker is not None and self._voiced(main.end, speaker):
            end = max(end, cited.link.end or 0)
            speaker, cited = cited, None
        if cited is not None:
            self.naming.memory.last = cited
        return Voices(speaker, tuple(parts.outer), cited, tuple(parts.addressees), end)

    def _voiced(self, at: int, speaker: Speaker) -> bool:
        """'طالبت حماس على لسان X', 'د وزارت د X له خولې': a body speaks through X, and X speaks."""
        relay = phrases(self.language, "voiced").search(self.text, at, at + NEAR)
        return relay is not None and speaker.link.role is LinkRole.SPEAKER

    def names_somebody(self, region: Span) -> bool:
        """Whether the first phrase of `region` that depends on nothing is that of a person."""
        subject, _ = subject_of(self.chunker.phrases(region))
        if subject is None:
            return False
        person = any(self.chunker.is_person(token) for token in subject.tokens)
        return person or self.naming.holds_office(subject) or self.naming.describes(subject)

    def introduce(self, span: Span) -> None:
        """Keep whom a sentence without a report is about, for the pronoun of the next."""
        if self.language == "ar":
            return
        subject, beside = subject_of(self.chunker.phrases(span))
        if subject is None:
            return
        person = any(self.chunker.is_person(token) for token in subject.tokens)
        if person or self.naming.holds_office(subject):
            self.naming.speaker(subject, beside)

    def named(self, region: Span) -> tuple[Speaker | None, Speaker | None, int]:
        """(speaker, whom it cites, end) of a stretch that is nothing but names."""
        parts = _Parts([], [], blanked(self.language, self.text, region))
        cited, main = self._relay(region, parts, cites=False)
        subject, beside = subject_of(self.chunker.phrases(main, parts.holes))
        if subject is None:
            return None, cited, region.start
        made = self.naming.speaker(subject, beside)
        if cited is not None:
            self.naming.memory.last = cited
        return made, cited, max([subject.span.end, *(each.span.end for each in beside)])

    def _by(self, found: Sequence[Phrase], parts: _Parts) -> Voices:
        agents = listed(self.language, "by")
        chosen = next((p for p in found if p.under in agents), None)
        if chosen is None:
            return Voices(None)
        speaker = self.naming.speaker(replace(chosen, under=""))
        return Voices(speaker, tuple(parts.outer), end=chosen.span.end)

    # Relays

    def _relay(self, region: Span, parts: _Parts, *, cites: bool) -> tuple[Speaker | None, Span]:
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
        """Where the head of the one who relays stands: an outlet, an institution, the first word."""
        named = [m.end for m in self.reading.mentioned(before) if m.source]
        if named or not words or words[0][0] != "د":
            return named[0] if named else before.start
        heads = (
            word.start() for word in words
            if self.chunker.is_in("bodies", word[0]) or self.chunker.is_in("outlet_words", word[0])
        )  # fmt: skip
        return next(heads, before.start)

    # Outlets and addressees

    def _interview(self, region: Span, parts: _Parts) -> None:
        match = phrases(self.language, "interviews").search(self.text, *region)
        if match is None:
            return
        if self.language == "ps":
            at = self.text.rfind(" له ", region.start, match.start())
            at = at if at >= 0 else self.text.rfind(" ", region.start, match.start())
            held = self.chunker.phrases(Span(at + 4, match.start())) if at >= 0 else []
            hole = Span(max(at, region.start), match.end())
        else:
            near = Span(match.end(), min(region.end, match.end() + NEAR))
            held = [p for p in self.chunker.phrases(near) if not _late(p, near)]
            hole = Span(match.start(), held[0].span.end if held else match.end())
        parts.holes.append(hole)
        if held:
            self._take(held[0], parts, interview=True)

    def _document(self, region: Span, parts: _Parts) -> None:
        """'در اعلامیه X', 'في تقرير لـX': the paper is no name, whose it is may be one."""
        match = phrases(self.language, "papers").search(self.text, *region)
        if match is not None and match.end() < region.end:
            parts.holes.append(Span(*match.span()))

    def _second(
        self,
        found: Sequence[Phrase],
        subject: Phrase,
        beside: Sequence[Phrase],
        parts: _Parts,
        end: int,
    ) -> int:
        """Arabic: a second name after the subject is whom the verb is about: 'أبلغ X قناة Y أن'."""
        at = next(i for i, phrase in enumerate(found) if phrase is subject) + len(beside) + 1
        if at >= len(found):
            return end
        second = found[at]
        outlet = self.chunker.is_in("outlet_words", second.words[0]) or self._marked(second)
        if second.under or second.after_comma or not (second.mentions or outlet):
            return end
        first = second.tokens[0]
        if first.mention is None and not first.text.startswith("ال"):
            return end
        self._take(second, parts)
        return second.span.end

    def _silent(self, cue: Cue, subject: Phrase, end: int) -> bool:
        """Arabic: the only name is whom the verb is about, and nobody new speaks: 'يشكر X على C',
        'يعاهد أهله أن'."""
        if subject.span.start < cue.span.end:
            return False
        if len(subject.words) == 1 and subject.words[0] in listed("ar", "kin"):
            return True
        goes_on = self.text.startswith(" علی ", end)
        return cue.frame == "object" and self._thanks(cue) and goes_on

    def _thanks(self, cue: Cue) -> bool:
        verb = self.text[slice(*cue.span)]
        return any(one in listed("ar", "thanking") for one in (verb, verb[1:]))

    def _placed(self, subject: Phrase, region: Span) -> Phrase:
        """Pashto: 'په هرات کې د ایران قونسلګرۍ': the place before an office belongs to it."""
        if self.language != "ps" or any(self.chunker.is_person(t) for t in subject.tokens):
            return subject
        before = PLACED.search(self.text[region.start : subject.span.start])
        if before is None or not self.naming.describes(subject):
            return subject
        start = region.start + before.start()
        if not any(self.chunker.is_place(word) for word in before[0].split()):
            return subject
        return replace(subject, tokens=tuple(self.chunker.tokens(Span(start, subject.span.end))))

    def _with_clause(self, speaker: Speaker, subject: Phrase, region: Span) -> Speaker:
        """'مردی که از هرات آمده،': a clause that tells who somebody without a name is."""
        introduced = INTRODUCED[self.language].match(self.text, subject.span.end, region.end)
        if introduced is not None:
            return self.naming.named(Span(*introduced.span(1)))
        match = _clause(self.language).match(self.text, subject.span.end, region.end)
        if match is None or blanked(self.language, self.text, Span(*match.span())):
            return speaker
        if phrases(self.language, "conversing").search(match[1]) is not None:
            return speaker  # that he spoke with us does not tell who he is
        end = match.end(1)
        name = self.reading.text[speaker.link.start : end]
        link = replace(speaker.link, name=name, end=end)
        party = speaker.party if speaker.actors else name
        return replace(speaker, link=link, origin=name, party=party)

    def _addressed(self, found: Sequence[Phrase], parts: _Parts, *, asks: bool) -> None:
        """Platforms, outlets that were told, and whom the words are for."""
        told = listed(self.language, "told")
        if asks:
            told |= listed(self.language, "addressed")
        placed = listed(self.language, "posted")
        for phrase in found:
            platform = next(
                (t for t in phrase.tokens if self.chunker.is_in("platforms", t.text)), None
            )
            if phrase.under in placed and platform is not None:
                name = self.reading.slice(platform.span)
                span = platform.span
                parts.outer.append(
                    ChainLink(name, LinkRole.PLATFORM, start=span.start, end=span.end)
                )
                parts.holes.append(phrase.span)
            elif phrase.under in told:
                self._take(phrase, parts)
                after = TO.match(self.text, phrase.span.end)
                parts.holes.append(
                    Span(phrase.span.start, after.end() if after else phrase.span.end)
                )

    def _take(self, phrase: Phrase, parts: _Parts, *, interview: bool = False) -> None:
        """An outlet that heard it is an outer link; anybody else is spoken to.

        An unknown name in an `interview` is an outlet's.
        """
        outlet = any(m.source for m in phrase.mentions)
        first = phrase.words[0] if self.language != "ps" else phrase.words[-1]
        plural = phrase.words[1:2] and self.chunker.is_in("plurals", phrase.words[1])
        kind = self.chunker.is_in("outlet_words", first) and len(phrase.tokens) > 1
        kind = kind and not plural  # 'به رسانه ها': no outlet in particular
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

    def _marked(self, phrase: Phrase) -> bool:
        return self.reading.text[max(0, phrase.span.start - 1)] == "«"

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

    def _ascribed(self, region: Span, parts: _Parts) -> Iterator[tuple[ChainLink, Span]]:
        """'قال X، بحسب Y، إن': Y relays X."""
        match = phrases(self.language, "according").search(self.text, *region)
        if match is None or match.start() - region.start < 3 or self.language == "ps":
            return
        near = Span(match.end(), min(region.end, match.end() + NEAR))
        held = self.chunker.phrases(near, parts.holes)
        if not held:
            return
        speaker = self.naming.speaker(replace(held[0], under=""))
        if speaker is not None:
            yield speaker.link, Span(match.start(), held[0].span.end)


@cache
def _clause(language: str) -> re.Pattern[str]:
    """A relative clause up to a comma, or up to its verb where a preposition follows."""
    ends = alternatives(lexicon(language).list("finals")) or "(?!)"
    said = "[^،,.«»؛]"
    return re.compile(
        rf"( که (?:{said}{{0,80}}?\s(?:{ends})(?= (?:به|در|با|از) )|{said}{{3,80}}(?=،)))"
    )


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

"""All who have a part in a stretch of Persian, Pashto or Arabic: speaker, relay, outlet told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.hearers import Hearers
from monitor.claims.lexical.relays import Parts
from monitor.claims.lexical.tokens import Phrase, blanked, subject_of
from monitor.claims.lexical.valency import content_at
from monitor.claims.lexical.words import alternatives, listed, phrases
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, CueClass, LinkRole

PLACED = re.compile(r"(?:(?<!\w)د \w+(?: \w+)? ){0,3}(?<!\w)(?:په \w+(?: \w+)? کې|د \w+ لپاره) $")
STOPS = " .۔!؟?"
INTRODUCED = {
    "fa": re.compile(r" که (?:خود|خودش) را ([^،]{2,40}?) معرفی "),
    "ps": re.compile(r"[ ،]+(?:چې|چی) ځان یې ([^،]{2,40}?) معرفی "),
    "ar": re.compile(
        r"[ ،]+(?:عرف عن نفسه باسم|عرف نفسه باسم|قدم نفسه باسم) ([^،]{2,40}?)(?=[،]| ان )"
    ),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """What one region says: the speaker, outer links, whom it cites, whom it addresses.

    `end` is where the words of the speaker end, `via` who stands between it and whom it cites,
    `begins` where the verb's own preposition begins the content (0 where it has none).
    """

    speaker: Speaker | None
    outer: tuple[ChainLink, ...] = ()
    cited: Speaker | None = None
    addressees: tuple[str, ...] = ()
    end: int = 0
    via: tuple[ChainLink, ...] = ()
    begins: int = 0


class LexicalSpeakers(Hearers):
    """Resolves the speakers of one document in order; a pronoun or nobody looks back."""

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.naming.memory.last

    def voices(self, region: Span, cue: Cue) -> Voices:
        """Everybody who has a part in `region`.

        The cue says how to look: in the passive the speaker stands after 'by' or is not told, a
        verb of citing hands on what another said, and no connector ends the words before an object.
        """
        calls = self.text[slice(*cue.span)].removeprefix("و") in listed("ar", "calling")
        tight = calls or cue.frame == "object" or region.start < cue.span.start < region.end
        parts = Parts([], [], [*blanked(self.language, self.text, region), cue.span])
        cited, main = self._relay(region, parts, cites=cue.cites or cue.kind is CueClass.CITE)
        self._interview(main, parts)
        if cue.aside is not None and not parts.outer:
            self._aside(cue.aside, parts)
        self._document(main, parts)
        begins = self._content_at(cue, parts)
        if begins is not None and begins < main.end:
            main = Span(main.start, max(begins, main.start))
        found = self.chunker.phrases(main, parts.holes, tight=tight)
        if cue.passive:
            return self._by(found, parts)
        if self.language == "fa":  # 'به نوشته X به Y گفت'
            self._ascribe(main, parts)
            found = self.chunker.phrases(main, parts.holes, tight=tight)
        self._addressed(found, parts, asks=cue.kind is CueClass.ORDER)
        self._told_next(cue, main, parts)
        if self.language != "fa":
            self._ascribe(main, parts)
        subject, beside, end = self._subject(main, cue, parts, tight=tight)
        if cue.frame == "object" and end and self.language != "ar":
            end = _past(parts.holes, end, cue.span.start)
        speaker = self._speaker(subject, beside, main)
        if cited is not None and speaker is not None and self._voiced(main.end, speaker):
            end = max(end, cited.link.end or 0)
            speaker, cited = cited, None
        if cited is not None:
            self.naming.memory.last = cited
        if begins is not None:
            self._between(Span(max(end, cue.span.end), begins), parts)
        outer, told, via = tuple(parts.outer), tuple(parts.addressees), tuple(parts.via)
        return Voices(speaker, outer, cited, told, end, via, begins or 0)

    def _told_next(self, cue: Cue, main: Span, parts: Parts) -> None:
        """Arabic 'لكن X نفى لـ«Y» C': the outlet right after a verb whose subject stands before."""
        if self.language == "ar" and cue.frame == "object" and main.end <= cue.span.start:
            after = Span(cue.span.end, cue.content.end)
            begun = self.chunker.phrases(after, parts.holes)[:1]
            self._addressed([one for one in begun if one.under == "ل"], parts, asks=False)

    def _content_at(self, cue: Cue, parts: Parts) -> int | None:
        """Arabic: where the preposition of the verb begins the content."""
        if self.language != "ar" or cue.frame != "object":
            return None
        after = Span(cue.span.end, cue.content.end)
        tokens = self.chunker.tokens(after, parts.holes)
        return content_at(tokens, self.text[slice(*cue.span)], self.reading.text)

    def _between(self, span: Span, parts: Parts) -> None:
        """Whom the words are for: who stands between the speaker and the content."""
        if span.start >= span.end:
            return
        for phrase in self.chunker.phrases(span, parts.holes):
            named = [m.actor for m in phrase.mentions if m.actor and not phrase.under]
            parts.addressees.extend(actor for actor in named if actor not in parts.addressees)

    def _subject(
        self, main: Span, cue: Cue, parts: Parts, *, tight: bool
    ) -> tuple[Phrase | None, list[Phrase], int]:
        """(the phrase of who speaks, what is set beside it, where its words end)."""
        found = [
            phrase for phrase in self.chunker.phrases(main, parts.holes, tight=tight)
            if self.language != "ps" or not self._points_only(phrase)
        ]  # fmt: skip
        subject, beside = subject_of(found)
        if subject is None and cue.lead is not None:
            subject, beside = subject_of(self.chunker.phrases(cue.lead, tight=True))
        if subject is None:
            return None, [], 0
        if tight:
            beside = [each for each in beside if self.naming.explains(each)]
        end = max([subject.span.end, *(each.span.end for each in beside)])
        if self.language != "ar":
            return subject, beside, end
        thanks = tight and (self._thanks(cue) or cue.kind is CueClass.DENY)
        after = end if thanks else self._second(found, subject, beside, parts, end)
        if self._silent(cue, subject, end if after == end else 0):
            return None, beside, cue.span.end
        return subject, beside, after

    def _points_only(self, phrase: Phrase) -> bool:
        """Pashto 'دا' in 'دا ونه منله چې': what the verb is about, and nobody."""
        return phrase.words == ("دا",)

    def _speaker(
        self, subject: Phrase | None, beside: Sequence[Phrase], main: Span
    ) -> Speaker | None:
        """Who `subject` is; nobody, or a pronoun that nobody explains, is who spoke last."""
        if subject is None:
            return self.last
        subject = self._placed(subject, main)
        called = _called(self.language).match(self.text, subject.span.end, main.end)
        if called is not None:
            return self.naming.named(Span(*called.span(called.lastindex or 0)))
        speaker = self.naming.speaker(subject, beside)
        if speaker is None:
            back = all(self.chunker.is_in("pronouns", word) for word in subject.words)
            return self.last if back else None
        if speaker.link.role is LinkRole.ANONYMOUS:
            return self._with_clause(speaker, subject, main)
        return speaker

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
        if not person and not self.text[subject.span.end : span.end].strip(STOPS):
            # The verb is in it: 'نماینده غور در مجلس | قانع نشد'.
            subject, beside = self.naming.described(subject), []
        if person or any(map(self.naming.holds_office, (subject, *beside))):
            self.naming.speaker(subject, beside)
        elif self.naming.is_official(subject, beside):
            self.naming.meet(subject, beside)

    def named(self, region: Span, *, cites: bool = False) -> Voices:
        """Who speaks in a stretch that is nothing but names; `cites`: a bare 'from' leads on."""
        parts = Parts([], [], blanked(self.language, self.text, region))
        cited, main = self._relay(region, parts, cites=cites)
        found = self.chunker.phrases(main, parts.holes)
        if self.language == "ar":
            self._addressed(found, parts, asks=False)
        subject, beside = subject_of(self.chunker.phrases(main, parts.holes))
        if subject is None:
            return Voices(None)
        made = self.naming.speaker(subject, beside)
        if cited is not None:
            self.naming.memory.last = cited
        end = max([subject.span.end, *(each.span.end for each in beside)])
        return Voices(made, tuple(parts.outer), cited, end=end, via=tuple(parts.via))

    def _by(self, found: Sequence[Phrase], parts: Parts) -> Voices:
        agents = listed(self.language, "by")
        chosen = next((p for p in found if p.under in agents), None)
        if chosen is None:
            return Voices(None)
        speaker = self.naming.speaker(replace(chosen, under=""))
        return Voices(speaker, tuple(parts.outer), end=chosen.span.end)

    def _second(
        self,
        found: Sequence[Phrase],
        subject: Phrase,
        beside: Sequence[Phrase],
        parts: Parts,
        end: int,
    ) -> int:
        """Arabic: a second name after the subject is whom the verb is about: 'أبلغ X قناة Y أن'."""
        held = next((i for i, phrase in enumerate(found) if phrase is subject), None)
        at = held + len(beside) + 1 if held is not None else len(found)
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
        words = before[0].split()
        pairs = (" ".join(pair) for pair in pairwise(words))
        placed = any(self.chunker.is_place(one) for one in (*words, *pairs))
        if not placed and not before[0].endswith(" لپاره "):
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


def _past(holes: Sequence[Span], at: int, limit: int) -> int:
    """Where the stretches end that follow on `at`: 'X در گفت وگو با Y | C را رد کرد'."""
    for hole in sorted(holes):
        if at <= hole.start <= at + 1 and hole.end < limit:
            at = hole.end
    return at


@cache
def _called(language: str) -> re.Pattern[str]:
    """'صفحه ای به نام «X»', 'مردی به نام X،': what somebody without a name is called."""
    called = alternatives(lexicon(language).list("called")) or "(?!)"
    return re.compile(rf" (?:{called}) (?:[«“]([^»”]{{2,40}})[»”]|(\w+(?: \w+){{0,2}})(?=،))")


@cache
def _clause(language: str) -> re.Pattern[str]:
    """A relative clause up to a comma, or up to its verb where a preposition follows."""
    ends = alternatives(lexicon(language).list("finals")) or "(?!)"
    said = "[^،,.«»؛]"
    return re.compile(
        rf"( که (?:{said}{{0,80}}?\s(?:{ends})(?= (?:به|در|با|از) | $)|{said}{{3,80}}(?=،)))"
    )

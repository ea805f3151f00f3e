"""Reports without a verb in Persian, Pashto and Arabic: 'according to X', and labels 'X: …'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.speakers import LexicalSpeakers, Voices
from monitor.claims.lexical.tokens import blanked
from monitor.claims.lexical.words import COMMA, OPENING, ascribing, folded, listed, phrases
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span
from monitor.domain import CueClass, LinkRole

EDGE = " \t\n،,؛;:\u200c\u200e\u200f"
MARKS = "«»“”\"'"
MAX_NAME = 170
SHORTEST = 8
LABEL = re.compile(r"((?:[^\n:.!?؟۔«»]|«[^«»\n]{2,30}»){2,110}?):[ \t]*(?=\S)")
LONGEST_LABEL = 14
CITING = "نقل"  # Arabic 'وفق ما نقلته X عن Y'
PRONOUN = re.compile(r"\s*(\w+)(?=[\s،])")
SAID = re.compile(r"\s*(?:ما|لما)\s+\w+\s+(?:به\s+)?(?:عن\s+)?")  # Arabic 'بحسب ما أوردت X'


@dataclass(frozen=True, slots=True)
class Heard:
    """One cue with its voices, and the reports around it, outermost first."""

    cue: Cue
    voices: Voices
    above: tuple[Voices, ...] = ()


def according(speakers: LexicalSpeakers, span: Span, cues: Sequence[Cue]) -> Heard | None:
    """'به گفته X، C', 'د X په وینا، C', 'وفقا ل X، C', and the same after the content."""
    match = speakers.ascription(span)
    if match is None and not cues and speakers.language != "ps":
        match = phrases(speakers.language, "relays").search(speakers.text, *span)
    if match is None:
        return None
    before = speakers.text[span.start : match.end()]
    named = speakers.language == "ps" and not any(mark in before for mark in COMMA)
    if not named and any(_inside(cue, match.start()) for cue in cues):
        return None
    leading = not speakers.text[span.start : match.start()].strip(EDGE + MARKS + "د")
    if speakers.language == "ps":
        name, content, leading = _before(speakers, match, span)
    else:
        name, content = _after(speakers, match, span, leading=leading)
    if content.end - content.start < SHORTEST:
        return None
    cites = CITING in speakers.text[match.start() : name.start]
    voices = speakers.named(name, cites=cites)
    if voices.speaker is None or speakers.is_own(name, voices.speaker):
        return None
    cue = Cue(Span(*match.span()), CueClass.SAY, "according", name, content)
    return Heard(cue, voices)


def _before(speakers: LexicalSpeakers, match: re.Match[str], span: Span) -> tuple[Span, Span, bool]:
    """Pashto: the name stands before the phrase, after its governing 'د'."""
    text = speakers.text
    cut = max(text.rfind(mark, span.start, match.start()) for mark in COMMA)
    start = cut + 1 if cut >= 0 else span.start
    name = Span(start, match.start())
    words = re.match(r"\s*د\s+", text[slice(*name)])
    single = len(re.findall(r"(?<!\w)د(?!\w)", text[slice(*name)])) == 1
    if words is not None and single:
        name = Span(start + words.end(), match.start())
    if cut < 0:
        unnamed = blanked("ps", text, Span(match.end(), span.end))
        after = unnamed[0].end if unnamed and unnamed[0].start - match.end() < 2 else match.end()
        return name, Span(after, span.end), True
    return name, Span(span.start, cut), False


def _after(
    speakers: LexicalSpeakers, match: re.Match[str], span: Span, *, leading: bool
) -> tuple[Span, Span]:
    """The name up to the last comma that can belong to it, and the content on the other side."""
    text, start = speakers.text, match.end()
    if speakers.language == "ar" and (said := SAID.match(text, start, span.end)) is not None:
        start = said.end()
    if not leading:
        return Span(start, span.end), Span(span.start, match.start())
    alone = _pronoun(text, start, span.end, speakers.language)
    if alone is not None and ascribing(speakers.language).fullmatch(match[0]):
        return alone, Span(alone.end, span.end)
    near = Span(start, min(span.end, start + MAX_NAME))
    so = phrases(speakers.language, "so").search(text, *near)
    if so is not None:
        return Span(start, so.start()), Span(so.end(), span.end)
    commas = [m.start() for m in re.finditer(f"[{COMMA}]", text[slice(*near)])]
    if not commas:
        held = speakers.chunker.phrases(near)
        end = held[0].span.end if held and held[0].mentions else near.start
        return Span(near.start, end), Span(end, span.end)
    cut = near.start + commas[0]
    for nxt in commas[1:3]:
        part = text[cut + 1 : near.start + nxt]
        if not _apposed(part, speakers.language):
            break
        cut = near.start + nxt
    return Span(near.start, cut), Span(cut + 1, span.end)


def _pronoun(text: str, at: int, end: int, language: str) -> Span | None:
    """Persian 'به گفته او C': after a pronoun needs no comma."""
    match = PRONOUN.match(text, at, end)
    held = match is not None and match[1] in listed(language, "pronouns")
    return Span(*match.span(1)) if match is not None and held else None


def _apposed(part: str, language: str) -> bool:
    """'، سخنگوی طالبان،' or '، به نقل از Y،' between a name and the content."""
    words = folded(part).split()
    relay = phrases(language, "relays").match(folded(part).strip()) is not None
    return relay or (0 < len(words) <= 9 and bool(set(words[:2]) & listed(language, "roles")))


def _inside(cue: Cue, at: int) -> bool:
    """Within the words of a cue's speaker: 'قال X، بحسب Y، إن' is a relay, not an ascription."""
    return cue.region.start + 3 < at < cue.region.end and cue.frame != "trailing"


def labelled(speakers: LexicalSpeakers, sentence: Sentence, *, first: bool) -> Heard | None:
    """'NAME: …' at the beginning of a paragraph (`first`), without a cue in the name."""
    text, start = speakers.reading.text, sentence.span.start
    match = LABEL.match(text, start, sentence.span.end) if first else None
    if match is None or len(match[1].split()) > LONGEST_LABEL:
        return None
    name = Span(*match.span(1))
    if _speaks(speakers, name) or _ends_in_verb(speakers, name) or _opens(speakers, name):
        return None
    content = _labelled(speakers, match)
    cue = Cue(Span(name.end, name.end + 1), CueClass.SAY, "clause", name, content)
    if folded(match[1]).strip() in listed(speakers.language, "asking"):
        return Heard(cue, Voices(None))
    if text[content.start] not in OPENING and not _introduces(speakers, name):
        return None
    voices = speakers.voices(name, cue)
    if voices.speaker is None or voices.speaker.link.role is LinkRole.DOCUMENT:
        return None
    return Heard(cue, voices)


def _labelled(speakers: LexicalSpeakers, match: re.Match[str]) -> Span:
    """The quotation after a label, or all to the end of the paragraph."""
    text = speakers.reading.text
    quote = speakers.reading.quotations.around(match.end())
    if quote is not None and quote.start == match.end() and quote.closed:
        return Span(quote.start, quote.end)
    end = text.find("\n", match.end())
    return Span(match.end(), end if end >= 0 else len(text))


def _introduces(speakers: LexicalSpeakers, name: Span) -> bool:
    """Whether words before a colon name somebody who may speak, and are no headline."""
    held = speakers.chunker.phrases(name)
    if not held or held[0].under:
        return False
    first, naming = held[0], speakers.naming
    outlet = speakers.chunker.is_in("outlet_words", first.words[0])
    if outlet or first.mentions or naming.describes(first) or naming.knows(first.words):
        return True
    alone = all(phrase.under for phrase in held[1:])
    said, text = speakers.reading.slice(first.span), speakers.reading.text
    return alone and text.find(said, text.find(said) + 1) >= 0


def _opens(speakers: LexicalSpeakers, name: Span) -> bool:
    """'أما الطقس فغائم: …': a clause, and no name."""
    first = speakers.text[slice(*name)].split(maxsplit=1)[:1]
    lists = ("openers", "auxiliaries")
    return any(word in listed(speakers.language, one) for word in first for one in lists)


def _ends_in_verb(speakers: LexicalSpeakers, name: Span) -> bool:
    words = speakers.text[slice(*name)].split()
    return bool(words) and words[-1] in listed(speakers.language, "finals")


def _speaks(speakers: LexicalSpeakers, name: Span) -> bool:
    from monitor.claims.lexical.words import words_of

    found = words_of(speakers.language).cues.search(speakers.text, *name)
    ascribed = ascribing(speakers.language).search(speakers.text, *name)
    return found is not None or ascribed is not None

"""Reports without a verb in Persian, Pashto and Arabic: 'according to X', and labels 'X: …'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.claims.lexical.cues import COMMA, Cue, words_of
from monitor.claims.lexical.speakers import LexicalSpeakers, Voices
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

EDGE = " \t\n،,؛;:\u200c\u200e\u200f"
MARKS = "«»“”\"'"
MAX_NAME = 150
LABEL = re.compile(r"(?:[^\n:|]{1,14}\|\s*)?([^\n:.!?؟۔«»]{2,60}):[ \t]+(?=\S)")
ASKING = frozenset({"پرسش", "سوال", "س", "پوښتنه", "سؤال", "سوال:"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One cue with its voices, and the reports around it, outermost first."""

    cue: Cue
    voices: Voices
    above: tuple[Voices, ...] = ()


def according(speakers: LexicalSpeakers, span: Span, cues: Sequence[Cue]) -> Heard | None:
    """'به گفته X، C', 'د X په وینا، C', 'وفقا ل X، C', and the same after the content."""
    words = words_of(speakers.language)
    match = words.according.search(speakers.text, *span)
    if match is None or any(_inside(cue.region, match.start()) for cue in cues):
        return None
    name, content = _ascribed(speakers, match, span, after=words.according_after)
    if name is None or content.end - content.start < 12:
        return None
    voices = speakers.voices(name)
    if voices.speaker is None:
        return None
    cue = Cue(Span(*match.span()), CueClass.SAY, "according", name, content)
    return Heard(cue, voices)


def _ascribed(
    speakers: LexicalSpeakers, match: re.Match[str], span: Span, *, after: bool
) -> tuple[Span | None, Span]:
    text = speakers.text
    if after:
        # Pashto: the name stands before the phrase, after 'د'.
        at = max(text.rfind(" د ", span.start, match.start()) + 1, span.start)
        return Span(at + 2, match.start()), Span(match.end(), span.end)
    comma = _comma(text, match.end(), min(span.end, match.end() + MAX_NAME))
    leading = not text[span.start : match.start()].strip(EDGE + MARKS)
    if not leading:
        return Span(match.end(), span.end if comma is None else comma), Span(
            span.start, match.start()
        )
    if comma is None:
        near = speakers.reading.mentioned(Span(match.end(), match.end() + 60))
        if not near:
            return None, span
        comma = near[0].end
    return Span(match.end(), comma), Span(comma, span.end)


def _comma(text: str, start: int, end: int) -> int | None:
    places = [at for at in (text.find(mark, start, end) for mark in COMMA) if at >= 0]
    return min(places, default=None)


def _inside(region: Span, at: int) -> bool:
    """Within the words of a cue's speaker: 'قال X، بحسب Y، إن' is a relay, not an ascription."""
    return region.start + 3 < at < region.end


def labelled(speakers: LexicalSpeakers, sentence: Sentence) -> Heard | None:
    """'NAME: …' at the beginning of a paragraph, without a cue in the name."""
    start = sentence.span.start
    if start and speakers.reading.text[start - 1] != "\n":
        return None
    match = LABEL.match(speakers.reading.text, start, sentence.span.end)
    if match is None or len(match[1].split()) > 8:
        return None
    name = Span(*match.span(1))
    if words_of(speakers.language).cues.search(speakers.text, *name) is not None:
        return None
    end = speakers.reading.text.find("\n", match.end())
    content = Span(match.end(), end if end >= 0 else len(speakers.reading.text))
    voices = Voices(None) if match[1].strip() in ASKING else speakers.voices(name)
    cue = Cue(Span(name.end, name.end + 1), CueClass.SAY, "clause", name, content)
    return Heard(cue, voices)

"""Cues, connectors and clause order of Persian, Dari, Pashto and Arabic, by lexicon alone.

No parser for these installs from a registry, but their wire prose is regular: 'X گفت که C',
'به گفته X، C', 'X … چې C', 'قال X إن C'. In one sentence, each cue is found with the stretch in
which its speaker stands (`region`) and the stretch it reports (`content`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.claims.lexical.answers import answering
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.tokens import blanked
from monitor.claims.lexical.verb_first import read_verb_first
from monitor.claims.lexical.verb_last import read_verb_last
from monitor.claims.lexical.verbal_nouns import owned
from monitor.claims.lexical.words import ascribing, listed, phrases, words_of
from monitor.claims.text.spans import Span

CHARGE = 140  # code points between 'حمل' and the responsibility
Quoted = Callable[[int], bool]


def find_cues(text: str, sentence: Span, language: str, quoted: Quoted) -> tuple[Cue, ...]:
    """The cues of one sentence of the folded `text`, in order; none that is itself `quoted`."""
    words = words_of(language)
    unnamed = blanked(language, text, sentence)
    matches = [
        match
        for match in words.cues.finditer(text, *sentence)
        if not quoted(match.start())
        and not _ascribing(text, match, sentence, language)
        and not _noun(text, match, language)
        and not _unsaid(text, match, language)
        and not _uncharged(text, match, sentence, language)
        and not any(hole.start <= match.start() < hole.end for hole in unnamed)
    ]
    if not words.verb_first:
        return tuple(read_verb_last(text, sentence, matches, words))
    nouns = [match for match in owned(text, sentence) if not quoted(match.start("noun"))]
    answers = [match for match in answering(text, sentence) if not quoted(match.start())]
    return tuple(read_verb_first(text, sentence, matches, words, nouns, answers))


def _noun(text: str, match: re.Match[str], language: str) -> bool:
    """'این گفته را', 'وهو طلب جاء', 'أي نفي': a word that is a noun here."""
    if match[0] not in listed(language, "nouns_too"):
        return False
    before = text[max(0, match.start() - 16) : match.start()].rsplit(None, 1)[-1:]
    return any(
        word.removeprefix("و") in listed(language, name) for word in before
        for name in ("determiners", "pronouns", "indefinites", "preps", "issuing")
    )  # fmt: skip


def _unsaid(text: str, match: re.Match[str], language: str) -> bool:
    """'لم يؤكد': what somebody did not say; 'لم يستبعد' is said. 'خواهد گفت' is not said yet."""
    near = 3 if language == "ps" else 1  # 'به په کلکه ځواب ورکړي'
    before = text[max(0, match.start() - 24) : match.start()].rsplit(None, near)[-near:]
    negated = any(word.removeprefix("و") in listed(language, "unsaid") for word in before)
    return negated and match[0] not in listed(language, "said_by_not")


def _uncharged(text: str, match: re.Match[str], sentence: Span, language: str) -> bool:
    """Arabic 'حمل': to charge somebody only where 'responsibility' follows, else to carry."""
    if not {match[0], match[0][1:]} & listed(language, "charging"):
        return False
    near = Span(match.end(), min(sentence.end, match.end() + CHARGE))
    return phrases(language, "charges").search(text, *near) is None


def _ascribing(text: str, match: re.Match[str], sentence: Span, language: str) -> bool:
    """'به گفته X': the word belongs to a phrase that means 'according to'."""
    near = Span(max(sentence.start, match.start() - 14), min(sentence.end, match.end() + 4))
    found = ascribing(language).search(text, *near)
    if found is not None and found.start() < match.end() and match.start() < found.end():
        return True
    # Arabic 'X الذي نقل عن Y': it tells whose relay X is.
    relay = phrases(language, "relays").search(text, near.start, sentence.end)
    return language == "ar" and relay is not None and relay.start() < match.start() < relay.end()

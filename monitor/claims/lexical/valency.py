"""With which preposition an Arabic verb takes its content: 'طالب X Y بـC', 'حث X Y على C'.

What stands between the verb and that preposition is who speaks and whom the words are for, and no
article or comma needs to part the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.events import event_of
from monitor.claims.lexical.tokens import Token, place_named
from monitor.claims.lexical.verbal_nouns import verb_of
from monitor.claims.lexical.words import inflected, key, listed
from monitor.claims.text.spans import Span

WITH = "ب"  # written together with its noun
APART = {"علی": "content_on", "الی": "content_to", "عن": "content_about", "من": "content_from"}
ALI = "علي"  # the name, that folding makes a preposition
LEAST = 4  # letters of a word that may begin with the preposition
# Verbal nouns of the derived forms, as they are written without vowels: 'تسلیم', 'ارسال',
# 'انسحاب', 'استیناف', 'مواصله'.
VERBAL_NOUN = re.compile(r"ت\w{1,2}ی\w|ت\w{3}|ا\w{2,3}ا\w|ا\w?ت?\w{1,2}ا\w|م\wا\w{2}ه|ت\w{2}یه")
LEADS = 80  # characters from a verb to the preposition that leads to what it reports
LED = (
    (re.compile("شدد"), re.compile(r"\sعلی\s")),
    (re.compile("شار|شیر|لفت|لافت|نوه"), re.compile(r"\sالی\s")),
    (re.compile("لوح"), re.compile(r"\sب\w")),
)


def is_led(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether the preposition follows without which a verb reports nothing: 'شدد على C'."""
    near = min(sentence.end, match.end() + LEADS)
    for verb, preposition in LED:
        if verb.search(match[0]) is not None:
            return preposition.search(text, match.end(), near) is not None
    return True


def content_at(tokens: Sequence[Token], verb: str, written: str) -> int | None:
    """Where the content begins among `tokens`, the words after the folded `verb` in the `written`
    text; None where the verb takes it without a preposition."""
    bare = [verb, verb[1:], verb_of(verb)]
    if any(one in _taking("content_with") for one in bare):
        held = [token for token in tokens if _has_with(token)]
        chosen = next((one for one in held if _surely(one)), held[0] if held else None)
        if chosen is not None and not _direct(tokens, chosen, bare):
            return chosen.span.start - (1 if chosen.after.strip().endswith(WITH) else 0)
    for at, token in enumerate(tokens):
        name = APART.get(token.text)
        if not at or name is None or not any(one in _taking(name) for one in bare):
            continue
        if (
            not _leads_on(tokens[max(0, at - 2) : at])
            and written[token.span.start : token.span.end] != ALI
        ):
            return token.span.start
    return None


def _leads_on(before: Sequence[Token]) -> bool:
    """'المبعوث الأممي إلى اليمن', 'مسؤول من حماس': the preposition belongs to a noun before it."""
    bare = [token.text.removeprefix("ال") for token in before]
    return any(one in listed("ar", name) for one in bare for name in ("sent", "privates", "parts"))


def _direct(tokens: Sequence[Token], chosen: Token, verbs: Sequence[str]) -> bool:
    """'تعهد X إرسال قوات بقيادة Y': a promise may take its content without a preposition."""
    if not any(verb in _taking("content_bare") for verb in verbs):
        return False
    before = (one for one in tokens if one.span.start < chosen.span.start and one.mention is None)
    heads = ("bodies", "roles", "described", "privates", "outlet_words")
    return any(
        (one.text in listed("ar", "starters") or event_of(one.text, "ar")[0] is not None)
        and not any(one.text in listed("ar", name) for name in heads)
        for one in before
    )


def _has_with(token: Token) -> bool:
    """Whether a word begins with 'with', and not by its root: 'بتسليم', but 'بيان', 'بغداد'."""
    if token.after.strip().endswith(WITH):
        return True
    word = token.text
    if token.mention is not None or len(word) < LEAST or word[0] != WITH or token.dated:
        return False
    return word not in listed("ar", "rooted_with") and place_named(word, "ar") is None


def _surely(token: Token) -> bool:
    """Whether the rest of the word is a noun that tells what is done."""
    rest = token.text.removeprefix(WITH)
    return (
        token.after.strip().endswith(WITH)
        or rest in listed("ar", "starters")
        or VERBAL_NOUN.fullmatch(rest) is not None
        or event_of(rest, "ar")[0] is not None
    )


@cache
def _taking(name: str) -> frozenset[str]:
    """All forms of the verbs of a list."""
    held = lexicon("ar")
    return frozenset(form for verb in held.list(name) for form in inflected(key(verb), held))

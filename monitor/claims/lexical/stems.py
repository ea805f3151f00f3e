"""Light stems of the telling words of a content, for languages without a lemmatiser.

A word that the shared vocabulary knows stays as it is: its concept is found by any of its forms.
Else what its language writes before and after a word is taken off (light stemming; Larkey et al.
2002 for Arabic), so that 'مدربين' and 'المدربون' or 'کمپونه' and 'کمپونو' are one word.
"""

from __future__ import annotations

import re

from monitor.claims.likeness.affixes import forms
from monitor.claims.likeness.concepts import vocabulary
from monitor.reading.normalise import fold

WORDS = re.compile(r"[^\W\d_]+")
LEAST = 4  # letters of a stem
MOST = 64  # stems of one content
BEFORE = {
    "fa": ("نمی", "می"),
    "ps": (),
    "ar": ("وال", "بال", "فال", "کال", "لل", "ال"),
}
AFTER = {
    "fa": ("هایی", "های", "ها", "ترین", "تر", "اند", "است"),
    "ps": ("ګانو", "ګانې", "ونو", "ونه", "انو", "ان"),
    "ar": ("ات", "ون", "ین", "ان", "ا"),
}


def stems(content: str, language: str) -> tuple[str, ...]:
    """The light stems of the words of `content` that say something, in order."""
    words = vocabulary()
    found = []
    for match in WORDS.finditer(fold(content)):
        word = match[0]
        if len(word) < 2 or words.empty(word, language):
            continue
        known = words.concept(word, language) or words.place((word,), language)
        found.append(word if known else _stem(word, language))
    return tuple(found[:MOST])


def _stem(word: str, language: str) -> str:
    if any(vocabulary().people(form) for form in forms(word, language)):
        return word
    for before in BEFORE[language]:
        if word.startswith(before) and len(word) - len(before) >= LEAST:
            word = word.removeprefix(before)
            break
    for after in AFTER[language]:
        plain = fold(after)
        if word.endswith(plain) and len(word) - len(plain) >= LEAST:
            return word.removesuffix(plain)
    return word

"""The words of one language, folded and compiled once: what the readers of this folder look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.domain import CueClass

LANGUAGES = ("fa", "ps", "ar")
VARIANTS = ("يكأإآٱةىۀؤئ", "یکااااهیهوی")
INVISIBLE = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\u0640"
FOLDED = str.maketrans(VARIANTS[0] + INVISIBLE, VARIANTS[1] + " " * len(INVISIBLE))
COMMA = "،,؛;"
DENIED = {"clause": CueClass.DENY, "object": CueClass.DENY}
OPENING, CLOSED = '«“"‘', '»”"’'


def folded(text: str) -> str:
    """`text` with letter variants folded and invisible characters blank; offsets unchanged."""
    return text.translate(FOLDED)


def key(form: str) -> str:
    """A form of the lexicon as it is looked up."""
    return " ".join(folded(form).split())


def alternatives(forms: Iterable[str], *, between: str = " ?") -> str:
    """A regular expression for any of `forms`, longest first, where a space may be missing."""
    keys = sorted({key(form) for form in forms}, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", between) for one in keys)


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """The folded words of a plain list of the lexicon."""
    return frozenset(key(word) for word in lexicon(language).list(name))


@lru_cache(maxsize=128)
def phrases(language: str, name: str) -> re.Pattern[str]:
    """Any form of a list as whole words; Arabic forms that end in a particle may go on."""
    forms = lexicon(language).list(name)
    if not forms:
        return re.compile(r"(?!)")
    open_ended = [form for form in forms if language == "ar" and key(form).endswith(" ل")]
    closed = [form for form in forms if form not in open_ended]
    either = [f"(?:{alternatives(open_ended)})"] if open_ended else []
    either += [f"(?:{alternatives(closed)})(?!\\w)"] if closed else []
    return re.compile(rf"(?<!\w){'[وف]?' if language == 'ar' else ''}(?:{'|'.join(either)})")


@cache
def ascribing(language: str) -> re.Pattern[str]:
    """'according to'; Arabic 'على ما أفاد به X' too, with any verb of saying."""
    plain = phrases(language, "according")
    if language != "ar":
        return plain
    verbs = alternatives(words_of("ar").kinds)
    return re.compile(
        rf"{plain.pattern}"
        rf"|(?<!\w)(?:علی ما|حسبما) (?:{verbs})(?:ها?|ته)?(?: (?:به|بها|عنه))?(?!\w)"
    )


@dataclass(frozen=True)
class Words:
    """The cues of one language and the words that join them to a content."""

    language: str
    cues: re.Pattern[str]
    kinds: Mapping[str, Mapping[str, CueClass]]
    connector: re.Pattern[str]
    verb_first: bool
    verdict: re.Pattern[str]


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The expressions for `language`, made once."""
    held = lexicon(language)
    kinds: dict[str, dict[str, CueClass]] = {}
    for (form, frame), kind in held.spoken.items():
        for each in inflected(key(form), held):
            kinds.setdefault(each, {})[frame] = kind
    verb_first = "vso" in held.list("order")
    copulas = alternatives(held.list("copulas")) or "(?!)"
    clitics = alternatives(held.list("clitics"))
    between = f"(?: (?:{clitics}))? ?" if clitics else " ?"
    verdict = _verdict(held)
    conditions = rf"(?:{alternatives(held.list('conditions')) or '(?!)'})(?!\w)"
    return Words(
        language=language,
        cues=re.compile(
            rf"(?<!\w){'[وف]?' if verb_first else ''}"
            rf"(?:{verdict}|{alternatives(kinds, between=between)})"
            rf"(?!\w)(?! ?و ?گو)(?: (?:{copulas})(?!\w))?"
        ),
        kinds=kinds,
        verdict=re.compile(verdict),
        connector=re.compile(
            rf"\s*[{COMMA}]?\s*(?:(?:{alternatives(held.list('connectors'))})(?!\w)\s*:?|:"
            rf"|(?<=[{COMMA}] )(?={'(?!)' if verb_first else conditions}))\s*"
        ),
        verb_first=verb_first,
    )


def _verdict(held: Lexicon) -> str:
    """'دروغ و بی اساس خواند', '«ساختگی» دانست': to call something untrue is to deny it."""
    verbs = [form for verb in held.list("verdicts") for form in inflected(key(verb), held)]
    if not verbs:
        return "(?!)"
    untrue, joining = alternatives(held.list("untrue_words")), alternatives(held.list("joining"))
    return (
        rf"[{OPENING}]?(?:{untrue})(?!\w)(?: (?:{joining}) \w+(?: \w+){{0,3}})?[{CLOSED}]?"
        rf" (?:یې )?(?:{alternatives(verbs)})"
    )


def inflected(form: str, held: Lexicon) -> tuple[str, ...]:
    """A cue with every form of the light verb at its end ('رد کرد', 'رد کرده است', 'رد می کند')."""
    stem, _, last = form.rpartition(" ")
    forms = {key(base): each for base, each in held.tables.get("patterns", {}).items()}
    if last not in forms:
        return (form,)
    return (form, *(f"{stem} {key(other)}".strip() for other in forms[last]))


def kinds_of(written: str, words: Words) -> Mapping[str, CueClass]:
    """The frames of a cue as it stands in the text, and its class in each."""
    if words.verdict.match(written) is not None:
        return DENIED
    found = " ".join(written.split())
    clitics = listed(words.language, "clitics")
    without = " ".join(word for word in found.split() if word not in clitics)
    stem = without.rpartition(" ")[0]
    for form in (found, without, found[1:] if words.verb_first else found, stem):
        if form in words.kinds:
            return words.kinds[form]
    bare = without.replace(" ", "")
    return next((k for form, k in words.kinds.items() if form.replace(" ", "") == bare), {})

"""Noun phrases read as names: the core of a phrase, without titles, articles and descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.beside import follows_place
from monitor.claims.english.syntax import DAYS, MONTH_NAMES

if TYPE_CHECKING:
    from spacy.tokens import Token

HONOURS = frozenset({"MP", "MEP", "MPA", "MNA", "QC", "KC", "OBE", "MBE", "PhD"})
# 'Marit de Boer', 'Hasht-e Sobh'
PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "bin",
        "ibn",
        "bint",
        "e",
        "ye",
    ]
)
TIMING = frozenset({"in", "since", "by", "until", "from", "last", "this", "during"})
PRENOMINAL = ("compound", "nmod", "amod", "poss", "nummod", "case", "punct")


def is_proper(token: Token) -> bool:
    """A name by its tag and its capital, not a pronoun or a day; so is the 'TV' of 'Sada TV', a
    noun to some parses."""
    if token.pos_ == "NOUN" and token.text.isupper() and token.i > 0:
        before = token.nbor(-1)
        named = before.pos_ == "PROPN" or (before.pos_ == "ADJ" and before.text[:1].isupper())
        return named and before.head.i == token.i
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def core(head: Token) -> list[Token]:
    """The run of name words that ends at `head`: 'the state-run Ufuq News' gives 'Ufuq News'."""
    doc, low = head.doc, head.i
    while low > 0 and _belongs(doc[low - 1], head):
        low -= 1
    run = [doc[i] for i in range(low, head.i + 1)]
    while run and not (run[0].text[:1].isalnum() and run[0].text != "of"):
        run = run[1:]
    return run


def _belongs(token: Token, head: Token) -> bool:
    if head.i - token.i > 8 or token.dep_ == "det":
        return False
    if token.lower_ in MONTH_NAMES and token.i > 0 and _dates(token.nbor(-1)):
        return False  # 'In a sermon on 3 May Ahmad Zia', 'In March Iran's embassy'
    if token.lower_ in DAYS or follows_place(token, head):
        return False  # 'over lunch on Monday Ahmad Zia', 'But in Moscow Ahmad Zia'
    if is_proper(token) or token.text in {"'s", "’s", "’", "'", "-", "of"}:
        return token.dep_ != "appos" or (head.dep_ == "appos" and token.head.i == head.head.i)
    within = 0 < token.i < head.i
    if token.text in PARTICLES and within and not token.nbor(-1).text.islower():
        return is_proper(token.nbor()) or token.nbor().text in PARTICLES
    return token.text[:1].isupper() and token.dep_ in PRENOMINAL


def _dates(before: Token) -> bool:
    return before.tag_ == "CD" or before.lower_ in TIMING


def untitled(run: Sequence[Token], words: Lexicon) -> list[Token]:
    """The run after its last title or role, if a name is left: 'Gen. Ali Reza' is 'Ali Reza', and
    'Minister of State' nobody's.

    At the head of a sentence any noun for a human being has a capital: 'Backbencher Felix Marsh'.
    """
    if len(run) > 2 and run[-1].text in HONOURS:
        run = run[:-1]
    titles = (words.list("titles"), words.list("roles"))
    worded = run[-1].lower_ in words.list("outlet_words") | words.list("outlet_nouns")
    for index in range(len(run) - 2, -1, -1):
        if worded and run[index].lower_ in words.list("portfolios"):
            continue  # 'Steppe Defence Weekly'
        if any(run[index].lower_.rstrip(".") in some for some in titles):
            return list(run[index + 1 :]) if run[index + 1].text != "of" else []
    return list(run[1:] if len(run) > 1 and _opens(run[0], words) else run)


def _opens(first: Token, words: Lexicon) -> bool:
    """A noun for a human being, and no given name, that has its capital from its place."""
    word = first.lower_
    if word not in words.list("humans") or not (first.i == 0 or first.nbor(-1).is_punct):
        return False
    return not any(word in words.list(given) for given in ("men", "women"))

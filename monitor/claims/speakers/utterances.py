"""Who speaks in a letter, a voice note or a clip: whoever wrote, recorded or sent it.

A report, a survey or a document is kept as what it is. Whether a letter that is only said to be
somebody's ('the supposed letter') is his, is just what is in question: it speaks for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.subjects import subject
from monitor.claims.english.syntax import agent, child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

FROM = ("by", "from", "of")
PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your"})


def is_utterance(noun: Token, words: Lexicon) -> bool:
    """'letter', 'voice note', 'tape': what somebody says something in."""
    named = noun.pos_ in {"NOUN", "PROPN", "ADJ"} and noun.lower_ in words.list("utterances")
    return named and not is_doubted(noun, words)


def is_doubted(noun: Token, words: Lexicon) -> bool:
    """'the supposed letter': whose it is, is not known."""
    return any(one.lower_ in words.list("doubtful") for one in children(noun, "amod"))


def author(noun: Token, words: Lexicon) -> Token | None:
    """The noun of whoever speaks in the utterance `noun`, if its sentence says so."""
    owner = child(noun, "poss")
    if owner is not None and owner.lower_ not in PRONOUNS:
        return owner
    passed_on = min((verb.i for verb in children(noun, "acl", "relcl")), default=len(noun.doc))
    for preposition in FROM:
        for prep in children(noun, "prep", "agent"):
            who = child(prep, "pobj") if prep.i < passed_on else None
            if prep.lower_ == preposition and who is not None and who.tag_ != "CD":
                return who
    if (who := _moved(noun)) is not None:
        return who
    made = words.list("issuing") | words.list("relaying")
    for verb in children(noun, "acl", "relcl"):
        if verb.lemma_.lower() in made and (by := agent(verb) or _sending(verb)) is not None:
            return by
    return _sender(noun, words)


def _sending(verb: Token) -> Token | None:
    """X of 'the note X sent'."""
    who = child(verb, "nsubj") if verb.dep_ == "relcl" else None
    return who if who is not None and who.tag_ not in {"WDT", "WP"} else None


def _moved(noun: Token) -> Token | None:
    """X of 'read out a letter from X', whose 'from' the parser gave to the verb."""
    last = max(token.i for token in noun.subtree)
    for prep in children(noun.head, "prep"):
        if prep.i == last + 1 and prep.lower_ in {"by", "from"}:
            return child(prep, "pobj")
    return None


def _sender(noun: Token, words: Lexicon) -> Token | None:
    """X of 'X sent us a note' and of 'In a letter to the council X asked'."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in words.list("issuing"):
        return subject(verb)
    if noun.dep_ != "pobj" or verb.lower_ != "in" or verb.head.pos_ != "VERB":
        return None
    asked = verb.head
    reports = any((asked.lemma_.lower(), frame) in words.spoken for frame in ("clause", "object"))
    return subject(asked) if reports else None

"""Whom one has to believe: 'to hear him tell it', 'if you go by the border command', 'if Kabul is
to be believed'. The clause around such a phrase is told by whoever it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.phrases import clause_of
from monitor.claims.english.syntax import Parsed, ancestors, child, children, subtree
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

ANYBODY = frozenset({"you", "one", "we"})
TELLING = frozenset({"tell", "put", "describe", "recount"})
GOING_BY = frozenset({"go", "judge"})
BELIEVING = frozenset({"believe", "trust", "ask"})


def believed(parsed: Parsed, verb: Token, words: Lexicon) -> Iterator[Attribution]:
    """The clause that 'to hear X tell it' or 'if you believe X' hangs at, given to X."""
    whom = _told_by(verb) or _gone_by(verb) or _believed(verb)
    top = verb if whom is not None else _conditional(verb)
    if whom is None and top is not None:
        whom = child(top, "nsubj", "nsubjpass")
    if top is None or whom is None or not (whom.pos_ == "PRON" or names_speaker(whom, words)):
        return
    phrase = {one.i for one in top.subtree}
    host = _host(top)
    told = [one for one in subtree(host) if one.i not in phrase]
    edges = min(phrase), max(phrase)
    before = [one for one in told if one.i < edges[0]]
    if host.i in phrase or not (before or edges[0] == 0):
        return
    yield Attribution(
        source=parsed.of(subtree(whom, leave=[verb])),
        cue=parsed.of([verb]),
        content=parsed.of(told),
        lemma=verb.lemma_.lower(),
        frame="according",
        cue_class=CueClass.SAY,
        sentence=parsed.number,
        source_at=whom.i,
        content_at=host.i,
    )


def _host(verb: Token) -> Token:
    """The clause that the phrase comments on; a bare noun may stand for one in a list."""
    host = clause_of(verb.head) if verb.head.pos_ not in {"VERB", "AUX"} else verb.head
    return host if host.pos_ in {"VERB", "AUX"} else verb.head


def _told_by(verb: Token) -> Token | None:
    """Him of 'to hear him tell it'."""
    told = child(verb, "ccomp", "xcomp") if verb.lower_ == "hear" else None
    if told is None or told.lemma_.lower() not in TELLING or not _to(verb):
        return None
    it = any(one.lower_ == "it" for one in children(told, "dobj"))
    return child(told, "nsubj") if it else None


def _gone_by(verb: Token) -> Token | None:
    """The command of 'if you go by the command' and 'to go by the command'."""
    if verb.lemma_.lower() not in GOING_BY or not _of_anybody(verb):
        return None
    by = next((prep for prep in children(verb, "prep", "agent") if prep.lower_ == "by"), None)
    return child(by, "pobj") if by is not None and by.i == verb.i + 1 else None


def _believed(verb: Token) -> Token | None:
    """Kabul of 'if you believe Kabul'."""
    plain = verb.lemma_.lower() in BELIEVING and child(verb, "ccomp", "xcomp") is None
    return child(verb, "dobj") if plain and _of_anybody(verb) else None


def _conditional(verb: Token) -> Token | None:
    """The 'is' of 'if Kabul is to be believed'."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in BELIEVING or not _to(verb):
        return None
    return next((one for one in (verb, *ancestors(verb)) if _if(one)), None)


def _of_anybody(verb: Token) -> bool:
    """'if you go by', 'to go by', 'going by'."""
    whose = child(verb, "nsubj")
    if whose is not None:
        return whose.lower_ in ANYBODY and _if(verb)
    return verb.dep_ == "advcl" and (_to(verb) or verb.tag_ == "VBG")


def _if(verb: Token) -> bool:
    return any(one.lower_ == "if" for one in children(verb, "mark"))


def _to(verb: Token) -> bool:
    return any(one.tag_ == "TO" for one in children(verb, "aux"))

"""Where the content of a reporting word stands: its complements, by grammatical frame.

A *frame* is the way a verb takes its content: `clause` (said that …, asked why …, "…," she said),
`infinitive` (urged them to …), `gerund` (denied taking …), `object` (praised the …), or the
preposition before it (`of`, `about`, `for`, `to`, `on`, `as`, …). Which verb takes which is data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english import recovery
from monitor.claims.english.clauses import (
    is_aside,
    is_infinitive,
    is_interruption,
    is_judgement,
    is_participle,
    is_perfect,
    is_predicate,
    is_verdict,
    leads_to_clause,
)
from monitor.claims.english.cues import verdicts_on
from monitor.claims.english.nouns import tells_event, told_version
from monitor.claims.english.quoting import cited_in, quoted_participle, quoting_verb
from monitor.claims.english.syntax import MONTH_NAMES, child, children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = ("dobj", "obj", "nsubjpass", "oprd")
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TIMES = frozenset([*WEEKDAYS, *MONTH_NAMES, "morning", "afternoon", "evening", "night"])
PARTICLES = frozenset({"aside", "off", "away", "down", "out"})
CLAUSES = ("ccomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Complement:
    """A candidate for content: its frame, its head, all its tokens, and who it is said to."""

    frame: str
    head: Token
    tokens: tuple[Token, ...]
    addressee: Token | None = None


def complements(cue: Token) -> Iterator[Complement]:
    """The complements of a reporting verb, the most telling first."""
    addressee = _addressee(cue)
    clauses = [one for one in _clauses(cue) if not leads_to_clause(cue, one)]
    for clause in clauses:
        if is_verdict(clause) or is_judgement(cue, clause):
            yield Complement("predicate", clause, _all(cue, clause))
            continue
        if _is_no_content(cue, clause):
            continue
        if is_infinitive(clause):
            yield _infinitive(cue, clause, child(clause, "nsubj"))
        else:
            yield Complement("clause", clause, _with_its_second(cue, clause), addressee)
    for clause in children(cue, "xcomp"):
        if is_infinitive(clause):
            yield _infinitive(cue, clause, child(clause, "nsubj") or addressee or _called_on(cue))
        elif clause.tag_ == "VBG" or is_perfect(clause):
            yield Complement("gerund", clause, _all(cue, clause), addressee)
        elif child(clause, "mark", "nsubj"):
            yield Complement("clause", clause, _all(cue, clause), addressee)
    if not clauses:
        yield from _recovered(cue, addressee)
    yield from _for_to(cue)
    yield from _prepositional(cue)
    yield from _objects(cue)


def _is_no_content(cue: Token, clause: Token) -> bool:
    """A clause that hangs at `cue` and is not reported by it."""
    participle = clause.i > cue.i and is_participle(clause)
    return participle or is_aside(cue, clause) or is_predicate(cue, clause)


def _for_to(cue: Token) -> Iterator[Complement]:
    """'called for the council to act', where 'for' marks the clause."""
    for clause in children(cue, "advcl", "ccomp", "xcomp"):
        asked = child(clause, "nsubj")
        marks = [mark.lower_ for mark in children(clause, "mark")]
        if asked is not None and "for" in marks and is_infinitive(clause):
            yield Complement("for to", clause, tuple(subtree(clause)), asked)


def _recovered(cue: Token, addressee: Token | None) -> Iterator[Complement]:
    """What the parser hung elsewhere; an infinitive at an object is one of orders only."""
    if (told := recovery.that_clause(cue)) is not None:
        yield Complement("clause", *told, addressee)
    if (cited := recovery.after_citing(cue)) is not None:
        yield Complement("clause", *cited, addressee)
    if (said := recovery.after_saying(cue)) is not None:
        yield Complement("clause", *said)
    for adjectival in recovery.adjectival(cue):
        yield Complement("clause", *adjectival, addressee)
    if (doing := recovery.gerund(cue)) is not None:
        yield Complement("gerund", *doing)
    if (judged := recovery.quoted_verdict(cue)) is not None:
        yield Complement("predicate", *judged)
    if (asked := recovery.infinitive(cue)) is not None:
        yield Complement("infinitive", *asked)
    if (numbered := recovery.number_at(cue)) is not None:
        yield Complement("object at number", *numbered)


def _clauses(cue: Token) -> Iterator[Token]:
    """The clauses a verb reports. '"…," X was quoted as saying': what was quoted was said."""
    above = quoting_verb(cue)
    if above is not None:
        yield from (clause for clause in children(above, *CLAUSES) if clause.i < above.i)
        if child(cue, *CLAUSES) is None:
            yield from _unhung(cue, above)
    elif quoted_participle(cue) is not None or (cited_in(cue) is not None):
        return
    elif child(cue, *CLAUSES) is None:
        yield from (told for verb in children(cue, "advcl") if (told := cited_in(verb)) is not None)
    found = [one for one in children(cue, *CLAUSES) if not is_interruption(one)]
    following = [one for one in found if one.i > cue.i and _first(one) == cue.i + 1]
    opening = [one for one in found if one.i < cue.i and not cited_in(one) and _first(one) == 0]
    # 'In a filing read out by a clerk, the bank said it had closed': the filing is not told.
    leave = opening if following and opening and opening[0].doc[0].pos_ == "ADP" else []
    yield from (one for one in found if one not in leave)


def _first(clause: Token) -> int:
    return min(token.i for token in subtree(clause))


def _unhung(cue: Token, above: Token) -> Iterator[Token]:
    """'quotes Y as saying any strike will be met …': the clause that hangs beside its verb."""
    for verb in children(above, "conj", "advcl", "dep"):
        if verb.i > cue.i and child(verb, "cc") is None and child(above, "cc") is None:
            yield verb


def _with_its_second(cue: Token, clause: Token) -> tuple[Token, ...]:
    """'A was killed and B was wounded, officials said': both clauses, which parsers set side by
    side under the reporting verb."""
    tokens = list(_all(cue, clause))
    if clause.i < cue.i and child(clause, "cc") is not None:
        for other in children(cue, *CLAUSES):
            if clause.i < other.i < cue.i:
                tokens += _all(cue, other)
    return tuple(tokens)


def _addressee(cue: Token) -> Token | None:
    """'told REPORTERS that', 'said to REPORTERS that', 'was told' has its subject."""
    dative = child(cue, "dative")
    if dative is not None:
        return child(dative, "pobj") if dative.tag_ == "IN" else dative
    if found := child(cue, "dobj"):
        return found
    to = next((prep for prep in children(cue, "prep") if prep.lower_ == "to"), None)
    if to is not None and (found := child(to, "pobj")):
        return found
    return child(cue, "nsubjpass") if child(cue, "auxpass") else None


def _called_on(cue: Token) -> Token | None:
    """X of 'called on X to do'."""
    called = [prep for prep in children(cue, "prep") if prep.lower_ in {"on", "upon"}]
    nouns = (child(on, "pobj") for on in called if on.i > cue.i)
    return next((noun for noun in nouns if noun is not None and not _is_time(noun)), None)


def _infinitive(cue: Token, clause: Token, addressee: Token | None) -> Complement:
    tokens = _all(cue, clause)
    if addressee is not None and addressee.i > cue.i:
        tokens = (*subtree(addressee, leave=[clause]), *tokens)
    return Complement("infinitive", clause, tokens, addressee)


def _all(cue: Token, head: Token) -> tuple[Token, ...]:
    return tuple(subtree(head, leave=[cue]))


def _prepositional(cue: Token) -> Iterator[Complement]:
    """'accused X of …', 'called for …', 'described X as …': the object belongs to the content."""
    given = child(cue, "dobj")
    preps = list(children(cue, "prep", "agent", "prt"))
    if given is not None:
        preps += [prep for prep in children(given, "prep") if prep.lower_ in {"for", "of", "as"}]
    for judged in verdicts_on(cue) if given is not None else ():  # 'held X responsible for Y'
        preps += [prep for prep in children(judged, "prep") if prep.lower_ == "for"]
    by = child(cue, "agent")
    done_by = child(by, "pobj") if by is not None else None
    if done_by is not None:  # 'accused by prosecutors of shipping engines'
        preps += [prep for prep in children(done_by, "prep") if child(prep, "pcomp")]
    for prep in preps:
        inner = child(prep, "pobj", "pcomp") or _after_particle(prep)
        if inner is None or (_is_time(inner) and not _is_amount(prep, inner)):
            continue
        if prep.lower_ in PARTICLES and inner.lower_ != "hand":  # 'brushed aside the tale'
            yield Complement("object", inner, _all(cue, inner), None)
        tokens = tuple(subtree(inner, leave=[cue]))
        infinitive = _infinitive_after(cue, prep, inner)
        if infinitive is not None:
            whole = (*tokens, *subtree(infinitive))
            yield Complement(f"{prep.lower_} to", infinitive, whole, inner)
        yield from _after_preposition(prep, inner, tokens, given)


def _after_preposition(
    prep: Token, inner: Token, tokens: tuple[Token, ...], given: Token | None
) -> Iterator[Complement]:
    """What stands after a preposition, with the object before it where the verb has one; its
    narrower frames first: a number, something that happened."""
    if (version := told_version(inner)) is not None:
        yield Complement(f"{prep.lower_} that", version, tuple(subtree(version)))
    event = tells_event(inner, lexicon("en"))
    number = any(token.tag_ == "CD" for token in tokens)
    if given is not None and given.i < prep.i:
        whole = (*subtree(given, leave=[prep]), prep, *tokens)
        if number:
            yield Complement(f"object {prep.lower_} number", inner, whole, given)
        if event:
            yield Complement(f"object {prep.lower_} event", inner, tokens, given)
        yield Complement(f"object {prep.lower_}", inner, whole, given)
    else:
        if event:
            yield Complement(f"{prep.lower_} event", inner, tokens)
        if number:
            yield Complement(f"{prep.lower_} number", inner, tokens)
        yield Complement(prep.lower_, inner, tokens)


def _is_time(noun: Token) -> bool:
    """'reported on Monday' says when, not what."""
    return noun.lower_ in TIMES or noun.tag_ == "CD"


def _is_amount(prep: Token, noun: Token) -> bool:
    """'put the number at 60', 'appealed for $90 million'."""
    return noun.tag_ == "CD" and prep.lower_ in {"at", "for", "of", "as"}


def _after_particle(prep: Token) -> Token | None:
    inner = child(prep, "prep")
    return child(inner, "pobj", "pcomp") if inner is not None else None


def _infinitive_after(cue: Token, prep: Token, inner: Token) -> Token | None:
    """The 'to do' of 'called on X to do', wherever the parser hung it."""
    hosts = (prep, inner, cue)
    for host in hosts:
        for clause in children(host, "xcomp", "acl", "advcl", "relcl", "ccomp", "pcomp"):
            if is_infinitive(clause) and clause.i > inner.i:
                return clause
    for below in inner.subtree:
        if below.dep_ in {"acl", "relcl"} and is_infinitive(below) and below.i > inner.i:
            return below
    return None


def _objects(cue: Token) -> Iterator[Complement]:
    given, predicate = child(cue, "dobj"), child(cue, "oprd")
    if predicate is not None and given is not None and cue.i < given.i < predicate.i:
        whole = (*_all(cue, given), *_all(cue, predicate))
        yield Complement("predicate", predicate, whole, None)
    for found in children(cue, *OBJECTS):
        for clause in children(found, "acl", "ccomp", "relcl"):
            if any(mark.lower_ == "that" for mark in children(clause, "mark")):
                yield Complement("object that", clause, tuple(subtree(clause)), None)
                yield Complement("addressed that", clause, tuple(subtree(clause)), found)
        if found.tag_ not in {"WP", "WDT"} and found.lower_ not in {"time", "times"}:
            if any(token.tag_ == "CD" for token in subtree(found, leave=[cue])):
                yield Complement("object number", found, _all(cue, found), None)
            if tells_event(found, lexicon("en")):
                yield Complement("object event", found, _all(cue, found), None)
            if found.tag_ == "CD" or _is_figure(found):
                yield Complement("object figure", found, _all(cue, found), None)
            yield Complement("object", found, _all(cue, found), None)


def _is_figure(noun: Token) -> bool:
    """'a figure of 118', 'a toll of nine dead'."""
    counts = noun.lemma_.lower() in lexicon("en").list("figures")
    of = next((one for one in noun.children if one.lower_ == "of"), None)
    return counts and of is not None and any(one.tag_ == "CD" for one in of.subtree)

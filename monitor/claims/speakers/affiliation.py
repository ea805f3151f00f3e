"""For whom a described source speaks: its body, its outlet, or nobody but itself.

An institution is its body. A spokesman speaks for the body that his description names, and so does
the one holder of an office ('the deputy commander of …'). An official without name or number, a
private person and whoever asks not to be named speak for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, child, children, subtree
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.homes import armed_home, army_of, home, local, native, rules
from monitor.claims.speakers.names import core, is_proper
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.domain import Mention

MAX_PHRASE = 40
HIDDEN = ("anonymity", "not to be named", "not to be identified", "unnamed", "anonymous")
PRESS = (
    "public relations",
    "press office",
    "press service",
    "media office",
    "media wing",
    "media arm",
)
UNIQUE = frozenset({"the", "its", "his", "her", "their"})
SPOKES = ("spokes",)
TOPICAL = frozenset(
    ["on", "about", "against", "with", "between", "over", "into", "toward", "towards"]
)
OWNING = frozenset({"of", "for"})
MINISTERS = frozenset({"minister", "undersecretary"})
LEADING = frozenset({"lead", "head", "chair"})
HEADING = LEADING | {"run", "direct", "command", "oversee", "govern"}
GRADES = frozenset({"additional", "joint", "permanent", "parliamentary", "under", "assistant"})
JOINED = re.compile("[-‐‑–—/][A-Z]")
DISTRICTS = frozenset({"province", "district", "city", "town", "valley", "area"})
PROVINCIAL = frozenset({"governor", "governorate", "provincial"})
ARMED = frozenset({"army", "military", "navy"})
PRIVATE = frozenset({"group", "movement", "party", "militia", "wing"})
ABROAD = frozenset({"embassy", "mission", "consulate", "ambassador", "envoy", "delegation"})


def is_spokes(word: str) -> bool:
    """'spokesman', 'spokeswoman', 'spokesperson' and their plurals."""
    return word.startswith(SPOKES)


def speaks_for_body(head: Token, text: str, words: Lexicon) -> bool:
    """Whether a phrase with this head speaks for the body that it names."""
    if any(sign in text.lower() for sign in HIDDEN) or is_past(head, words):
        return False
    word = head.lower_
    press = any(office in text.lower() for office in PRESS) and word not in words.list("reporters")
    if press or is_spokes(word) or word in words.list("bodies") or word in words.list("notices"):
        return True
    if word in words.list("privates") or word in words.list("documents"):
        return False
    if word in words.list("collectives"):
        return bool(children(head, "poss")) and not children(head, "nummod")
    if word in words.list("officials"):
        return _is_bare(head)
    determined = {child.lower_ for child in children(head, "det", "poss")}
    single = head.tag_ in {"NN", "NNP"}
    owned = bool(children(head, "poss")) or head.tag_ == "NNP"
    return single and (bool(determined & UNIQUE) or owned)


def _is_bare(head: Token) -> bool:
    """'Taliban officials', and neither 'two Taliban officials' nor 'Taliban security officials'."""
    beside = children(head, "det", "poss", "nummod", "amod", "compound", "nmod")
    return len(beside) == 1 and beside[0].text[:1].isupper()


def is_past(head: Token, words: Lexicon) -> bool:
    """'a former minister', 'the retired general': who held an office speaks for nobody."""
    before = [t for t in subtree(head)[:MAX_PHRASE] if t.i < head.i]
    return any(token.lower_ in words.list("past") for token in before)


def body_of(reading: Reading, parsed: Parsed, head: Token, words: Lexicon) -> Mention | None:
    """The watched body named in the phrase, the one nearest to its head."""
    found: list[tuple[int, Mention]] = []
    seated = head.lower_ in words.list("bodies") and head.lower_ not in ABROAD | PRIVATE
    seated = seated and not any(one.lower_ in UNIQUE for one in children(head, "poss"))
    for token in subtree(head)[:MAX_PHRASE]:
        at = parsed.start + token.idx
        mention = reading.covering(at) or (reading.refused_at(at) if seated else None)
        if mention is None or not mention.actor:
            continue
        if reading.is_person(mention.actor):
            if not is_spokes(head.lower_) or mention.rule != "office":
                continue
            mention = replace(mention, actor=reading.catalogue.party_of(mention.actor))
        if JOINED.match(reading.text, mention.end):
            continue  # 'the Iran-Afghanistan chamber' is neither's
        distance = _distance(token, head, seated=seated)
        if distance is not None:
            found.append((distance, mention))
    return min(found, key=lambda pair: (pair[0], -len(pair[1].text)))[1] if found else None


def governing(reading: Reading, parsed: Parsed, head: Token, words: Lexicon) -> str | None:
    """Who appoints 'the governor of Herat' or 'police in Zabul': the government there, that day.

    'The governor' and 'the provincial directorate' by themselves are of the place told of last.
    """
    tokens = subtree(head, leave=children(head, "relcl", "acl", "appos", "conj"))[:MAX_PHRASE]
    kinds = {token.lower_ for token in tokens} & words.list("provincial")
    if reading.on is None or not kinds:
        return None
    for name in _names(tokens):
        actor = vocabulary().government(fold(name), reading.on)
        if actor in reading.catalogue.actors:
            return actor
    there = {token.head.lower_ for token in tokens if token.lower_ == "that"} & DISTRICTS
    there |= {one.lower_ for one in children(head, "advmod") if one.lower_ == "there"}
    told_of = (kinds & PROVINCIAL or there) and not any(is_proper(token) for token in tokens)
    return local(reading, parsed.start + head.idx) if told_of else None


def _names(tokens: Sequence[Token]) -> list[str]:
    """The words of a phrase, and two in a row that are one name: 'Islam Qala'."""
    joined = [f"{a.text} {b.text}" for a, b in pairwise(tokens) if is_proper(a) and is_proper(b)]
    return [*joined, *(token.text for token in tokens)]


def seated(reading: Reading, parsed: Parsed, head: Token, words: Lexicon) -> str | None:
    """Whose 'the interior ministry' and 'the deputy minister' are, where nothing owns them: of the
    capital that the sentence names before ('In Tehran …'), else of where the text is at home."""
    if any(is_spokes(one.lower_) for one in (head, *children(head, "compound"))):
        below = [child(prep, "pobj") for prep in children(head, "prep") if prep.lower_ in OWNING]
        office = next((one for one in (*below, child(head, "poss")) if one is not None), None)
        return seated(reading, parsed, office, words) if office is not None else None
    if not _is_seat(head, words):
        return None
    at = parsed.start + head.idx
    if head.lower_ in ARMED:
        state = armed_home(reading, at)
        return army_of(reading, state) if state is not None else None
    for mention in (one for one in reading.refused if parsed.start <= one.start < at):
        actor = reading.catalogue.actors.get(mention.actor or "")
        if actor is not None and rules(reading, actor.id):
            return reading.catalogue.party_of(actor.id)
    named = is_proper(head) and not (
        head.lower_ in words.list("governing") or _is_minister(head, (), words)
    )
    return native(reading, at) if named else home(reading, at)


def _is_seat(head: Token, words: Lexicon) -> bool:
    """'The ministry', 'the Ministry of Defence', 'the deputy foreign minister', 'Energy Minister
    NAME': of one state."""
    topics = words.list("portfolios") | words.list("titles") | words.list("topics") | GRADES
    before = children(head, "amod", "compound", "nmod")
    office = (
        head
        if head.lower_ in words.list("governing") or _is_minister(head, before, words)
        else None
    )
    if office is None and is_proper(head):
        office = next((one for one in before if _is_minister(one, before, words)), None)
    if office is None or children(head, "poss"):
        return False
    if any(t.i < office.i and t.text[:1].isupper() and t.lower_ not in topics for t in before):
        return False
    return all(
        prep.lower_ == "of"
        and (topic := child(prep, "pobj")) is not None
        and topic.lower_ in topics
        for prep in children(head, "prep")
    )


def _is_minister(word: Token, before: Sequence[Token], words: Lexicon) -> bool:
    """'Minister', and 'secretary' behind a portfolio."""
    told = {one.lower_ for one in (*before, *children(word, "amod", "compound")) if one.i < word.i}
    secretary = word.lower_ == "secretary" and bool(told & words.list("portfolios"))
    return word.lower_ in MINISTERS or secretary


def _distance(token: Token, head: Token, *, seated: bool) -> int | None:
    """Steps from `token` up to `head`; None through a clause: 'working with X' is not for X."""
    current, steps = token, 0
    # 'The ministry in Kabul' is of Kabul; an embassy there, or an expert, is not.
    spokes = is_spokes(head.lower_)
    abroad = not (seated or spokes)
    while current.i != head.i:
        if current.dep_ in {"relcl", "acl", "advcl", "appos", "conj"}:
            return None
        if current.dep_ == "prep" and current.lower_ in TOPICAL:
            return None
        if abroad and current.dep_ == "prep" and current.lower_ in {"in", "to"}:
            return None
        if current.dep_ == "prep" and current.lower_ == "for" and not (spokes or seated):
            return None  # an envoy for Afghanistan is somebody else's
        if current.head.i == current.i or steps > MAX_PHRASE:
            return None
        # The name itself is nearer than what belongs to it: 'Iran's Revolutionary Guard'.
        steps += 2 if current.dep_ == "poss" else 1
        current = current.head
    return steps


def described_body(
    reading: Reading, parsed: Parsed, described: Token, words: Lexicon
) -> str | None:
    """The body of 'Taliban spokesman X', 'X, spokesman for the Taliban' and 'X of its mission'."""
    roles, privates = words.list("roles"), words.list("privates")
    for head in (described, *children(described, "appos"), *_before_name(described)):
        beside = {t.lower_ for t in (head, *children(head, "compound", "nmod"))}
        office = head.i != described.i and head.lower_ in words.list("bodies")
        if not (office or beside & roles) or beside & privates or is_past(head, words):
            continue
        mention = body_of(reading, parsed, head, words)
        if mention is not None and mention.actor:
            return mention.actor
        governor = governing(reading, parsed, head, words) or seated(reading, parsed, head, words)
        if governor is not None:
            return governor
    return _served(reading, parsed, described, words)


def _served(reading: Reading, parsed: Parsed, name: Token, words: Lexicon) -> str | None:
    """The body of 'NAME, of its mission,', 'NAME at the foreign ministry' and 'a delegation of Iran
    led by NAME'."""
    led = name.head.head if name.head.dep_ == "agent" else None
    if led is not None and led.lemma_ in LEADING and led.dep_ in {"acl", "relcl"}:
        mention = body_of(reading, parsed, led.head, words)
        return mention.actor if mention is not None else None
    for clause in children(name, "relcl"):  # 'NAME, who heads the Herat prisons'
        office = child(clause, "dobj") if clause.lemma_ in HEADING else None
        if office is not None:
            mention = body_of(reading, parsed, office, words)
            body = mention.actor if mention is not None else None
            return body or governing(reading, parsed, office, words)
    for prep in children(name, "prep"):
        office = child(prep, "pobj") if prep.lower_ in {"of", "at", "from"} else None
        if is_proper(name) and office is not None and office.lower_ in words.list("bodies"):
            mention = body_of(reading, parsed, office, words)
            return mention.actor if mention is not None else None
    return None


def _before_name(name: Token) -> list[Token]:
    """The minister of 'According to the deputy minister, NAME, …' and the office of 'For the
    governor's office, NAME …', which a parser left apart."""
    first = core(name)[0].i
    if first < 2 or name.doc[first - 1].text != "," or not is_proper(name):
        return []
    noun = name.doc[first - 2]
    opens = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.i == noun.sent.start
    return [noun] if opens or (noun.dep_ == "pobj" and noun.head.lower_ == "to") else []

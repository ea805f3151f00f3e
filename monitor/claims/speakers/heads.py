"""Which noun of a source phrase tells who it is: the name beside an office, not the office."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.beside import name_set_beside
from monitor.claims.english.syntax import Parsed, child, children, subtree
from monitor.claims.speakers.extent import PLACING
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.outlets import name_after
from monitor.domain import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

VAGUE = frozenset({"man", "woman", "person", "boy", "girl", "one", "other", "source"})
MAX_PHRASE = 40
NAMING = frozenset({"called", "named", "dubbed", "calling", "naming", "styling", "dubbing"})


def antecedent(head: Token, words: Lexicon) -> Token:
    """The noun that a relative pronoun stands for: in 'an agent from Basra, who', the agent."""
    if head.lower_ not in {"who", "which", "that"}:
        return head
    verb = head.head
    while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "advcl" and (near := _before_comma(head)) is not None:
        return near
    if verb.dep_ != "relcl":
        return head
    noun = verb.head
    if (first := _cleft(noun)) is not None and head.lower_ == "who":
        return first
    above = noun.head.head if noun.dep_ == "pobj" else noun
    human = words.list("humans") | words.list("roles") | words.list("privates")
    within = PLACING | {"of"}
    while above.lower_ not in human and above.dep_ == "pobj" and above.head.lower_ in within:
        above = above.head.head  # 'NAME, head of relations at its office, who called'
    if above.dep_ == "appos" and above.lower_ in human and is_proper(above.head):
        above = above.head
        human = human | {above.lower_}
    placed = noun.dep_ == "pobj" and is_proper(noun) and noun.head.lower_ in PLACING
    return above if head.lower_ == "who" and placed and above.lower_ in human else noun


def _before_comma(relative: Token) -> Token | None:
    """X of 'it appeared in X, which quoted', where a parser hung the clause at the verb."""
    if relative.i < 2 or relative.nbor(-1).text != ",":
        return None
    noun = relative.nbor(-2)
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def _cleft(noun: Token) -> Token | None:
    """The diplomat of 'It was a diplomat, speaking to X, who said': not X."""
    for verb in noun.ancestors:
        who = next((one for one in children(verb, "attr") if one.i < noun.i), None)
        it = next((one for one in children(verb, "nsubj", "expl") if one.lower_ == "it"), None)
        if verb.lemma_ == "be" and it is not None and who is not None:
            return who if it.i < verb.i < who.i else None
    return None


def telling(head: Token, human: Collection[str]) -> Token:
    """The driver of 'another man, a driver from Zabol'."""
    if head.lower_ not in VAGUE:
        return head
    beside = (one for one in children(head, "appos") if one.pos_ == "NOUN")
    return next((one for one in beside if one.lower_ in human), head)


def identified(head: Token, human: Collection[str]) -> Token | None:
    """Who 'the first witness' is in 'The first witness was a clerk', 'The boy is called Hamid'."""
    verb = head.head
    if head.dep_ not in {"nsubj", "nsubjpass"} or head.pos_ != "NOUN" or head.lower_ not in human:
        return None
    if verb.lemma_ not in {"be", "call", "name"}:
        return None
    who = next((one for one in children(verb, "attr", "oprd") if one.i > verb.i), None)
    if who is None or not (is_proper(who) or who.lower_ in human):
        return None
    new = any(det.lower_ in {"a", "an"} for det in children(who, "det"))
    return who if is_proper(who) or new else None


def name_beside(reading: Reading, parsed: Parsed, head: Token, words: Lexicon) -> Token | None:
    """NAME of 'the spokesman of X, NAME,', 'his predecessor, NAME,' and 'the group NAME'."""
    office = any(head.lower_ in words.list(name) for name in ("roles", "humans"))
    if (called := called_name(head)) is not None:
        return called
    if (ending := _ending(reading, parsed, head, words)) is not None:
        return ending
    owned = any(one.tag_ == "PRP$" for one in children(head, "poss"))  # 'his opposite number, NAME'
    for token in subtree(head)[:MAX_PHRASE] if office or owned else children(head, "appos"):
        if not is_proper(token) or not (token.dep_ == "appos" or _in_commas(token)):
            continue
        if _of_another(token, head, words):
            continue
        mention = named_at(reading, parsed, token)
        if mention is None and len(core(token)) < 2:
            continue
        if mention is None or mention.source or reading.is_person(mention.actor):
            return token
    grouped = any(head.lower_ in words.list(name) for name in ("groups", "organisations"))
    following = name_after(head) if office or grouped else []
    following = following or (name_set_beside(head) if office else [])
    return following[-1] if following else None


def called_name(head: Token) -> Token | None:
    """NAME of 'an account called NAME', 'a group calling itself NAME', 'a man known as NAME'."""
    for verb in children(head, "acl"):
        as_whom = (prep for prep in children(verb, "prep") if prep.lower_ == "as")
        if verb.lower_ in NAMING:
            named = child(verb, "oprd") or child(verb, "dobj", "attr")
        else:
            named = next((child(prep, "pobj") for prep in as_whom if verb.lower_ == "known"), None)
        if named is not None and is_proper(named) and named.i > verb.i:
            return named
    return None


def _of_another(name: Token, head: Token, words: Lexicon) -> bool:
    """'The brother of the ambassador NAME': the name may be the ambassador's."""
    first = core(name)[0]
    if first.i == 0 or first.nbor(-1).is_punct:
        return False
    return any(token.lower_ in words.list("roles") for token in head.doc[head.i + 1 : first.i])


def _ending(reading: Reading, parsed: Parsed, head: Token, words: Lexicon) -> Token | None:
    """NAME of 'Leader of the Revolution Ayatollah NAME', set after an office without a comma.

    'An aide to NAME' is not NAME, and 'the deputy of Taliban spokesman NAME' is not: only marks of
    respect and ranks may stand between the office and the name.
    """
    phrase = subtree(head, leave=children(head, "relcl", "acl", "conj", "appos"))[:MAX_PHRASE]
    told = [token for token in phrase if not token.is_punct]
    mention = named_at(reading, parsed, told[-1]) if told else None
    if mention is None or not reading.is_person(mention.actor) or told[-1].i <= head.i:
        return None
    honorifics = words.list("honorifics")
    before = [token for token in told if parsed.start + token.idx < mention.start]
    while before and before[-1].lower_.rstrip(".") in honorifics:
        before.pop()
    titles = words.list("titles") | words.list("roles")
    other = any(token.lower_ in titles for token in before if token.i > head.i)
    follows = bool(before) and is_proper(before[-1]) and not other
    return told[-1] if follows and head.lower_ in titles else None


def named_at(reading: Reading, parsed: Parsed, head: Token) -> Mention | None:
    """The mention that names the head of the phrase itself, not a word that qualifies it."""
    found = reading.covering(parsed.start + head.idx)
    return found if found is not None and (found.actor or found.source) else None


def unowned(reading: Reading, parsed: Parsed, run: list[Token], words: Lexicon) -> list[Token]:
    """X Y of 'Noor TV's X Y', without the outlet or body that somebody works for; a bureau or an
    army is named together with its owner."""
    owner = max((at for at, one in enumerate(run) if one.text in {"'s", "’s"}), default=0)
    owned = owner > 0 and named_at(reading, parsed, run[owner - 1]) is not None
    if not owned or len(run) <= owner + 2:
        return run
    body = any(run[-1].lower_ in words.list(name) for name in ("bodies", "organisations"))
    return run if body else run[owner + 1 :]


def _in_commas(name: Token) -> bool:
    """NAME of 'the governor of Nimroz, NAME, and …', which reads like one more place."""
    first, after = core(name)[0].i, name.i + 1
    before = first > 0 and name.doc[first - 1].text == ","
    return name.dep_ == "conj" and before and after < len(name.doc) and name.nbor(1).text == ","

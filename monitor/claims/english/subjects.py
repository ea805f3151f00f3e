"""Who does a verb: its own subject, the one it shares, or one that the parser hung elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english.beside import before_aside, follows_place
from monitor.claims.english.quoting import before_citing, quoting_verb
from monitor.claims.english.syntax import (
    DAYS,
    FINITE,
    MONTH_NAMES,
    NOMINAL,
    agent,
    ancestors,
    child,
    children,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPENDENT_VERBS = frozenset({"xcomp", "advcl", "ccomp", "acl", "pcomp", "conj", "dep", "relcl"})
WHOLES = frozenset({"them", "it", "which", "whom", "these", "those"})
HEARING = frozenset({"hear", "learn"})
LEAVING = frozenset({"leave", "fall"})
TELLING = frozenset({"tell", "inform", "assure", "advise", "notify"})
BELIEVING = frozenset(
    {"us", "you", "me", "everyone", "everybody", "anyone", "world", "public", "people", "readers"}
)
WANTING = frozenset({"have", "want", "ask", "like", "expect", "need", "invite"})


def subject(verb: Token) -> Token | None:
    """Who does `verb`: its own subject, or that of the verb it shares one with.

    A participle after a noun has the noun ('a report saying'); a relative verb its pronoun; a
    passive has its agent, if it is named.
    """
    if _is_passive(verb):
        return agent(verb) or _told_at(verb)
    if (told := heard_from(verb)) is not None:
        return told
    own = _left_to(verb) or _own_subject(verb) or _quoted_as(verb)
    if own is not None:
        return own
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return verb.head
    if verb.dep_ in DEPENDENT_VERBS and verb.head.i != verb.i:
        return _inherited(verb)
    return None


def _told_at(verb: Token) -> Token | None:
    """The embassy of 'we were told at the embassy', where nobody is named who told."""
    if verb.lemma_.lower() not in TELLING:
        return None
    places = (child(prep, "pobj") for prep in children(verb, "prep") if prep.lower_ in {"at", "in"})
    bodies = lexicon("en").list("bodies") | lexicon("en").list("organisations")
    return next((one for one in places if one is not None and one.lower_ in bodies), None)


def _left_to(verb: Token) -> Token | None:
    """The minister of 'It was left to the minister to concede that' and 'It fell to him to say'."""
    above = verb.head
    if verb.tag_ != "VB" or above.lemma_.lower() not in LEAVING or verb.dep_ not in DEPENDENT_VERBS:
        return None
    it = any(one.lower_ == "it" for one in children(above, "nsubj", "nsubjpass"))
    to = next((prep for prep in children(above, "prep", "dative") if prep.lower_ == "to"), None)
    return child(to, "pobj") if it and to is not None and to.i < verb.i else None


def heard_from(verb: Token) -> Token | None:
    """X of 'the court heard from X that', 'the paper has it from X that': who hears is told."""
    has_it = verb.lemma_ == "have" and any(one.lower_ == "it" for one in children(verb, "dobj"))
    if verb.lemma_.lower() not in HEARING and not has_it:
        return None
    prep = next((one for one in children(verb, "prep") if one.lower_ == "from"), None)
    near = verb.i + (2 if has_it else 1)
    ahead = prep is not None and prep.i == 0 and not has_it  # 'From the embassy we hear that'
    return child(prep, "pobj") if prep is not None and (prep.i == near or ahead) else None


def _own_subject(verb: Token) -> Token | None:
    """The nearer of two: 'Ali, Omar went on, urges …' gives both to the verb between.

    In 'Kabul would have us believe that' and 'asks the world to accept that', who wants that.
    """
    own = children(verb, "nsubj", "csubj")
    if own and own[0].lower_ in BELIEVING and verb.tag_ == "VB":
        wanting = verb.head.lemma_.lower() in WANTING and verb.dep_ in {"ccomp", "xcomp"}
        return _own_subject(verb.head) if wanting else own[0]
    own = [one for one in own if not _is_part(one)] or own
    if len(own) > 1:
        before = max(one.i for one in own[0].subtree if one.i < own[-1].i)
        if own[-1].pos_ == "PROPN" and before + 1 == min(one.i for one in own[-1].subtree):
            return own[-1]  # 'The manufacturer NAME said', 'President of the Council NAME said'
        headed = any(one.text == ":" for one in verb.doc[own[0].i : own[-1].i])
        return own[-1] if headed or stray_subject(verb) is not None else own[0]
    helped = (child(aux, "nsubj") for aux in children(verb, "aux") if not own)
    return _who(own[0]) if own else next((one for one in helped if one is not None), None)


def _who(noun: Token) -> Token:
    """The minister of 'The minister, reading from a sheet, denied', Azizi of 'As long ago as May,
    Azizi said', the doctor of 'killed nine, most of them with burns, a doctor said' and of 'sent
    oil, all of it by rail, a doctor said': parsers make the participle, the month and the share
    the subject."""
    if noun.tag_ == "VBG":
        doing = child(noun, "nsubj")
        return doing if doing is not None and doing.i + 1 < noun.i else noun
    if noun.i > 0 and noun.nbor(-1).pos_ == "ADP" and noun.lower_ in MONTH_NAMES | DAYS:
        return child(noun, "conj", "appos") or noun
    if _is_part(noun):
        parted = [
            one for one in noun.subtree if one.dep_ in {"appos", "conj"} and _after_comma(one)
        ]
        apart = [one for one in parted if one.head.i == noun.i] or parted
        named = (one for one in apart if one.pos_ == "PROPN")
        return next(named, apart[-1] if apart else noun)
    return noun


def _after_comma(noun: Token) -> bool:
    first = min(one.i for one in noun.subtree)
    return first > 0 and noun.doc[first - 1].text == ","


def _is_part(noun: Token) -> bool:
    """'three of them', 'most of them', 'all of it'."""
    return any(
        of.i + 1 == them.i
        for of in children(noun, "prep")
        for them in of.children
        if of.lower_ == "of" and them.lower_ in WHOLES
    )


def stray_subject(verb: Token) -> Token | None:
    """The road of 'The road, said Ali, would stay shut', and Ali of 'Ali, Omar went on, urges':
    the subject of the sentence that a parser gave to the reporting verb inside it."""
    own = children(verb, "nsubj", "csubj")
    if len(own) < 2 or own[0].i > verb.i:
        return None
    near = min(verb.i, *(token.i for token in own[-1].subtree))
    beside = own[-1].i == verb.i - 1 or own[-1].i > verb.i
    return own[0] if beside and near > 0 and verb.doc[near - 1].text == "," else None


def _quoted_as(verb: Token) -> Token | None:
    """Y of 'X quoted Y as saying' and of 'Y was quoted as saying'."""
    above = quoting_verb(verb)
    return child(above, "dobj", "nsubjpass") if above is not None else None


def _is_passive(verb: Token) -> bool:
    if child(verb, "auxpass", "nsubjpass"):
        return True
    reduced = verb.dep_ in {"acl", "advcl", "relcl"} and verb.tag_ == "VBN"
    return reduced and not child(verb, "aux", "nsubj") and not _is_verb_of_sentence(verb)


def _is_verb_of_sentence(verb: Token) -> bool:
    """'X, the envoy, confirmed by telephone that …': a parser that finds no other verb makes it a
    participle of X."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.pos_ not in NOMINAL or noun.i > verb.i:
        return False
    return (noun.dep_ == "ROOT" and verb.nbor(-1).text == ",") or _before_its_that(verb)


def _before_its_that(verb: Token) -> bool:
    """'The railway chief boasted last month that freight had doubled': where a parser makes the
    second verb that of the sentence, the first subject is in front of its own 'that'."""
    noun, clause = verb.head, verb.head.head
    own = [one for one in clause.children if one.dep_ in {"nsubj", "nsubjpass"}]
    mark = next((one for one in clause.children if one.lower_ == "that"), None)
    return (
        noun.dep_ in {"nsubj", "nsubjpass"}
        and mark is not None
        and verb.i < mark.i < clause.i
        and any(one.i > mark.i for one in own)
    )


def _inherited(verb: Token) -> Token | None:
    for head in ancestors(verb):
        if head.pos_ not in {"VERB", "AUX"}:
            continue
        found = child(head, "nsubj", "nsubjpass") or interrupted_subject(head)
        if found is not None:
            return found
        if head.dep_ in {"acl", "relcl"}:
            return head.head
    return None


def unparsed_subject(verb: Token, clause: Token, content: frozenset[int]) -> Token | None:
    """Who does a finite reporting `verb` to which the parser gave no subject.

    The noun after it, where its content stands before ('“…,” added another trader'); else the
    noun that ends right before it, over the comma of an apposition.
    """
    helped = any(aux.tag_ in FINITE for aux in children(verb, "aux"))
    if not (verb.tag_ in FINITE or helped) or _is_passive(verb):
        return None
    after = child(verb, "dobj", "attr", "dep") if verb.lemma_ != "tell" else None
    if after is not None and clause.i < verb.i and after.i not in content:
        return after
    if (noun := _after_place(verb)) is not None:
        return noun
    near = verb.i - 1
    if near > 0 and verb.doc[near].text == ",":
        near -= 1
    token = verb.doc[near] if near >= 0 else verb
    token = before_citing(token)
    token = next((one.head for one in ancestors(token) if one.dep_ == "relcl"), token)
    while token.head.i < token.i and token.head.pos_ in NOMINAL | {"ADP"}:
        if token.head.i == 0 and token.head.pos_ == "ADP":
            break  # 'On 19 October the ministry said': a day at the head of the sentence
        if any(one.lower_ in MONTH_NAMES | DAYS for one in ancestors(token)):
            break  # 'On 20 May the daily NAME, citing Y, reported'
        if any(one.lower_ in DAYS or _is_date(one) for one in token.lefts):
            break  # 'released on Sunday Hamid Karimi claimed'
        token = token.head
    named = token.pos_ in NOMINAL or (token.i == verb.i - 1 and token.text[:1].isupper())
    if not named:
        token = before_aside(verb) or verb
    return token if token.i != verb.i and token.i not in content else None


def _after_place(verb: Token) -> Token | None:
    """'In the village a shopkeeper recalled', 'At a parade in Kesten, the chief, X, pledged', 'But
    in Moscow Ahmad Zia said': the noun before the verb that the parser hung below the place."""
    asides = [one for one in children(verb, "advcl") if one.i < verb.i]
    hosts = (verb, *asides)
    first = verb.doc[0].dep_ in {"cc", "advmod"}
    place = next((one for host in hosts for one in children(host, "prep") if one.i == first), None)
    if place is None:
        return None
    name = child(place, "pobj")
    if name is not None and name.i == verb.i - 1:
        beside = [one for one in children(name, "compound") if follows_place(one, name)]
        if beside:
            return name
    below = {token.i for one in asides for token in one.subtree}
    for noun in place.subtree:
        own = [token.i for token in noun.subtree]
        ends = [one for one in verb.doc[max(own) + 1 : verb.i] if one.i not in below]
        listed = noun.dep_ == "conj" and child(noun.head, "cc") is None
        hung = noun.dep_ in {"pobj", "appos"} or listed
        if not hung or any(token.text != "," for token in ends):
            continue
        if any(one.lower_ in DAYS for one in noun.head.lefts):
            continue  # 'released on Sunday Hamid Karimi, the spokesman, claimed'
        after_comma = verb.doc[min(own) - 1].text == ","
        second = noun.head.i == place.i and noun.i != children(place, "pobj")[0].i
        if after_comma or second:
            return noun
    return None


def interrupted_subject(verb: Token) -> Token | None:
    """'The mission, in a letter circulated today, accuses …': the subject that the parser gave to
    the participle."""
    for clause in children(verb, "ccomp"):
        noun = child(clause, "nsubj")
        if noun is None or clause.i > verb.i or clause.tag_ not in FINITE | {"VBN"}:
            continue
        if len(children(clause, "nsubj")) > 1 and child(verb, "nsubj") is None:
            return noun  # 'Ali, Omar went on, urges …'
        edge = max(token.i for token in noun.subtree)
        after = verb.doc[edge + 1 : edge + 3]
        if len(after) == 2 and after[0].text == "," and after[1].pos_ == "ADP":
            return noun
    return None


def _is_date(number: Token) -> bool:
    """The 18 of 'In a sermon on 18 September Ahmad Zia warned'."""
    after = number.doc[number.i + 1 : number.i + 2]
    return number.tag_ == "CD" and any(token.lower_ in MONTH_NAMES for token in after)

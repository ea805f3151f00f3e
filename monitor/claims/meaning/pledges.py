"""Verbs of what is to come: pledges, plans, and 'will'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

Table = Mapping[str, tuple[str, ...]]


def is_pledge(head: Token, words: Lexicon) -> bool:
    """'has promised', 'gave an assurance', 'made no offer', 'no offer was made'."""
    table = words.tables["modality"]
    if head.lemma_.lower() in table["pledges"]:
        crime = head.lemma_ == "commit" and child(head, "dobj") is not None
        followed = ("xcomp", "ccomp", "dobj", "prep", "dative", "nsubjpass")
        return not crime and child(head, *followed) is not None
    given = child(head, "dobj", "ccomp", "nsubjpass")
    return (
        given is not None
        and head.lemma_.lower() in table["giving_word"]
        and given.lemma_.lower() in table["pledge_nouns"]
    )


def intends(head: Token, words: Lexicon) -> bool:
    """Whether the verb speaks of an act to come: will, would, is ready to, has pledged to."""
    table = words.tables["modality"]
    return is_future(head, table) or head.lemma_.lower() in table["pledges"]


def is_future(head: Token, table: Table) -> bool:
    """'will go', 'would go', 'is prepared to', 'is ready to', 'plans to', 'is going to'."""
    if any(aux.lower_ in table["future"] for aux in children(head, "aux")):
        return True
    if head.lower_ in table["ready"] and child(head, "xcomp"):
        return True
    ready = child(head, "acomp", "xcomp")
    if ready is not None and ready.lower_ in table["ready"]:
        return child(ready, "xcomp") is not None or child(head, "xcomp") is not None
    return head.lower_ == "going" and child(head, "xcomp") is not None


def somewhere(head: Token) -> bool:
    """Whether something is said to be in a place: 'they will be in Beirut', 'will be there'."""
    if any(word.lower_ in {"there", "here"} for word in children(head, "advmod")):
        return True
    places = (child(prep, "pobj") for prep in children(head, "prep") if prep.lower_ in {"in", "at"})
    return any(place is not None and place.pos_ == "PROPN" for place in places)

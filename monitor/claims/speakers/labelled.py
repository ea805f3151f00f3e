"""Who speaks where a label says so ('Minister: …'): a person or a body, and under what name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.text.spans import hull
from monitor.claims.voices import Speaker
from monitor.domain import LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token


def as_written(reading: Reading, one: Attribution, speaker: Speaker) -> Speaker:
    """'Aid worker at the gate' of a label, of which a parser makes two phrases."""
    text = reading.slice(hull(one.source))
    link, name = speaker.link, text.split(",")[0]
    longer = link.role is LinkRole.ANONYMOUS and name.endswith(link.name) and name[:1].isupper()
    if not longer or name == link.name:
        return speaker
    own = speaker.party == speaker.origin
    party = name if own else speaker.party
    return replace(speaker, link=replace(link, name=name), origin=name, party=party)


def can_label(reading: Reading, one: Attribution, speaker: Speaker, words: Lexicon) -> bool:
    """A person or an organisation before a colon speaks; a place, a heading or a thing does not."""
    link = speaker.link
    head = reading.parsed[one.sentence].doc[one.source_at] if one.source_at is not None else None
    if _leads_elsewhere(reading, one):
        return False
    if link.actor:
        body = head is not None and head.lower_ in words.list("bodies")
        return body or reading.catalogue.actors[link.actor].kind not in {"state", "government"}
    # 'Karimi:' alone is somebody where an interviewer asks.
    asked = any(other.frame == "label" and not other.spoken for other in reading.found)
    quoted = reading.quotations.around(hull(one.content).start) is not None
    noun = head is not None and head.pos_ == "NOUN"
    if head is not None and noun and not _speaking(head, words, quoted=quoted):
        return asked and head.text.istitle() and len(head) > 1
    if _is_heading(reading, one) and not (noun and head is not None and names_speaker(head, words)):
        return False
    return link.role is LinkRole.ANONYMOUS or " " in speaker.origin or asked


def _is_heading(reading: Reading, one: Attribution) -> bool:
    """'Ghost towns: a clerk said …', 'From the quay another tale: …': what somebody else tells."""
    first = reading.parsed[one.sentence].at(hull(one.source))[0]
    begins = hull(one.content).start
    name = reading.slice(hull(one.source)).split()
    if all(word[:1].isupper() for word in name):
        return False
    return first.pos_ == "ADP" or any(
        other.source and hull(other.source).start == begins for other in reading.found
    )


def _leads_elsewhere(reading: Reading, one: Attribution) -> bool:
    """'Also from Kabul: X denied that …', 'Afghanistan/returns: X said': a place or a subject of
    which somebody else speaks."""
    begins = hull(one.content).start
    if not any(other.source and hull(other.source).start == begins for other in reading.found):
        return False
    name = reading.slice(hull(one.source))
    first = reading.parsed[one.sentence].at(hull(one.source))[0]
    return "/" in name or first.pos_ in {"ADP", "ADV", "CCONJ"}


def _speaking(head: Token, words: Lexicon, *, quoted: bool) -> bool:
    """Whether a common noun is one that speaks: 'drivers', 'a shopkeeper', not 'next report'."""
    people = ("roles", "privates", "reporters", "humans")
    named = (*people, "bodies", "outlet_nouns", "groups", "hospitals")
    if any({head.lower_, head.lemma_.lower()} & words.list(name) for name in named):
        return True
    if head.lower_ in words.list("abstracts") | words.list("documents") | words.list("claim_nouns"):
        return False
    one_of_them = any(det.lower_ in {"a", "an", "one", "another"} for det in head.children)
    several = head.tag_ == "NNS" and bool(list(head.lefts))
    return several or (one_of_them and quoted)

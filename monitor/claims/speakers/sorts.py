"""What a noun and its speaker are spoken of as: a person, people, a body, an outlet or a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import children
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.people import PARTY_MARK, People
from monitor.claims.speakers.utterances import is_utterance
from monitor.claims.voices import Speaker
from monitor.domain import LinkRole
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = ("bodies", "organisations")
HUMANS = ("humans", "roles", "privates", "reporters")
SORTS = {
    LinkRole.OUTLET: "outlet", LinkRole.PLATFORM: "thing", LinkRole.DOCUMENT: "document",
}  # fmt: skip
LONGEST_INITIALS = 2  # letters: 'Farid K.'


def sort_of(reading: Reading, words: Lexicon, people: People, token: Token, found: Speaker) -> str:
    """What is spoken of: a person, people, a body, an outlet, a document or a thing."""
    link = found.link
    if link.actor:
        return "person" if reading.is_person(link.actor) else "body"
    if link.role in SORTS:
        return SORTS[link.role]
    run = [one.lower_ for one in (core(token) if is_proper(token) else [token])]
    if any(word in words.list(name) for word in run for name in BODIES):
        return "body"
    if is_proper(token) and link.name[:1].isupper():
        return _sort_of_name(token, run, words)
    if is_utterance(token, words) and link.role is LinkRole.SPEAKER:
        return "person" if people.full_name(link.name) else "body"
    human = any({token.lower_, token.lemma_.lower()} & words.list(one) for one in HUMANS)
    number = "people" if token.tag_ in {"NNS", "NNPS"} else "person"
    return number if human else "thing"


def _sort_of_name(token: Token, run: list[str], words: Lexicon) -> str:
    if token.tag_ == "NNPS":
        return "people"
    if PARTY_MARK.match(token.text):
        return "thing"
    if token.text.isupper() and len(token) > LONGEST_INITIALS:
        return "body"
    place = vocabulary().place(tuple(fold(word) for word in run), "en")
    thing = place is not None or run[-1] in words.list("sites")
    article = any(one.lower_ == "the" for one in children(token, "det"))
    return "thing" if thing else "body" if article else "person"

"""Who heard it: the outlet that was told, though nothing but that shows it to be one.

'A guard told Tigris FM', 'told the Harbour Monitor', 'told Negah': whoever is told something in
public and is neither a person, a body nor a place is a paper, a station or a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.frames import TIMES
from monitor.claims.english.syntax import Parsed
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.names import PARTICLES, is_proper
from monitor.claims.speakers.outlets import ELIDED, article_of, begins_publisher
from monitor.claims.speakers.people import People
from monitor.claims.text.spans import hull
from monitor.claims.voices import Speaker, of_unlisted_outlet
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 6  # tokens of a name
JOINING = frozenset({"-", "–", "&", "'s", "’s", "of"})
SPEAKING = ("roles", "titles", "honorifics", "bodies", "organisations", "groups", "forums")


def hearer(
    reading: Reading, parsed: Parsed, telling: Token, people: People, words: Lexicon
) -> Speaker | None:
    """The outlet whose name follows `telling` ('told', 'to') at once; None where a person, a body
    or a place is told."""
    name = _name_after(telling)
    if not name or any(_is_somebody(one, words) for one in name):
        return None
    span = hull(parsed.of(name))
    if any(one.actor for one in reading.mentioned(span) if one.end >= span.end):
        return None
    text = reading.slice(span)
    own = begins_publisher(reading.publisher, text)
    if own or name[-1].tag_ == "NNPS" or people.is_person(text):
        return None
    given = words.list("men") | words.list("women")
    if name[0].lower_ in given and name[0].i == telling.i + 1:
        return None
    if vocabulary().place(tuple(fold(one.lower_) for one in name), "en") is not None:
        return None
    return of_unlisted_outlet(reading.catalogue, text, span, article_of(reading, name[0]))


def _name_after(telling: Token) -> list[Token]:
    """The run of words with capitals after the verb and an article."""
    doc, at = telling.doc, telling.i + 1
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    name: list[Token] = []
    for token in doc[at : at + LONGEST]:
        large = token.text[:1].isupper() and token.lower_ not in TIMES
        joining = token.text in JOINING or token.text in PARTICLES or token.text[:2] in ELIDED
        within = bool(name) and joining
        if not (large or within):
            break
        name.append(token)
    while name and not (name[-1].text[:1].isupper() or name[-1].text[:2] in ELIDED):
        name.pop()
    return name if any(is_proper(one) for one in name) else []


def _is_somebody(word: Token, words: Lexicon) -> bool:
    """A title, an office or a noun for a body: 'told Mullah X', 'told the Security Council'."""
    return any(word.lower_.rstrip(".") in words.list(one) for one in SPEAKING)

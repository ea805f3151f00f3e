"""The outlets of one document: those of the catalogue, and those that the text shows to be one.

A name is an outlet's by a word in it ('Zaranj Voice'), or because the text introduces it as one:
'the pan-Arab daily Al-Midan', 'Bosfor, a Turkish agency,'. From there on it is one without that
word. The outlet that published the document is no link of its own chains.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.frames import TIMES
from monitor.claims.english.syntax import MONTH_NAMES, Parsed, children
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.names import core, is_proper, untitled
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker, of_outlet, of_unlisted_outlet
from monitor.domain import Mention
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"[^\W_]+")
MAX_NAME = 60  # code points
OWNERSHIP = frozenset(
    {"state", "public", "national", "state-run", "state-owned", "official", "local"}
)
SHORTEST = 5  # letters of a last word that stands for the whole name
LONGEST = 5  # tokens of a name that follows its noun
EDITIONS = frozenset(
    [
        "english",
        "online",
        "digital",
        "international",
        "persian",
        "farsi",
        "dari",
        "pashto",
        "arabic",
    ]
)
UNSAID = frozenset({"of", "and", "the", "for"})  # in initials
JOINTS = frozenset({"-", "–"})  # 'Volga-Inform'
ELIDED = frozenset({"d'", "d’", "l'", "l’"})
KINDS = ("papers", "broadcasters", "agencies")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet where the text names it, and of which kind the text shows it to be, if any."""

    at: int
    speaker: Speaker
    kind: str


class Outlets:
    """The outlets of one document, in the order in which they are named."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading = reading
        self.words = words
        self._kinds: dict[Key, str] = {}  # of the names that the text introduces
        self._beside: dict[int, Token] = {}  # the name after 'the agency'
        for parsed in reading.parsed:
            for token in parsed.doc:
                if self.is_noun(token):
                    self._introduce(parsed, token)
        self._named = sorted(self._all_named(), key=lambda one: one.at)
        self._places = [one.at for one in self._named]

    def of(self, parsed: Parsed, noun: Token) -> Speaker | None:
        """The outlet that the phrase at `noun` names; None where it names none."""
        noun = self._beside.get(parsed.start + noun.idx, noun)
        if noun.text[:2] in ELIDED and noun.i > 0:
            noun = noun.nbor(-1)
        if (longer := self._with_its_end(parsed, noun)) is not None:
            return longer
        mention = self.reading.covering(parsed.start + noun.idx)
        if mention is None and noun.i > 0 and self.is_noun(noun):  # 'the Mehr agency'
            beside = noun.nbor(-1) if noun.nbor(-1).head.i == noun.i else noun
            named = self.reading.covering(parsed.start + beside.idx)
            mention = named if named is not None and named.source else None
            noun = beside if mention is not None else noun
        if mention is not None and mention.source:
            return of_outlet(self.reading.catalogue, mention, self._called(parsed, noun, mention))
        if mention is not None and mention.actor:
            return None
        run = self._name(noun) if is_proper(noun) else self._state_media(noun)
        run = run or self._before_noun(noun)
        if not run:
            return None
        span = hull(parsed.of(run))
        name = self.reading.slice(span)
        article = article_of(self.reading, run[0]) if is_proper(noun) else ""
        worded = any(token.lower_ in self.words.list("outlet_words") for token in run)
        worded = worded or not is_proper(noun)  # 'state television', 'the Harbour Mail newspaper'
        if worded or self._is_introduced(_key(name)) or is_publisher(self.reading.publisher, name):
            return of_unlisted_outlet(self.reading.catalogue, name, span, article)
        return None

    def meant(self, parsed: Parsed, noun: Token) -> Speaker | None:
        """The outlet that 'the paper' or 'the London-run channel' stands for: the last one of its
        kind that the text names before it, else the last of no known kind."""
        before = self._named[: bisect_left(self._places, parsed.start + noun.idx)]
        kind = self._kind(noun.lower_)
        for wanted in ({kind}, {""}) if kind else ({one.kind for one in before},):
            for one in reversed(before):
                if one.kind in wanted:
                    return one.speaker
        return None

    def latest(self, parsed: Parsed, pronoun: Token) -> Speaker | None:
        """The outlet that the sentence names last before its 'it'."""
        index = bisect_left(self._places, parsed.start + pronoun.idx) - 1
        named = self._named[index] if index >= 0 else None
        return named.speaker if named is not None and named.at >= parsed.start else None

    def is_noun(self, noun: Token) -> bool:
        """'channel', 'daily', 'agency': a noun that tells what outlet it is."""
        return noun.lower_ in self.words.list("outlet_nouns")

    def _with_its_end(self, parsed: Parsed, noun: Token) -> Speaker | None:
        """'Herat Now', 'Aden Live', 'Deir 24': what follows a name with a capital, or as a number
        that counts nothing, is the rest of it."""
        if noun.lower_ in self.words.list("adverbs_in_names") and noun.i > 0:
            noun = noun.nbor(-1)
        after = noun.nbor() if is_proper(noun) and noun.i + 1 < len(noun.doc) else noun
        adverb = after.lower_ in self.words.list("adverbs_in_names") and after.text[0].isupper()
        number = after.text.isdecimal() and after.head.i == noun.i and after.i > noun.i
        if not (adverb or number) or noun.lower_ in MONTH_NAMES:
            return None
        span = hull(parsed.of([*core(noun), after]))
        return of_unlisted_outlet(self.reading.catalogue, self.reading.slice(span), span)

    def _called(self, parsed: Parsed, noun: Token, mention: Mention) -> str:
        """The mention with the name words around it: 'Al-Akhbar newspaper'."""
        span = hull((*parsed.of(core(noun)), Span(mention.start, mention.end)))
        return self.reading.slice(span) if span.end - span.start <= MAX_NAME else mention.text

    def _name(self, noun: Token) -> list[Token]:
        """'Channel One' of 'Utopia's Channel One', but 'People's Daily'; X of 'BBC editor X'."""
        run = [*untitled(core(noun), self.words), *_rest(noun)]
        owner = max((at for at, one in enumerate(run) if one.text in {"'s", "’s"}), default=-1)
        return run[owner + 1 :] if len(run) > owner + 2 else run

    def _state_media(self, noun: Token) -> list[Token]:
        """'state television': an outlet without a name."""
        kind = [one for one in children(noun, "compound", "amod") if one.lower_ in OWNERSHIP]
        media = self.is_noun(noun) or noun.lower_ in self.words.list("outlet_words")
        plain = not children(noun, "det", "poss", "prep")
        return [*kind, noun] if kind and media and plain else []

    def _before_noun(self, noun: Token) -> list[Token]:
        """'Harbour Mail' of 'the Harbour Mail newspaper', not the London of 'a London paper'."""
        kinds = self.words.list("papers") | self.words.list("agencies")
        if noun.i == 0 or noun.lower_ not in kinds:
            return []
        name = core(noun.nbor(-1)) if noun.nbor(-1).head.i == noun.i else []
        place = vocabulary().place(tuple(fold(one.text) for one in name), "en")
        called = len(name) > 1 and place is None and is_proper(name[-1])
        return name if called and noun.text.islower() else []

    def _introduce(self, parsed: Parsed, noun: Token) -> None:
        name = name_after(noun) or _name_before(noun) or _name_apposed(noun)
        if not name:
            return
        mention = self.reading.covering(parsed.start + name[-1].idx)
        if mention is not None and mention.actor:
            return
        key = _key(self.reading.slice(hull(parsed.of(name))))
        self._kinds.setdefault(key, self._kind(noun.lower_))
        if noun.i < name[0].i:
            self._beside[parsed.start + noun.idx] = name[-1]

    def _is_introduced(self, key: Key) -> bool:
        return any(name[: len(key)] == key for name in self._kinds)

    def _all_named(self) -> Iterator[Named]:
        for mention in self.reading.mentions:
            if mention.source:
                yield self._as_named(of_outlet(self.reading.catalogue, mention), mention.start)
        for parsed in self.reading.parsed:
            for token in parsed.doc:
                at = parsed.start + token.idx
                if not is_proper(token) or token.dep_ == "compound" or self.reading.covering(at):
                    continue
                speaker = self.of(parsed, token)
                own = speaker and is_publisher(self.reading.publisher, speaker.link.name)
                if speaker is not None and not own:
                    yield self._as_named(speaker, at)

    def _as_named(self, speaker: Speaker, at: int) -> Named:
        return Named(at, speaker, self._kind_of(speaker))

    def _kind_of(self, speaker: Speaker) -> str:
        key = _key(speaker.link.name)
        told = self._kinds.get(key, "")
        return told or next((kind for word in key if (kind := self._kind(word))), "")

    def _kind(self, noun: str) -> str:
        return next((kind for kind in KINDS if noun in self.words.list(kind)), "")


def _rest(noun: Token) -> list[Token]:
    """d'Orient of 'Le Courrier d'Orient'."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    return [after] if after.text[:2] in ELIDED else []


def article_of(reading: Reading, first: Token) -> str:
    """'The ' of 'told The Harbour Courier', which is part of the name: at the head of a sentence
    too, unless the text has 'the Harbour Courier' elsewhere."""
    before = first.nbor(-1) if first.i > 0 else first
    capital = before.text == "The" and first.text[:1].isupper()
    return "The " if capital and f" the {first.text} " not in reading.text else ""


def is_publisher(publisher: str, name: str) -> bool:
    """Whether `name` is the outlet that published the document, in full or for short: 'the Courier'
    in 'The Harbour Courier', 'Ridge' in 'Ridge 24', 'UPA' in 'Upland Press Agency'."""
    key, whole = _key(name), _key(publisher)
    if not key or not whole:
        return False
    short = len(key) > 1 or len(key[0]) >= SHORTEST
    ends = short and whole[-len(key) :] == key
    rest = [word for word in whole[len(key) :] if not word.isdecimal()]
    begins = short and whole[: len(key)] == key and set(rest) <= (EDITIONS if key[1:] else set())
    initials = "".join(word[0] for word in whole if word not in UNSAID)
    called = name.isupper() and len(name) > 1 and name.lower() == initials
    return "".join(key) == "".join(whole) or ends or begins or called


def begins_publisher(publisher: str, name: str) -> bool:
    """Whether the publisher's name begins so: who told 'Harbour' told the Harbour Weekly."""
    key = _key(name)
    return bool(key) and _key(publisher)[: len(key)] == key


def name_after(noun: Token) -> list[Token]:
    """The name that follows its noun at once: 'the newspaper Al-Manara al-Yawm'."""
    if noun.text[0].isupper() and noun.i > 0:
        return []
    name: list[Token] = []
    for token in noun.doc[noun.i + 1 : noun.i + 1 + LONGEST]:
        joins = bool(name) and token.text in JOINTS and not token.whitespace_
        if not (joins or token.text[0].isupper()) or token.lower_ in TIMES:
            break
        name.append(token)
    # 'told the paper Smith had lied': the subject of another clause is no name of the paper.
    subject = bool(name) and name[-1].dep_ in {"nsubj", "nsubjpass"}
    elsewhere = subject and noun.head.pos_ == "VERB" and name[-1].head.i != noun.head.i
    return [] if elsewhere else name


def _name_before(noun: Token) -> list[Token]:
    """The name beside which it is set: 'Bosfor, a Turkish agency,'."""
    head = noun.head
    return core(head) if noun.dep_ == "appos" and head.i < noun.i and is_proper(head) else []


def _name_apposed(noun: Token) -> list[Token]:
    """The name set beside it: 'told a Lahore channel, Bosfor,'."""
    apposed = (one for one in noun.children if one.dep_ == "appos" and is_proper(one))
    name = next((core(one) for one in apposed), [])
    parted = bool(name) and name[0].i == noun.i + 2 and noun.nbor().text == ","
    return name if parted and noun.tag_ == "NN" else []


def _key(name: str) -> Key:
    """The words of a name in small letters, without its article."""
    words = [word.lower() for word in WORD.findall(name)]
    return tuple(words[1:] if words[:1] == ["the"] else words)

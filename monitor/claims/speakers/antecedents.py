"""Whom a pronoun stands for: the last one before it that fits.

Those it can stand for are the subjects of main clauses and whoever spoke before, the nearest
first; nobody from inside the words that are being attributed ('Dar, he says, was the one who …').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Spans
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import FINITE, Parsed, child, children
from monitor.claims.speakers import gender
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.outlets import is_publisher
from monitor.claims.speakers.people import People, Person
from monitor.claims.speakers.references import MAX_BACK, References
from monitor.claims.speakers.sorts import sort_of
from monitor.claims.speakers.utterances import author, is_utterance
from monitor.claims.text.spans import Span, holding, hull, merged
from monitor.claims.voices import Speaker, of_actor
from monitor.domain import ChainLink, LinkRole, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "herself": "she",
    "it": "it", "its": "it", "which": "it",
    "they": "they", "them": "they", "their": "they", "who": "who",
}  # fmt: skip
ASKING = frozenset({"ask", "press", "question", "quiz", "challenge"})
TALKING = frozenset({"speak", "talk", "sit", "chat"})
OFTEN = 3  # reports in the present that make somebody the one whom a text is about
FITTING = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "who": frozenset({"person", "people"}),
    "it": frozenset({"body", "outlet", "document"}),
    "they": frozenset({"people", "body"}),
}
Resolve = Callable[[Parsed, "Token", int], Speaker | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that has been spoken of: where, and by which noun."""

    at: int
    parsed: Parsed
    token: Token


@dataclass(slots=True)
class Antecedents:
    """Looks back through one document; told of every speaker in order of text."""

    reading: Reading
    words: Lexicon
    people: People
    references: References
    resolve: Resolve
    person: Callable[[Person], Speaker]
    _said: list[Candidate] = field(default_factory=list)
    _known: dict[int, Speaker] = field(default_factory=dict)
    heads: dict[str, Speaker] = field(default_factory=dict)
    _last: Speaker | None = None
    current: Speaker | None = None  # whoever spoke last, by name or pronoun
    _present: Counter[str] = field(default_factory=Counter)  # reports by origin: 'she says'
    _past: Counter[str] = field(default_factory=Counter)  # 'she said'
    _reported: tuple[Span, ...] = ()  # what somebody in the text says, but for labelled paragraphs

    def __post_init__(self) -> None:
        found = (one for one in self.reading.found if one.source and one.frame != "label")
        self._reported = merged(span for one in found for span in one.content)

    def remember(
        self, parsed: Parsed, head: Token, speaker: Speaker, cue: Token | None, *, inside: bool
    ) -> None:
        """A source that was resolved; `inside` the words of another, pronouns pass it by."""
        at = parsed.start + head.idx
        self._known[at] = speaker
        if not inside:
            self.current = speaker
            if cue is not None and cue.tag_ in FINITE | {"VBN"}:
                (self._present if cue.tag_ == "VBZ" else self._past)[speaker.origin] += 1
        if head.lower_ in PRONOUNS:
            return
        self.heads[head.lower_] = speaker
        if not inside:
            self._said.append(Candidate(at, parsed, head))
            self._last = speaker

    def of_pronoun(
        self, parsed: Parsed, head: Token, own: Spans, depth: int, cue: Token | None = None
    ) -> Speaker | None:
        """Whom the pronoun at `head` means, which reports the spans `own` with the verb `cue`."""
        pronoun = PRONOUNS[head.lower_]
        at = parsed.start + head.idx
        if pronoun == "it" and (writer := self._of_utterance(at, parsed, depth)) is not None:
            return writer
        human = pronoun in {"he", "she"}
        if human:
            near = self._asked_by_us(parsed, depth) or self._named_near(pronoun, at, parsed, own)
            if near is not None:
                return near
        found = self._fitting(pronoun, at, own, depth)
        if found is not None:
            host = self._host(found, cue) if human else None
            return host or found
        if human:
            named = next(self._people(pronoun, at, own), None)
            return self.named(named) or self._fitting(pronoun, at, (), depth) or self._last
        if pronoun == "it":
            return self._last_body(at)
        outlet = self._last is not None and self._last.link.role is LinkRole.OUTLET
        return None if outlet and pronoun == "they" else self._last

    def _host(self, found: Speaker, cue: Token | None) -> Speaker | None:
        """Whom a text is a visit to: 'he says' is said of him throughout, and of others 'said'."""
        if cue is None or cue.tag_ != "VBZ" or self._present[found.origin]:
            return None
        name, times = next(iter(self._present.most_common(1)), ("", 0))
        if times < OFTEN or not self._past[found.origin]:
            return None
        return self.named(self.people.full_name(name))

    def _people(self, pronoun: str, at: int, own: Spans) -> Iterator[Person]:
        people = (one for one in self.people.before(at) if not _inside(own, one.at))
        return (one for one in people if gender.fits(pronoun, one.signs, self.words))

    def _named_near(self, pronoun: str, at: int, parsed: Parsed, own: Spans) -> Speaker | None:
        """'Our stringer has reached an elder, NAME. He said': who was named in this paragraph, in
        which nobody before him did anything."""
        first = next(
            (one for one in self.reading.parsed if one.paragraph == parsed.paragraph), parsed
        )
        named = next(self._people(pronoun, at, own), None)
        if named is None or named.at < first.start:
            return None
        for one in self.before(at, own):
            if one.at < first.start:
                return self.named(named)
            found = self.speaker(one, 1)
            if found is not None and self.fits(pronoun, one, found):
                return None
        return self.named(named)

    def _of_utterance(self, at: int, parsed: Parsed, depth: int) -> Speaker | None:
        """Who speaks in 'it' after 'X has sent us a voice note': the utterance before, if the
        sentence before is of one."""
        before = [self._tree_before(parsed), parsed]
        for tree in (one for one in reversed(before) if one is not None):
            for token in reversed(tree.doc):
                place = tree.start + token.idx
                if place >= at or self.reading.quotations.around(place) is not None:
                    continue
                who = author(token, self.words) if is_utterance(token, self.words) else None
                if who is not None and tree.start + who.idx < at:
                    return self.resolve(tree, token, depth + 1)
        return None

    def _asked_by_us(self, parsed: Parsed, depth: int) -> Speaker | None:
        """'I asked a grower what he thought. “…,” said he', 'The Courier spoke to a grower. …':
        whom the author or the outlet asked just before."""
        tree = self._tree_before(parsed)
        for verb in tree.doc if tree is not None else ():
            whom = self._met(verb) if tree is not None and self._is_ours(tree, verb) else None
            if tree is None or whom is None or whom.pos_ == "PRON":
                continue
            if self.reading.quotations.around(tree.start + verb.idx) is None:
                found = self.resolve(tree, whom, depth + 1)
                if found is not None and names_speaker(whom, self.words):
                    return found
        return None

    def asked(self, parsed: Parsed, depth: int) -> Speaker | None:
        """X of 'X was asked where he had been', in the sentence before."""
        tree = self._tree_before(parsed)
        for verb in tree.doc if tree is not None else ():
            whom = child(verb, "nsubjpass") if verb.lemma_ in ASKING else None
            if tree is not None and whom is not None:
                return self.resolve(tree, whom, depth + 1)
        return None

    def _met(self, verb: Token) -> Token | None:
        if verb.lemma_ in TALKING:
            with_whom = (prep for prep in children(verb, "prep") if prep.lower_ in {"to", "with"})
            return next((child(prep, "pobj") for prep in with_whom), None)
        return child(verb, "dobj", "dative") if verb.lemma_ in self.words.list("meeting") else None

    def _is_ours(self, tree: Parsed, verb: Token) -> bool:
        """'I', 'we', 'this newspaper' and the publisher by its name."""
        for one in children(verb, "nsubj"):
            this = any(det.lower_ in {"this", "our"} for det in children(one, "det", "poss"))
            name = self.reading.slice(hull(tree.of(core(one)))) if is_proper(one) else ""
            if one.lower_ in {"i", "we"} or this or is_publisher(self.reading.publisher, name):
                return True
        return False

    def _tree_before(self, parsed: Parsed) -> Parsed | None:
        """The sentence before, if it is of the same paragraph."""
        if parsed.number == 0:
            return None
        before = self.reading.parsed[parsed.number - 1]
        return before if before.paragraph == parsed.paragraph else None

    def _fitting(self, pronoun: str, at: int, own: Spans, depth: int) -> Speaker | None:
        """The last who fits: whoever the article speaks of, before those of whom others do."""
        told: list[Candidate] = []
        for one in self.before(at, own):
            if holding(self._reported, one.at) is not None:
                told.append(one)
            elif (found := self._fit(pronoun, one, depth)) is not None:
                return found
        return next((one for one in (self._fit(pronoun, t, depth) for t in told) if one), None)

    def _fit(self, pronoun: str, one: Candidate, depth: int) -> Speaker | None:
        found = self.speaker(one, depth)
        return found if found is not None and self.fits(pronoun, one, found) else None

    def _last_body(self, at: int) -> Speaker | None:
        """The last body that the text names before `at`."""
        named = (one for one in reversed(self.reading.mentions) if one.start < at and one.actor)
        for one in named:
            if not self.reading.is_person(one.actor):
                return self.of_body(one)
        return None

    def of_body(self, mention: Mention) -> Speaker:
        """The speaker that a body is where it is named."""
        link = ChainLink(mention.text, LinkRole.SPEAKER, start=mention.start, end=mention.end)
        return of_actor(self.reading.catalogue, link, str(mention.actor))

    def before(self, at: int, own: Spans) -> Iterator[Candidate]:
        """Who has been spoken of before `at`, the nearest first, each place once."""
        said = [one for one in self._said[-MAX_BACK:] if one.at < at]
        subjects = (Candidate(one.at, one.parsed, one.token) for one in self.references.before(at))
        outside = (
            one for one in (*subjects, *said) if not _inside(own, one.at) or self._leads(one, at)
        )
        found = {one.at: one for one in outside}
        yield from sorted(found.values(), key=lambda one: -one.at)

    def _leads(self, one: Candidate, at: int) -> bool:
        """'A miller puts it lower: the gate was shut, he said': who is named before the colon."""
        same = one.parsed.span.start <= one.at < at < one.parsed.span.end
        return same and ": " in self.reading.text[one.at : at]

    def speaker(self, one: Candidate, depth: int) -> Speaker | None:
        """Who `one` is, as it was resolved before or can be now."""
        known = self._known.get(one.at)
        return known if known is not None else self.resolve(one.parsed, one.token, depth + 1)

    def can_speak(self, token: Token, found: Speaker) -> bool:
        """Whether it is somebody or something that says things."""
        return sort_of(self.reading, self.words, self.people, token, found) != "thing"

    def named(self, person: Person | None) -> Speaker | None:
        """The speaker that a person of the document is."""
        return self.person(person) if person is not None else None

    def fits(self, pronoun: str, one: Candidate, found: Speaker) -> bool:
        """Whether `found`, spoken of as `one`, can be what the pronoun means."""
        sort = sort_of(self.reading, self.words, self.people, one.token, found)
        if sort not in FITTING[pronoun]:
            return False
        person = self.people.full_name(found.link.name)
        run = core(one.token) if is_proper(one.token) else []
        told = [*gender.signs(one.token, run), *(person.signs if person is not None else ())]
        return gender.fits(pronoun, told, self.words)


def _inside(spans: Spans, at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)

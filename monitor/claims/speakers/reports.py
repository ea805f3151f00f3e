"""Who reports whom: the attributions that count, resolved and nested.

Nested reports make one chain: 'C reported that A said B' is B by A through C. What a body is
reported to have promised, offered or welcomed stays inside the content of whoever reports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import child, children
from monitor.claims.meaning.heads import undone
from monitor.claims.speakers.names import is_proper
from monitor.claims.speakers.outlets import is_publisher
from monitor.claims.speakers.relays import Cited, cited, outer_links
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import Span, holding, hull, merged
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, CueClass, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

UNTOLD = frozenset({"in", "by", "from", "at", "on"})  # 'the report in the paper', 'by the agency'
# How many reports away one can stand that contains another: keeps nesting linear.
NEAR = 16
UNNAMED = re.compile(
    r"(?:for )?anonymity|(?:not )?to be (?:named|identified|called|quoted|photographed)\b"
    r"|to (?:remain|stay) (?:unnamed|anonymous|unidentified)"
    r"|(?:that )?(?:his|her|their|the) (?:\w+ )?(?:names?|identit(?:y|ies)) (?:not )?be\b"
)


@dataclass(slots=True)
class Told:
    """One attribution with what was resolved of it."""

    one: Attribution
    speaker: Speaker
    outer: tuple[ChainLink, ...]
    cited: Cited | None
    parent: Told | None = None
    inner: list[Told] = field(default_factory=list)


def reports(reading: Reading, words: Lexicon) -> list[Told]:
    """The reports of a document in order of their cues, each knowing what contains it."""
    speakers = Speakers(reading, words)
    told = list(_resolve(reading, speakers, words))
    _nest(told)
    return told


def _resolve(reading: Reading, speakers: Speakers, words: Lexicon) -> Iterator[Told]:
    labels = merged(
        span
        for one in reading.found
        if one.frame == "label" and _labels_somebody(reading, one, speakers, words)
        for span in one.content
    )
    for one in sorted(reading.found, key=lambda one: hull(one.cue).start):
        if not one.spoken or not one.source or not _uttered(reading, one, words):
            continue
        if holding(labels, hull(one.cue).start):
            continue
        if _unnamed(reading, one):
            continue
        if _of_a_thing(reading, one, words) or _of_nothing(reading, one, words):
            continue
        if _dismisses_somebody(reading, one, words) or _withholds(reading, one, words):
            continue
        speaker = speakers.of(one)
        if speaker is None:
            continue
        if one.frame == "label" and not _can_label(reading, one, speaker, words):
            continue
        outer = tuple(outer_links(reading, one, speakers, words))
        quoted = cited(reading, one, speakers, words)
        own = is_publisher(reading.publisher, speaker.link.name)
        if own and quoted is None:
            continue  # what the outlet itself says is no statement
        yield Told(one, speaker, outer, quoted)


def _unnamed(reading: Reading, one: Attribution) -> bool:
    """'who asked not to be named', 'asking that his name be left out': it tells of the source, not
    of a demand."""
    return UNNAMED.match(reading.slice(hull(one.content))) is not None


def _of_a_thing(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'The decision appealed to voters': what is no body, person or document says nothing."""
    if one.source_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.source_at]
    return head.tag_ in {"NN", "NNS"} and head.lower_ in words.list("abstracts")


def _of_nothing(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'dismissed the story' says that something was denied, but not what."""
    if one.cue_class is not CueClass.DENY or one.frame != "object" or one.content_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.content_at]
    claim = head.lemma_.lower() in words.list("claim_nouns")
    if one.lemma in words.list("of_claims"):  # 'shot down the idea', not 'shot down a drone'
        return not claim
    nouns = (head, *children(head, "conj"))
    claim = claim and all(noun.lemma_.lower() in words.list("claim_nouns") for noun in nouns)
    return claim and not any(_tells(below) for noun in nouns for below in noun.children)


def _tells(below: Token) -> bool:
    """Whether what hangs at 'the report' says what was reported, not who did or where."""
    if below.i < below.head.i:
        return False
    if below.dep_ == "prep":
        return below.lower_ not in UNTOLD
    return below.dep_ in {"acl", "relcl", "ccomp", "appos"} and below.tag_ != "VBN"


def _withholds(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'denied vaccines to migrants', 'denied them entry': nothing was said to be untrue."""
    if one.lemma != "deny" or one.frame != "object" or one.cue_at is None:
        return False
    doc = reading.parsed[one.sentence].doc
    cue = doc[one.cue_at]
    thing = doc[one.content_at].lower_ if one.content_at is not None else ""
    given = any(prep.lower_ == "to" for prep in children(cue, "prep", "dative"))
    return given or child(cue, "dative") is not None or thing in words.list("withheld")


def _dismisses_somebody(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'dismissed General X' is no denial."""
    if one.cue_class is not CueClass.DENY or one.frame != "object" or one.content_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.content_at]
    return is_proper(head) or head.pos_ == "PRON" or head.lower_ in words.list("roles")


def _labels_somebody(
    reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon
) -> bool:
    """Whether a label is an interviewer's or somebody's: under 'Rumour one: …' others speak."""
    if not one.spoken or one.source_at is None:
        return True
    parsed = reading.parsed[one.sentence]
    speaker = speakers.resolve(parsed, parsed.doc[one.source_at])
    return speaker is not None and _can_label(reading, one, speaker, words)


def _can_label(reading: Reading, one: Attribution, speaker: Speaker, words: Lexicon) -> bool:
    """A person or an organisation before a colon speaks; a place, a heading or a thing does not."""
    link = speaker.link
    head = reading.parsed[one.sentence].doc[one.source_at] if one.source_at is not None else None
    if link.actor:
        body = head is not None and head.lower_ in words.list("bodies")
        return body or reading.catalogue.actors[link.actor].kind not in {"state", "government"}
    # 'Karimi:' alone is somebody where an interviewer asks.
    asked = any(other.frame == "label" and not other.spoken for other in reading.found)
    if head is not None and head.pos_ == "NOUN" and not _speaking(head, words):
        return asked and head.text.istitle() and len(head) > 1
    return link.role is LinkRole.ANONYMOUS or " " in speaker.origin or asked


def _speaking(head: Token, words: Lexicon) -> bool:
    """Whether a common noun is one that speaks: 'drivers', 'a shopkeeper', not 'next report'."""
    named = ("roles", "privates", "reporters", "bodies", "outlet_nouns")
    if any(head.lower_ in words.list(name) for name in named):
        return True
    if head.lower_ in words.list("abstracts") | words.list("documents") | words.list("claim_nouns"):
        return False
    one_of_them = any(det.lower_ in {"a", "an", "one", "another"} for det in head.children)
    people = words.list("humans") | words.list("groups") | words.list("organisations")
    several = head.tag_ == "NNS" and (head.lemma_.lower() in people or bool(list(head.lefts)))
    return several or one_of_them


def _uttered(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """Reported as said: not denied to have been, not merely possible, not inside a quotation."""
    if one.cue_at is None:
        return True
    cue_span = hull(one.cue)
    if reading.quotations.around(cue_span.start) is not None:
        return False
    cue = reading.parsed[one.sentence].doc[one.cue_at]
    if cue.pos_ not in {"VERB", "AUX"}:
        return True
    unsaid = undone(cue) and one.cue_class is not CueClass.DENY
    if unsaid or _only_named(cue):
        return False
    first = _first_of(cue)
    if any(aux.tag_ in {"MD", "TO"} and aux.lower_ != "will" for aux in children(first, "aux")):
        beginning = first.head.lemma_.lower() in words.list("aspectual")
        return first.dep_ in {"xcomp", "advcl"} and beginning
    return True


def _first_of(cue: Token) -> Token:
    """'put' of 'to put your foot down and make clear that', whose 'to' it shares."""
    while cue.dep_ == "conj" and cue.tag_ == "VB" and not children(cue, "aux", "nsubj"):
        cue = cue.head
    return cue


def _only_named(cue: Token) -> bool:
    """'to stop threatening firms', 'shied away from condemning' do not say that anybody did so."""
    if cue.dep_ == "pcomp" and cue.head.lower_ in {"from", "without", "of", "against"}:
        return cue.tag_ == "VBG"
    inside = cue.dep_ in {"xcomp", "conj"} and cue.head.tag_ in {"VB", "VBG"}
    return cue.tag_ == "VBG" and inside


def _nest(told: Sequence[Told]) -> None:
    """The parent of each is the smallest content near it that holds its cue."""
    for index, one in enumerate(told):
        at = hull(one.one.cue)
        near = told[max(0, index - NEAR) : index + NEAR]
        holders = [
            other
            for other in near
            if other is not one
            and any(span.contains(at) for span in other.one.content)
            and _size(other.one.content) > _size(one.one.content)
        ]
        if holders:
            one.parent = min(holders, key=lambda other: _size(other.one.content))
            one.parent.inner.append(one)


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def kept_inside(reading: Reading, one: Told, words: Lexicon) -> bool:
    """Whether another's content keeps this one: a reported pledge, welcome or assurance."""
    if one.parent is None:
        return False
    if kept_inside(reading, one.parent, words):
        return True
    cue = one.one
    pledge = cue.frame != "clause" or cue.cue_class is CueClass.PROMISE
    if pledge and cue.lemma in words.list("evaluative") and cue.cue_class is not CueClass.DENY:
        return True
    if cue.lemma not in words.list("informing") or cue.addressee_at is None:
        return False
    actor = one.speaker.link.actor
    return _collective(reading, one) if actor is None else not reading.is_person(actor)


def _collective(reading: Reading, one: Told) -> bool:
    """Whether the speaker is a body by its members: 'Taliban leaders', not 'a Taliban leader'."""
    if not one.one.source:
        return False
    tokens = reading.parsed[one.one.sentence].at(hull(one.one.source))
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i == token.i or token.head.i not in inside]
    named = any(mention.actor for mention in reading.mentioned(hull(one.one.source)))
    return named and any(token.tag_ in {"NNS", "NNPS"} for token in heads)


def chain_of(told: Told, reading: Reading) -> tuple[tuple[ChainLink, ...], Speaker]:
    """The links, outermost first, and the speaker who is the origin."""
    links: list[ChainLink] = []
    above: list[Told] = []
    current: Told | None = told
    while current is not None:
        above.append(current)
        current = current.parent
    speaker = told.speaker
    for one in reversed(above):
        cue = hull(one.one.cue)
        links.extend(one.outer)
        links.append(replace(one.speaker.link, cue=reading.slice(cue)))
        speaker = one.speaker
        if one.cited is not None:
            links.append(one.cited.speaker.link)
            speaker = one.cited.speaker
    others = [link for link in links if not is_publisher(reading.publisher, link.name)]
    return _distinct(others or links), speaker


def _distinct(links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """Each link once: an outlet where it comes first, a speaker where he comes last."""
    kept: dict[tuple[str | None, ...], ChainLink] = {}
    for link in links:
        key = (link.actor, link.source) if link.actor or link.source else (link.name,)
        if link.role in {LinkRole.OUTLET, LinkRole.PLATFORM} and link is not links[-1]:
            kept.setdefault(key, link)
        else:
            first = kept.pop(key, link)
            kept[key] = first
    return tuple(kept.values())

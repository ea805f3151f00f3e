"""Who reports whom: the attributions that count, resolved and nested.

Nested reports make one chain: 'C reported that A said B' is B by A through C. What a body is
reported to have promised, offered or welcomed stays inside the content of whoever reports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.joining import tidy
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import child, children
from monitor.claims.speakers.citing import Cited, cited, cited_after
from monitor.claims.speakers.heard import heard
from monitor.claims.speakers.labelled import as_written, can_label
from monitor.claims.speakers.officers import officers
from monitor.claims.speakers.outlets import is_publisher
from monitor.claims.speakers.relays import as_quoted, outer_links
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.speakers.unsaid import tells_nothing, uttered
from monitor.claims.text.spans import Span, holding, hull, merged, without
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, CueClass, LinkRole

SHARES = frozenset(
    [
        "one",
        "ones",
        "others",
        "other",
        "first",
        "second",
        "last",
        "half",
        "rest",
        "third",
        "percent",
    ]
) | {"majority", "minority", "proportion", "dozens", "scores", "hundreds", "thousands", "many"}
QUESTIONS = frozenset({"why", "how", "when"})
# How many reports away one can stand that contains another: keeps nesting linear.
NEAR = 16


@dataclass(slots=True)
class Told:
    """One attribution with what was resolved of it; `heard` are ids of those it addresses, and
    `officers` places in its content where an office alone tells of somebody, with the id."""

    one: Attribution
    speaker: Speaker
    outer: tuple[ChainLink, ...]
    cited: Cited | None
    heard: tuple[str, ...] = ()
    officers: tuple[tuple[int, str], ...] = ()
    parent: Told | None = None
    inner: list[Told] = field(default_factory=list)


def reports(reading: Reading, words: Lexicon) -> list[Told]:
    """The reports of a document in order of their cues, each knowing what contains it."""
    speakers = Speakers(reading, words)
    told = list(_resolve(reading, speakers, words))
    _nest(told)
    return [one for one in told if not (_tells_of_himself(one) or _is_presupposed(reading, one))]


def _resolve(reading: Reading, speakers: Speakers, words: Lexicon) -> Iterator[Told]:
    labels = [
        one
        for one in reading.found
        if one.frame == "label" and _labels_somebody(reading, one, speakers, words)
    ]
    labelled = merged(span for one in labels for span in (*one.content, *one.source))
    for one in sorted(reading.found, key=lambda one: hull(one.cue).start):
        if not one.spoken or not one.source or not uttered(reading, one, words):
            continue
        if holding(labelled, hull(one.cue).start) or tells_nothing(reading, one, words):
            continue
        speaker = speakers.of(one)
        if speaker is None or not _can_speak(reading, one, speaker, words):
            continue
        if one.frame == "label":
            speaker = as_written(reading, one, speaker)
        outer = tuple(outer_links(reading, one, speakers, words))
        quoted = cited(reading, one, speakers, words)
        quoted = quoted or cited_after(reading, one, speaker, speakers, words)
        own = is_publisher(reading.publisher, speaker.link.name)
        if own and quoted is None:
            continue  # what the outlet itself says is no statement
        whole = _own_words(reading, one, speaker)
        addressed = heard(reading, one, speaker, words)
        told_of = officers(reading, whole, speaker, speakers.people, words)
        yield Told(whole, speaker, outer, quoted, addressed, told_of)


def _own_words(reading: Reading, one: Attribution, speaker: Speaker) -> Attribution:
    """'A miller puts it lower: the gate was shut, he said' without what leads to his words, and
    'The gate was shut, according to a miller, as quoted by Noor TV' without the relay."""
    whole = hull(one.content)
    colon = reading.text.find(": ", whole.start, whole.end)
    led = speaker.link.name in reading.text[whole.start : colon]
    if colon >= 0 and led and (speaker.link.start or 0) >= whole.end:
        # Only where a pronoun after it means who is named before the colon.
        return replace(one, content=without(one.content, [Span(whole.start, colon + 2)]))
    parsed = reading.parsed[one.sentence]
    source = parsed.doc[one.source_at] if one.source_at is not None else None
    for verb in as_quoted(source) if source is not None else ():
        relay = Span(hull(one.source).end, hull(parsed.of(verb.subtree)).end)
        content = tidy(reading.text, without(one.content, [relay]))
        return replace(one, content=content or one.content)
    return one


def _can_speak(reading: Reading, one: Attribution, speaker: Speaker, words: Lexicon) -> bool:
    """Whether the source of a label, or of a noun such as 'the report in X', is one that speaks."""
    if one.frame == "label":
        return can_label(reading, one, speaker, words)
    outlet = speaker.link.role is LinkRole.OUTLET
    if one.cue_class is CueClass.CITE and one.lemma in words.list("learning"):
        return outlet  # 'Al-Sahil has learned that': it tells what it was told
    return outlet or not (_only_placed(reading, one) or _is_thing(reading, one, speaker, words))


def _is_thing(reading: Reading, one: Attribution, speaker: Speaker, words: Lexicon) -> bool:
    """Whether what does the verb is nobody: 'Birthday wishes … and thanked', 'Talks suggest'."""
    if speaker.link.role is not LinkRole.ANONYMOUS or one.source_at is None or one.cue_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.source_at]
    named = head.text[:1].isupper() and head.tag_ == "NN"  # a surname, to some parses
    if head.pos_ != "NOUN" or named:
        return False
    if not one.frame.startswith(("clause", "object", "infinitive")):
        return False
    of = (child(prep, "pobj") for prep in children(head, "prep") if prep.lower_ == "of")
    parts = (*children(head, "compound", "nmod"), *(noun for noun in of if noun is not None))
    share = head.lower_ in SHARES or head.lower_.startswith("ex-")
    return not share and not any(names_speaker(noun, words) for noun in (head, *parts))


def _only_placed(reading: Reading, one: Attribution) -> bool:
    """'The report in London that': in what is no outlet, nobody reports."""
    if not one.frame.startswith("noun") or one.source_at is None:
        return False
    source = reading.parsed[one.sentence].doc[one.source_at]
    above = source.head if source.dep_ == "appos" else source
    return above.dep_ == "pobj" and above.head.lower_ in {"in", "on"}


def _labels_somebody(
    reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon
) -> bool:
    """Whether a label is an interviewer's or somebody's: under 'Rumour one: …' others speak."""
    if not one.spoken or one.source_at is None:
        return True
    parsed = reading.parsed[one.sentence]
    speaker = speakers.resolve(parsed, parsed.doc[one.source_at])
    return speaker is not None and can_label(reading, one, speaker, words)


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


def _tells_of_himself(one: Told) -> bool:
    """'He said he had counted nine', 'said he hoped that …': what he counts and hopes is said."""
    above = one.parent
    inward = one.one.frame.endswith("number") or one.one.cue_class is CueClass.BELIEVE
    if above is None or not inward:
        return False
    himself = one.speaker.origin == above.speaker.origin
    if himself:
        above.inner.remove(one)
    return himself


def _is_presupposed(reading: Reading, one: Told) -> bool:
    """'asked why the government had told the nation that': told within a question of why."""
    above = one.parent
    if above is None or above.one.cue_class is not CueClass.ASK or above.one.frame != "clause":
        return False
    if one.one.cue_at is None or one.one.sentence != above.one.sentence:
        return False
    cue = reading.parsed[one.one.sentence].doc[one.one.cue_at]
    within = any(mark.lower_ in QUESTIONS for mark in children(cue, "advmod"))
    if within:
        above.inner.remove(one)
    return within


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def kept_inside(reading: Reading, one: Told, words: Lexicon) -> bool:
    """Whether another's content keeps this one: a reported pledge, welcome or assurance."""
    if one.parent is None:
        return False
    above = one.parent.one
    denied = above.cue_class is CueClass.DENY and above.frame in {"clause", "object that"}
    if denied or kept_inside(reading, one.parent, words):
        return True  # 'denied that the party had proposed lessons': what was proposed was not
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
            links.extend((*one.cited.through, one.cited.speaker.link))
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

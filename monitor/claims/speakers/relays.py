"""The outer links that one sentence adds to its speaker: who was told, cited, or posted on.

`citing Y` puts Y behind the speaker; an outlet that was told or gave the interview, and a platform,
stand before it (only if the same sentence names them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import (
    Parsed,
    agent,
    ancestors,
    child,
    children,
    quoting_verb,
    subject,
    subtree,
)
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker, of_outlet
from monitor.domain import ChainLink, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token


FAR = 600  # code points back
PLATFORM_PREPS = frozenset({"on", "via", "through", "to"})


@dataclass(frozen=True, slots=True)
class Cited:
    """A 'citing Y' clause: whom it cites and where it stands, to be cut from contents."""

    speaker: Speaker
    span: Span


def outer_links(
    reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon
) -> Iterator[ChainLink]:
    """Links before the speaker: the outlet told or interviewing, then the platform."""
    if one.cue_at is None:
        return
    parsed = reading.parsed[one.sentence]
    cue = parsed.doc[one.cue_at]
    outlet = (
        _quoting(reading, parsed, one, speakers, words)
        or _told(reading, parsed, one, words)
        or _interviewer(reading, parsed, cue, words)
    )
    if outlet is not None:
        yield outlet
    platform = _platform(parsed, one, words)
    if platform is not None:
        yield platform


def _quoting(
    reading: Reading, parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """'Y, quoted by Z, said' and 'Z quoted Y as saying'."""
    if one.source_at is None or one.cue_at is None:
        return None
    above = quoting_verb(parsed.doc[one.cue_at])
    relay = subject(above) if above is not None else None
    if relay is not None:
        speaker = speakers.resolve(parsed, relay)
        return speaker.link if speaker is not None else None
    source = parsed.doc[one.source_at]
    for verb in children(source, "acl", "relcl", "advcl"):
        by = agent(verb)
        if by is not None and verb.lemma_.lower() in words.list("citing"):
            return _outlet(reading, parsed, by, words)
    return None


def _told(reading: Reading, parsed: Parsed, one: Attribution, words: Lexicon) -> ChainLink | None:
    if one.addressee_at is None:
        return None
    told = parsed.doc[one.addressee_at]
    return _outlet(reading, parsed, told, words) or _named_before(reading, parsed, told, words)


def _named_before(
    reading: Reading, parsed: Parsed, noun: Token, words: Lexicon
) -> ChainLink | None:
    """The outlet that 'told the channel' means: the last one named."""
    definite = any(det.lower_ == "the" for det in children(noun, "det"))
    if not definite or noun.lower_ not in words.list("outlet_nouns") or len(list(noun.lefts)) > 1:
        return None
    at = parsed.start + noun.idx
    before = reading.mentioned(Span(max(0, at - FAR), at))
    named = next((mention for mention in reversed(before) if mention.source), None)
    return of_outlet(reading.catalogue, named).link if named is not None else None


def _outlet(reading: Reading, parsed: Parsed, noun: Token, words: Lexicon) -> ChainLink | None:
    """The link of an outlet, known to the catalogue or by a word such as 'TV' in its name."""
    mention = reading.covering(parsed.start + noun.idx)
    if mention is None:
        run = core(noun) if is_proper(noun) else []
        named = any(token.lower_ in words.list("outlet_words") for token in run)
        if not named:
            return None
        span = hull(parsed.of(run))
        source = reading.catalogue.source_named(reading.slice(span))
        return ChainLink(
            reading.slice(span),
            LinkRole.OUTLET,
            canonical=source.name if source else None,
            source=source.slug if source else None,
            start=span.start,
            end=span.end,
        )
    return of_outlet(reading.catalogue, mention).link if mention.source else None


def _interviewer(reading: Reading, parsed: Parsed, cue: Token, words: Lexicon) -> ChainLink | None:
    """'said in an interview with Y', 'in remarks to Y', 'speaking to Y', 'told Y'."""
    for prep in _preps_near(cue, {"in", "during", "to", "with", "on", "by"}):
        noun = child(prep, "pobj")
        if noun is None:
            continue
        hosts = [noun] if noun.lemma_.lower() in words.list("interview_nouns") else []
        for host in hosts:
            for below in children(host, "prep", "dative"):
                target = child(below, "pobj")
                if below.lower_ in {"with", "to", "by", "on"} and target is not None:
                    link = _outlet(reading, parsed, target, words)
                    if link is not None:
                        return link
        link = None
        if prep.lower_ in {"to", "with", "by", "on"} and (prep.i > cue.i or prep.head.i != cue.i):
            link = _outlet(reading, parsed, noun, words)
        if link is not None:
            return link
    return None


def _preps_near(cue: Token, allowed: set[str]) -> Iterator[Token]:
    """Prepositions of the cue, of the verbs it hangs together with, and of their participles."""
    hosts = [cue, *children(cue, "advcl", "prep", "pobj", "dobj")]
    for host in list(hosts):
        hosts.extend(children(host, "pobj", "dobj") if host.dep_ in {"prep", "advcl"} else [])
    if cue.dep_ in {"conj", "advcl", "xcomp"}:
        hosts.append(cue.head)
    for host in hosts:
        if host.dep_ == "prep" and host.lower_ in allowed:
            yield host
        for prep in children(host, "prep", "dative"):
            if prep.lower_ in allowed:
                yield prep


def _platform(parsed: Parsed, one: Attribution, words: Lexicon) -> ChainLink | None:
    """'posted on X', 'in a message sent on Telegram': outside the content and the source."""
    names = words.list("platforms")
    for token in parsed.doc:
        if token.lower_ not in names or not token.text[:1].isupper() or token.i == 0:
            continue
        span = hull(parsed.of([token]))
        inside = any(other.overlaps(span) for other in (*one.content, *one.source))
        if inside and not _set_apart(token, words):
            continue
        near = {before.lower_ for before in token.doc[max(0, token.i - 4) : token.i]}
        if near & PLATFORM_PREPS:
            return ChainLink(token.text, LinkRole.PLATFORM, start=span.start, end=span.end)
    return None


def _set_apart(token: Token, words: Lexicon) -> bool:
    """'…, in a statement sent on Telegram': how it was said, though it stands in the content."""
    for noun in ancestors(token):
        if noun.lower_ in words.list("occasions") and noun.head.dep_ == "prep":
            return noun.head.i > 0 and noun.head.nbor(-1).text == ","
    return False


def cited(reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon) -> Cited | None:
    """Whom the reporter of `one` cites, if a participle near its cue or source says so."""
    if one.cue_at is None:
        return None
    parsed = reading.parsed[one.sentence]
    for token in parsed.doc:
        if token.tag_ != "VBG" or token.lemma_.lower() not in words.list("citing"):
            continue
        target = child(token, "dobj")
        if target is None or not _belongs(token, one):
            continue
        speaker = speakers.resolve(parsed, target)
        if speaker is None:
            continue
        cue = hull(parsed.of([token]))
        link = replace(speaker.link, cue=reading.slice(cue))
        return Cited(replace(speaker, link=link), hull(parsed.of(_citation(token, target))))
    return None


def _citation(citing: Token, target: Token) -> list[Token]:
    """'citing Y' without a 'that …' after its comma, which is what was reported."""
    below = subtree(citing)
    comma = next((token.i for token in below if token.i > target.i and token.text == ","), None)
    return [token for token in below if comma is None or token.i < comma]


def _belongs(citing: Token, one: Attribution) -> bool:
    """The nearest attribution above the participle owns it."""
    return any(head.i in (one.cue_at, one.source_at) for head in ancestors(citing))

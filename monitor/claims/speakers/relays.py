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
from monitor.claims.english.frames import TIMES
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
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.extent import SPEAKING
from monitor.claims.speakers.heads import antecedent
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker, of_unlisted_outlet
from monitor.domain import ChainLink, LinkRole
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    yield from _relaying(parsed, one, speakers, words)
    outlet = (
        _quoting(parsed, one, speakers, words)
        or _told(parsed, one, speakers)
        or _interviewer(parsed, cue, speakers, words)
        or _periodical(reading, parsed, cue, words)
    )
    if outlet is not None:
        yield outlet
    platform = _platform(reading, parsed, one, words)
    if platform is not None:
        yield platform


def _quoting(
    parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """'Y, quoted by Z, said' and 'Z quoted Y as saying'."""
    if one.source_at is None or one.cue_at is None:
        return None
    relay = _quoter(parsed.doc[one.cue_at])
    if relay is not None:
        speaker = speakers.resolve(parsed, relay)
        return _link(speaker)
    source = parsed.doc[one.source_at]
    for verb in children(source, "acl", "relcl", "advcl"):
        by = agent(verb)
        if by is not None and verb.lemma_.lower() in words.list("citing"):
            return _link(speakers.outlets.of(parsed, by))
    return None


def _quoter(cue: Token) -> Token | None:
    """Z of 'Z quoted Y as saying', also where a parser took 'quotes' for a noun."""
    above = quoting_verb(cue)
    if above is None or child(above, "auxpass"):
        return subject(above) if above is not None else None
    before = above.nbor(-1) if above.i > 0 else above
    named = before.text[:1].isupper() and before.pos_ not in {"PUNCT", "AUX", "ADP", "ADV"}
    return subject(above) or (before if named else None)


def _relaying(
    parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> Iterator[ChainLink]:
    """Z of 'Z relayed a bulletin of W that had quoted Y as saying'."""
    relay = _quoter(parsed.doc[one.cue_at]) if one.cue_at is not None else None
    noun = antecedent(relay, words) if relay is not None else None
    while noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in {"of", "by", "from"}:
        noun = noun.head.head
    if noun is None or noun.dep_ != "dobj" or noun.head.lemma_ not in words.list("relaying"):
        return
    first = subject(noun.head)
    link = _link(speakers.outlets.of(parsed, first)) if first is not None else None
    if link is not None:
        yield link


def _told(parsed: Parsed, one: Attribution, speakers: Speakers) -> ChainLink | None:
    """The outlet that was told: by its name, or as 'the channel' that was named before."""
    cue = parsed.doc[one.cue_at] if one.cue_at is not None else None
    told = parsed.doc[one.addressee_at] if one.addressee_at is not None else None
    told = told or (child(cue, "dative", "dobj") if cue is not None else None)
    if told is None:
        return None
    definite = any(det.lower_ == "the" for det in children(told, "det"))
    found = speakers.outlets.of(parsed, told)
    if found is None and definite and speakers.outlets.is_noun(told):
        found = speakers.outlets.meant(parsed, told)
    return found.link if found is not None else None


def _link(speaker: Speaker | None) -> ChainLink | None:
    return speaker.link if speaker is not None else None


def _interviewer(
    parsed: Parsed, cue: Token, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
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
                    link = _link(speakers.outlets.of(parsed, target))
                    if link is not None:
                        return link
        link = None
        if prep.lower_ != "during" and (prep.i > cue.i or prep.head.i != cue.i):
            link = _link(speakers.outlets.of(parsed, noun))
        if link is not None:
            return link
    return None


def _periodical(reading: Reading, parsed: Parsed, cue: Token, words: Lexicon) -> ChainLink | None:
    """'wrote in As-Safir that': what one writes in, if no place, is a paper."""
    if cue.lemma_.lower() not in words.list("writing"):
        return None
    for prep in children(cue, "prep"):
        noun = child(prep, "pobj")
        if prep.lower_ != "in" or noun is None or not is_proper(noun):
            continue
        span = hull(parsed.of(core(noun)))
        name = reading.slice(span)
        place = vocabulary().place(tuple(fold(word) for word in name.split()), "en")
        if place is None and not reading.mentioned(span) and noun.lower_ not in TIMES:
            return of_unlisted_outlet(reading.catalogue, name, span).link
    return None


def _preps_near(cue: Token, allowed: set[str]) -> Iterator[Token]:
    """Prepositions of the cue, of the verbs it hangs together with, and of their participles."""
    hosts = [cue, *children(cue, "advcl", "prep", "pobj", "dobj")]
    for host in list(hosts):
        hosts.extend(children(host, "pobj", "dobj") if host.dep_ in {"prep", "advcl"} else [])
    hosts += [verb for host in hosts[1:] for verb in children(host, "acl") if host.pos_ == "NOUN"]
    speaking = subject(cue)
    if speaking is not None:  # 'the official, speaking to Y, said'
        hosts += [verb for verb in children(speaking, "acl", "advcl") if verb.lower_ in SPEAKING]
    if cue.dep_ in {"conj", "advcl", "xcomp"}:
        hosts.append(cue.head)
    for host in hosts:
        if host.dep_ == "prep" and host.lower_ in allowed:
            yield host
        for prep in children(host, "prep", "dative", "agent"):
            if prep.lower_ in allowed:
                yield prep


def _platform(
    reading: Reading, parsed: Parsed, one: Attribution, words: Lexicon
) -> ChainLink | None:
    """'posted on X', 'in a message sent on Telegram': where it was said, not what."""
    for token in parsed.doc:
        name = _platform_name(token, words)
        if name is None or token.i == 0:
            continue
        span = Span(parsed.start + token.idx, parsed.start + token.idx + len(name))
        inside = any(other.overlaps(span) for other in one.content)
        if inside and not _set_apart(token, words):
            continue
        near = {before.lower_ for before in token.doc[max(0, token.i - 4) : token.i]}
        if near & PLATFORM_PREPS and _tells_of(reading, token, one):
            return ChainLink(name, LinkRole.PLATFORM, start=span.start, end=span.end)
    return None


def _platform_name(token: Token, words: Lexicon) -> str | None:
    """'X', 'Telegram', 'Truth Social'."""
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    for name in (f"{token.text} {after.rstrip('.')}", token.text.rstrip(".")):
        if name[:1].isupper() and name.lower().replace(" ", "-") in words.list("platforms"):
            return name
    return None


def _tells_of(reading: Reading, token: Token, one: Attribution) -> bool:
    """Whether `token` belongs to the reporting clause of `one`, or to one with its subject.

    Of several cues in a sentence, the first above the token in the tree owns it, else the nearest.
    """
    others = {
        other.cue_at: other
        for other in reading.found
        if other.sentence == one.sentence and other.cue_at is not None and other.spoken
        if token.doc[other.cue_at].pos_ == "VERB" or other.cue_at == one.cue_at
    }
    owner = next((others[head.i] for head in ancestors(token) if head.i in others), None)
    if owner is None:
        owner = others[min(others, key=lambda at: abs(at - token.i))] if others else one
    return owner is one or owner.cue_at == one.cue_at or owner.source_at == one.source_at


def _set_apart(token: Token, words: Lexicon) -> bool:
    """'in a post on X', '…, in a statement sent on Telegram': how it was said, though it stands in
    the content."""
    for noun in ancestors(token):
        if noun.lower_ in words.list("occasions") and noun.head.dep_ == "prep":
            comma = noun.head.i > 0 and noun.head.nbor(-1).text == ","
            return comma or noun.lower_ in words.list("postings")
    return False


def cited(reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon) -> Cited | None:
    """Whom the reporter of `one` cites: 'citing Y', 'which quoted Y', 'on the word of Y'."""
    if one.cue_at is None:
        return None
    parsed = reading.parsed[one.sentence]
    for token in parsed.doc:
        target = _whom(token, one, words)
        if target is None:
            continue
        speaker = speakers.resolve(parsed, target)
        if speaker is None or not speakers.antecedents.can_speak(target, speaker):
            continue
        cue = hull(parsed.of([token]))
        link = replace(speaker.link, cue=reading.slice(cue))
        return Cited(replace(speaker, link=link), hull(parsed.of(_citation(token, target))))
    return None


def _whom(token: Token, one: Attribution, words: Lexicon) -> Token | None:
    """The noun that `token` cites for `one`."""
    if token.lemma_.lower() in words.list("citing") and token.pos_ == "VERB":
        if token.i == one.cue_at or not (token.tag_ == "VBG" or token.dep_ == "relcl"):
            return None
        if any(below.lower_ == "as" for below in children(token, "prep", "mark")):
            return None  # 'quoting Y as saying' reports by itself
        return (child(token, "dobj") or _after(token, "from")) if _belongs(token, one) else None
    if token.lower_ in words.list("grounds") and token.dep_ == "pobj":
        near = token.head.lower_ == "on" and _belongs(token, one)
        return _after(token, "of") if near else None
    return None


def _after(token: Token, preposition: str) -> Token | None:
    prep = next((one for one in children(token, "prep") if one.lower_ == preposition), None)
    return child(prep, "pobj") if prep is not None else None


def _citation(citing: Token, target: Token) -> list[Token]:
    """'citing Y' without a 'that …' after its comma, which is what was reported."""
    below = subtree(citing)
    comma = next((token.i for token in below if token.i > target.i and token.text == ","), None)
    return [token for token in below if comma is None or token.i < comma]


def _belongs(citing: Token, one: Attribution) -> bool:
    """The nearest attribution above the participle owns it."""
    return any(head.i in (one.cue_at, one.source_at) for head in ancestors(citing))

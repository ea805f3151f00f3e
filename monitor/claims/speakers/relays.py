"""The outer links that one sentence adds to its speaker: who was told, cited, or posted on.

`citing Y` puts Y behind the speaker; an outlet that was told or gave the interview, and a platform,
stand before it (only if the same sentence names them).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.frames import TIMES
from monitor.claims.english.quoting import quoting_verb
from monitor.claims.english.subjects import heard_from, subject
from monitor.claims.english.syntax import Parsed, agent, ancestors, child, children
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.speakers.extent import SPEAKING
from monitor.claims.speakers.heads import antecedent
from monitor.claims.speakers.hearers import hearer
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.platforms import PLATFORM_PREPS, platform_name, posted_on
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import hull
from monitor.claims.voices import Speaker, of_unlisted_outlet
from monitor.domain import ChainLink, LinkRole
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

PUBLISHING = frozenset({"publish", "interview", "carry", "broadcast", "air", "obtain"})
NEW = frozenset({"a", "an", "one"})


def outer_links(
    reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon
) -> Iterator[ChainLink]:
    """Links before the speaker: the outlet told or interviewing, then the platform."""
    parsed = reading.parsed[one.sentence]
    if one.cue_at is None:
        yield from _labelled(parsed, one, speakers, words)
        return
    cue = parsed.doc[one.cue_at]
    if through := _quoting_through(parsed, cue, speakers, words):
        yield from through
        return
    yield from _relaying(parsed, one, speakers, words)
    outlet = (
        _quoting(reading, parsed, one, speakers, words)
        or _told(reading, parsed, one, speakers, words)
        or _told_before(reading, parsed, one, speakers, words)
        or _interviewer(reading, parsed, cue, speakers, words)
        or _periodical(reading, parsed, cue, words)
    )
    if outlet is not None:
        yield outlet
    posted = posted_on(reading, parsed, one, words)
    if posted is not None:
        yield posted


def _labelled(
    parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> Iterator[ChainLink]:
    """'X, on Telegram: …' and 'X to Noor TV: …': where a label says it was said."""
    for token in parsed.at(hull(one.source)):
        before = token.nbor(-1).lower_ if token.i > 0 else ""
        name = platform_name(token, words)
        start = parsed.start + token.idx
        if name is not None and before in PLATFORM_PREPS:
            yield ChainLink(name, LinkRole.PLATFORM, start=start, end=start + len(name))
            return
        outlet = speakers.outlets.of(parsed, token) if token.dep_ == "pobj" else None
        if outlet is not None and token.i != one.source_at and token.head.lower_ in {"on", "to"}:
            yield outlet.link
            return


def _quoting(
    reading: Reading, parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """'Y, quoted by Z, said' and 'Z quoted Y as saying'."""
    if one.source_at is None or one.cue_at is None:
        return None
    relay = _quoter(parsed.doc[one.cue_at])
    if relay is not None:
        named = speakers.outlets.latest(parsed, relay) if relay.lower_ == "it" else None
        return _link(named or speakers.resolve(parsed, relay))
    source = parsed.doc[one.source_at]
    for verb in (*children(source, "acl", "relcl", "advcl"), *as_quoted(source)):
        by = agent(verb)
        if by is not None and verb.lemma_.lower() in words.list("citing") | PUBLISHING:
            outlet = _outlet(parsed, by, speakers)
            near = child(verb, "agent")
            if outlet is None and near is not None:
                outlet = hearer(reading, parsed, near, speakers.people, words)
            return _link(outlet)
    return None


def as_quoted(source: Token) -> Iterator[Token]:
    """'quoted' of 'according to Y, as quoted by Z', wherever the parser hung it."""
    end = max(one.i for one in source.subtree) + 1
    for token in source.doc[end : end + 4]:
        if token.tag_ == "VBN" and token.nbor(-1).lower_ in {"as", ","} and agent(token):
            yield token


def _outlet(parsed: Parsed, noun: Token, speakers: Speakers) -> Speaker | None:
    """An outlet by its name, or 'the channel' that was named before."""
    found = speakers.outlets.of(parsed, noun)
    definite = any(det.lower_ == "the" for det in children(noun, "det"))
    if found is not None or not speakers.outlets.is_noun(noun) or noun.tag_ != "NN":
        return found
    if definite:
        return speakers.outlets.meant(parsed, noun)
    new = any(det.lower_ in NEW for det in children(noun, "det"))
    return speakers.resolve(parsed, noun) if new else None  # 'told a private channel'


def _quoter(cue: Token) -> Token | None:
    """Z of 'Z quoted Y as saying', also where a parser took 'quotes' for a noun."""
    above = quoting_verb(cue)
    if above is None or child(above, "auxpass"):
        return subject(above) if above is not None else None
    before = above.nbor(-1) if above.i > 0 else above
    named = before.text[:1].isupper() and before.pos_ not in {"PUNCT", "AUX", "ADP", "ADV"}
    return subject(above) or (before if named else None)


def _quoting_through(
    parsed: Parsed, cue: Token, speakers: Speakers, words: Lexicon
) -> tuple[ChainLink, ...]:
    """Z and W of 'Z, citing W, quoted Y as saying'."""
    relay = _quoter(cue)
    hung = (*children(relay, "acl"), *children(relay.head, "advcl")) if relay is not None else ()
    for verb in (one for one in hung if one.i < cue.i):
        cites = verb.tag_ == "VBG" and verb.lemma_.lower() in words.list("citing")
        through = child(verb, "dobj") if cites else None
        if relay is not None and through is not None:
            links = (_link(speakers.resolve(parsed, noun)) for noun in (relay, through))
            return tuple(link for link in links if link is not None)
    return ()


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


def _told(
    reading: Reading, parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """The outlet that was told, or heard it from the speaker: by its name, or as 'the channel'
    that was named before."""
    cue = parsed.doc[one.cue_at] if one.cue_at is not None else None
    if cue is not None and heard_from(cue) is not None:
        hearing = (_outlet(parsed, noun, speakers) for noun in children(cue, "nsubj"))
        return _link(next((outlet for outlet in hearing if outlet is not None), None))
    told = parsed.doc[one.addressee_at] if one.addressee_at is not None else None
    if one.frame in {"predicate", "object as"}:
        return None  # 'described the paper as …'
    about = one.frame.startswith("object")  # 'accused the paper of …' told it nothing
    told = told or (child(cue, "dative", "dobj") if cue is not None and not about else None)
    outlet = _outlet(parsed, told, speakers) if told is not None else None
    if outlet is None and cue is not None and cue.lower_ in {"told", "tells"}:
        outlet = hearer(reading, parsed, cue, speakers.people, words)
    return _link(outlet)


def _told_before(
    reading: Reading, parsed: Parsed, one: Attribution, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """'X told Y that A, adding that B' and 'X told Y that A and warned Z': Y heard both."""
    cue = parsed.doc[one.cue_at] if one.cue_at is not None else None
    if cue is None or cue.dep_ not in {"advcl", "conj"}:
        return None
    for other in reading.found:
        first = other.sentence == one.sentence and other.cue_at == cue.head.i < cue.i
        if first and other.source_at == one.source_at:
            return _told(reading, parsed, other, speakers, words)
    return None


def _link(speaker: Speaker | None) -> ChainLink | None:
    return speaker.link if speaker is not None else None


def _interviewer(
    reading: Reading, parsed: Parsed, cue: Token, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """'said in an interview with Y', 'in remarks to Y', 'speaking to Y', 'told Y'."""
    for prep in _preps_near(cue, {"in", "during", "to", "with", "on", "by"}, words):
        noun = child(prep, "pobj")
        if noun is None:
            continue
        if (link := _in_interview(reading, parsed, noun, speakers, words)) is not None:
            return link
        if prep.head.dep_ == "dobj" and prep.head.lemma_.lower() in words.list("claim_nouns"):
            continue  # 'denied a report in X that': X did not hear the denial
        if prep.lower_ != "during" and (prep.i > cue.i or prep.head.i != cue.i):
            outlet = speakers.outlets.of(parsed, noun)
            speaking = prep.head.lower_ in SPEAKING and prep.lower_ in {"to", "on"}
            if outlet is None and speaking:
                outlet = hearer(reading, parsed, prep, speakers.people, words)
            if outlet is not None:
                return outlet.link
    return None


def _in_interview(
    reading: Reading, parsed: Parsed, noun: Token, speakers: Speakers, words: Lexicon
) -> ChainLink | None:
    """Y of 'an interview with Y', 'remarks to Y' and 'a letter to Y'."""
    if noun.lemma_.lower() not in words.list("interview_nouns") | words.list("utterances"):
        return None
    for below in children(noun, "prep", "dative"):
        target = child(below, "pobj")
        if below.lower_ in {"with", "to", "by", "on"} and target is not None:
            outlet = speakers.outlets.of(parsed, target)
            outlet = outlet or hearer(reading, parsed, below, speakers.people, words)
            if outlet is not None:
                return outlet.link
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


def _preps_near(cue: Token, allowed: set[str], words: Lexicon) -> Iterator[Token]:
    """Prepositions of the cue, of the verbs it hangs together with, and of their participles."""
    hosts = [cue, *children(cue, "advcl", "prep", "pobj", "dobj")]
    for host in list(hosts):
        hosts.extend(children(host, "pobj", "dobj") if host.dep_ in {"prep", "advcl"} else [])
    hosts += [verb for host in hosts[1:] for verb in children(host, "acl") if host.pos_ == "NOUN"]
    speaking = subject(cue)
    if speaking is not None:  # 'the official, speaking to Y, said'
        hosts += [verb for verb in children(speaking, "acl", "advcl") if verb.lower_ in SPEAKING]
        talks = words.list("interview_nouns") | words.list("utterances")  # 'X, in a letter to Y,'
        hosts += [
            prep
            for prep in children(speaking, "prep")
            if (noun := child(prep, "pobj")) is not None and noun.lemma_.lower() in talks
        ]
    above = (verb for host in ancestors(cue) for verb in children(host, "advcl"))
    hosts += [verb for verb in above if verb.lower_ in SPEAKING]
    if cue.dep_ in {"conj", "advcl", "xcomp"}:
        hosts.append(cue.head)
    for host in hosts:
        if host.dep_ == "prep" and host.lower_ in allowed:
            yield host
        for prep in children(host, "prep", "dative", "agent"):
            if prep.lower_ in allowed:
                yield prep

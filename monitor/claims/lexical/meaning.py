"""Event, modality and polarity of a Persian, Pashto or Arabic proposition, by word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.claims.document import Reading
from monitor.claims.lexical import denials, details
from monitor.claims.lexical.coming import has, is_coming, is_urged, never_will, pledged, we_act
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.events import event_of, without_names
from monitor.claims.lexical.words import folded, listed, phrases
from monitor.claims.text.dates import Dated
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import CueClass, Event, LinkRole, Modality, Polarity

CLASS_MODALITY = {
    CueClass.DENY: Modality.DENIED,
    CueClass.ORDER: Modality.URGED,
    CueClass.PROMISE: Modality.PROMISED,
    CueClass.THREATEN: Modality.THREATENED,
    CueClass.ASK: Modality.QUESTIONED,
}
HARM = frozenset({Event.ASSAULT, Event.SANCTION, Event.COERCE, Event.THREATEN})
BLAME = HARM | {Event.REJECT}
BAD = (HARM - {Event.COERCE}) | {Event.ACCUSE, Event.PROTEST, Event.REJECT}
OWN_ACTS = frozenset(Event) - BAD  # what one promises; to expel people is a promise too
UNVALUED = (None, Event.THREATEN, Event.REJECT)  # 'warned of', 'did not rule out'
SPOKEN = frozenset({CueClass.CLAIM, CueClass.SAY})
ITSELF = re.compile(r"(?<!\w)[بل]?(?:ان|لان)(?:ه|ها|هم|نا|ني)\s*:?\s*[«\"]?$")  # Arabic 'إنها لن'
QUESTION = ("؟", "?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields of a statement that come from its content."""

    modality: Modality
    polarity: Polarity
    event: Event | None
    trigger: str | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    numbers: tuple[str, ...]
    condition: str | None


def meaning(
    reading: Reading,
    plain: str,
    span: Span,
    cue: Cue,
    language: str,
    *,
    speaker: Speaker | None = None,
    dates: tuple[Dated, ...] = (),
    doer: str | None = None,
) -> Meaning:
    """What the content `span`, reported by `cue`, says. `plain` is the folded text; `doer` is who
    acts where the matcher names nobody."""
    text = plain[slice(*span)]
    said = plain[slice(*cue.span)]
    agents, targets = details.roles(reading, plain, span, language)
    if doer is not None and doer not in agents:
        agents, targets = (doer,), tuple(one for one in (*agents, *targets) if one != doer)
    condition = details.condition(reading, plain, span, language)
    bare = without_names(reading, span, text)
    main = _without(text, text, condition)
    event, trigger = _event(_without(bare, text, condition), said, cue, language)
    deed = event  # what hangs on a condition is promised, not the condition
    if event is None and condition is not None:
        event, trigger = _event(bare, said, cue, language)
    event = _as_put(event, trigger, text, said, cue, language)
    refused = denials.refuses(said, text, cue.kind, language)
    event = Event.REJECT if refused else event
    trigger = trigger if event else None
    told = denials.main_clause(main, language)
    negative = has(told, "negations", language) or denials.undone(main, language)
    negative = negative and not has(text, "except", language)
    own = speaker is None or has(main, "we", language) or _own(reading, agents, speaker, language)
    own = own and not (language == "ar" and not agents and _only_told(reading, speaker, main))
    itself = language == "ar" and ITSELF.search(plain, 0, span.start) is not None
    own = own or itself
    acting = bool(agents) or itself or _of_body(text, language) or we_act(main, language)
    ours = own and not _is_outlet(speaker) and acting
    official = speaker is not None and bool(speaker.actors)
    known = official or speaker is None or denials.in_office(speaker, language)
    within = speaker is not None and bool(_belonging(reading, speaker))
    modality = _modality(
        text, said, cue, deed, language, negative=negative, own=own, ours=ours,
        known=known or within, condition=condition,
    )  # fmt: skip
    modality = Modality.ASSERTED if refused else modality
    speaks = (known or within) and not _is_outlet(speaker) and not has(text, "except", language)
    if modality is Modality.ASSERTED and speaks:
        denied = denials.disowned(text, language, known=known, official=official)
        modality = Modality.DENIED if denied else modality
    if modality is Modality.URGED:
        event = Event.REQUEST
    elif modality is Modality.THREATENED:
        event = Event.THREATEN
    return Meaning(
        modality=modality,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        event=event,
        trigger=trigger,
        agents=agents,
        targets=targets,
        places=details.places(reading, plain, span, language),
        numbers=details.numbers(plain, span, language, dates),
        condition=condition,
    )


def _without(said: str, text: str, condition: str | None) -> str:
    """`said`, a form of `text` of the same length, with blanks for the clause it hangs on."""
    if condition is None or (at := text.find(folded(condition))) < 0:
        return said
    return said[:at] + " " * len(condition) + said[at + len(condition) :]


def _event(bare: str, said: str, cue: Cue, language: str) -> tuple[Event | None, str | None]:
    """A content that is praised or condemned is praise or blame; else the content's own event."""
    if cue.kind in SPOKEN:
        event, trigger = event_of(said, language)
        valued = event not in UNVALUED and cue.frame in ("object", "with")
        if event is Event.ACCUSE or valued:
            return event, trigger
    denied = Event.REJECT if cue.kind is CueClass.DENY else None
    event, trigger = event_of(bare, language, but=denied)
    if event is None and cue.frame == "object" and denied is None:
        return event_of(said, language)
    return event, trigger


def _as_put(
    event: Event | None, trigger: str | None, text: str, said: str, cue: Cue, language: str
) -> Event | None:
    """The event as the cue and the frame of the content put it: blame, a question, a state."""
    if cue.kind is CueClass.CLAIM and said.removeprefix("و") in listed(language, "charging"):
        return Event.ACCUSE
    if trigger in listed(language, "troops") and _states(text, language):
        return None  # 'we need no fighters': nobody moves
    asked = _asked(text, cue, language)
    if asked is not None:
        return Event.ACCUSE if asked else None
    calls = event in BLAME and phrases(language, "calling").search(said) is not None
    return Event.ACCUSE if calls else event  # 'وصف X القصف بأنه «عدوان»'


def _asked(text: str, cue: Cue, language: str) -> bool | None:
    """Whether a question reproaches ('why do they hide it?'); None where it may ask of a deed."""
    if cue.kind is not CueClass.ASK and not text.rstrip(' "»”').endswith(QUESTION):
        return None
    if has(text, "reproaches", language):
        return True
    return False if has(text, "wonders", language) else None


def _own(reading: Reading, agents: tuple[str, ...], speaker: Speaker, language: str) -> bool:
    """Whether the doer is not some other side than the speaker's; an outlet hands on a pledge, and
    who has left an office speaks for it no more."""
    catalogue = reading.catalogue
    former = set(folded(speaker.link.name).split()) & listed(language, "former")
    speaking = {*speaker.actors, *(() if former else _belonging(reading, speaker))}
    own = {body for actor in speaking for body in catalogue.bodies(actor)}
    doers = {catalogue.party_of(agent) for agent in agents}
    named = {catalogue.names([doer])[0] for doer in doers}
    if not doers or speaker.party in named or speaker.link.role is LinkRole.OUTLET:
        return True
    return bool(doers & own)


def _states(text: str, language: str) -> bool:
    return any(has(text, name, language) for name in ("statives", "being"))


def _only_told(reading: Reading, speaker: Speaker | None, text: str) -> bool:
    """Arabic: whether nobody's own side acts: things move, or one speaks who speaks for nobody."""
    if has(text, "we", "ar"):
        return False
    head = [word.removeprefix("ال") for word in text.split()[:2]]
    if any(word in listed("ar", "inert") for word in head):
        return True
    anonymous = speaker is not None and speaker.link.role is LinkRole.ANONYMOUS
    return (
        anonymous and speaker is not None and not (speaker.actors or _belonging(reading, speaker))
    )


def _of_body(text: str, language: str) -> bool:
    """'الحركة ستفتح', 'این جنبش …': the body that is spoken of is the doer."""
    first = text.split()[:2]
    if any(word in listed(language, "own_country") for word in first):
        return True
    return any(word.removeprefix("ال") in listed(language, "bodies") for word in first)


def _is_outlet(speaker: Speaker | None) -> bool:
    return speaker is None or speaker.link.role is LinkRole.OUTLET


def _belonging(reading: Reading, speaker: Speaker) -> set[str]:
    """Whose an unnamed source is by its own words: 'مصدر في الجيش الإيراني'."""
    link = speaker.link
    if link.role is not LinkRole.ANONYMOUS or link.start is None or link.end is None:
        return set()
    return {m.actor for m in reading.mentioned(Span(link.start, link.end)) if m.actor}


def _modality(
    text: str,
    said: str,
    cue: Cue,
    event: Event | None,
    language: str,
    *,
    negative: bool,
    own: bool,
    ours: bool,
    known: bool,
    condition: str | None,
) -> Modality:
    if cue.kind in CLASS_MODALITY:
        vowed = cue.kind is CueClass.PROMISE and event is Event.ASSAULT
        return Modality.THREATENED if vowed else CLASS_MODALITY[cue.kind]
    if text.rstrip(' "»”').endswith(QUESTION):
        return Modality.QUESTIONED
    coming = is_coming(text, language, condition=condition)
    answered = known and has(text, "answered", language)
    marks = (
        (has(text, "untrue", language), Modality.DENIED),
        (has(text, "threats", language) and (own or answered), Modality.THREATENED),
        (is_urged(text, language), Modality.URGED),
        (has(said, "assuring", language) and coming, Modality.PROMISED),
        (never_will(event, text, language) and negative and ours, Modality.PROMISED),
        (pledged(text, language), Modality.DENIED if negative else Modality.PROMISED),
    )
    for marked, modality in marks:
        if marked:
            return modality
    if negative and event not in (None, Event.REJECT):
        told = denials.main_clause(text, language)
        flat = known or any(has(told, name, language) for name in ("never", "not_one"))
        plain = has(text, "statives", language) or not flat
        return Modality.ASSERTED if plain else Modality.DENIED
    return _of_future(event, text, language, ours=ours) if coming and own else Modality.ASSERTED


def _of_future(event: Event | None, text: str, language: str, *, ours: bool) -> Modality:
    """What one's own side will do is promised or threatened, even where no event has a name."""
    if event is Event.COERCE and listed(language, "expulsions"):
        expels = has(text, "expulsions", language)
        return Modality.PROMISED if expels else Modality.THREATENED
    if event in OWN_ACTS or (event is None and ours and not has(text, "being", language)):
        return Modality.PROMISED
    return Modality.THREATENED if event in HARM else Modality.ASSERTED

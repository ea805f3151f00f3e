"""How a Persian, Pashto or Arabic proposition is put: asserted, promised, threatened, denied …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.claims.document import Reading
from monitor.claims.lexical import denials
from monitor.claims.lexical.coming import has, is_coming, is_urged, never_will, pledged, we_act
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.words import folded, listed
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import CueClass, Event, LinkRole, Modality

CLASS_MODALITY = {
    CueClass.DENY: Modality.DENIED,
    CueClass.ORDER: Modality.URGED,
    CueClass.PROMISE: Modality.PROMISED,
    CueClass.THREATEN: Modality.THREATENED,
    CueClass.ASK: Modality.QUESTIONED,
}
HARM = frozenset({Event.ASSAULT, Event.SANCTION, Event.COERCE, Event.THREATEN})
BAD = (HARM - {Event.COERCE}) | {Event.ACCUSE, Event.PROTEST, Event.REJECT}
OWN_ACTS = frozenset(Event) - BAD  # what one promises; to expel people is a promise too
ITSELF = re.compile(r"(?<!\w)[بل]?(?:ان|لان)(?:ه|ها|هم|نا|ني)\s*:?\s*[«\"]?$")  # Arabic 'إنها لن'
QUESTION = ("؟", "?")


@dataclass(frozen=True, slots=True)
class Proposition:
    """A content as it was read: `text` folded, `main` the same without what it hangs on, `said` the
    words of its cue. `event` is the deed; `itself` says that a pronoun before it means the speaker.
    """

    reading: Reading
    language: str
    text: str
    main: str
    said: str
    cue: Cue
    speaker: Speaker | None
    agents: tuple[str, ...]
    event: Event | None
    condition: str | None
    itself: bool

    @property
    def excepts(self) -> bool:
        """'Nothing but', 'nobody except'."""
        return has(self.text, "except", self.language)

    @property
    def negative(self) -> bool:
        """Whether its main clause is negated, without exception."""
        told = denials.main_clause(self.main, self.language)
        negated = has(told, "negations", self.language)
        return (negated or denials.undone(self.main, self.language)) and not self.excepts

    @property
    def official(self) -> bool:
        """Whether a watched actor speaks."""
        return self.speaker is not None and bool(self.speaker.actors)

    @property
    def known(self) -> bool:
        """Whether one speaks who has a name or an office."""
        if self.speaker is None or self.official:
            return True
        return denials.in_office(self.speaker, self.language)

    @property
    def within(self) -> bool:
        """Whether an unnamed speaker belongs to a body by its own words."""
        return self.speaker is not None and bool(_belonging(self.reading, self.speaker))

    @property
    def own(self) -> bool:
        """Whether the speaker's own side acts."""
        if self.itself or self.speaker is None:
            return True
        we = has(self.main, "we", self.language)
        if not (we or _own(self.reading, self.agents, self.speaker, self.language)):
            return False
        only_told = self.language == "ar" and not self.agents
        return not (only_told and _only_told(self.reading, self.speaker, self.main))

    @property
    def ours(self) -> bool:
        """Whether it is told of a doer, and he is of the speaker's own side."""
        acting = bool(self.agents) or self.itself or _of_body(self.text, self.language)
        acting = acting or we_act(self.main, self.language)
        return acting and self.own and not _is_outlet(self.speaker)


def modality_of(one: Proposition) -> Modality:
    """How it is put. Who speaks for a body denies also without a word of denial."""
    if one.cue.kind in CLASS_MODALITY:
        vowed = one.cue.kind is CueClass.PROMISE and one.event is Event.ASSAULT
        return Modality.THREATENED if vowed else CLASS_MODALITY[one.cue.kind]
    modality = _told(one)
    speaks = (one.known or one.within) and not _is_outlet(one.speaker) and not one.excepts
    if modality is Modality.ASSERTED and speaks:
        told = denials.disowned(one.text, one.language, known=one.known, official=one.official)
        return Modality.DENIED if told else modality
    return modality


def _told(one: Proposition) -> Modality:
    text, language = one.text, one.language
    if text.rstrip(' "»”').endswith(QUESTION):
        return Modality.QUESTIONED
    coming = is_coming(text, language, condition=one.condition)
    negative, answers = one.negative, one.known or one.within
    answered = answers and has(text, "answered", language)
    withheld = never_will(one.event, text, language) and negative and one.ours
    marks = (
        (has(text, "untrue", language), Modality.DENIED),
        (has(text, "threats", language) and (one.own or answered), Modality.THREATENED),
        (is_urged(text, language), Modality.URGED),
        (has(one.said, "assuring", language) and coming, Modality.PROMISED),
        (withheld, Modality.PROMISED),
        (pledged(text, language), Modality.DENIED if negative else Modality.PROMISED),
    )
    for marked, modality in marks:
        if marked:
            return modality
    if negative and one.event not in (None, Event.REJECT):
        told = denials.main_clause(text, language)
        flat = answers or any(has(told, name, language) for name in ("never", "not_one"))
        plain = has(text, "statives", language) or not flat
        return Modality.ASSERTED if plain else Modality.DENIED
    if coming and one.own:
        return _of_future(one.event, text, language, ours=one.ours)
    return Modality.ASSERTED


def _of_future(event: Event | None, text: str, language: str, *, ours: bool) -> Modality:
    """What one's own side will do is promised or threatened, even where no event has a name."""
    if event is Event.COERCE and listed(language, "expulsions"):
        expels = has(text, "expulsions", language)
        return Modality.PROMISED if expels else Modality.THREATENED
    if event in OWN_ACTS or (event is None and ours and not has(text, "being", language)):
        return Modality.PROMISED
    return Modality.THREATENED if event in HARM else Modality.ASSERTED


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

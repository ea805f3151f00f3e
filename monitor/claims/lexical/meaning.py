"""Event, modality and polarity of a Persian, Pashto or Arabic proposition, by word lists."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.claims.document import Reading
from monitor.claims.lexical import denials, details
from monitor.claims.lexical.coming import has
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.events import event_of, without_names
from monitor.claims.lexical.stances import HARM, ITSELF, QUESTION, Proposition, modality_of
from monitor.claims.lexical.words import folded, listed, phrases
from monitor.claims.meaning.weighing import OF_STANCE
from monitor.claims.text.dates import Dated
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import CueClass, Event, Modality, Polarity

BLAME = HARM | {Event.REJECT}
UNVALUED = (None, Event.THREATEN, Event.REJECT)  # 'warned of', 'did not rule out'
SPOKEN = frozenset({CueClass.CLAIM, CueClass.SAY})


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
    event, trigger = _event(_without(bare, text, condition), said, cue, language)
    proposition = Proposition(
        reading=reading,
        language=language,
        text=text,
        main=_without(text, text, condition),
        said=said,
        cue=cue,
        speaker=speaker,
        agents=agents,
        event=event,  # what hangs on a condition is promised, not the condition
        condition=condition,
        itself=language == "ar" and ITSELF.search(plain, 0, span.start) is not None,
    )
    if event is None and condition is not None:
        event, trigger = _event(bare, said, cue, language)
    event = _as_put(event, trigger, text, said, cue, language)
    refused = denials.refuses(said, text, cue.kind, language)
    event = Event.REJECT if refused else event
    modality = Modality.ASSERTED if refused else modality_of(proposition)
    return Meaning(
        modality=modality,
        polarity=Polarity.NEGATIVE if proposition.negative else Polarity.POSITIVE,
        event=OF_STANCE.get(modality, event),
        trigger=trigger if event else None,
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


def _states(text: str, language: str) -> bool:
    return any(has(text, name, language) for name in ("statives", "being"))

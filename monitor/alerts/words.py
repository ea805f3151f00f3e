"""The sentences that every message is made of, whatever the channel.

Nothing here rewords what was said. The content stands as it does in the archived copy; what the
machine adds are names, dates, counts and labels. A label is a noun ('denial', 'promise'), never a
verb that would say of somebody what the text does not.
"""

from __future__ import annotations

from datetime import datetime

from monitor.alerts.view import AlertView, DocumentView, RollUpView, StatementView
from monitor.domain import (
    AlertKind,
    CueClass,
    Event,
    LinkRole,
    Modality,
    QuoteForm,
    Relation,
    Severity,
)
from monitor.escape import isolate, one_line, shorten

KINDS = {
    AlertKind.NEW: "New",
    AlertKind.CORROBORATED: "Corroborated",
    AlertKind.DISPUTED: "Disputed",
    AlertKind.DENIED: "Denied",
    AlertKind.UPDATED: "Updated",
    AlertKind.WITHDRAWN: "Withdrawn",
    AlertKind.CORRECTED: "Corrected",
}
MODALITIES = {
    Modality.ASSERTED: "",
    Modality.PROMISED: "promise",
    Modality.THREATENED: "threat",
    Modality.DENIED: "denial",
    Modality.QUESTIONED: "question",
    Modality.URGED: "demand",
}
EVENTS = {
    Event.AGREE: "agreement",
    Event.CONSULT: "talks",
    Event.SUPPORT: "support",
    Event.CONCEDE: "concession",
    Event.COOPERATE: "cooperation",
    Event.AID: "aid",
    Event.RETREAT: "retreat",
    Event.REQUEST: "request",
    Event.ACCUSE: "accusation",
    Event.REJECT: "rejection",
    Event.THREATEN: "threat",
    Event.PROTEST: "protest",
    Event.SANCTION: "sanctions",
    Event.MOBILIZE: "mobilisation",
    Event.COERCE: "coercion",
    Event.ASSAULT: "assault",
}
RELATIONS = {
    Relation.COPY: "copy of",
    Relation.EXCERPT: "excerpt of",
    Relation.VERSION: "new version of",
    Relation.QUOTES: "quotes",
}
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
FROM_FEED = "The page itself could not be had: the words are from the outlet's feed."
MOST_SUBJECT = 180


def subject(view: AlertView) -> str:
    """Whether it is new, who says so, who is to do what to whom, and how it begins."""
    statement = view.statement
    parts = [KINDS[view.kind], isolate(statement.origin), whom(statement), label(statement)]
    head = " · ".join(part for part in parts if part)
    room = max(40, MOST_SUBJECT - len(head))
    line = f"{head}: {isolate(shorten(words(statement), room))}"
    if view.roll_up is not None:
        line = f"{more(view.roll_up)} · {line}"
    if view.severity is Severity.HIGH:
        line = f"[HIGH] {line}"
    return f"[TEST] {line}" if view.test else line


def more(roll_up: RollUpView) -> str:
    """'14 more about this claim': what a rate cap held back, this message's own alert included."""
    about = "about this claim" if roll_up.about_claim else "from this watch"
    return f"{roll_up.count} more {about}"


def rolled(roll_up: RollUpView, most: int = 200) -> tuple[str, ...]:
    """A line for each of the others that a roll-up tells of, and one for those it does not."""
    lines = [
        f"{KINDS[one.kind]}: {isolate(one.origin)}: {isolate(shorten(one_line(one.content), most))}"
        for one in roll_up.rolled
    ]
    hidden = roll_up.count - 1 - len(lines)
    return (*lines, f"and {hidden} more: axiswatch alerts") if hidden > 0 else tuple(lines)


def headline(view: AlertView, most: int = 220) -> str:
    """The first line of every message: whether it is new, who says what."""
    return f"{KINDS[view.kind]} · {said(view.statement, most)}"


def said(statement: StatementView, most: int) -> str:
    """Who says what."""
    return f"{speaker(statement)}: {isolate(shorten(words(statement), most))}"


def sentence(view: AlertView) -> tuple[str, str, str]:
    """What stands before, within and after the marked words, on one line, spaced as in the text."""
    evidence = view.evidence
    before, after = one_line(evidence.before), one_line(evidence.after)
    left = " " if before and evidence.before[-1].isspace() else ""
    right = " " if after and evidence.after[0].isspace() else ""
    return before + left, one_line(evidence.marked), right + after


def speaker(statement: StatementView) -> str:
    """Who it comes from, and the nature of it where it is more than a plain statement.

    Of one who 'denied that …' the content is what was denied, which must be read first.
    """
    nature = MODALITIES[statement.modality]
    if statement.modality is Modality.DENIED and statement.cue_class is CueClass.DENY:
        return f"Denied by {inside(statement.origin)}"
    if nature and statement.chain and statement.chain[-1].role is LinkRole.OUTLET:
        nature = f"reported {nature}"  # an outlet that reports a promise has not made one
    origin = isolate(statement.origin)
    return f"{origin} ({nature})" if nature else origin


def words(statement: StatementView) -> str:
    """The content; within quotation marks only where all of it is verbatim speech."""
    content = one_line(statement.content)
    return f"“{content}”" if statement.form is QuoteForm.DIRECT else content


def whom(statement: StatementView) -> str:
    """'Taliban → Iran', or the actors concerned where the roles are not known."""
    targets = tuple(name for name in statement.targets if name not in statement.agents)
    if statement.agents and targets:
        return f"{names(statement.agents)} → {names(targets)}"
    concerned = statement.actors or statement.agents or targets
    others = tuple(name for name in concerned if name != statement.origin)
    return names(others or concerned)


def label(statement: StatementView) -> str:
    """What kind of act it is about and how it is put forward: 'aid, promise'."""
    act = EVENTS[statement.event] if statement.event else ""
    nature = MODALITIES[statement.modality]
    return ", ".join(dict.fromkeys(part for part in (act, nature) if part))


def chain(statement: StatementView) -> str:
    """The way it came, outermost first: 'Daily ← Radio (reported) ← Agency (citing)'."""
    links = [isolate(statement.document.outlet)]
    for link in statement.chain:
        cue = one_line(link.cue or "")
        told = cue if any(character.isalpha() for character in cue) else ""
        links.append(f"{isolate(link.name)} ({isolate(told)})" if told else isolate(link.name))
    return " ← ".join(links)


def counts(view: AlertView) -> str:
    """'Four outlets, one origin', with who denies it and how many parties stand behind it."""
    said = f"{counted(len(view.outlets), 'outlet')}, {counted(len(view.origins), 'origin')}"
    if 0 < len(view.parties) < len(view.origins):
        said += f" ({counted(len(view.parties), 'party', 'parties')})"
    if view.denied_by and view.kind not in (AlertKind.DISPUTED, AlertKind.DENIED):
        said += f"; denied by {names(view.denied_by)}"
    return said[0].upper() + said[1:]


def status(view: AlertView) -> str:
    """What is new about it, in a sentence; one more where the page itself could not be had."""
    said = _status(view)
    return f"{said} {FROM_FEED}" if view.statement.document.partial else said


def _status(view: AlertView) -> str:
    first = f"First seen {when(view.first_seen)}, from {inside(view.first.origin)}."
    if view.kind is AlertKind.CORROBORATED:
        return f"A second, independent party says so: {inside(view.statement.party)}. {first}"
    if view.kind in (AlertKind.DISPUTED, AlertKind.DENIED):
        denied = view.denied_by or (view.statement.origin,)
        return f"Now denied by {names(denied)}. {first}"
    if view.kind is AlertKind.UPDATED:
        return f"A number or a date is new, from {inside(view.statement.origin)}. {first}"
    if view.kind is AlertKind.WITHDRAWN:
        return f"Withdrawn by {isolate(view.statement.document.outlet)}. {first}"
    if view.kind is AlertKind.CORRECTED:
        return f"Corrected by {isolate(view.statement.document.outlet)}. {first}"
    return f"New claim, first seen {when(view.first_seen)}."


def in_whose_words(statement: StatementView) -> str:
    """Whose wording the content is: the speaker's only where it stands in quotation marks."""
    document = statement.document
    day = f", {when(document.published)}" if document.published else ""
    if statement.form is QuoteForm.DIRECT:
        return f"Quoted by {isolate(document.outlet)}{day}"
    return f"In the words of {isolate(document.outlet)}{day}"


def lineage(document: DocumentView) -> str:
    """'copy of Long War Journal', nothing for a text of its own."""
    relation = RELATIONS.get(document.relation, "")
    return f"{relation} {isolate(document.copy_of)}" if relation and document.copy_of else ""


def when(moment: datetime | None) -> str:
    """A date as people read it, with the time unless it is midnight (a date without a time)."""
    if moment is None:
        return "no date"
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M} UTC" if (moment.hour, moment.minute) != (0, 0) else day


def names(values: tuple[str, ...], most: int = 4) -> str:
    """A list of names, the rest counted."""
    shown = ", ".join(inside(value) for value in values[:most])
    return f"{shown} and {len(values) - most} more" if len(values) > most else shown


def inside(name: str) -> str:
    """A name within a sentence: somebody described ('A spokesman') loses the capital."""
    return isolate(name[0].lower() + name[1:] if name.startswith(("A ", "An ")) else name)


def counted(number: int, one: str, many: str | None = None) -> str:
    """'one origin', 'twelve outlets', '13 outlets'."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"

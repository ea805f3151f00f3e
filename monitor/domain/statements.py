"""Values of attribution: a statement and the links of its chain."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.domain.reading import Mention, Reading
from monitor.domain.words import CueClass, Event, LinkRole, Modality, Polarity, QuoteForm


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One relay or speaker between us and what was said.

    `name` is as written in the text (a pronoun is already resolved to the full name); `canonical`
    is the catalogue's name where `actor` or `source` is known.
    """

    name: str
    role: LinkRole
    canonical: str | None = None
    actor: str | None = None
    source: str | None = None
    cue: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed proposition in one text (Pareti 2015: source, cue, content).

    `chain` is outermost first and never empty unless `attributed` is false; the publishing outlet
    is not part of it. `origin` and `party` are canonical names. `said_on` and `event_date` are
    ISO 8601 dates of whatever precision the text gives (2024, 2024-02, 2024-02-08). `lemmas` are
    the content's nouns, verbs, adjectives and adverbs outside the names of actors, in order, lower
    case, without stop words; empty where no lemmatiser ran. `origin_family` is the publisher family
    of an origin that is an outlet. `setting` are the places its text was telling of (ids of the
    places vocabulary), where the content names none.
    """

    content: str
    start: int
    end: int
    chain: tuple[ChainLink, ...]
    cue: str
    cue_class: CueClass
    origin: str
    party: str
    form: QuoteForm = QuoteForm.PARAPHRASE
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    event: Event | None = None
    trigger: str | None = None
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    condition: str | None = None
    said_on: str | None = None
    event_date: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    attributed: bool = True
    language: str | None = None
    lemmas: tuple[str, ...] = ()
    origin_family: str | None = None
    setting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysed:
    """All that one page gives before it meets the store: the work of one pool task."""

    reading: Reading
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()

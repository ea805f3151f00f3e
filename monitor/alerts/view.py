"""What a message says, as values: read once from the store, rendered by every channel alike."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

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

SENTENCE_END = re.compile(r"[.!?؟۔][\"'”’»)\]]*\s+")
MOST_CONTEXT = 400


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link of a chain. `name` is the catalogue's name where there is one, else as written."""

    name: str
    role: LinkRole
    cue: str | None = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One text that carries the claim; `copy_of` is the outlet it took the text from.

    `partial`: its page could not be had, and the text is that of the outlet's feed.
    """

    document_id: int
    outlet: str
    title: str
    url: str
    published: datetime | None
    relation: Relation = Relation.ORIGINAL
    copy_of: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who said it, through whom, in which words, in which document. Actors are names."""

    content: str
    form: QuoteForm
    modality: Modality
    event: Event | None
    chain: tuple[LinkView, ...]
    origin: str
    party: str
    document: DocumentView
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    said_on: str | None = None
    language: str | None = None
    cue_class: CueClass | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Where the words are kept: the archived response, its hash, and the span in the clean text.

    `before + marked + after` is the sentence (or sentences) in which the content stands.
    """

    sha256: str | None
    warc_file: str | None
    warc_offset: int | None
    start: int
    end: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class RolledView:
    """An alert that is told of in the message of another."""

    kind: AlertKind
    origin: str
    content: str


@dataclass(frozen=True, slots=True)
class RollUpView:
    """What a rate cap held back meanwhile: `count` alerts with the one whose message this is.

    `about_claim`: all are about one claim. `rolled` are the first of the others.
    """

    count: int
    about_claim: bool
    rolled: tuple[RolledView, ...]


@dataclass(frozen=True, slots=True)
class AlertView:
    """Everything that a message about one alert needs.

    `origins` are those who say so, `parties` the bodies they speak for, `denied_by` those who deny
    it. `raised_on` is the claim it was raised on, `claim_id` the one that its statement is in now.
    `first` is the claim's first statement, `statement` the one that raised the alert; `retired`
    where today's rules find it no more.
    `acknowledged` is the receipt of an earlier try that only a part of the readers took, `thread`
    the receipt of the first message about the claim on the same channel. `roll_up` is what a rate
    cap held back to be told in the same message.
    """

    alert_id: int
    watch: str
    kind: AlertKind
    reason: str
    created_at: datetime
    claim_id: int
    raised_on: int
    claim_text: str
    status: str
    first_seen: datetime
    statement: StatementView
    first: StatementView
    documents: tuple[DocumentView, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    parties: tuple[str, ...]
    denied_by: tuple[str, ...]
    evidence: EvidenceView
    acknowledged: str = ""
    thread: str = ""
    test: bool = False
    retired: bool = False
    severity: Severity = Severity.NORMAL
    roll_up: RollUpView | None = None

    def key(self, kind: AlertKind | None = None) -> str:
        """A name for (watch, claim, kind) that stays the same in every process.

        The claim's words are part of it: claim 1 of another store is not claim 1 of this one.
        """
        parts = (self.watch, str(self.raised_on), self.claim_text, (kind or self.kind).value)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, within and after `text[start:end]`, up to the sentence's ends.

    A sentence ends within its paragraph, at most 400 characters away.
    """
    floor = max(0, start - MOST_CONTEXT, text.rfind("\n", 0, start) + 1)
    ends = [found.end() for found in SENTENCE_END.finditer(text, floor, start)]
    left = ends[-1] if ends else floor
    line = text.find("\n", end)
    ceiling = min(len(text) if line < 0 else line, end + MOST_CONTEXT)
    # A content that holds its own full stop has ended its sentence already.
    following = SENTENCE_END.search(text, max(start, end - 3), ceiling)
    right = max(end, following.end()) if following else ceiling
    return text[left:start], text[start:end], text[end:right].rstrip()

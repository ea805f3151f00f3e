"""What a cue is: a reporting word with the words of its speaker and what it reports."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.claims.lexical.words import phrases
from monitor.claims.text.spans import Span
from monitor.domain import CueClass


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence; spans count from the start of the text.

    `follows` means that the speaker of the cue before it goes on ('… و افزود که'), `passive` that
    the speaker stands after 'by' or is not told. `lead` is where a speaker stands that the region
    does not name ('لكن مسؤولا في الحزب، طلب …، نفى أن'), `aside` what stands before a verb that
    comes first ('في مقابلة مع قناة X، قال Y'). `cites`: somebody hands on what another did ('نقلت X
    عن Y نفيه').
    """

    span: Span
    kind: CueClass
    frame: str
    region: Span
    content: Span
    follows: bool = False
    passive: bool = False
    lead: Span | None = None
    aside: Span | None = None
    cites: bool = False


def is_passive(cue: str, language: str) -> bool:
    """Whether the speaker of such a cue stands after 'by', or is not told."""
    return phrases(language, "passives").search(cue) is not None

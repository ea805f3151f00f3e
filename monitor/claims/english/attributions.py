"""What extraction hands over: who (source), by which word (cue), said what (content).

Pareti (2015), "Attribution: A Computational Approach", names the three parts; PolNeAR's guidelines
their extent. A part is a tuple of spans because a quotation may be interrupted by its own cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.claims.text.spans import Span
from monitor.domain import CueClass

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in a text; `source` is empty where none is named.

    `lemma` and `frame` say how it was recognised; `spoken` is false for attitudes that nobody is
    said to have uttered (wants to, hopes that). `sentence` numbers the parsed sentence; the `_at`
    fields are token indices in it, for those who read the tree further.
    """

    source: Spans
    cue: Spans
    content: Spans
    lemma: str
    frame: str
    cue_class: CueClass
    spoken: bool = True
    sentence: int = 0
    cue_at: int | None = None
    source_at: int | None = None
    content_at: int | None = None
    addressee: Spans = ()
    addressee_at: int | None = None
    continues: bool = False

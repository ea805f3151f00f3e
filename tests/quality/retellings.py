"""Propositions retold: groups of single sentences, each marked in place, all of them open.

Eight lines a group: five tell one proposition in the words of five hands (`S`), one denies it
(`D`), two tell something near it that is another claim (`N`); or ten, with four of the first two
kinds. A line is
`group | kind | modality | event | text`, with `[...]` around the sources and `{...}` around the
content. There is no article around a line, so nothing here measures what only articles show:
pronouns far off, headings, alerts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from monitor.domain import Event, Modality, Statement
from tests.quality.corpora import HERE
from tests.quality.scoring import ENOUGH, normalise, token_f1

RETOLD = HERE / "retold"
Known = Callable[[str], str | None]
KINDS = "SDN"
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
MARKS = re.compile(r"[\[\]{}]")
SOURCE = re.compile(r"\[([^\[\]]*)\]")
BEGINNING = datetime(2025, 1, 6, 6, tzinfo=UTC)
APART = 12  # days from one group to the next, so that months do not tell groups apart
KEPT = 5  # of so many groups one is not learned from
SPREAD = 9  # days within which a group is told


class RetoldError(ValueError):
    """A line that cannot be read, with its file and number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One marked line. `sources` stand in the order of the text, which is not that of the chain."""

    id: str
    group: str
    kind: str
    modality: Modality
    event: Event | None
    text: str
    content: str
    start: int
    sources: tuple[str, ...]
    published: datetime

    @property
    def claim(self) -> str:
        """What it tells: the claim of its group, or one of its own."""
        return self.id if self.kind == "N" else self.group


def retold(folder: Path = RETOLD) -> list[Line]:
    """All lines of the files in `folder`; raises RetoldError naming file, line and cause."""
    return [line for path in sorted(folder.glob("*.txt")) for line in read(path)]


def read(path: Path) -> Iterator[Line]:
    """The lines of one file."""
    seen: dict[str, int] = {}
    rows = path.read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            fields = [field.strip() for field in row.split("|")]
            yield _line(fields, seen)
        except ValueError as error:
            raise RetoldError(f"{path.name}:{number}: {error}") from error


def kept_back(line: Line) -> bool:
    """Whether its group is one of each five that nothing is fitted on."""
    return int(line.group.lstrip("abcdefghijklmnopqrstuvwxyz")) % KEPT == 0


def best_match(line: Line, found: Sequence[Statement]) -> Statement | None:
    """The statement whose content is most like the marked one, if it is like it at all."""
    ranked = [(token_f1(line.content, one.content), one) for one in found if one.attributed]
    score, one = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return one if score >= ENOUGH else None


def _line(fields: Sequence[str], seen: dict[str, int]) -> Line:
    if len(fields) != 5:
        raise ValueError(f"needs five fields, has {len(fields)}")
    group, kind, modality, event, marked = fields
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {KINDS}")
    before, opened, rest = marked.partition("{")
    content, closed, after = rest.partition("}")
    if not (opened and closed) or MARKS.search(content) or "{" in after:
        raise ValueError("needs one content in braces, without other marks in it")
    sources = tuple(SOURCE.findall(before) + SOURCE.findall(after))
    if not sources:
        raise ValueError("needs a source in brackets")
    plain = MARKS.sub("", before)
    number = seen[group] = seen.get(group, -1) + 1
    # A line's place in its group must not show in its day.
    days = (len(seen) * APART) % 360 + crc32(marked.encode()) % SPREAD
    return Line(
        id=f"{group}-{number}",
        group=group,
        kind=kind,
        modality=Modality(modality),
        event=None if event == "null" else Event(event),
        text=plain + content + MARKS.sub("", after),
        content=content,
        start=len(plain),
        sources=sources,
        published=BEGINNING + timedelta(days=days, hours=number),
    )


def score(
    lines: Sequence[Line], found: Sequence[Sequence[Statement]], known: Known
) -> dict[str, float]:
    """How well marked lines were read: the figures of the labelled articles, as far as a line has
    them. `known` says what actor or outlet a name stands for."""
    pairs = [(line, best_match(line, made)) for line, made in zip(lines, found, strict=True)]
    matched = [(line, made) for line, made in pairs if made is not None]
    all_found = sum(one.attributed for made in found for one in made)
    denials = [made for line, made in pairs if line.modality is Modality.DENIED]
    return {
        "statement_f1": 2 * len(matched) / max(len(lines) + all_found, 1),
        "chain": _share(_same_sources(line, made, known) for line, made in matched),
        "modality": _share(line.modality is made.modality for line, made in matched),
        "event": _share(line.event is made.event for line, made in matched),
        "denial_recall": _share(
            made is not None and made.modality is Modality.DENIED for made in denials
        ),
    }


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return sum(counted) / max(len(counted), 1)


def _same_sources(line: Line, made: Statement, known: Known) -> bool:
    """Every link by name or by what it stands for; brackets do not tell their order, and whom a
    pronoun means is written nowhere."""
    links = {normalise(link.name): link.actor or link.source for link in made.chain}
    sources = [source for source in line.sources if source.casefold() not in PRONOUNS]
    if len(made.chain) != len(line.sources):
        return False
    meant = set(links.values()) - {None}
    return all(normalise(source) in links or known(source) in meant for source in sources)

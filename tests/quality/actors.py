"""How well names are found: precision and recall of mentions on labelled sentences.

Two sets: our own sentences in four languages (`tests/actors/labels/own.jsonl`), and labels by
address and offset for real headlines, their excerpts and pages that stand beside the checkout
(`shared.jsonl`, `voa_dari.jsonl`, and `fresh.jsonl`, a random draw that was labelled before the
matcher saw it), which are left out where that material is absent or has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from monitor.actors.matching import ActorMatcher

Texts = dict[tuple[str, str], str]
LABELS = Path(__file__).resolve().parent.parent / "actors" / "labels"


@dataclass(frozen=True)
class Labelled:
    """A text and the mentions a reader finds in it: (start, end, id); `doubt` is not counted."""

    name: str
    text: str
    on: date | None
    mentions: tuple[tuple[int, int, str], ...]
    doubt: tuple[tuple[int, int], ...] = ()
    trap: str | None = None


@dataclass
class ActorScore:
    """Counts of mentions; a found one is right if it overlaps a labelled one of the same owner."""

    sentences: int = 0
    traps: int = 0
    traps_sprung: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found mentions that are labelled."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labelled mentions that are found."""
        return self.right / max(1, self.right + self.missed)


def own_sentences() -> Iterator[Labelled]:
    """The labelled sentences in our own words."""
    for number, row in enumerate(_rows("own.jsonl"), start=1):
        yield _labelled(f"own {number}", row["text"], row)


def shared_sentences(
    shared: Path, labels: Sequence[str] = ("shared.jsonl", "voa_dari.jsonl", "fresh.jsonl")
) -> Iterator[Labelled]:
    """Labelled headlines and paragraphs of the material beside the checkout, if it is there."""
    texts = _headlines(shared / "data" / "headlines.jsonl.gz")
    texts |= _paragraphs(shared / "pages" / "voa_dari" / "gold.jsonl")
    for name in labels:
        for row in _rows(name):
            text = texts.get((row["url"], row["sha256"]))
            if text is not None:
                yield _labelled(row["url"], text, row)


def known_entities(shared: Path, matcher: ActorMatcher) -> Iterator[Labelled]:
    """re3d reports (Dstl 2017) with their organisations and persons that the catalogue names.

    Only recall means anything here: what else the catalogue finds in them is not labelled.
    """
    for folder in sorted((shared / "benchmarks" / "re3d").glob("*/")):
        labelled: dict[str, list[tuple[int, int, str]]] = {}
        for row in _lines(folder / "entities.json"):
            actor = matcher.catalogue.actor_named(row["value"])
            if actor is not None and row["type"] in ("Organisation", "Person"):
                span = (row["begin"], row["end"], actor.id)
                labelled.setdefault(row["documentId"], []).append(span)
        for row in _lines(folder / "documents.json"):
            mentions = tuple(sorted(set(labelled.get(row["_id"], ()))))
            yield Labelled(f"re3d {row['_id']}", row["text"], None, mentions)


def score_actors(matcher: ActorMatcher, sentences: Iterator[Labelled]) -> ActorScore:
    """Run the matcher over labelled sentences and count."""
    score = ActorScore()
    for labelled in sentences:
        score.sentences += 1
        score.traps += labelled.trap is not None
        wrong = _count(matcher, labelled, score)
        score.traps_sprung += bool(wrong and labelled.trap)
    return score


def _count(matcher: ActorMatcher, labelled: Labelled, score: ActorScore) -> int:
    left = list(labelled.mentions)
    wrong = 0
    for mention in matcher.find(labelled.text, on=labelled.on):
        owner = mention.actor or mention.source or ""
        span = (mention.start, mention.end)
        if mention.vetoed or any(_overlap(span, doubt) for doubt in labelled.doubt):
            continue
        hit = next((m for m in left if m[2] == owner and _overlap(span, (m[0], m[1]))), None)
        if hit is None:
            wrong += 1
            score.errors.append(f"{labelled.name}: {mention.text!r} is no {owner}: {labelled.text}")
        else:
            left.remove(hit)
            score.right += 1
    left = [m for m in left if not any(_overlap((m[0], m[1]), d) for d in labelled.doubt)]
    for start, end, owner in left:
        missed = labelled.text[start:end]
        score.errors.append(f"{labelled.name}: {missed!r} as {owner} missed: {labelled.text}")
    score.wrong += wrong
    score.missed += len(left)
    return wrong


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _labelled(name: str, text: str, row: dict[str, Any]) -> Labelled:
    return Labelled(
        name=name,
        text=text,
        on=date.fromisoformat(row["on"]) if "on" in row else None,
        mentions=tuple((start, end, owner) for start, end, owner in row["mentions"]),
        doubt=tuple((start, end) for start, end in row.get("doubt", ())),
        trap=row.get("trap"),
    )


def _rows(name: str) -> Iterator[dict[str, Any]]:
    return _lines(LABELS / name)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _headlines(path: Path) -> Texts:
    """Headlines and excerpts by address and hash: one address may have had several."""
    found: Texts = {}
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                for text in (row["headline"], row.get("excerpt") or ""):
                    plain = html.unescape(text)
                    found[row["url"], _hash(plain)] = plain
    return found


def _paragraphs(path: Path) -> Texts:
    found: Texts = {}
    if path.is_file():
        for row in _lines(path):
            for text in (row["title"], *row["gold_text"].split("\n")):
                found[row["url"], _hash(text)] = text
    return found

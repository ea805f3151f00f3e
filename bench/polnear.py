"""Score attribution spans against PolNeAR (Newell, Margolin and Ruths, LREC 2018).

Figures, all micro-averaged over annotated articles: F1 of the tokens that stand in any content,
source or cue, and F1 of the *relation*: a found pair of source and content counts when both
overlap (Jaccard index of their tokens) a gold pair by at least one half, one to one. An article
annotated twice counts once for each annotator.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
Spans = tuple[Span, ...]

TOKEN = re.compile(r"\w+|[^\w\s]")
UNIT = re.compile(r"^T\d+\t(\w[\w-]*) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
OVERLAP = 0.5
PARTS = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as spans of code points; any part may be absent."""

    source: Spans
    cue: Spans
    content: Spans


Attributor = Callable[[str], Sequence[Linked]]


def read_annotation(lines: str) -> tuple[Linked, ...]:
    """The attributions of a brat stand-off file.

    Units are read first and links second, since links may point forward. A unit line that does
    not parse (a stray line of an annotator's note, a broken offset) is left out with its links.
    """
    units: dict[str, tuple[str, Spans]] = {}
    for line in lines.splitlines():
        if found := UNIT.match(line):
            spans = tuple(_span(piece) for piece in found[2].split(";"))
            units[line.split("\t", 1)[0]] = (found[1], spans)
    return tuple(_linked(line, units) for line in lines.splitlines() if _links_content(line))


def _span(piece: str) -> Span:
    start, end = piece.split()
    return int(start), int(end)


def _links_content(line: str) -> bool:
    return line.startswith("E") and "Content:" in line


def _linked(line: str, units: dict[str, tuple[str, Spans]]) -> Linked:
    parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for role in line.split("\t", 1)[1].split():
        name, _, unit = role.partition(":")
        kind, spans = units.get(unit, ("", ()))
        if name in parts and kind == name:
            parts[name].extend(spans)
    return Linked(tuple(parts["Source"]), tuple(parts["Cue"]), tuple(parts["Content"]))


def read_corpus(folder: Path) -> Iterator[tuple[str, str, tuple[Linked, ...]]]:
    """(annotation name, text, attributions) of every annotation, in order of name."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = folder / "text" / f"{path.stem.rpartition('_')[0]}.txt"
        with text.open(encoding="utf-8", newline="") as file:
            yield path.stem, file.read(), read_annotation(path.read_text(encoding="utf-8"))


class _Tally:
    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, *, hit: int, found: int, gold: int) -> None:
        self.counts.update({(name, "hit"): hit, (name, "found"): found, (name, "gold"): gold})

    def figures(self, name: str) -> dict[str, float]:
        hit, found, gold = (self.counts[name, key] for key in ("hit", "found", "gold"))
        return {
            f"{name}_precision": hit / found if found else 0.0,
            f"{name}_recall": hit / gold if gold else 0.0,
            name: 2 * hit / (found + gold) if found + gold else 0.0,
        }


def score_polnear(folder: Path, attributor: Attributor) -> dict[str, float]:
    """Token F1 (with precision and recall) of content, source and cue, and relation F1.

    `folder` holds `text/*.txt` and `attributions/*.ann`. Also gives `articles` and
    `characters_per_second`, the attributor's own time alone. An exception of the attributor is
    not caught: none is allowed.
    """
    tally, cache, seconds, characters, articles = _Tally(), {}, 0.0, 0, 0
    for name, text, gold in read_corpus(folder):
        article = name.rpartition("_")[0]
        if article not in cache:
            began = time.perf_counter()
            cache[article] = tuple(attributor(text))
            seconds += time.perf_counter() - began
            characters += len(text)
        _compare(tally, text, cache[article], gold)
        articles += 1
    figures = {"articles": float(articles), "characters_per_second": characters / (seconds or 1)}
    for part in (*PARTS, "relation"):
        figures |= tally.figures(part)
    return figures


def _compare(tally: _Tally, text: str, found: Sequence[Linked], gold: Sequence[Linked]) -> None:
    tokens = [match.span() for match in TOKEN.finditer(text)]
    for part in PARTS:
        ours = _covered(tokens, [span for one in found for span in getattr(one, part)])
        theirs = _covered(tokens, [span for one in gold for span in getattr(one, part)])
        tally.add(part, hit=len(ours & theirs), found=len(ours), gold=len(theirs))
    ours_linked, theirs_linked = _pairs(tokens, found), _pairs(tokens, gold)
    hit = _matched(ours_linked, theirs_linked)
    tally.add("relation", hit=hit, found=len(ours_linked), gold=len(theirs_linked))


def _covered(tokens: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """Indices of tokens that begin inside a span."""
    starts = [start for start, _ in tokens]
    covered: set[int] = set()
    for start, end in spans:
        covered.update(i for i in _between(starts, start, end))
    return frozenset(covered)


def _between(starts: Sequence[int], start: int, end: int) -> range:
    return range(bisect_left(starts, start), bisect_left(starts, end))


Pair = tuple[frozenset[int], frozenset[int]]


def _pairs(tokens: Sequence[Span], linked: Sequence[Linked]) -> list[Pair]:
    pairs = ((_covered(tokens, one.source), _covered(tokens, one.content)) for one in linked)
    return [pair for pair in pairs if pair[0] and pair[1]]


def _matched(found: Sequence[Pair], gold: Sequence[Pair]) -> int:
    """How many gold pairs have a found pair of their own, best overlap first."""
    scored = []
    for i, (source, content) in enumerate(found):
        for j, (gold_source, gold_content) in enumerate(gold):
            of_source, of_content = _jaccard(source, gold_source), _jaccard(content, gold_content)
            if min(of_source, of_content) >= OVERLAP:
                scored.append((of_source + of_content, i, j))
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
    return len(taken_gold)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0

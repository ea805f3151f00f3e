"""The labelled sets: their articles, their labels and the alerts that follow from the labels."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.catalogue.watch import Watch
from tests.quality.scoring import Alert, Scored

HERE = Path(__file__).parent
LABELLED = HERE / "labelled"
SCRIPTS = HERE / "scripts"
STYLES = HERE / "styles"
ECHOES = HERE / "echoes"
SHARED = Path(__file__).resolve().parents[3] / "shared"

# Outlet, day of publication and title of the seed documents. The second has no date of its own:
# it was out within the month of the events it reports.
SEEDS = {
    "000": ("Afghanistan International", "2024-06-16"),
    "001": ("Distinct Post", "2024-06-22"),
    "002": ("MEMRI", "2024-02-29"),
    "003": ("Long War Journal", "2024-06-20"),
    "004": ("Afghanistan International", "2024-07-24"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled article, ready to be read."""

    id: str
    outlet: str
    url: str
    title: str
    published: datetime
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles with their labels (row by row as in the files) and the rules alerts come from."""

    name: str
    items: tuple[Item, ...]
    rows: tuple[dict[str, Any], ...]
    watches: tuple[Watch, ...]
    digest: str


def in_language(corpus: Corpus, language: str) -> Corpus:
    """The part of a corpus that a reader of one language sees."""
    items = tuple(item for item in corpus.items if item.language == language)
    kept = {item.id for item in items}
    rows = tuple(row for row in corpus.rows if row["article"] in kept)
    return replace(corpus, items=items, rows=rows)


def scripts() -> Corpus:
    """More invented articles in Persian, Pashto and Arabic, all of them open."""
    return labelled("open", SCRIPTS, "scripts")


def styles() -> Corpus:
    """More invented articles, in the styles of many kinds of outlet, all of them open."""
    return labelled("open", STYLES, "styles")


def echoes() -> Corpus:
    """More invented articles, whose claims are retold and denied in other words, all open."""
    return labelled("open", ECHOES, "echoes")


def labelled(split: str, folder: Path = LABELLED, name: str | None = None) -> Corpus:
    """One split of the invented articles."""
    files = [folder / "articles.jsonl", folder / "statements.jsonl", LABELLED / "watches.toml"]
    articles = {row["id"]: row for row in _rows(files[0])}
    items = tuple(
        Item(
            id=row["id"],
            outlet=row["outlet"],
            url=row["url"],
            title=row["title"],
            published=datetime.fromisoformat(row["published"]),
            language=row["lang"],
            text=row["text"],
        )
        for row in articles.values()
        if row["split"] == split
    )
    rows = tuple(row for row in _rows(files[1]) if articles[row["article"]]["split"] == split)
    tables = tomllib.loads(files[2].read_text(encoding="utf-8"))["watch"]
    watches = tuple(Watch.model_validate(table) for table in tables)
    return Corpus(name or f"labelled-{split}", items, rows, watches, digest(files))


def seeds(watches: tuple[Watch, ...], folder: Path = SHARED) -> Corpus | None:
    """The documents the product was conceived from; None where they are not at hand."""
    gold = folder / "gold" / "seed_statements.jsonl"
    texts = sorted((folder / "seeds").glob("*.txt"))
    if not gold.is_file() or not texts:
        return None
    items = tuple(
        Item(
            id=path.name,
            outlet=SEEDS[path.name[:3]][0],
            url=f"https://seeds.example/{path.stem}",
            title=path.stem,
            published=datetime.fromisoformat(SEEDS[path.name[:3]][1]).replace(tzinfo=UTC),
            language="en",
            text=path.read_text(encoding="utf-8"),
        )
        for path in texts
        if path.name[:3] != "001"  # a copy of another in its page's chrome: no labels
    )
    rows = tuple({**row, "article": row["doc"]} for row in _rows(gold))
    return Corpus("seeds", items, rows, watches, digest([gold, *texts]))


def digest(files: Iterable[Path]) -> str:
    """The first half of the SHA-256 of the files, one after the other."""
    sha = hashlib.sha256()
    for path in files:
        sha.update(path.read_bytes())
    return sha.hexdigest()[:32]


def scored(row: dict[str, Any], resolved: Sequence[str | None]) -> Scored:
    """A labelled row for the scorer."""
    return Scored(
        article=row["article"],
        content=row["content"],
        chain=tuple(row["chain"]),
        modality=row["modality"],
        event=row["event"],
        actors=frozenset(row["actors"]),
        claim=row["claim"],
        resolved=tuple(resolved),
        doubt="doubt" in row,
    )


Bodies = Callable[[str], Collection[str]]  # an actor's name to the names of all it belongs to


def expected_alerts(corpus: Corpus, bodies: Bodies) -> list[Alert]:
    """What the rules must raise by the labels alone, in order: the guideline's three kinds.

    Names are compared as slugs. `bodies` says what else a watch sees in an actor.
    """
    published = {item.id: item.published for item in corpus.items}
    rows = sorted(corpus.rows, key=lambda r: (published[r["article"]], r["article"], r["start"]))
    return [alert for watch in corpus.watches for alert in _expected(watch, rows, bodies)]


def slug(name: str) -> str:
    """An id or a name as an id."""
    return "-".join(name.casefold().split())


def _expected(watch: Watch, rows: Sequence[dict[str, Any]], bodies: Bodies) -> Iterable[Alert]:
    fired: set[tuple[str, str]] = set()
    parties: set[tuple[str, str]] = set()
    for row in rows:
        claim = row["claim"]
        kind = None
        if (claim, "new") not in fired:
            kind = "new" if _meets(watch, row, bodies) else None
        elif row["modality"] == "denied":
            kind = "disputed"
        elif (claim, row["party"]) not in parties:
            kind = "corroborated"
        parties.add((claim, row["party"]))
        if kind is not None and (claim, kind) not in fired:
            fired.add((claim, kind))
            if not watch.kinds or kind in watch.kinds:
                yield watch.name, claim, kind


def _meets(watch: Watch, row: dict[str, Any], bodies: Bodies) -> bool:
    actors = {slug(body) for name in row["actors"] for body in (name, *bodies(name))}
    wanted = {slug(ref.actor) for ref in watch.refs("actors_any")}
    return (
        actors.issuperset(slug(ref.actor) for ref in watch.refs("actors_all"))
        and (not wanted or bool(actors & wanted))
        and actors.isdisjoint(slug(ref.actor) for ref in watch.refs("actors_none"))
        and (not watch.events or row["event"] in watch.events)
        and (not watch.modality or row["modality"] in watch.modality)
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

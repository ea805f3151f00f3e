"""How well pages are read and duplicates told apart, as figures.

Body text is scored as the public article extraction benchmark does: true positives, false positives
and false negatives of 4-gram shingles of words, as shares of their sum, page by page; precision and
recall are means over the pages, F1 their harmonic mean.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.catalogue.models import Actor
from monitor.domain import Article
from monitor.reading.datetext import parse_stamp
from monitor.reading.decode import decode
from monitor.reading.extract import read_page
from monitor.reading.language import declared_language
from monitor.reading.normalise import fold
from monitor.reading.rough import rough_text

WIDTH = 4
FETCHED = datetime(2026, 12, 31, tzinfo=UTC)
_LD = re.compile(rb"<script[^<>]*ld\+json[^<>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_META = re.compile(rb"<meta\b[^<>]*>", re.IGNORECASE)
_MACHINE = re.compile(rb"\s(?:datetime|pubdate)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_AGO = re.compile(r"\bago\b")
_CODE = re.compile(r"<(script|style|noscript)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^<>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_EDGES = ".,:;!?\"'()[]«»“”،؛؟…-–—|"


@dataclass(frozen=True)
class GoldPage:
    """A page and what a person reads on it; what the set does not label is None."""

    body: bytes
    url: str
    text: str
    title: str | None = None
    published: datetime | None = None
    shown: str | None = None
    language: str | None = None


def gold_pages(folder: Path) -> Iterator[GoldPage]:
    """The pages of one set: `gold.jsonl` (file, url, gold_text, …) or `gold.json` (articleBody)."""
    if (folder / "gold.jsonl").is_file():
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            yield _page(folder, json.loads(line))
        return
    for name, entry in json.loads((folder / "gold.json").read_text("utf-8")).items():
        row = {**entry, "file": f"{name}.html.gz", "gold_text": entry["articleBody"]}
        yield _page(folder, row)


def _page(folder: Path, row: dict[str, Any]) -> GoldPage:
    body = gzip.decompress((folder / row["file"]).read_bytes())
    stated = row.get("gold_date") or _labels()["dates"].get(row["file"])
    stamp = parse_stamp(str(stated)) if stated else None
    headed = stated and row["file"] not in _labels()["without_heading"]
    return GoldPage(
        body=body,
        url=row["url"],
        text=row["gold_text"],
        title=row.get("title") or (_heading(body) if headed else None),
        published=stamp.moment if stamp else None,
        shown=row.get("shown_date"),
        language=declared_language(row.get("lang") or row.get("language")),
    )


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    """Days of publication of pages whose set has none: read by a person from what each page shows
    beside its headline, and kept only where the page's own statements do not contradict it."""
    path = Path(__file__).parent / "labelled" / "page_dates.json"
    return dict(json.loads(path.read_text("utf-8")))


def _heading(body: bytes) -> str | None:
    """The first main heading a page shows, which a person would take for its headline."""
    shown = _CODE.sub(" ", body[max(0, body.find(b"<body")) :].decode("utf-8", "replace"))
    found = _HEADING.search(shown)
    return " ".join(unescape(_TAG.sub(" ", found[1])).split()) or None if found else None


def score_reading(folder: Path) -> dict[str, float]:
    """Body precision, recall and F1, and the share of right titles and dates where labelled.

    `dates` are right within a day; `dates_visible` are those of the same pages after JSON-LD, meta
    elements and machine-readable attributes are taken out, without the pages that then show only
    how long ago they appeared.
    """
    pages = list(gold_pages(folder))
    articles = [_read(page.body, page.url) for page in pages]
    bodies = [overlap(p.text, a.text if a else "") for p, a in zip(pages, articles, strict=True)]
    precision, recall, f1 = scores(bodies)
    figures = {"body_precision": precision, "body_recall": recall, "body_f1": f1}
    pairs = list(zip(pages, articles, strict=True))
    titles = [a is not None and _same_title(p.title, a.title) for p, a in pairs if p.title]
    dates = [a is not None and _same_day(p.published, a.published) for p, a in pairs if p.published]
    visible = [_visible_is_right(p) for p in pages if p.published and p.shown and not _ago(p)]
    for name, right in (
        ("titles", titles),
        ("dates", dates),
        ("dates_visible", visible),
    ):
        if right:
            figures[name] = sum(right) / len(right)
    return {name: round(value, 4) for name, value in figures.items()}


def score_gate(folder: Path, *, names: int = 8, seed: int = 5) -> dict[str, float]:
    """How much of what the careful reader finds the gate before it lets through; both should be 1.

    `gate` is the share of pages kept of those whose article names somebody watched by the shipped
    catalogue, where there are any. Few pages of a set are, so `gate_names` watches any words: of
    `names` drawn from each article (one to three words in a row), the share found by the gate.
    """
    shipped, rng = load_catalogue([]), random.Random(seed)
    matcher, watched = ActorMatcher(shipped), shipped.watched()
    kept: list[bool] = []
    found: list[bool] = []
    for page in gold_pages(folder):
        article = _read(page.body, page.url)
        if article is None:
            continue
        rough = rough_text(decode(page.body, "text/html"))
        on = (article.published or FETCHED).date()
        if any(m.actor in watched and not m.vetoed for m in matcher.find(article.text, on=on)):
            kept.append(matcher.touches(rough))
        drawn = (_name(article.text, rng) for _ in range(names))
        searches = [_search(name) for name in drawn if name]
        found += [search.touches(rough) for search in searches if search.touches(article.text)]
    figures = {"gate_names": _mean(found)}
    return figures | ({"gate": _mean(kept)} if kept else {})


def _name(text: str, rng: random.Random) -> str:
    """One to three words of one line, in lower case, which matches in any."""
    words = rng.choice(text.split("\n")).split()
    length = rng.randint(1, 3)
    start = rng.randrange(max(1, len(words) - length + 1))
    name = " ".join(words[start : start + length]).strip(_EDGES).lower()
    return name if len(name) >= 3 and "|" not in name and any(map(str.isalpha, name)) else ""


def _search(name: str) -> ActorMatcher:
    return ActorMatcher(Catalogue.build(actors=[Actor(id="drawn", name=name, kind="people")]))


def _read(body: bytes, url: str) -> Article | None:
    return read_page(body, url=url, fetched_at=FETCHED).article


def _ago(page: GoldPage) -> bool:
    return bool(_AGO.search(page.shown or ""))


def _visible_is_right(page: GoldPage) -> bool:
    article = _read(only_visible(page.body), "https://example.org/page")
    return article is not None and _same_day(page.published, article.published)


def only_visible(body: bytes) -> bytes:
    """A page without anything but its text that says when it was published."""
    return _MACHINE.sub(b"", _META.sub(_unless_charset, _LD.sub(b"", body)))


def _unless_charset(match: re.Match[bytes]) -> bytes:
    keeps = b"charset" in match[0].lower() or b"title" in match[0].lower()
    return match[0] if keeps else b""


def _same_title(wanted: str | None, found: str) -> bool:
    """The same letters and figures, or one continued by the other's kicker or outlet by a few
    words. What separates a kicker from a headline is a matter of layout."""
    one, other = ("".join(filter(str.isalnum, fold(text))) for text in (wanted or "", found))
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 15 and shorter in longer and len(shorter) >= 0.7 * len(longer)


def _same_day(wanted: datetime | None, found: datetime | None) -> bool:
    """Within a day: a day without a time may be the one before or after in UTC."""
    if wanted is None or found is None:
        return False
    return abs(wanted - found) < timedelta(hours=24)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    last = max(1, len(words) - WIDTH + 1) if words else 0
    return Counter(tuple(words[start : start + WIDTH]) for start in range(last))


def overlap(gold: str, found: str) -> tuple[float, float, float]:
    """Shares of right, surplus and missing shingles; they add up to one."""
    wanted, got = shingles(gold), shingles(found)
    right = (wanted & got).total()
    surplus, missing = (got - wanted).total(), (wanted - got).total()
    total = right + surplus + missing or 1
    return right / total, surplus / total, missing / total


def scores(pages: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pages; pages without a figure for one do not count there."""
    precisions = [right / (right + surplus) for right, surplus, _ in pages if right + surplus > 0]
    recalls = [right / (right + missing) for right, _, missing in pages if right + missing > 0]
    precision, recall = _mean(precisions), _mean(recalls)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def score_syndication(shared: Path | None = None) -> dict[str, float]:
    """How well copies are told from other texts on a syndication set made for the occasion.

    `adjusted_rand` is the Hubert-Arabie index of stories found against true ones, `wrongly_merged`
    the share of true stories that share a found one with another, `copies_found` that of copies
    in the story of their original.
    """
    from tests.quality.syndication import place, syndication_set

    items = syndication_set(shared)
    found = place(items)
    true = [item.story for item in items]
    pairs = Counter(zip(true, found, strict=True))
    merged = [len({t for t, f in pairs if f == story}) > 1 for story in set(found)]
    most = {t: max(count for (u, _), count in pairs.items() if u == t) for t in set(true)}
    return {
        "adjusted_rand": round(adjusted_rand(true, found), 4),
        "wrongly_merged": round(sum(merged) / len(merged), 4),
        "copies_found": round(sum(most.values()) / len(items), 4),
    }


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """The adjusted Rand index of two partitions (Hubert and Arabie 1985); 1 where they agree."""
    together = sum(map(_pairs, Counter(zip(one, other, strict=True)).values()))
    in_one, in_other = (sum(map(_pairs, Counter(part).values())) for part in (one, other))
    expected = in_one * in_other / (_pairs(len(one)) or 1)
    most = (in_one + in_other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2

"""A syndication set made when it is needed: copies as outlets make them, and what must stay apart.

The articles are our own and, where they stand beside the checkout, the gold texts of the page sets.
Nothing is kept: the set is the same for the same seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.domain import Neighbour
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide
from monitor.reading.extract import read_page
from tests.duplicates.samples import HARBOUR, SCHOOL, STRIKE_RETOLD
from tests.quality.reading import FETCHED, gold_pages
from tests.reading.wrapping import page

_SPARE = (
    *("amber", "cobalt", "fennel", "gravel", "hollow"),
    *("juniper", "kettle", "lantern", "marrow", "nettle"),
)
_ADDED = (
    "Our correspondent adds that the offices concerned could not be reached before this edition"
    " closed, and that a reply will be printed when it comes."
)
_LEAST_WORDS = 90
_HAY = ("Kabul", "Herat", "Tyre", "Basra", "Qom", "Aden")


@dataclass(frozen=True)
class Item:
    """A text and the story it truly belongs to."""

    text: str
    story: str
    outlet: str


def syndication_set(shared: Path | None, seed: int = 5) -> list[Item]:
    """Every article with seven of its copies, then bulletins, live pages and retellings."""
    rng = random.Random(seed)
    items = []
    for number, text in enumerate(_articles(shared)):
        items.append(Item(text, f"article {number}", "first"))
        for name, change in _CHANGES.items():
            items.append(Item(change(text, rng), f"article {number}", name))
    items += [Item(STRIKE_RETOLD, "retelling", "another")]
    items += _bulletins(rng)
    items += _live_pages(rng)
    rng.shuffle(items)
    return items


def _articles(shared: Path | None) -> list[str]:
    own = [HARBOUR, f"{SCHOOL}\n{SCHOOL.split(chr(10))[0][::-1]}"]
    if shared is None:
        return own
    gold: list[str] = []
    for name in ("voa_dari", "aeb", "fundus"):
        texts = [p.text for p in gold_pages(shared / "pages" / name)]
        gold += [t for t in texts if len(t.split()) >= _LEAST_WORDS][:40]
    return own + list(dict.fromkeys(gold))


def _reworded(share: float) -> Callable[[str, random.Random], str]:
    def change(text: str, rng: random.Random) -> str:
        words = re.split(r"(\s+)", text)
        return "".join(
            rng.choice(_SPARE) if word.strip() and rng.random() < share else word for word in words
        )

    return change


def _dropped(text: str, rng: random.Random) -> str:
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if len(paragraphs) < 4:
        return text
    shortest = sorted(range(len(paragraphs)), key=lambda i: len(paragraphs[i]))
    gone = rng.choice(shortest[: len(paragraphs) // 2 + 1])
    return "\n".join(p for i, p in enumerate(paragraphs) if i != gone)


def _added(text: str, rng: random.Random) -> str:
    return f"{text}\n{_ADDED}"


def _retyped(text: str, rng: random.Random) -> str:
    quotes = str.maketrans({"“": '"', "”": '"', "’": "'", "«": '"', "»": '"', "–": "-"})
    return text.translate(quotes).replace(" ", "  ").replace("\n", "\n\n")


def _corrected(text: str, rng: random.Random) -> str:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return text
    chosen = rng.choice(numbers)
    return f"{text[: chosen.start()]}{int(chosen[0]) + 1}{text[chosen.end() :]}"


def _other_chrome(text: str, rng: random.Random) -> str:
    body = page(text, title="Another headline than the first one had", date_line="June 13, 2024")
    article = read_page(body, url="https://two.example/a", fetched_at=FETCHED).article
    return article.text if article else ""


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "other chrome": _other_chrome,
    "paragraph dropped": _dropped,
    "paragraph added": _added,
    "retyped": _retyped,
    "corrected": _corrected,
    "5 % reworded": _reworded(0.05),
    "10 % reworded": _reworded(0.10),
}


def _bulletins(rng: random.Random) -> Iterator[Item]:
    """Serial pages from one template: each issue is a report of its own."""
    for issue in range(12):
        a, b, c, d, e = (rng.randint(100, 9_999) for _ in range(5))
        yield Item(
            f"The seismic service recorded {a} tremors near {_HAY[issue % 6]} in the past day, the"
            f" strongest at a depth of {b} metres. Its {c} stations report every hour. Since the"
            f" start of the year {d} tremors were counted, and {e} households have asked for an"
            " inspection of their walls. The service reminds residents to keep doorways clear, to"
            " shut off gas before leaving, and to report cracks to the district office.",
            f"bulletin {issue}",
            "serial",
        )


def _live_pages(rng: random.Random) -> Iterator[Item]:
    """Live pages that share a frame and background and little else."""
    frame = (
        "This page is updated through the day by our newsroom. Times are local. Send what you see"
        " to the desk, but keep yourself safe first."
    )
    vocabulary = [f"{stem}{ending}" for stem in _SPARE for ending in ("", "s", "ed", "ing", "ish")]
    for day in range(8):
        entries = "\n".join(
            f"{hour:02d}:00 {' '.join(rng.choices(vocabulary, k=30)).capitalize()}."
            for hour in range(7, 13)
        )
        yield Item(f"{frame}\n{entries}", f"live {day}", "live")


def place(items: Sequence[Item]) -> list[int]:
    """The story each item lands in, in this order of arrival, by the product's own decision."""
    stories: list[int] = []
    held: list[Neighbour] = []
    by_band: dict[int, list[int]] = {}
    for number, item in enumerate(items):
        keys = fingerprint(item.text)
        near = {i for key in keys.bands for i in by_band.get(key, ())[-8:]}
        neighbours = [held[i] for i in sorted(near)]
        lineage = decide(
            url=f"https://outlet.example/{number}",
            canonical_url=f"https://outlet.example/{number}",
            text=item.text,
            fingerprint=keys,
            published=None,
            fetched_at=FETCHED,
            source=item.outlet,
            credit=None,
            neighbours=neighbours,
        )
        story = number if lineage.story_id is None else lineage.story_id
        stories.append(story)
        stories = [story if s in lineage.merges else s for s in stories]
        held.append(_as_neighbour(number, item, keys.content_hash))
        held = [_moved(n, stories[i]) for i, n in enumerate(held)]
        for key in keys.bands:
            by_band.setdefault(key, []).append(number)
    return stories


def _as_neighbour(number: int, item: Item, content_hash: str) -> Neighbour:
    url = f"https://outlet.example/{number}"
    return Neighbour(
        document_id=number,
        story_id=number,
        url=url,
        canonical_url=url,
        text=item.text,
        content_hash=content_hash,
        published_at=None,
        fetched_at=FETCHED,
        source=item.outlet,
    )


def _moved(neighbour: Neighbour, story: int) -> Neighbour:
    return neighbour if neighbour.story_id == story else replace(neighbour, story_id=story)

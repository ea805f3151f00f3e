"""Score event coding against the PLOVER gold standard records (OEDA, CC BY-SA 4.0).

The records use the names of an early draft; `RENAMED` maps them to those of the 2021 manual.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from monitor.claims.meaning.coding import code_sentence

RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}


def read_records(folder: Path) -> list[tuple[str, str]]:
    """(sentence, PLOVER event type) of every coded record."""
    records = json.loads((folder / "gsr_half.json").read_text(encoding="utf-8"))
    return [
        (record["text"], RENAMED.get(record["event"], record["event"]))
        for record in records
        if record.get("text")
    ]


def score_plover(folder: Path) -> dict[str, float]:
    """`accuracy` over all records, their number, and accuracy by event type (`AGREE` …)."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text, event in read_records(folder):
        total[event] += 1
        right[event] += code_sentence(text) == event
    figures = {"accuracy": right.total() / total.total(), "records": float(total.total())}
    return figures | {event: right[event] / total[event] for event in sorted(total)}

"""Where found statements differ from labelled ones: `python -m tests.quality.differences open`, or
`… open en` for the articles in one language. A folder with files like those of `labelled` is read
in the same way. With `--labels` the labelled statements are clustered in place of those found:
what comes apart then, or is joined, is not the fault of attribution.

For developers. The held split is refused: it is for the last run only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.quality import pipeline
from tests.quality.corpora import (
    Corpus,
    echoes,
    expected_alerts,
    in_language,
    labelled,
    scored,
    scripts,
    seeds,
    styles,
)
from tests.quality.scoring import Scored, match, same_chain


def differences(corpus: Corpus, *, labels_only: bool = False) -> Iterator[str]:
    """A line for each labelled statement that was missed or read otherwise, and each extra one."""
    made = pipeline.run(corpus, labels=labels_only)
    labels = [scored(row, pipeline.resolved(row["chain"])) for row in corpus.rows]
    found = [pipeline.as_scored(*statement) for statement in made.statements]
    pairs = dict(match(labels, found))
    for i, (row, label) in enumerate(zip(corpus.rows, labels, strict=True)):
        doubt = " (doubtful label)" if label.doubt else ""
        if i not in pairs:
            yield f"MISSED {row['id']} {list(label.chain)} {row['cue']}: {label.content}{doubt}"
            continue
        notes = list(_notes(label, found[pairs[i]]))
        if notes:
            yield f"OTHER  {row['id']} {label.content[:90]}: {'; '.join(notes)}{doubt}"
    for j in sorted(set(range(len(found))) - set(pairs.values())):
        cue = made.statements[j][1].cue
        yield f"EXTRA  {found[j].article} {list(found[j].chain)} {cue}: {found[j].content}"
    claims = {i: made.statements[j][2] for i, j in pairs.items()}
    yield from _claims(corpus.rows, claims)
    yield from _alerts(corpus, made, labels, found)
    told = pipeline.figures(corpus, made).values
    yield "FIGURES " + ", ".join(f"{name} {value:.3f}" for name, value in told.items())


def _claims(rows: Sequence[dict[str, Any]], found: Mapping[int, int]) -> Iterator[str]:
    """Labelled claims that came apart, and found ones in which several were put together."""
    told = {i: f"{rows[i]['id']} {rows[i]['content'][:90]}" for i in found}
    for sign, outer, inner in (
        ("APART ", {i: rows[i]["claim"] for i in found}, found),
        ("JOINED", found, {i: rows[i]["claim"] for i in found}),
    ):
        for whole in dict.fromkeys(outer.values()):
            parts: dict[int | str, list[str]] = {}
            for i in (i for i in found if outer[i] == whole):
                parts.setdefault(inner[i], []).append(told[i])
            if len(parts) > 1:
                yield f"{sign} {whole}: " + " | ".join(" + ".join(part) for part in parts.values())


def _alerts(
    corpus: Corpus, made: pipeline.Run, labels: Sequence[Scored], found: Sequence[Scored]
) -> Iterator[str]:
    """Alerts that should have been raised and were not, and those raised in vain."""
    wanted = set(expected_alerts(corpus, pipeline.bodies))
    raised = pipeline.named_alerts(made, labels, found)
    yield from (f"SILENT {alert}" for alert in sorted(wanted - set(raised)))
    for alert, (_, claim, _, j) in zip(raised, made.alerts, strict=True):
        if alert not in wanted or raised.count(alert) > 1:
            one = found[j]
            told = f"{one.article} {list(one.chain)} {one.content[:80]}"
            yield f"VAIN   {alert} claim {claim}: {told}"


def _notes(label: Scored, found: Scored) -> Iterator[str]:
    if not same_chain(label, found):
        yield f"chain {list(label.chain)}, found {list(found.chain)}"
    if label.modality != found.modality:
        yield f"modality {label.modality}, found {found.modality}"
    if label.event != found.event:
        yield f"event {label.event}, found {found.event}"
    if missing := label.actors - found.actors:
        yield f"actors missing {sorted(missing)}"
    if surplus := found.actors - label.actors:
        yield f"actors too many {sorted(surplus)}"


def main(arguments: list[str]) -> int:
    """Print the differences of one corpus."""
    labels_only = "--labels" in arguments
    name, *only = [one for one in arguments if one != "--labels"] or ["open"]
    folder = Path(name)
    kinds: dict[str, Callable[[], Corpus | None]] = {
        "scripts": scripts,
        "styles": styles,
        "echoes": echoes,
        "open": partial(labelled, "open"),
        "seeds": partial(seeds, ()),
    }
    if name not in kinds and not folder.is_dir():
        sys.stderr.write(f"differences: name one of {', '.join(kinds)}, or a folder\n")
        return 2
    corpus = kinds.get(name, partial(labelled, "open", folder))()
    if corpus is None:
        sys.stderr.write("differences: the seed documents are not beside the checkout\n")
        return 2
    chosen = in_language(corpus, only[0]) if only else corpus
    for line in differences(chosen, labels_only=labels_only):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

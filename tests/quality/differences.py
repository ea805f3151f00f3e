"""Where found statements differ from labelled ones: `python -m tests.quality.differences open`.

For developers. The held split is refused: it is for the last run only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.quality import pipeline
from tests.quality.corpora import Corpus, labelled, scored, seeds
from tests.quality.scoring import Scored, match, same_chain


def differences(corpus: Corpus) -> Iterator[str]:
    """A line for each labelled statement that was missed or read otherwise, and each extra one."""
    made = pipeline.run(corpus)
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
    name = arguments[0] if arguments else "open"
    if name not in ("open", "seeds"):
        sys.stderr.write("differences: name one of open, seeds\n")
        return 2
    corpus = seeds(()) if name == "seeds" else labelled(name)
    if corpus is None:
        sys.stderr.write("differences: the seed documents are not beside the checkout\n")
        return 2
    for line in differences(corpus):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

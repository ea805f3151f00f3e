"""In how many contents each word stands: `python -m tests.quality.rarity [--write]`.

Counted are the contents of the retold propositions and of the open articles of all languages. With
`--write` the table of the product is replaced.

For developers. The held split is never read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from monitor.claims.likeness.concepts import FOLDER
from monitor.claims.likeness.wording import FILE, TOTAL, words_of
from tests.quality.corpora import echoes, labelled, scripts, styles
from tests.quality.retellings import retold

FEWEST = 2  # a word of one content alone is as rare as one that was never met
SETS = (partial(labelled, "open"), scripts, styles, echoes)
HEADER = """\
# In how many contents of a language a word stands; '*' is the number of all contents. Explained in
# likeness/wording.py. Written by `python -m tests.quality.rarity --write`.
"""


def contents() -> Iterator[tuple[str, str]]:
    """Each content with its language. English has enough of its own in the retold ones."""
    yield from (("en", line.content) for line in retold())
    for corpus in (of() for of in SETS):
        languages = {item.id: item.language for item in corpus.items}
        for row in corpus.rows:
            if (language := languages[row["article"]]) != "en":
                yield language, row["content"]


def table() -> str:
    """The counts as lines of language, word and count, apart by tabs."""
    counts: Counter[tuple[str, str]] = Counter()
    for language, content in contents():
        counts.update((language, word) for word in (TOTAL, *words_of(content)))
    kept = sorted((key, count) for key, count in counts.items() if count >= FEWEST)
    return HEADER + "".join(f"{language}\t{word}\t{n}\n" for (language, word), n in kept)


def main(arguments: Sequence[str]) -> int:
    """Print the table, or with `--write` replace the product's."""
    if "--write" in arguments:
        (FOLDER / FILE).write_text(table(), encoding="utf-8")
    else:
        sys.stdout.write(table())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

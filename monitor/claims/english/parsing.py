"""English sentences to trees: the one place that loads and runs a spaCy pipeline.

The pipeline is loaded when the first sentence is read, once per process and name, so that an
`Attributor` is cheap to construct and to send to a process pool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from monitor.claims.english.syntax import Parsed
from monitor.claims.text.sentences import Sentence
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_SENTENCES = 2500
BATCH = 64
# Each is replaced by as many spaces as it has characters: offsets never move.
NOISE = re.compile(r"\[\d{1,3}\]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]")
# The Arabic article, whose small letter hides a name from a tagger: al-Sudani, ash-Sham.
ARTICLE = re.compile(r"\b(?:al|el|an|ar|as|at|az|ad|ash|ath|adh)-(?=[A-Z])")
# What is one word for a reader: Al-Akhbar, ex-minister, Tehrik-i-Taliban, Zia-ur-Rehman, and the
# firm of 'Grain & Freight Asia'.
ONE_WORD = re.compile(
    r"\b(?:[A-Z][^\W_]+ & [A-Z][^\W_]+"
    r"|(?:[AE]l|A[nrstzd]|A(?:sh|th|dh)|[Ee]x)-[^\W\d_]+(?:['’][^\W\d_]{2,20}){0,2}"
    r"|[A-Z][a-z]+(?:-(?:[ei]|ye|[au][lrn]|[eu]d))+-[A-Z][a-z]+"
    r"|(?:Secretary|Director|Attorney|Consul|Governor|Inspector|Auditor)-General)"
)


@cache
def load_pipeline(name: str) -> Language:
    """The installed spaCy pipeline called `name`, without its entity recogniser.

    Raises ConfigError where no such pipeline is installed.
    """
    import spacy

    try:
        return spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise ConfigError(
            f"the English pipeline {name!r} is not installed: install it with pip, or name an "
            "installed spaCy pipeline that has a parser"
        ) from error


def readable(text: str) -> str:
    """`text` as a parser reads it best, every offset unchanged: footnote marks and invisible
    characters blanked out, an article that begins a name in a capital."""
    clean = NOISE.sub(lambda found: " " * len(found[0]), text)
    return ARTICLE.sub(lambda found: found[0].capitalize(), clean)


def _whole(pipeline: Language, text: str) -> Doc:
    """Tokens that the parser may not cut into sentences again: 'Rep. Smith' is in one tree.

    A name or a title with a hyphen is one token: in three, 'Al-Akhbar' leads parsers astray.
    """
    doc = pipeline.make_doc(text)
    with doc.retokenize() as retokenizer:
        for found in ONE_WORD.finditer(text):
            parts = doc.char_span(*found.span())
            if parts is not None and len(parts) > 1:
                retokenizer.merge(parts)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def parse(pipeline: Language, text: str, sentences: Sequence[Sentence]) -> Iterator[Parsed]:
    """Trees of at most `MAX_SENTENCES` of `sentences`, each numbered by its place in the list."""
    clean = readable(text)
    numbered = [
        (_whole(pipeline, clean[sentence.span.start : sentence.span.end]), (number, sentence))
        for number, sentence in enumerate(sentences[:MAX_SENTENCES])
    ]
    for doc, (number, sentence) in pipeline.pipe(numbered, as_tuples=True, batch_size=BATCH):
        yield Parsed(doc, sentence.span.start, number, sentence.paragraph)

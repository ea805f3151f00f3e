"""The entity recogniser: what a spaCy pipeline takes for a name. Loaded when first asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from monitor.actors.candidates import Entity
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language

KINDS = {"PERSON": "person", "ORG": "organisation", "NORP": "people"}
_BATCH = 64
_LONGEST = 1000  # characters; what is longer is no sentence but a list


def recognise(pipeline: str, sentences: Iterable[str]) -> Iterator[tuple[Entity, ...]]:
    """The persons, bodies and peoples named in each of some English sentences.

    Raises:
        ConfigError: no pipeline of that name is installed.
    """
    short = (sentence[:_LONGEST] for sentence in sentences)
    for doc in _load(pipeline).pipe(short, batch_size=_BATCH):
        yield tuple(
            Entity(entity.start_char, entity.end_char, KINDS[entity.label_])
            for entity in doc.ents
            if entity.label_ in KINDS
        )


@cache
def _load(pipeline: str) -> Language:
    """The installed pipeline with its recogniser alone, which needs none of the other parts."""
    import spacy

    try:
        return spacy.load(
            pipeline, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
        )
    except OSError as error:
        raise ConfigError(
            f"the English pipeline {pipeline!r} is not installed: install it with pip, or name an "
            "installed spaCy pipeline with an entity recogniser"
        ) from error

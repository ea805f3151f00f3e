"""Article to statements: the stage as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.catalogue.catalogue import Catalogue
from monitor.claims import english
from monitor.claims.document import Reading, usable
from monitor.claims.statements import statements
from monitor.domain import Article, Mention, Statement


@dataclass(frozen=True)
class Attributor:
    """Attributes texts with the words of one catalogue.

    Cheap to construct and to pickle: the English pipeline is loaded, once per process, when the
    first English text comes.
    """

    catalogue: Catalogue
    pipeline: str = english.DEFAULT_PIPELINE

    def attribute(
        self, article: Article, mentions: Sequence[Mention], *, outlet: str | None = None
    ) -> tuple[Statement, ...]:
        """The statements of `article`, in order of text.

        `mentions` are the matcher's for `article.text`; vetoed ones are ignored. `outlet` is the
        slug of the source that published it.
        """
        found, parsed = english.read(article.text, pipeline=self.pipeline)
        reading = Reading(article.text, usable(mentions), self.catalogue, parsed, found)
        return statements(reading)

"""Article to statements: the stage as the rest of the program sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.catalogue.catalogue import Catalogue
from monitor.claims.document import Reading, refused, usable
from monitor.claims.english import extract as english
from monitor.claims.lexical import statements as lexical
from monitor.claims.meaning.capitals import with_governments
from monitor.claims.meaning.narration import bodies_in
from monitor.claims.meaning.statements import statements
from monitor.claims.meaning.weighing import Judge, judged
from monitor.claims.setting import settled
from monitor.domain import Article, Mention, Statement

MACROLANGUAGE = {"prs": "fa", "pes": "fa", "dari": "fa", "pus": "ps", "pbt": "ps"}
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]")
SAMPLE = 4000


@dataclass(frozen=True)
class Attributor:
    """Attributes texts with the words of one catalogue.

    Cheap to construct and to pickle: the English pipeline is loaded, once per process, when the
    first English text comes. English is parsed; Persian and Dari, Pashto and Arabic are read by
    their lexicons; texts in other languages give no statements.
    """

    catalogue: Catalogue
    pipeline: str = english.DEFAULT_PIPELINE
    judge: Judge = judged

    def attribute(
        self, article: Article, mentions: Sequence[Mention], *, outlet: str | None = None
    ) -> tuple[Statement, ...]:
        """The statements of `article`, in order of text.

        `mentions` are the matcher's for `article.text`; vetoed ones are ignored. `outlet` is the
        slug of the source that published it; its own narration is kept with `attributed=False`
        where two watched bodies and an event meet. Raises ConfigError where the pipeline is not
        installed. At most `sentences.MAX_TEXT` code points and `parsing.MAX_SENTENCES` sentences
        are read.
        """
        published = article.published.date() if article.published else None
        publisher = self._publisher(article, outlet)
        reading = Reading(
            article.text,
            usable(mentions),
            self.catalogue,
            refused=refused(mentions),
            on=published,
            publisher=publisher,
        )
        language = language_of(article)
        if language in lexical.LANGUAGES:
            found = lexical.statements(reading, language, published=published, publisher=publisher)
            return settled(article, found)
        if language != "en":
            return ()
        attributions, parsed = english.read(
            article.text,
            pipeline=self.pipeline,
            also=lambda span: len(bodies_in(reading, span)) > 1,
        )
        reading = with_governments(replace(reading, parsed=parsed, found=attributions))
        found = statements(reading, published=published, publisher=publisher, judge=self.judge)
        return settled(article, found)

    def _publisher(self, article: Article, outlet: str | None) -> str:
        source = self.catalogue.sources.get(outlet or "")
        return source.name if source is not None else article.outlet or outlet or "the publisher"


def language_of(article: Article) -> str | None:
    """The article's language, or what its script says where none was detected."""
    if article.language:
        base = article.language.lower().split("-")[0]
        return MACROLANGUAGE.get(base, base)
    sample = article.text[:SAMPLE]
    if len(ARABIC_SCRIPT.findall(sample)) <= len(LATIN.findall(sample)):
        return "en" if LATIN.search(sample) else None
    if re.search("[ځڅښڼډړېۍ]", sample):
        return "ps"
    return "fa" if re.search("[پچژگ]|ی", sample) else "ar"

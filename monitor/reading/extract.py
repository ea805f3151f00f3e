"""A page or a text becomes an article: the reading stage.

trafilatura (Barbaresi 2021) finds the body; what it loses (joiners) is put back, what it leaves
(notices, teasers, the title and date repeated) is taken out by `lines`. Everything that a page can
be without being an article is an answer with a reason, not an exception.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml.html import HtmlElement

from monitor.catalogue.models import Source
from monitor.domain import Article, Reading
from monitor.reading import bylines, credit, dates, titles
from monitor.reading.body import parse, read_body
from monitor.reading.decode import NotAPage, decode
from monitor.reading.embedded import LITTLE_TEXT, embedded_lines, needs_rendering
from monitor.reading.language import declared_language, language_of
from monitor.reading.lines import Cleaned, clean
from monitor.reading.markup import Markup, read_markup
from monitor.reading.phrases import word_count

MOST_CHARACTERS = 2_000_000
NO_TEXT = "no article text was found on the page"
NEEDS_RENDERING = (
    "the page shows no text until its scripts run: it needs rendering, and its source could be set "
    "to be rendered"
)


def read_page(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    title_hint: str | None = None,
    published_hint: datetime | None = None,
    fetched_at: datetime,
    outlet: Source | None = None,
) -> Reading:
    """Read one HTML page.

    The state is `read` with an article, `empty` (a page without text) or `unreadable` (no page at
    all); the reason says why. Hints are what a feed said of the page; they come last.
    """
    try:
        markup_text = decode(body, content_type)
    except NotAPage as answer:
        return Reading("unreadable", str(answer))
    if not markup_text.strip():
        return Reading("empty", "the page has no content")
    tree = parse(markup_text)
    if tree is None:
        return Reading("unreadable", "not HTML that could be parsed")
    markup = read_markup(tree)
    try:
        found = read_body(tree, stated=next(markup.ld_text("articleBody"), None))
    except NotAPage as answer:
        return Reading("unreadable", str(answer))
    title = titles.headline(markup, url=url, outlet=outlet, hint=title_hint, found=None)
    cleaned = clean(found.lines, title=title or None, lists=found.raw, links=found.links)
    cleaned = _or_embedded(cleaned, tree, markup, title)
    if not cleaned.paragraphs:
        return Reading("empty", NEEDS_RENDERING if needs_rendering(tree) else NO_TEXT)
    sites = titles.site_names(outlet, markup)
    authors = (
        titles.authors(markup, sites=sites)
        or bylines.shown_authors(tree, sites=sites)
        or bylines.named_in(cleaned.datelines)
    )
    article = _article(
        markup, cleaned, title or cleaned.title or "", authors, url=url, outlet=outlet
    )
    return Reading(
        "read", "read", _dated(article, markup, tree, cleaned, published_hint, fetched_at, outlet)
    )


def _or_embedded(cleaned: Cleaned, tree: HtmlElement, markup: Markup, title: str) -> Cleaned:
    """Where the page shows hardly any text, the one it carries as JSON for its scripts to show."""
    shown = sum(map(word_count, cleaned.paragraphs))
    if shown >= LITTLE_TEXT:
        return cleaned
    lines = embedded_lines(tree, markup, title=title)
    if sum(map(word_count, lines)) <= 2 * shown:
        return cleaned
    return clean(lines, title=title or None)


def _article(
    markup: Markup,
    cleaned: Cleaned,
    title: str,
    authors: tuple[str, ...],
    *,
    url: str,
    outlet: Source | None,
) -> Article:
    text = "\n".join(_without_byline(cleaned.paragraphs, authors))[:MOST_CHARACTERS]
    return Article(
        url=url,
        title=title,
        text=text,
        canonical_url=markup.canonical,
        authors=authors,
        language=language_of(text, markup.language),
        outlet=outlet.slug if outlet else None,
        credit=credit.credit_of(cleaned.paragraphs, url=url, canonical=markup.canonical),
        subtitle=titles.standfirst(markup),
        section=titles.section(markup),
        image=titles.lead_image(markup, url),
    )


def _without_byline(paragraphs: list[str], authors: tuple[str, ...]) -> list[str]:
    """A line that only names the authors stands at the beginning or the end."""
    ends = {0, 1, len(paragraphs) - 1}
    left = [
        line
        for index, line in enumerate(paragraphs)
        if index not in ends or not bylines.is_byline(line, authors)
    ]
    return left or paragraphs


def _dated(
    article: Article,
    markup: Markup,
    tree: HtmlElement,
    cleaned: Cleaned,
    hint: datetime | None,
    fetched_at: datetime,
    outlet: Source | None,
) -> Article:
    setting = dates.setting_for(outlet, fetched_at=fetched_at, language_tag=markup.language)
    found = dates.published(
        markup,
        tree,
        url=article.url,
        title=article.title,
        hint=hint,
        datelines=cleaned.datelines,
        setting=setting,
    )
    if found is None:
        return article
    return replace(article, published=found.moment, date_source=found.source)


def read_text(
    text: str,
    *,
    url: str,
    title: str | None = None,
    published: datetime | None = None,
    language: str | None = None,
    outlet: Source | None = None,
    fetched_at: datetime | None = None,
) -> Reading:
    """Read a text that has no markup: a text file, or the text of a record.

    Chrome is recognised by the shape and the wording of its lines. `title`, `published` and
    `language` are believed where given. `fetched_at` bounds what dates are believed (default: now
    is not known, so any date before the year 2100 is).
    """
    cleaned = clean(text[:MOST_CHARACTERS].splitlines(), title=title or None)
    if not cleaned.paragraphs:
        return Reading("empty", "the text has no paragraph")
    authors = bylines.named_in(cleaned.datelines)
    body = "\n".join(_without_byline(cleaned.paragraphs, authors))
    setting = dates.setting_for(outlet, fetched_at=fetched_at or datetime(2100, 1, 1, tzinfo=UTC))
    found = dates.published_in_text(cleaned.datelines, url=url, given=published, setting=setting)
    article = Article(
        url=url,
        title=(title or cleaned.title or "")[: titles.LONGEST],
        text=body,
        authors=authors,
        published=found.moment if found else None,
        date_source=found.source if found else None,
        language=declared_language(language) or language_of(body, None),
        outlet=outlet.slug if outlet else None,
        credit=credit.credit_of(cleaned.paragraphs, url=url, canonical=None),
    )
    return Reading("read", "read", article)

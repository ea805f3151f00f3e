"""The program from text to alerts, without a store: what `make quality` measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.claims.attribution import Attributor
from monitor.claims.meaning.weighing import Judge, judged
from monitor.domain import (
    Article,
    ChainLink,
    ClaimDecision,
    ClaimMember,
    Incoming,
    Neighbour,
    Statement,
)
from monitor.duplicates.canonical import canonical_url
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide as decide_lineage
from monitor.reading.extract import read_text
from monitor.watches.rules import decide as decide_watch
from tests.quality.corpora import Corpus, Item, expected_alerts, scored
from tests.quality.labels import Labels
from tests.quality.memory import MemoryClaims
from tests.quality.scoring import Alert, Figures, Scored, alert_figures, compare, match


@dataclass(frozen=True)
class Desk:
    """What is slow to make: the catalogue, the automaton and the attribution pipeline."""

    catalogue: Catalogue
    matcher: ActorMatcher
    attributor: Attributor


@cache
def desk() -> Desk:
    """The shipped catalogue and what is built on it, once per process."""
    catalogue = load_catalogue([])
    return Desk(catalogue, ActorMatcher(catalogue), Attributor(catalogue))


@dataclass
class Run:
    """What the program made of a corpus: statements with the claim they came to, and alerts."""

    statements: list[tuple[str, Statement, int]] = field(default_factory=list)
    decisions: list[ClaimDecision] = field(default_factory=list)
    alerts: list[tuple[str, int, str, int]] = field(default_factory=list)
    claims: MemoryClaims = field(default_factory=MemoryClaims)


def run(corpus: Corpus, *, labels: bool = False, judge: Judge = judged) -> Run:
    """Read, attribute, deduplicate, cluster and match the articles in order of publication.

    With `labels` the labelled statements take the place of attributed ones; `judge` has the last
    word on event and modality in English.
    """
    desk_, held = desk(), list[Neighbour]()
    attributor = replace(desk_.attributor, judge=judge)
    made = Run(claims=MemoryClaims(bodies=desk_.catalogue.bodies))
    for item in sorted(corpus.items, key=lambda item: (item.published, item.id)):
        source = desk_.catalogue.source_named(item.outlet)
        reading = read_text(
            item.text,
            url=item.url,
            title=item.title,
            published=item.published,
            language=item.language,
            outlet=source,
        )
        if reading.article is None:
            continue
        story = _story(reading.article, item, held)
        mentions = desk_.matcher.find(reading.article.text, on=item.published.date())
        slug = source.slug if source else item.outlet
        told: Sequence[Statement]
        if labels:
            told = Labels(desk_.catalogue, corpus.rows, known).of(
                item.id, reading.article, mentions
            )
        else:
            told = attributor.attribute(reading.article, mentions, outlet=slug)
        for statement in told:
            if statement.attributed:
                family = source.family if source else None
                incoming = Incoming(statement, item.published, story, slug, family)
                _take(made, corpus, item, incoming)
    return made


def attributed(
    text: str, name: str, published: datetime, *, judge: Judge = judged
) -> tuple[Statement, ...]:
    """The statements of a single English text."""
    url = f"https://{name}.example/"
    read = read_text(text, url=url, title="Retold", published=published, language="en")
    if read.article is None:
        return ()
    mentions = desk().matcher.find(read.article.text, on=published.date())
    return replace(desk().attributor, judge=judge).attribute(read.article, mentions)


def _story(article: Article, item: Item, held: list[Neighbour]) -> int:
    """The number of the story an article belongs to, after putting it among those held."""
    canonical = canonical_url(item.url)
    print_ = fingerprint(article.text)
    lineage = decide_lineage(
        url=item.url,
        canonical_url=canonical,
        text=article.text,
        fingerprint=print_,
        published=item.published,
        fetched_at=item.published,
        source=item.outlet,
        credit=article.credit,
        neighbours=held,
    )
    number = len(held) + 1
    story = lineage.story_id if lineage.story_id is not None else number
    held.append(
        Neighbour(
            document_id=number,
            story_id=story,
            url=item.url,
            canonical_url=canonical,
            text=article.text,
            content_hash=print_.content_hash,
            published_at=item.published,
            fetched_at=item.published,
            source=item.outlet,
        )
    )
    return story


def _take(made: Run, corpus: Corpus, item: Item, incoming: Incoming) -> None:
    claim, placed = made.claims.add(incoming)
    made.decisions.append(placed)
    made.statements.append((item.id, incoming.statement, claim))
    members: Sequence[ClaimMember] = made.claims.members[claim]
    for watch in corpus.watches:
        for decision in decide_watch(watch, members, desk().catalogue):
            alert = (watch.name, claim, decision.kind.value)
            if decision.fired and alert not in {known[:3] for known in made.alerts}:
                made.alerts.append((*alert, len(made.statements) - 1))


def measure(corpus: Corpus, language: str | None = None) -> Figures:
    """The figures of a corpus, or of its articles in one language."""
    return figures(corpus, run(corpus), language)


def figures(corpus: Corpus, made: Run, language: str | None = None) -> Figures:
    """The figures of what the program made. Alerts are counted over all languages at once."""
    chosen = {item.id for item in corpus.items if language in (None, item.language)}
    labels = [scored(row, resolved(row["chain"])) for row in corpus.rows]
    labels = [label for label in labels if label.article in chosen]
    found = [as_scored(*statement) for statement in made.statements]
    result = compare(labels, [one for one in found if one.article in chosen])
    if language is not None:
        return result
    alerts = alert_figures(expected_alerts(corpus, bodies), named_alerts(made, labels, found))
    values = {**result.values, **alerts}
    return Figures(result.statements, result.found, result.matched, values)


def bodies(name: str) -> frozenset[str]:
    """All that a watch sees in an actor of that name."""
    actor = desk().catalogue.actor_named(name)
    return desk().catalogue.bodies(actor.id) if actor is not None else frozenset()


def named_alerts(made: Run, labels: Sequence[Scored], found: Sequence[Scored]) -> list[Alert]:
    """The alerts under the names that the labels give to claims.

    The name is that of the label which the statement that fired was matched with, else the one
    most members of its claim were matched with.
    """
    names = {j: labels[i].claim for i, j in match(labels, found)}
    common: dict[int, Counter[str]] = {}
    for j, (_, _, claim) in enumerate(made.statements):
        if j in names:
            common.setdefault(claim, Counter())[names[j]] += 1
    alerts = []
    for watch, claim, kind, j in made.alerts:
        ranked = common.get(claim, Counter()).most_common(1)
        name = names.get(j) or (ranked[0][0] if ranked else f"unlabelled {claim}")
        alerts.append((watch, name, kind))
    return alerts


def as_scored(article: str, statement: Statement, claim: int) -> Scored:
    return Scored(
        article=article,
        content=statement.content,
        chain=tuple(link.name for link in statement.chain),
        modality=statement.modality.value,
        event=statement.event.value if statement.event else None,
        actors=frozenset(desk().catalogue.names(statement.actors)),
        claim=str(claim),
        resolved=tuple(_canonical(link) for link in statement.chain),
    )


def _canonical(link: ChainLink) -> str | None:
    return link.actor or link.source


def resolved(chain: Sequence[str]) -> list[str | None]:
    """The actor or outlet that a labelled name stands for, where the catalogue knows it."""
    return [known(name) for name in chain]


def known(name: str) -> str | None:
    """The actor or outlet a name stands for, where the catalogue knows it."""
    catalogue = desk().catalogue
    for spelling in (name, name.removeprefix("The ").removeprefix("the ")):
        if (actor := catalogue.actor_named(spelling)) is not None:
            return actor.id
        if (source := catalogue.source_named(spelling)) is not None:
            return source.slug
    mentions = [m for m in desk().matcher.find(name) if not m.vetoed]
    whole = [m.actor or m.source for m in mentions if m.end - m.start >= 0.8 * len(name)]
    outlets = [m.source for m in mentions if m.source]
    return next(iter(whole), None) or (outlets[0] if len(outlets) == len(mentions) == 1 else None)

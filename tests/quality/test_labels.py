"""The labelled statements, taken for read, are clustered and matched in place of those found."""

from __future__ import annotations

from tests.quality import pipeline
from tests.quality.corpora import in_language, scripts


def test_labelled_statements_are_exactly_what_is_then_scored() -> None:
    corpus = in_language(scripts(), "ps")
    made = pipeline.run(corpus, labels=True)
    values = pipeline.figures(corpus, made).values
    assert len(made.statements) == len(corpus.rows)
    for name in ("statement_f1", "modality", "event", "denial_recall"):
        assert values[name] == 1.0, name
    assert values["actors_f1"] > 0.98
    assert values["chain"] > 0.98


def test_who_acts_and_how_many_are_read_in_the_labelled_content() -> None:
    corpus = in_language(scripts(), "ar")
    made = [one for _, one, _ in pipeline.run(corpus, labels=True).statements]
    assert any(one.agents for one in made)
    assert any(one.numbers for one in made)

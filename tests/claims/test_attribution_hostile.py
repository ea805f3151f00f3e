"""Whatever a page may hold: no exception, and work that grows with the text, not faster."""

from __future__ import annotations

import pickle
import time

import pytest

from monitor.claims.attribution import Attributor
from monitor.claims.english.extract import attributions
from monitor.claims.text.quotes import MAX_QUOTES, find_quotes
from monitor.claims.text.sentences import MAX_SENTENCE, split
from tests.claims.reading import catalogue, every

HOSTILE = {
    "nothing": "",
    "white space": " \n\t\n ",
    "a single word": "a" * 50_000,
    "marks never closed": "“" * 10_000 + " he said",
    "straight marks": '"x ' * 4_000 + "Rahim Sadeq said",
    "mixed scripts": "Taliban طالبان said گفت که Иран 😀 " * 200,
    "bidi controls": "\u202e\u2066Iran\u2069 said \u202dthat Hamas left. " * 200,
    "emoji": "😀" * 20_000,
    "reports in reports": "Iran said that " * 300,
    "labels": "Rahim Sadeq: " * 500,
    "guillemets never closed": "« ایران گفت که " * 5_000,
    "one sentence of Arabic": "قالت إيران إن حماس رحلت وقالت طالبان إن إيران بقيت " * 200,
    "one sentence of Pashto": "ایران وویل چې حماس لاړ او طالبانو وویل چې ایران پاتې شو " * 200,
    "vowel signs": "قَالَ رَحِيم صَادِق إنَّ إيرَان ذَهَبَت. " * 200,
    "quotations and semicolons": "“Iran said”; Hamas left: Iran told us; " * 300,
    "bullets and clocks": "• 12:30 KESTEN: 🔴 [A] 1. " * 300,
    "citations": "Iran said, citing Hamas, that Iran said that. " * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("language", ["en", "fa", "ps", "ar", None])
def test_hostile_text_is_read_without_an_exception(text: str, language: str | None) -> None:
    for made in every(text, language=language):
        assert text[made.start : made.end] == made.content


def test_twice_the_text_takes_about_twice_the_time() -> None:
    attributions("He said it rained.")

    def seconds(repeats: int) -> float:
        text = "Iran said that Hamas left and the Taliban said that Iran stayed " * repeats
        began = time.process_time()
        attributions(text)
        return time.process_time() - began

    assert seconds(120) < 8 * max(seconds(30), 0.05)


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("fa", "« ایران گفت که حماس رفت و طالبان گفت که ایران ماند "),
        ("ps", "ایران وویل چې حماس لاړ او طالبانو وویل چې ایران پاتې شو "),
        ("ar", "قالت إيران إن حماس رحلت وقالت طالبان إن إيران بقيت "),
    ],
)
def test_without_a_parser_too_the_time_grows_with_the_text(language: str, clause: str) -> None:
    every(clause, language=language)

    def seconds(repeats: int) -> float:
        began = time.process_time()
        every(clause * repeats, language=language)
        return time.process_time() - began

    assert seconds(800) < 8 * max(seconds(200), 0.05)


def test_no_sentence_is_longer_than_the_cap_and_none_is_lost() -> None:
    text = "word " * 3_000
    pieces = [text[slice(*one.span)] for one in split(text)]
    assert max(map(len, pieces)) <= MAX_SENTENCE
    assert " ".join(pieces).split() == text.split()


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    (quote,) = find_quotes("He said: “it rains.\nIt did not.")
    assert (quote.closed, quote.end) == (False, 19)


def test_there_is_a_cap_on_quotations() -> None:
    assert len(find_quotes("“a” " * (MAX_QUOTES + 50))) == MAX_QUOTES


def test_an_attributor_travels_to_a_pool_worker() -> None:
    attributor = Attributor(catalogue())
    again = pickle.loads(pickle.dumps(attributor))  # noqa: S301
    assert again.pipeline == attributor.pipeline
    assert set(again.catalogue.actors) == set(attributor.catalogue.actors)

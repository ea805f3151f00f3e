"""The shipped vocabulary is sound, and a mistake in it is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.claims.likeness.concepts import FOLDER, LANGUAGES, read_vocabulary, vocabulary
from monitor.claims.likeness.matching import matches
from monitor.claims.likeness.terms import terms_of
from monitor.errors import CatalogueError
from monitor.reading.normalise import fold
from tests.claims.making import statement


def test_every_language_has_words_for_nearly_every_concept() -> None:
    words = vocabulary()
    concepts = {name for table in (words.words, words.stems) for name in table["en"].values()}
    assert len(concepts) > 120
    for language in LANGUAGES:
        known = {n for table in (words.words, words.stems) for n in table[language].values()}
        assert known == concepts


def test_places_lie_in_places_and_not_in_themselves() -> None:
    words = vocabulary()
    names = set(words.places.values())
    assert len(names) > 80
    for place, wider in words.within.items():
        assert place not in wider
        assert wider <= names


def test_entries_are_kept_folded() -> None:
    words = vocabulary()
    for language in LANGUAGES:
        for word in (*words.words[language], *words.stems[language], *words.stop[language]):
            assert word == fold(word)


def test_no_word_that_says_nothing_is_a_concept() -> None:
    words = vocabulary()
    for language in LANGUAGES:
        assert not words.stop[language] & words.words[language].keys()


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("exploration", None),
        ("familiar", None),
        ("hospitality", "host"),
        ("secretary", None),
        ("admiral", None),
        ("urgent", None),
        ("pounds", None),
        ("executive", None),
        ("scholarship", "education"),
        ("destroyer", "ship"),
        ("merchantman", "ship"),
        ("rebellion", "revolution"),
        ("coach", "vehicle"),
    ],
)
def test_a_stem_catches_no_word_of_another_sense(word: str, concept: str | None) -> None:
    assert vocabulary().concept(word, "en") == concept


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("en", "manoeuvres", "exercise"),
        ("fa", "رزمایش", "exercise"),
        ("ps", "تمرینونه", "exercise"),
        ("ar", "المناورات", "exercise"),
        ("en", "sanctions", "sanction"),
        ("fa", "تحریم‌ها", "sanction"),
        ("en", "blockade", "siege"),
        ("ar", "الحصار", "siege"),
        ("en", "airport", "airport"),
        ("fa", "فرودگاه", "airport"),
        ("ar", "المطار", "airport"),
        ("en", "deported", "deport"),
        ("fa", "دیپورت", "deport"),
        ("ar", "ترحيل", "deport"),
        ("en", "rubble", "destroy"),
        ("en", "credentials", "credentials"),
        ("fa", "اعتبارنامه", "credentials"),
    ],
)
def test_what_was_one_wide_concept_is_told_apart(language: str, word: str, concept: str) -> None:
    assert vocabulary().concept(fold(word), language) == concept


def test_concepts_that_tell_nearly_the_same_match_each_other() -> None:
    left, gone = (terms_of(statement(f"the soldiers {word}")) for word in ("left", "withdrew"))
    assert matches(left, gone) == [("c:fighters", "c:fighters"), ("c:depart", "c:withdraw")]
    assert matches(gone, left) == [("c:fighters", "c:fighters"), ("c:withdraw", "c:depart")]


def test_the_longest_entry_wins() -> None:
    words = vocabulary()
    assert words.concept(fold("جنگجویان"), "fa") == "fighters"
    assert words.concept(fold("جنگ"), "fa") == "fight"


def test_arabic_particles_are_taken_off_only_to_find_a_known_word() -> None:
    words = vocabulary()
    assert words.concept(fold("بالصواريخ"), "ar") == "missile"
    assert words.concept(fold("وقوات"), "ar") == "fighters"


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copy the tables and put something wrong into one of them."""

    def spoiled(name: str, old: str, new: str) -> Path:
        shutil.copytree(FOLDER, tmp_path / "concepts")
        path = tmp_path / "concepts" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path / "concepts"

    return spoiled


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("concepts.toml", '"arrest release"', '"arrest parole"', "arrest parole"),
        ("concepts.toml", 'names = "fighters', 'names = "nobody', "nobody"),
        ("concepts.toml", "\nen = ", "\nxx = ", "xx"),
        ("concepts.toml", "[opposites]", "[opposites", "cannot be read as TOML"),
        ("places.toml", 'within = ["afghanistan"]', 'within = ["atlantis"]', "atlantis"),
    ],
)
def test_a_mistake_names_the_file_and_the_entry(
    spoil: Callable[[str, str, str], Path], name: str, old: str, new: str, message: str
) -> None:
    folder = spoil(name, old, new)
    with pytest.raises(CatalogueError) as error:
        read_vocabulary(folder)
    assert name in str(error.value)
    assert message in str(error.value)


def test_a_word_of_two_concepts_is_a_mistake(spoil: Callable[[str, str, str], Path]) -> None:
    folder = spoil("concepts.toml", 'en = "suicide', 'en = "soldier* suicide')
    with pytest.raises(CatalogueError, match="soldier"):
        read_vocabulary(folder)

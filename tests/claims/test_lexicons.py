"""The word lists: complete, and a mistake in one says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.catalogue.lexicons import lexicon, read_lexicon
from monitor.domain import CueClass, Event
from monitor.errors import CatalogueError


@pytest.mark.parametrize("language", ["en", "fa", "ps", "ar"])
def test_every_language_has_cues_of_each_spoken_kind_and_real_events(language: str) -> None:
    held = lexicon(language)
    kinds = set(held.spoken.values())
    assert kinds >= {CueClass.SAY, CueClass.CLAIM, CueClass.DENY, CueClass.PROMISE, CueClass.ORDER}
    assert set(held.tables["events"]) <= set(Event)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[spoken.sing]\nclause = 'hum'", "spoken.sing"),
        ("[verbs]\nclause = 'say'", "verbs"),
        ("[words]\nroles = 3", "roles"),
        ("[spoken", "cannot be read"),
    ],
)
def test_a_mistake_names_the_file_and_the_table(tmp_path: Path, body: str, said: str) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_lexicon(path)
    assert "xx.toml" in str(caught.value)
    assert said in str(caught.value)

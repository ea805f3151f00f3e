"""Additions to actors.toml: comments and layout stay, and nothing is half written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from monitor.catalogue.load import SHIPPED, load_catalogue
from monitor.catalogue.writing import Addition, add, write_actors
from monitor.errors import CatalogueError, InputError

ACTORS = """\
# Mine.
[[actor]]  # the first
id = "north"   # never change this
name = "Northern Front"
kind = "organisation"
aliases = [
  "Front of the North",  # an old name
  { text = "NF", case = true },
]

[[actor]]
id = 'south'
name = "Southern Front"
kind = "organisation"
note = '''
[[actor]]
aliases = ["a trap"]
'''
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "actors.toml").write_text(ACTORS, "utf8")
    (tmp_path / "sources.toml").write_text("", "utf8")
    (tmp_path / "watches.toml").write_text("", "utf8")
    return tmp_path


def test_spellings_and_ids_are_added_where_they_belong_and_every_old_line_stays() -> None:
    text = add(
        ACTORS,
        [
            Addition("north", aliases=("Front N", 'Nor"th')),
            Addition("south", aliases=("Front S",), lists=("X 1",)),
        ],
    )
    assert set(ACTORS.splitlines()) <= set(text.splitlines())
    north, south = tomllib.loads(text)["actor"]
    assert north["aliases"][:3] == ["Front N", 'Nor"th', "Front of the North"]
    assert (south["aliases"], south["lists"]) == (["Front S"], ["X 1"])


def test_an_actor_comes_last_with_what_would_break_the_file_made_harmless() -> None:
    name = 'Quote " \\ \u202e\x00\x7f\n[[actor]]'
    text = add(ACTORS, [Addition("east", fields={"id": "east", "name": name, "kind": "person"})])
    assert text.startswith(ACTORS)
    *_, east = tomllib.loads(text)["actor"]
    assert east["id"] == "east"
    assert east["name"].startswith('Quote " \\')
    assert east["name"].endswith("[[actor]]")


@pytest.mark.parametrize(
    "text",
    [
        'actor = [{ id = "north", name = "N", kind = "person" }]\n',
        '[[actor]]\nname = "N"\n"id" = "north"\nkind = "person"\n',
        '[[actor]]\nid = "north"\nname = "N"\nkind = "person"\n"aliases" = ["A"]\n',
    ],
)
def test_a_layout_that_is_not_understood_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(InputError, match="by hand"):
        add(text, [Addition("north", aliases=("B",))])


def test_the_file_before_stays_beside_the_new_one(home: Path) -> None:
    written = write_actors([home], [Addition("north", aliases=("Front N",))])
    assert written.backup is not None
    assert written.backup.read_text("utf8") == ACTORS
    assert written.undo == f"mv '{home}/actors.toml~' '{home}/actors.toml'"
    assert load_catalogue([home]).actor_named("front n") is not None
    assert sorted(path.name for path in home.iterdir()) == [
        "actors.toml",
        "actors.toml~",
        "sources.toml",
        "watches.toml",
    ]


def test_what_would_make_the_catalogue_wrong_is_not_written(home: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nothing was written.*also that of actor 'north'"):
        write_actors([home], [Addition("south", aliases=("northern-front",))])
    assert (home / "actors.toml").read_text("utf8") == ACTORS


def test_a_home_without_a_file_gets_the_shipped_actors_and_the_addition(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fields = {"id": "east", "name": "Eastern Front", "kind": "organisation"}
    written = write_actors([home], [Addition("east", fields=fields)])
    assert written.undo == f"rm '{home}/actors.toml'"
    shipped = (SHIPPED / "actors.toml").read_text("utf8")
    assert (home / "actors.toml").read_text("utf8").startswith(shipped)
    assert "east" in load_catalogue([home]).actors


def test_a_link_to_the_file_stays_a_link(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.toml"
    (home / "actors.toml").rename(real)
    (home / "actors.toml").symlink_to(real)
    write_actors([home], [Addition("north", aliases=("Front N",))])
    assert (home / "actors.toml").is_symlink()
    assert "Front N" in real.read_text("utf8")


def test_a_directory_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "actors.toml~").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_actors([home], [Addition("north", aliases=("Front N",))])
    assert (home / "actors.toml").read_text("utf8") == ACTORS

"""Loading: which file wins, and what a mistake in one says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from monitor.catalogue.load import SHIPPED, load_catalogue
from monitor.errors import CatalogueError

ACTORS = """
[[actor]]
id = "north"
name = "Northern Front"
kind = "organisation"
aliases = ["Northern Front"]

[[actor]]
id = "south"
name = "Southern Front"
kind = "organisation"
"""
SOURCES = """
[[source]]
slug = "gazette"
name = "Evening Gazette"
domains = ["gazette.example"]
"""
WATCHES = """
[[watch]]
name = "Fronts"
actors_all = ["north"]
"""


def home(directory: Path, **files: str) -> Path:
    texts = {"actors": ACTORS, "sources": SOURCES, "watches": WATCHES, **files}
    directory.mkdir(exist_ok=True)
    for name, text in texts.items():
        (directory / f"{name}.toml").write_text(text, "utf8")
    return directory


def mistake(directory: Path, **files: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue([home(directory, **files)])
    return str(caught.value)


def test_the_first_directory_that_has_a_file_wins_and_the_shipped_one_is_last(
    tmp_path: Path,
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "watches.toml").write_text('[[watch]]\nname = "Mine"\nactors_all = ["Taliban"]\n')
    found = load_catalogue([first, tmp_path / "missing"])
    assert [watch.name for watch in found.watches] == ["Mine"]
    assert found.actors == load_catalogue([]).actors


def test_the_digest_changes_with_any_of_the_files(tmp_path: Path) -> None:
    before = load_catalogue([home(tmp_path / "a")])
    again = load_catalogue([home(tmp_path / "b")])
    after = load_catalogue([home(tmp_path / "c", watches=WATCHES.replace("Fronts", "Front"))])
    assert before.digest == again.digest != after.digest


def test_a_catalogue_survives_pickling(tmp_path: Path) -> None:
    found = load_catalogue([home(tmp_path)])
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 our own bytes


def test_invalid_toml_names_file_and_line(tmp_path: Path) -> None:
    message = mistake(tmp_path, actors=ACTORS + '\n[[actor]]\nid = "x\n')
    assert str(tmp_path / "actors.toml") in message
    assert "at line 14" in message


def test_bytes_that_are_not_utf8_name_file_and_line(tmp_path: Path) -> None:
    home(tmp_path)
    (tmp_path / "actors.toml").write_bytes(b'[[actor]]\nid = "x"\nname = "\xff"\n')
    with pytest.raises(CatalogueError, match=r"actors\.toml: line 3: not UTF-8"):
        load_catalogue([tmp_path])


def test_an_unknown_field_names_entry_field_and_what_is_allowed(tmp_path: Path) -> None:
    message = mistake(tmp_path, actors=ACTORS + 'aliasses = ["SF"]\n')
    assert "actors.toml: actor 'south': aliasses" in message
    assert "allowed fields: id, name, kind, aliases" in message


def test_a_wrong_value_names_entry_field_value_and_what_is_allowed(tmp_path: Path) -> None:
    message = mistake(tmp_path, actors=ACTORS.replace('kind = "organisation"', 'kind = "club"', 1))
    assert "actor 'north': kind" in message
    assert "'organisation'" in message
    assert "'club'" in message


def test_an_entry_without_a_name_is_counted(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES + '[[watch]]\nevents = ["ASSAULT"]\n')
    assert "watch number 2: name: Field required" in message


def test_an_unknown_section_says_which_sections_there_are(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES.replace("[[watch]]", "[[watches]]"))
    assert "unknown section 'watches'; every entry is a [[watch]] section" in message


def test_single_brackets_are_explained(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES.replace("[[watch]]", "[watch]"))
    assert "two brackets" in message


def test_an_unknown_actor_in_a_watch_gets_the_nearest_one_suggested(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES.replace('"north"', '"Northen Front"'))
    assert "watch 'Fronts': actors_all: there is no actor 'Northen Front'" in message
    assert "did you mean 'Northern Front'?" in message


def test_an_unknown_actor_that_looks_like_none_says_where_the_list_is(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES.replace('"north"', '"zzz"'))
    assert "`axiswatch actors` lists those there are" in message


def test_an_unknown_event_in_a_watch_lists_the_events(tmp_path: Path) -> None:
    message = mistake(tmp_path, watches=WATCHES + 'events = ["PROMISE"]\n')
    assert "watch 'Fronts': events.0" in message
    assert "'MOBILIZE'" in message


@pytest.mark.parametrize("field", ["member_of = ['nort']", "speaks_for = 'nort'"])
def test_an_unknown_body_of_an_actor_gets_the_nearest_one_suggested(
    tmp_path: Path, field: str
) -> None:
    message = mistake(tmp_path, actors=ACTORS + field)
    assert "actor 'south'" in message
    assert "did you mean 'north'?" in message


def test_an_unknown_party_of_a_source_gets_the_nearest_one_suggested(tmp_path: Path) -> None:
    message = mistake(tmp_path, sources=SOURCES + "party = 'sout'")
    assert "source 'gazette': party: there is no actor 'sout'; did you mean 'south'?" in message


def test_a_circle_of_memberships_is_refused_and_shown(tmp_path: Path) -> None:
    actors = ACTORS.replace('["Northern Front"]', '[]\nmember_of = ["south"]')
    message = mistake(tmp_path, actors=actors + 'member_of = ["north"]')
    assert "north → south → north" in message


def test_an_actor_that_is_its_own_member_is_refused(tmp_path: Path) -> None:
    assert "itself" in mistake(tmp_path, actors=ACTORS + 'member_of = ["south"]')


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("actors", ACTORS + ACTORS, "actor 'north': this id is used twice"),
        ("sources", SOURCES + SOURCES, "source 'gazette': this slug is used twice"),
        ("watches", WATCHES + WATCHES, "watch 'Fronts': this name is used twice"),
    ],
)
def test_a_double_entry_is_refused(tmp_path: Path, file: str, text: str, problem: str) -> None:
    assert problem in mistake(tmp_path, **{file: text})


def test_an_alias_of_two_actors_is_refused_however_it_is_spelled(tmp_path: Path) -> None:
    message = mistake(tmp_path, actors=ACTORS + 'aliases = ["NORTHERN-FRONT"]')
    assert "actor 'south': alias 'NORTHERN-FRONT' is also that of actor 'north'" in message
    assert "give both a context" in message


def test_two_actors_may_share_an_alias_when_both_have_a_context(tmp_path: Path) -> None:
    context = '{ text = "the Front", requires = ["%s"] }'
    actors = ACTORS.replace('["Northern Front"]', f"[{context % 'snow'}]")
    found = load_catalogue([home(tmp_path, actors=actors + f"aliases = [{context % 'sand'}]")])
    assert {actor.aliases[0].text for actor in found.actors.values()} == {"the Front"}


def test_an_alias_listed_twice_is_refused(tmp_path: Path) -> None:
    message = mistake(tmp_path, actors=ACTORS + 'aliases = ["SF", "SF"]')
    assert "actor 'south': alias 'SF' is listed twice" in message


def test_an_alias_of_signs_only_is_refused(tmp_path: Path) -> None:
    assert "alias '--' has no letters" in mistake(tmp_path, actors=ACTORS + 'aliases = ["--"]')


def test_one_domain_or_feed_belongs_to_one_source(tmp_path: Path) -> None:
    other = '[[source]]\nslug = "echo"\nname = "Echo"\ndomains = ["www.gazette.example"]\n'
    message = mistake(tmp_path, sources=SOURCES + other)
    assert "source 'echo': domain 'gazette.example' is also that of source 'gazette'" in message


def test_an_office_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    office = 'offices = [{ phrases = ["chief"], start = "2024", end = "2022-05" }]'
    message = mistake(tmp_path, actors=ACTORS + office)
    assert "the office ends (2022-05-31) before it starts (2024-01-01)" in message


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    office = 'offices = [{ phrases = ["chief"], start = "2024-13" }]'
    message = mistake(tmp_path, actors=ACTORS + office)
    assert "actor 'south': offices.0.start" in message


def test_two_holders_of_one_office_need_different_starts(tmp_path: Path) -> None:
    office = 'offices = [{ phrases = ["chief of the fronts"] }]\n'
    actors = ACTORS.replace('aliases = ["Northern Front"]\n', office) + office
    assert "give the later one its start" in mistake(tmp_path, actors=actors)


def test_a_year_or_a_month_stands_for_its_first_and_last_day(tmp_path: Path) -> None:
    office = 'offices = [{ phrases = ["chief"], start = "2022", end = "2024-02" }]'
    found = load_catalogue([home(tmp_path, actors=ACTORS + office)])
    held = found.actors["south"].offices[0]
    assert (str(held.start), str(held.end)) == ("2022-01-01", "2024-02-29")


def test_the_shipped_files_load_clean_and_cover_the_model_case() -> None:
    found = load_catalogue([])
    for name in ("Afghanistan International", "Long War Journal", "MEMRI", "Distinct Post"):
        assert found.source_named(name) is not None, name
    affiliations = {
        "Al-Akhbar": "Hezbollah-affiliated",
        "Mehr News": "IRGC-affiliated",
        "Al-Mirsad": "Taliban intelligence-affiliated",
        "Ufuq News": "state-run",
    }
    for name, affiliation in affiliations.items():
        source = found.source_named(name)
        assert source is not None
        assert source.affiliation == affiliation
    watch = found.watches[0]
    assert watch.actors_all == ("taliban",)
    assert set(watch.actors_any) == {"iran", "hezbollah", "hamas"}


def test_every_enabled_shipped_source_has_an_address_and_each_address_is_a_web_one() -> None:
    for source in load_catalogue([]).sources.values():
        if source.enabled:
            assert any(feed.enabled for feed in source.feeds), source.slug
        for feed in source.feeds:
            assert feed.url.startswith(("https://", "http://")), feed.url


def test_the_shipped_files_are_small_enough_to_load_at_every_command() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.glob("*s.toml")) < 1_000_000


def test_own_actors_need_no_actor_that_only_shipped_sources_know(tmp_path: Path) -> None:
    home(tmp_path)
    (tmp_path / "sources.toml").unlink()
    found = load_catalogue([tmp_path])
    assert set(found.actors) == {"north", "south"}
    assert all(source.party is None for source in found.sources.values())


def test_own_actors_without_those_of_the_shipped_watch_say_where_to_write_one(
    tmp_path: Path,
) -> None:
    home(tmp_path)
    (tmp_path / "watches.toml").unlink()
    with pytest.raises(CatalogueError, match=r"no actor 'taliban'.*watches\.toml of your own"):
        load_catalogue([tmp_path])

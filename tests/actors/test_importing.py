"""Lists of others: what they add, and what a broken file says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from monitor.actors.importing import Proposal, propose, read_records, render
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Alias
from monitor.errors import InputError

CATALOGUE = Catalogue.build(
    actors=[
        Actor(
            id="kesten",
            name="Ada Kesten",
            kind="person",
            aliases=(Alias(text="Ada Kestin"),),
            lists=("UN XDi.007",),
        ),
        Actor(id="front", name="Northern Front", kind="organisation"),
    ]
)


def ftm(directory: Path, *entities: object) -> Path:
    path = directory / "entities.ftm.json"
    path.write_text("\n".join(json.dumps(entity) for entity in entities), "utf8")
    return path


def entity(identifier: str, schema: str, *names: str) -> dict[str, object]:
    return {
        "id": identifier,
        "schema": schema,
        "properties": {"name": names[:1], "alias": names[1:]},
    }


def proposed(path: Path) -> list[Proposal]:
    return list(propose(CATALOGUE, read_records(path)))


def test_spellings_of_a_known_actor_are_proposed_once_and_known_ones_are_not(
    tmp_path: Path,
) -> None:
    path = ftm(tmp_path, entity("Q1", "Person", "ADA KESTEN", "Ada Kestén", "Adah Kesten"))
    (proposal,) = proposed(path)
    assert (proposal.actor, proposal.new, proposal.spellings) == ("kesten", False, ("Adah Kesten",))


def test_a_list_id_finds_the_actor_under_any_name(tmp_path: Path) -> None:
    (proposal,) = proposed(ftm(tmp_path, entity("XDi.007", "Person", "A. Kesztenbaum")))
    assert (proposal.actor, proposal.reason) == ("kesten", "has the list id UN XDi.007")


def test_somebody_unknown_is_proposed_as_an_actor_that_loads(tmp_path: Path) -> None:
    path = ftm(tmp_path, entity("Q2", "Organization", "Southern Front", "Front of the South"))
    proposals = proposed(path)
    (row,) = tomllib.loads(render(proposals))["actor"]
    actor = Actor.model_validate(row)
    assert (actor.id, actor.kind, actor.lists) == ("southern-front", "organisation", ("Q2",))


def test_a_known_actor_is_proposed_as_a_comment_so_that_pasting_changes_nothing(
    tmp_path: Path,
) -> None:
    proposals = proposed(ftm(tmp_path, entity("Q3", "Person", "Ada Kesten", "Adah Kesten")))
    assert tomllib.loads(render(proposals)) == {}
    assert '"Adah Kesten"' in render(proposals)


def test_vessels_empty_names_and_vague_aliases_are_passed_over(tmp_path: Path) -> None:
    path = ftm(
        tmp_path,
        entity("Q4", "Vessel", "Sea Star"),
        entity("Q5", "Person", " "),
        entity("Q6", "Person", "Haji", "Ahmad"),
    )
    assert proposed(path) == []


def test_a_body_that_shares_a_persons_name_is_not_that_person(tmp_path: Path) -> None:
    (proposal,) = proposed(ftm(tmp_path, entity("Q7", "Company", "Ada Kesten", "Kesten Trading")))
    assert proposal.new
    assert proposal.name == "Kesten Trading"


def test_a_table_gives_the_same_as_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text('id,schema,name,aliases\nQ8,Person,Ada Kesten,"Adah Kesten;Ada Kestin"\n')
    (proposal,) = proposed(path)
    assert (proposal.actor, proposal.spellings) == ("kesten", ("Adah Kesten",))


@pytest.mark.parametrize(
    "line", ["{", "[]", '"x"', '{"id": "Q1"}', '{"id": 1, "schema": "Person", "properties": 2}']
)
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(entity("Q1", "Person", "A B")) + "\n" + line, "utf8")
    with pytest.raises(InputError, match="line 2: no FollowTheMoney entity"):
        proposed(path)


def test_a_table_without_its_columns_says_which_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,Ada\n")
    with pytest.raises(InputError, match="lacks the column 'schema'"):
        proposed(path)


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        proposed(tmp_path / "none.json")
    path = tmp_path / "latin.csv"
    path.write_bytes(b"id,schema,name\n1,Person,\xe9\n")
    with pytest.raises(InputError, match="not UTF-8"):
        proposed(path)

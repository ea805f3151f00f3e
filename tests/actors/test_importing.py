"""Lists of others: what they add, and what a broken file says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.actors.importing import Proposal, entry_fields, propose
from monitor.actors.sanctions import MAX_LINE, Problem, Record, read_records
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
    found = list(read_records(path))
    records = [one for one in found if isinstance(one, Record)]
    assert len(records) == len(found), "no line of these is wrong"
    return list(propose(CATALOGUE, records))


def problems(path: Path) -> list[str]:
    """What is said of the lines that cannot be used, and that the others were read."""
    found = list(read_records(path))
    assert any(isinstance(one, Record) for one in found)
    return [str(one).removeprefix(f"{path}:") for one in found if isinstance(one, Problem)]


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
    (proposal,) = proposed(path)
    actor = Actor.model_validate(entry_fields(proposal))
    assert (actor.id, actor.kind, actor.lists) == ("southern-front", "organisation", ("Q2",))
    assert [alias.text for alias in actor.aliases] == ["Front of the South"]


def test_the_list_id_of_a_known_actor_is_proposed_until_it_is_known(tmp_path: Path) -> None:
    path = ftm(tmp_path, entity("Q3", "Person", "Ada Kesten"), entity("Q3", "Person", "Ada Kesten"))
    (proposal,) = proposed(path)
    assert (proposal.list_id, proposal.spellings) == ("Q3", ())
    assert proposed(ftm(tmp_path, entity("XDi.007", "Person", "Ada Kesten"))) == []


def test_an_id_of_another_list_that_the_record_refers_to_finds_the_actor(tmp_path: Path) -> None:
    row = {**entity("NK-9", "Person", "Kesten the Elder"), "referents": ["un-xdi-007"]}
    (proposal,) = proposed(ftm(tmp_path, row))
    assert (proposal.actor, proposal.list_id) == ("kesten", None)


def test_two_records_with_one_name_or_one_slug_make_no_clash(tmp_path: Path) -> None:
    path = ftm(
        tmp_path,
        entity("Q4", "Organization", "Southern Front", "Front Alpha"),
        entity("Q5", "Organization", "southern front", "Front Beta"),
        entity("Q6", "Organization", "Front-Beta!", "Kesten", "Front Gamma"),
        entity("Q7", "Organization", "Kesten’s Front"),
    )
    found = proposed(path)
    assert [one.actor for one in found] == [
        "southern-front",
        "front-beta",
        "front-beta-2",
        "kesten-s-front",
    ]
    written = [text for one in found for text in (one.name, *one.spellings)]
    assert len({text.casefold() for text in written}) == len(written)


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
    ("line", "said"),
    [
        ("{", "2:line: is no JSON"),
        ("[" * 100_000, "2:line: is no JSON"),
        ("[]", "2:line: is no FollowTheMoney entity"),
        ('{"id": 1, "schema": "Person", "properties": {}}', "2:id: a string is needed"),
        ('{"id": "Q1"}', "2:schema: a string is needed"),
        ('{"id": "Q1", "schema": "Person", "properties": 2}', "2:properties: an object"),
        (
            '{"id": "Q1", "schema": "Person", "properties": {"alias": "A"}}',
            "2:properties.alias: a list",
        ),
        (json.dumps(entity("", "Person", "A B")), "2:id: an id of 1 to 500"),
        (json.dumps(entity("Q1", "Person", "A" * 501)), "2:name: is longer than 500"),
        ("x" * (MAX_LINE + 5), f"2:line: is longer than {MAX_LINE} bytes"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_is_wrong_is_told_with_its_field_and_the_rest_is_read(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "list.json"
    good = json.dumps(entity("Q8", "Person", "A B"))
    path.write_text(f"{good}\n{line}\n\n{good}", "utf8")
    (problem,) = problems(path)
    assert problem.startswith(said)
    assert sum(isinstance(one, Record) for one in read_records(path)) == 2


def test_rows_of_a_table_that_are_wrong_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [
        "id,schema,name,aliases",
        "Q1,Person",
        'Q2,Person,"' + "x" * 200_000 + '"',
        "Q3,Person,A B",
    ]
    path.write_bytes("\n".join(rows).encode() + b"\nQ4,Person,\xe9\nQ5,Person,C D\n")
    assert [said.rpartition(": ")[0] for said in problems(path)] == [
        "2:name: is missing",
        "3:line",
        "5:line",
    ]
    assert [one.id for one in read_records(path) if isinstance(one, Record)] == ["Q3", "Q5"]


def test_how_far_the_reading_is_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    path = ftm(tmp_path, *(entity(f"Q{n}", "Person", f"A B{n}") for n in range(50)))
    seen: list[tuple[int, int]] = []
    list(read_records(path, on_progress=lambda *at: seen.append(at)))
    assert seen == sorted(seen)
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_table_without_its_columns_says_which_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,Ada\n")
    with pytest.raises(InputError, match="lacks the column 'schema'"):
        proposed(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        proposed(tmp_path / "none.json")

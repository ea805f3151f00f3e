"""What is weighed beside the words, and where a text is while it names no place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.claims import clustering
from monitor.claims.likeness.concepts import FOLDER
from monitor.claims.likeness.evidence import concerned, evidence
from monitor.claims.likeness.similarity import compare
from monitor.claims.likeness.vetoes import alone
from monitor.claims.likeness.weighing import FILE, Tables, Weights, read_weights, weights
from monitor.claims.setting import settled
from monitor.domain import Article, ClaimKind, Event, Modality, Statement
from monitor.errors import CatalogueError
from tests.claims.making import claim, incoming, member, speaker, statement

STRIKE = statement(
    "drones killed nine villagers",
    event=Event.ASSAULT,
    actors=("pakistan",),
    chain=(speaker("Karim"),),
)


ACCOUNTS = "[account]\nbase = 1.0\n[account.items]\n"


def items(one: Statement, other: Statement) -> dict[str, float]:
    result = compare(one, other, bodies=alone)
    return evidence(incoming(one, days=1), member(other), result, alone)


def test_every_weight_has_an_item_and_every_item_a_weight() -> None:
    tables = weights()
    assert {*tables.account.items, *tables.denial.items, "denied"} == set(items(STRIKE, STRIKE))


def test_the_same_words_are_believed_and_others_are_not() -> None:
    other = replace(STRIKE, content="the ministers met for lunch", event=Event.CONSULT)
    assert weights().belief(items(STRIKE, STRIKE)) > 0.9
    assert weights().belief(items(STRIKE, other)) < 0.1


def test_the_place_a_text_tells_of_speaks_for_a_content_that_names_none() -> None:
    text = "Jets flew over Barmal at night. Karim said drones killed nine villagers. All fled."
    start = text.index("drones")
    bare = replace(STRIKE, start=start, end=start + len(STRIKE.content))
    article = Article(text=text, title="", url="https://a.example", published=None)
    (set_,) = settled(article, (bare,))
    assert set_.setting == ("barmal",)
    named = replace(STRIKE, content="nine people died in Barmal")
    assert items(set_, named)["places"] == 1.0
    assert items(bare, named)["places"] == 0.0
    assert items(set_, replace(named, content="nine people died in Torkham"))["elsewhere"] == 1.0


def test_a_content_that_names_its_place_keeps_to_it() -> None:
    text = "Jets flew over Barmal. Karim said drones killed nine villagers in Torkham."
    start = text.index("drones")
    content = text[start:-1]
    placed = replace(STRIKE, content=content, start=start, end=start + len(content))
    article = Article(text=text, title="", url="https://a.example", published=None)
    assert settled(article, (placed,))[0].setting == ()


def test_a_ministry_answers_for_a_force_of_its_state_and_not_for_what_it_told_itself() -> None:
    states = {"force": ("force", "state"), "ministry": ("ministry", "state")}

    def bodies(actor: str) -> Collection[str]:
        return states.get(actor, (actor,))

    told = replace(STRIKE, actors=("force", "pakistan"))
    answer = replace(
        STRIKE, modality=Modality.DENIED, chain=(speaker("The ministry", actor="ministry"),)
    )
    assert concerned(told, answer, bodies)
    assert not concerned(told, answer, alone)
    own = replace(told, chain=(speaker("The force", actor="force"),))
    assert not concerned(own, answer, bodies)


def test_a_denial_is_weighed_by_its_own_table() -> None:
    tables = Tables(Weights(-9.0, {}), Weights(9.0, {}))
    denial = replace(STRIKE, modality=Modality.DENIED)
    assert tables.belief(items(STRIKE, STRIKE)) < 0.01
    assert tables.belief(items(denial, STRIKE)) > 0.99


def test_nobody_denies_what_he_says_himself_in_one_text() -> None:
    denial = replace(
        STRIKE, content="drones killed no villagers", modality=Modality.DENIED, start=90
    )
    decision = clustering.place(incoming(denial, story=1), [claim(STRIKE)])
    assert decision.kind is not ClaimKind.DENIED


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("base = ", "cannot be read as TOML"),
        ("[account]\nbase = 1.0", "account: needs 'base', a number, and a table 'items'"),
        ("account = 1.0", "account: needs 'base', a number, and a table 'items'"),
        (f"{ACCOUNTS}[denial.items]", "denial: needs 'base', a number, and a table 'items'"),
        (
            '[account]\nbase = 1.0\n[account.items]\n"share" = "much"',
            "account.items.share: must be a number with a point",
        ),
    ],
)
def test_a_broken_table_of_weights_is_refused_by_name(
    tmp_path: Path, text: str, cause: str
) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=cause):
        read_weights(tmp_path)
    assert read_weights(FOLDER) == weights()

"""The last word on event and modality: signs, weights, and what goes together."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.claims.attribution import Attributor
from monitor.claims.meaning.weighing import (
    BASE,
    TRUST,
    Weights,
    read_weights,
    weighed,
    weights,
)
from monitor.domain import Event, Modality, Statement
from monitor.errors import CatalogueError
from tests.claims.reading import article, catalogue, matcher, only

PLAIN = dict.fromkeys(("none", "AID", "REQUEST", "THREATEN"), 0.0)
STANCES = {modality.value: 0.0 for modality in Modality}


def table(**signs: dict[str, float]) -> Weights:
    """Weights of events: nothing is likelier than the rest but by its signs."""
    return Weights({BASE: PLAIN, **signs}, {BASE: STANCES})


def test_without_a_sign_the_rules_have_their_way() -> None:
    assert weighed([], Event.AID, Modality.PROMISED, table()) == (Event.AID, Modality.PROMISED)
    assert weighed([], None, Modality.DENIED, table()) == (None, Modality.DENIED)


def test_enough_signs_overrule_them() -> None:
    weighing = table(blankets={"AID": 0.6 * TRUST}, tents={"AID": 0.6 * TRUST})
    assert weighed({"blankets"}, None, Modality.ASSERTED, weighing)[0] is None
    assert weighed({"blankets", "tents"}, None, Modality.ASSERTED, weighing)[0] is Event.AID


def test_a_demand_is_a_request_and_an_assertion_neither_that_nor_a_threat() -> None:
    demanding = Weights({BASE: PLAIN}, {BASE: STANCES, "must": {"urged": 4.0}})
    assert weighed({"must"}, Event.AID, Modality.ASSERTED, demanding) == (
        Event.REQUEST,
        Modality.URGED,
    )
    threatening = table(bombs={"THREATEN": 2.0, "AID": 1.9})
    assert weighed({"bombs"}, None, Modality.ASSERTED, threatening)[0] is Event.AID


def test_who_denies_a_threat_tells_of_a_threat() -> None:
    told = weighed([], Event.THREATEN, Modality.DENIED, table())
    assert told == (Event.THREATEN, Modality.DENIED)


def test_the_shipped_weights_know_all_classes_and_no_name() -> None:
    shipped = weights()
    assert set(shipped.events[BASE]) == {*(event.value for event in Event), "none"}
    assert set(shipped.modalities[BASE]) == {modality.value for modality in Modality}
    words = {sign.partition("=")[2] for sign in shipped.events}
    assert not words & {"taliban", "iran", "hezbollah", "houthi", "kabul", "muttaqi"}


def signs_in(text: str) -> frozenset[str]:
    """The signs of the only statement of a text."""
    kept: list[frozenset[str]] = []

    def keep(made: Statement, signs: frozenset[str]) -> Statement:
        kept.append(signs)
        return made

    told = article(text)
    mentions = matcher().find(told.text)
    Attributor(catalogue(), judge=keep).attribute(told, mentions)
    (only_one,) = kept
    return only_one


def test_what_the_neighbours_tell_of_is_a_sign_and_a_lone_statement_has_none() -> None:
    kept: list[frozenset[str]] = []

    def keep(made: Statement, signs: frozenset[str]) -> Statement:
        kept.append(signs)
        return made

    told = article(
        "Gunmen attacked a post and killed six soldiers, Karim Daud said. "
        "The bodies were brought in by dawn, a doctor said."
    )
    Attributor(catalogue(), judge=keep).attribute(told, matcher().find(told.text))
    first, second = kept
    assert {"before=", "after=none"} <= first
    assert {"before=ASSAULT", "after="} <= second
    alone = signs_in("The bodies were brought in by dawn, a doctor said.")
    assert not any(sign.startswith(("before=", "after=")) for sign in alone)


def test_what_is_learned_of_one_actor_holds_for_another() -> None:
    told = "A diplomat said that {} had sent forty lorries of flour to Herat."
    assert signs_in(told.format("Iran")) == signs_in(told.format("Hamas"))


def test_whose_side_acts_and_what_is_not_done_are_signs() -> None:
    signs = signs_in("Rahim Sadeq said the Taliban had received no drones from anyone.")
    assert {"nsubj=OURS", "no=no", "negated=True"} <= signs


@pytest.mark.parametrize(
    "content",
    [
        "Not one lorry of that kind came through our gate",
        "No foreign instructor has ever set foot in this camp",
        "Our depots hold nothing of the sort",
    ],
)
def test_what_never_was_is_denied_without_a_verb_of_denial(content: str) -> None:
    assert only(f'"{content}," said Rahim Sadeq.').modality is Modality.DENIED


@pytest.mark.parametrize(
    ("line", "cause"),
    [("event\t*\tAID much", "much"), ("colour\t*\tred 1", "colour"), ("event", "not enough")],
)
def test_a_broken_table_names_file_and_line(tmp_path: Path, line: str, cause: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(f"# made by hand\n{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"weights.tsv:2: .*{cause}"):
        read_weights(path)


def test_a_missing_table_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_weights(tmp_path / "none.tsv")

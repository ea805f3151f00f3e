"""An analyst's decisions: carried out at once, kept when the archive is read again, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from monitor.app import App
from monitor.errors import InputError
from monitor.reprocess import analyst
from monitor.reprocess.run import reprocess
from monitor.store import alerts, claim_view, pins, views
from monitor.store.schema import Alert, Claim, ClaimKey, PinnedStatement
from tests.reprocess.material import (
    ACTORS,
    OMAN,
    claim_of,
    dump,
    ingest,
    open_app,
    partition,
    statement,
    write_catalogue,
)

Opening = Callable[[], App]
AT = datetime(2024, 7, 1, tzinfo=UTC)
WHEAT_AGAIN = (
    "https://ridge.example/wheat-again",
    10,
    "Hezbollah said that the Taliban had sent wheat to the port of Tyre.",
    "The ship has left.",
)


@contextmanager
def deciding(app: App) -> Iterator[Session]:
    with app.sessions.begin() as session:
        yield session


def merge(app: App, into: int, other: int) -> analyst.Decided:
    with deciding(app) as session:
        return analyst.merge(session, into, other, note="one story", at=AT)


def split(app: App, claim: int, *statements: int) -> analyst.Decided:
    with deciding(app) as session:
        return analyst.split(session, claim, set(statements), note="two stories", at=AT)


def mark(app: App, claim: int, status: str) -> analyst.Decided:
    with deciding(app) as session:
        return analyst.mark(session, claim, status, note="by telephone", at=AT)


def unpin(app: App, pin: int) -> analyst.Decided:
    with deciding(app) as session:
        return analyst.unpin(session, pin, at=AT)


def canal_and_wheat(app: App) -> tuple[int, int]:
    return claim_of(app, "/canal", "sluices"), claim_of(app, "/wheat", "wheat")


def status_of(app: App, claim: int) -> str:
    with app.sessions() as session:
        return session.get_one(Claim, claim).status


def raised(app: App) -> list[tuple[int, str, int]]:
    with app.sessions() as session:
        return [(a["id"], a["kind"], a["statement"]) for a in views.alerts(session)]


def test_merged_claims_are_one_with_everything_that_hangs_on_them(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    before = raised(app)
    with app.sessions() as session:
        wanted = set(
            session.scalars(select(ClaimKey.key).where(ClaimKey.claim_id.in_([canal, wheat])))
        )
    decided = merge(app, canal, wheat)
    assert claim_of(app, "/wheat", "wheat") == canal
    assert decided.claims == {canal: "corroborated"}
    with app.sessions() as session:
        (record,) = [c for c in views.claims(session) if c["id"] in (canal, wheat)]
        assert [e["kind"] for e in record["events"]] == ["new", "corroborated"]
        assert "An analyst's merge (pin 1): one story." in record["events"][1]["reasons"]
        assert set(session.scalars(select(ClaimKey.key))) >= wanted
        assert session.scalars(select(ClaimKey).where(ClaimKey.claim_id == wheat)).all() == []
    assert raised(app) == before


def test_no_alert_is_lost_where_both_claims_had_one_of_a_kind(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    merge(app, canal, wheat)
    with app.sessions() as session:
        kept = session.scalars(select(Alert).where(Alert.claim_id == wheat)).one()
        assert {a["claim"] for a in views.alerts(session) if a["id"] == kept.id} == {canal}
        assert alerts.view(session, kept.id).claim_id == canal


def test_a_later_statement_joins_the_merged_claim(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    merge(app, canal, wheat)
    ingest(app, [WHEAT_AGAIN])
    assert claim_of(app, "/wheat-again", "wheat") == canal


def test_a_split_takes_statements_and_their_alerts_into_a_claim_of_their_own(app: App) -> None:
    denial = statement(app, "/denial", "fighters")
    before = raised(app)
    decided = split(app, denial["claim"], denial["id"])
    apart = claim_of(app, "/denial", "fighters")
    assert apart != denial["claim"]
    assert decided.claims == {denial["claim"]: "corroborated", apart: "disputed"}
    assert raised(app) == before
    with app.sessions() as session:
        (alert,) = [a for a in views.alerts(session) if a["statement"] == denial["id"]]
        assert alert["claim"] == apart


@pytest.mark.parametrize("again", [1, 2])
def test_decisions_survive_reading_the_archive_again(app: App, again: int) -> None:
    canal, wheat = canal_and_wheat(app)
    denial = statement(app, "/denial", "fighters")
    merge(app, canal, wheat)
    split(app, denial["claim"], denial["id"])
    mark(app, canal, "disputed")
    before, alerted = partition(app), raised(app)
    for _ in range(again):
        reprocess(app)
    assert partition(app) == before
    assert raised(app) == alerted
    assert claim_of(app, "/wheat", "wheat") == canal
    held = dump(app)
    assert not reprocess(app).changed
    assert dump(app) == held


def test_decisions_with_another_catalogue_end_as_on_a_fresh_start_with_them(
    store: tuple[Path, str], opening: Opening, tmp_path: Path
) -> None:
    def decide(app: App) -> None:
        merge(app, *canal_and_wheat(app))
        denial = statement(app, "/denial", "fighters")
        split(app, denial["claim"], denial["id"])
        mark(app, claim_of(app, "/canal", "repair"), "disputed")

    decide(opening())
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    reprocess(app)
    write_catalogue(tmp_path / "fresh", actors=ACTORS + OMAN)
    with open_app(tmp_path / "fresh", f"sqlite:///{tmp_path / 'fresh' / 'store.sqlite'}") as fresh:
        ingest(fresh)
        decide(fresh)
        assert partition(app) == partition(fresh)


def test_a_pinned_statement_is_found_again_where_its_row_is_gone(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    merge(app, canal, wheat)
    with app.sessions.begin() as session:
        session.execute(update(PinnedStatement).values(statement_id=PinnedStatement.id + 90_000))
    with app.sessions() as session:
        assert len(pins.records(session)[0]["missing"]) == 2
    report = reprocess(app)
    assert report.pins_moved == 2
    assert claim_of(app, "/wheat", "wheat") == canal
    with app.sessions() as session:
        assert pins.records(session)[0]["missing"] == []


def test_nothing_joins_what_was_split(app: App) -> None:
    denial = statement(app, "/denial", "fighters")
    split(app, denial["claim"], denial["id"])
    again = (
        "https://harbour.example/denied",
        15,
        "The Taliban denied that they had promised Iran"
        " three thousand fighters for the southern front.",
        "That was all.",
    )
    ingest(app, [again])
    reprocess(app)
    assert claim_of(app, "/denial", "fighters") != denial["claim"]
    assert claim_of(app, "courier.example/fighters", "fighters") == denial["claim"]


def test_a_mark_wins_over_what_is_computed_and_over_later_statements(app: App) -> None:
    wheat = claim_of(app, "/wheat", "wheat")
    decided = mark(app, wheat, "disputed")
    assert decided.claims == {wheat: "disputed"}
    ingest(app, [WHEAT_AGAIN])
    assert claim_of(app, "/wheat-again", "wheat") == wheat
    assert status_of(app, wheat) == "disputed"
    mark(app, wheat, "corroborated")
    assert status_of(app, wheat) == "corroborated"
    reprocess(app)
    assert status_of(app, wheat) == "corroborated"


def test_a_mark_that_is_taken_back_leaves_the_one_before_it(app: App) -> None:
    wheat = claim_of(app, "/wheat", "wheat")
    mark(app, wheat, "disputed")
    later = mark(app, wheat, "corroborated")
    assert unpin(app, later.pin).claims == {wheat: "disputed"}
    assert unpin(app, 1).claims == {wheat: "single-origin"}


def test_a_merge_taken_back_gives_the_claim_its_id_and_its_alert_again(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    before = partition(app)
    with app.sessions() as session:
        alerted = {a.id: a.claim_id for a in session.scalars(select(Alert))}
    pin = merge(app, canal, wheat).pin
    unpin(app, pin)
    assert canal_and_wheat(app) == (canal, wheat)
    assert partition(app) == before
    with app.sessions() as session:
        assert {a.id: a.claim_id for a in session.scalars(select(Alert))} == alerted
        assert pins.records(session) == []
    assert not reprocess(app).statuses
    assert partition(app) == before


def test_a_split_taken_back_joins_the_claim_again(app: App) -> None:
    before = partition(app)
    denial = statement(app, "/denial", "fighters")
    decided = split(app, denial["claim"], denial["id"])
    assert unpin(app, decided.pin).claims == {denial["claim"]: "disputed"}
    assert partition(app) == before
    reprocess(app)
    assert partition(app) == before


def test_what_another_decision_holds_together_stays_when_one_is_taken_back(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    first = merge(app, canal, wheat)
    merge(app, canal, claim_of(app, "/canal", "repair"))
    assert unpin(app, first.pin).moved == ()
    assert claim_of(app, "/wheat", "wheat") == canal


def test_a_claim_that_was_merged_is_shown_as_the_one_it_went_into(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    merge(app, canal, wheat)
    with app.sessions() as session:
        record = claim_view.claim(session, wheat, app.catalogue.names)
    assert (record["asked"], record["id"]) == (wheat, canal)
    assert [node["name"] for node in record["tree"]] == ["Iran", "Hezbollah"]
    assert record["tree"][1]["children"][0]["name"] == "Harbour Post"
    assert [pin["note"] for pin in record["pins"]] == ["one story"]


def test_impossible_decisions_are_refused_with_what_is_possible(app: App) -> None:
    canal, wheat = canal_and_wheat(app)
    fighters = statement(app, "courier.example/fighters", "fighters")
    with pytest.raises(InputError, match="cannot be merged with itself"):
        merge(app, canal, canal)
    with pytest.raises(InputError, match="there is no claim 999"):
        merge(app, canal, 999)
    with pytest.raises(InputError, match=f"statement {fighters['id']} is not in claim {canal}"):
        split(app, canal, fighters["id"])
    with pytest.raises(InputError, match="a split leaves some statements and takes some"):
        split(app, wheat, statement(app, "/wheat", "wheat")["id"])
    with pytest.raises(InputError, match="single-origin, corroborated, disputed"):
        mark(app, canal, "true")
    with pytest.raises(InputError, match="there is no pin 7"):
        unpin(app, 7)
    merge(app, canal, wheat)
    with pytest.raises(InputError, match=f"merged into claim {canal}; name that one"):
        mark(app, wheat, "disputed")
    with app.sessions() as session:
        assert [pin["kind"] for pin in pins.records(session)] == ["merge"]

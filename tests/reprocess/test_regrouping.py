"""Claims and documents that today's rules group otherwise than those of yesterday did."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select, update

from monitor.app import App
from monitor.ingest_files import ingest_records
from monitor.reprocess import analyst
from monitor.reprocess.run import reprocess
from monitor.store import alerts, pins, views
from monitor.store.schema import Alert, Document, Page, Statement
from tests.reprocess.material import claim_of, partition, record, statement

NOW = datetime(2024, 7, 1, tzinfo=UTC)


def forget_pins(app: App) -> None:
    """As if older rules, and not an analyst, had grouped the statements so."""
    with app.sessions.begin() as session:
        for pin in pins.all_pins(session):
            pins.remove(session, pin)


def test_claims_that_older_rules_kept_apart_are_merged_and_the_larger_keeps_its_id(
    app: App,
) -> None:
    before = partition(app)
    denial = statement(app, "/denial", "fighters")
    with app.sessions.begin() as session:
        analyst.split(session, denial["claim"], {denial["id"]}, note="", at=NOW)
    apart = claim_of(app, "/denial", "fighters")
    forget_pins(app)
    report = reprocess(app)
    assert report.claims_merged == {denial["claim"]: [denial["claim"], apart]}
    assert report.claims_removed == [apart]
    assert [(s.claim, s.was, s.now) for s in report.statuses] == [
        (denial["claim"], "corroborated", "disputed")
    ]
    assert report.alerts_moved == 1
    assert partition(app) == before
    assert not reprocess(app).changed


def test_claims_that_older_rules_made_one_are_split_and_no_alert_is_lost(app: App) -> None:
    before = partition(app)
    canal, wheat = claim_of(app, "/canal", "sluices"), claim_of(app, "/wheat", "wheat")
    with app.sessions() as session:
        alerted = {alert["id"]: alert["statement"] for alert in views.alerts(session)}
    with app.sessions.begin() as session:
        analyst.merge(session, canal, wheat, note="", at=NOW)
    forget_pins(app)
    report = reprocess(app)
    assert list(report.claims_split) == [canal]
    assert claim_of(app, "/canal", "sluices") == canal
    assert partition(app) == before
    with app.sessions() as session:
        assert {alert["id"]: alert["statement"] for alert in views.alerts(session)} == alerted
    assert not reprocess(app).changed


def test_a_page_that_turns_out_to_hold_a_text_that_is_held_keeps_its_alert_alive(
    app: App,
) -> None:
    """Its response now reads as the first version does: the second document has to go."""
    first = statement(app, "/wheat", "wheat")
    words = "Hezbollah said that the Taliban had sent wheat to the port of Tyre."
    changed = record("https://harbour.example/wheat", 7, words, "A second ship is on its way.")
    ingest_records(app, [changed])
    with app.sessions.begin() as session:
        second = session.scalars(select(Document).where(Document.version == 2)).one()
        quoted = session.scalars(
            select(Statement.id).where(Statement.document_id == second.id)
        ).one()
        session.execute(
            update(Alert).where(Alert.statement_id == first["id"]).values(statement_id=quoted)
        )
        old = session.scalars(select(Page).where(Page.url.endswith("/wheat")).order_by(Page.id))
        one, other = old
        other.warc_file, other.warc_offset = one.warc_file, one.warc_offset
        other.sha256, removed = one.sha256, second.id
    report = reprocess(app)
    assert report.documents_removed == [removed]
    assert report.statements_retired == [quoted]
    with app.sessions() as session:
        kept = session.scalars(select(Alert.id).where(Alert.statement_id == quoted)).one()
        message = alerts.view(session, kept)
    assert message.evidence.marked == first["content"]
    assert message.claim_id == first["claim"]
    assert not reprocess(app).changed

"""The archive read again: same rules, other rules, and what must not be lost over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from monitor.analysis import Analyst, RawPage
from monitor.app import App
from monitor.commit import PageRef, commit_page
from monitor.enrich import make_desk
from monitor.errors import BusyError
from monitor.reprocess import run
from monitor.reprocess.run import reprocess
from monitor.reprocess.selection import Selection
from monitor.service.lock import exclusive
from monitor.store import alerts, views
from monitor.store.schema import Alert, Decision, Document, Page, Statement
from tests.reprocess.material import (
    ACTORS,
    OMAN,
    PRESS,
    WATCHES,
    claim_of,
    dump,
    ingest,
    open_app,
    partition,
    record,
    statement,
    write_catalogue,
)

Opening = Callable[[], App]
NOW = datetime(2024, 7, 1, tzinfo=UTC)


def without(actors: str, actor: str) -> str:
    return "[[actor]]".join(part for part in actors.split("[[actor]]") if f'"{actor}"' not in part)


def fresh_partition(tmp_path: Path, home: Path) -> object:
    """The claims that the same articles and the home's catalogue give from nothing."""
    other = tmp_path / "fresh"
    other.mkdir()
    for name in ("sources.toml", "actors.toml", "watches.toml"):
        (other / name).write_text((home / name).read_text("utf8"), "utf8")
    with open_app(other, f"sqlite:///{other / 'store.sqlite'}") as app:
        ingest(app)
        return partition(app)


def test_the_same_rules_change_no_row_at_all(app: App) -> None:
    before = dump(app)
    report = reprocess(app)
    assert not report.changed
    assert report.reread == len(PRESS)
    assert report.kept == []
    assert dump(app) == before


def test_a_new_actor_gives_its_statements_a_source_and_their_ids_stay(
    store: tuple[Path, str], opening: Opening, tmp_path: Path
) -> None:
    before = statement(opening(), "/canal", "repair")
    assert "Oman" not in before["actors"]
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    report = reprocess(app)
    after = statement(app, "/canal", "repair")
    assert "Oman" in after["actors"]
    assert after["id"] == before["id"]
    assert report.statements_changed == [before["id"]]
    assert report.changed
    assert partition(app) == fresh_partition(tmp_path, store[0])
    held = dump(app)
    assert not reprocess(app).changed
    assert dump(app) == held


def test_statements_that_are_no_longer_found_go_and_alerts_keep_their_words(
    store: tuple[Path, str], opening: Opening, tmp_path: Path
) -> None:
    app = opening()
    wheat = statement(app, "/wheat", "wheat")
    with app.sessions() as session:
        raised = views.alerts(session)
    assert wheat["id"] in {alert["statement"] for alert in raised}
    # Without any actor of the catalogue in it, a text is not even searched for statements.
    write_catalogue(
        store[0],
        actors=without(without(ACTORS, "hezbollah"), "taliban"),
        watches='[[watch]]\nname = "Pact"\nactors_all = ["iran"]\n',
    )
    app = opening()
    report = reprocess(app)
    assert wheat["id"] in report.statements_retired
    with app.sessions() as session:
        assert {a["id"]: a["content"] for a in views.alerts(session)} == {
            a["id"]: a["content"] for a in raised
        }
        assert wheat["id"] not in {s["id"] for s in views.statements(session, app.catalogue.names)}
        message = alerts.view(
            session, next(a["id"] for a in raised if a["statement"] == wheat["id"])
        )
        assert message.evidence.marked == wheat["content"]
    assert not reprocess(app).changed


def test_nothing_is_alerted_and_what_would_have_fired_is_noted_once(
    store: tuple[Path, str], opening: Opening
) -> None:
    before = dump(opening())
    write_catalogue(
        store[0],
        actors=ACTORS + OMAN,
        watches=WATCHES + '[[watch]]\nname = "Gulf"\nactors_all = ["oman"]\n',
    )
    app = opening()
    report = reprocess(app, now=lambda: NOW)
    repair = statement(app, "/canal", "repair")
    assert report.withheld == [repair["id"]]
    after = dump(app)
    assert (after["alert"], after["delivery"]) == (before["alert"], before["delivery"])
    with app.sessions() as session:
        (noted,) = session.scalars(select(Decision).where(Decision.at == NOW))
        assert not noted.fired
        assert noted.reason.startswith("Not alerted, because it was found by reprocessing: ")
    assert not reprocess(app).changed


def test_a_dry_run_reports_what_a_run_would_do_and_does_none_of_it(
    store: tuple[Path, str], opening: Opening
) -> None:
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    before = dump(app)
    rehearsed = reprocess(app, dry_run=True)
    assert dump(app) == before
    assert rehearsed.dry_run
    assert rehearsed.counts() == reprocess(app).counts()


def test_only_what_is_selected_is_read_again(store: tuple[Path, str], opening: Opening) -> None:
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    since = Selection(since=datetime(2024, 6, 5, tzinfo=UTC))
    report = reprocess(app, selection=since)
    assert report.reread == 4
    assert not report.changed
    assert not reprocess(app, selection=Selection(source="harbour-post")).changed
    assert reprocess(app, selection=Selection(source="ridge-radio")).changed


def test_a_document_whose_response_is_gone_is_kept_and_named(
    store: tuple[Path, str], opening: Opening
) -> None:
    for file in (store[0] / "archive").rglob("*.warc.gz"):
        file.rename(file.with_suffix(".away"))
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    before = partition(app)
    report = reprocess(app)
    assert [kept.document for kept in report.kept] == list(range(1, len(PRESS) + 1))
    assert "put the file back" in report.kept[0].reason
    assert partition(app) == before
    assert not report.changed


def test_an_altered_response_is_not_read(store: tuple[Path, str], opening: Opening) -> None:
    app = opening()
    with app.sessions.begin() as session:
        session.execute(update(Page).where(Page.id == 2).values(sha256="0" * 64))
    (kept,) = reprocess(app).kept
    assert kept.document == 2
    assert "altered" in kept.reason


def test_a_text_that_was_read_wrongly_is_read_again_under_the_same_ids(app: App) -> None:
    before, raised = partition(app), statement(app, "courier.example/fighters", "fighters")
    with app.sessions.begin() as session:
        document = session.get_one(Document, raised["document"])
        document.text = "Share this page\n" + document.text
        document.content_hash = "0" * 64
        moved = session.scalars(select(Statement).where(Statement.document_id == document.id))
        for row in moved:
            row.start, row.end = row.start + 16, row.end + 16
    report = reprocess(app)
    assert report.texts_changed == [raised["document"]]
    assert report.statements_changed == [raised["id"]]
    assert (report.statements_added, report.statements_removed) == ([], [])
    assert partition(app) == before
    assert statement(app, "courier.example/fighters", "fighters") == raised


def test_a_reading_that_lost_the_words_of_an_alert_is_not_taken(app: App) -> None:
    raised = statement(app, "/wheat", "wheat")
    with app.sessions.begin() as session:
        document = session.get_one(Document, raised["document"])
        document.text = document.text.replace("wheat to", "some barley to")
        row = session.get_one(Statement, raised["id"])
        row.content = row.content.replace("wheat to", "some barley to")
        row.end += len("some barley") - len("wheat")
    report = reprocess(app)
    assert [kept.document for kept in report.kept] == [raised["document"]]
    with app.sessions() as session:
        assert "barley" in session.get_one(Statement, raised["id"]).content


def test_off_topic_pages_are_read_again_only_when_asked_for(app: App) -> None:
    with app.sessions.begin() as session:
        page = session.scalars(select(Page).where(Page.url.endswith("/football"))).one()
        document = session.scalars(select(Document).where(Document.page_id == page.id)).one()
        document.page_id, page.state = None, "off_topic"
        page_id = page.id
    reprocess(app)
    with app.sessions() as session:
        assert session.get_one(Page, page_id).state == "off_topic"
    reprocess(app, selection=Selection(off_topic=True))
    with app.sessions() as session:
        assert session.get_one(Page, page_id).state == "read"


def test_pages_that_wait_to_be_read_are_left_to_the_enrichment(app: App) -> None:
    with app.sessions.begin() as session:
        session.execute(update(Page).where(Page.id == 6).values(state="fetched"))
        session.execute(update(Document).where(Document.page_id == 6).values(page_id=None))
    assert not reprocess(app).changed


def test_two_runs_at_once_are_refused(app: App) -> None:
    with (
        exclusive(app.engine, "enrich", now=lambda: NOW),
        pytest.raises(BusyError, match="enrich job"),
    ):
        reprocess(app)


def test_what_was_added_meanwhile_is_not_overwritten(app: App) -> None:
    late = record(
        "https://harbour.example/late", 12, "Iran said that Hezbollah had asked for boats.", "Two."
    ).fetched
    analyst = Analyst(app.catalogue, pipeline=app.settings.pipeline)
    analysed = analyst.analyse(RawPage(late.url, late.body, "text/plain", late.at))

    def interfere(stage: str, done: int, _total: int) -> None:
        # Whoever asks for the lock waits; this writer does not.
        if (stage, done) == ("place", 1):
            ref = PageRef(None, late.url, late.at)
            with app.sessions.begin() as session:
                commit_page(session, make_desk(app, channels=()), ref, analysed, at=late.at)

    with pytest.raises(BusyError, match="nothing was changed"):
        reprocess(app, progress=interfere)
    assert claim_of(app, "/late", "boats")
    assert not reprocess(app).changed


def test_progress_is_told_stage_by_stage(app: App) -> None:
    seen: list[tuple[str, int, int]] = []
    reprocess(app, progress=lambda *at: seen.append(at))
    assert [stage for stage, done, total in seen if done == total] == ["read", "place", "write"]


def test_alerts_stay_whole_for_every_alert(app: App) -> None:
    reprocess(app)
    with app.sessions() as session:
        for alert_id in session.scalars(select(Alert.id)):
            assert alerts.view(session, alert_id).evidence.marked


def test_many_pages_are_read_in_a_pool_with_the_same_result(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "POOL_FROM", 1)
    home = tmp_path / "home"
    shutil.copytree(template, home)
    with open_app(home, f"sqlite:///{home / 'store.sqlite'}") as app:
        before = dump(app)
        assert not reprocess(app).changed
        assert dump(app) == before

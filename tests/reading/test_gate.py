"""The gate: which crawled pages are read at all, and how the others come in later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.analysis import LITTLE, Analyst, RawPage
from monitor.app import App
from monitor.config import Settings
from monitor.domain import Fetched, Link
from monitor.enrich import enrich_pending
from monitor.reprocess.run import reprocess
from monitor.reprocess.selection import Selection
from monitor.store import frontier, pages, views
from monitor.store.schema import Delivery, Frontier, Page
from tests.duplicates.samples import HARBOUR
from tests.quality.reading import score_gate
from tests.reading.wrapping import page
from tests.reprocess.material import ACTORS, write_catalogue

NOW = datetime(2024, 6, 22, 12, tzinfo=UTC)
OSTER = """
[[actor]]
id = "velmora"
name = "Velmora"
kind = "government"
aliases = ["Velmora"]
"""
WATCHES = """
[[watch]]
name = "Everything of the port"
actors_any = ["velmora"]
"""
PACT = "Hezbollah said that the Taliban had promised Iran three thousand fighters for the front."


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analyst]:
    home = tmp_path_factory.mktemp("gate")
    write_catalogue(home)
    with App.open(Settings(home=home, database_url=f"sqlite:///{home / 's.sqlite'}")) as app:
        yield Analyst(app.catalogue, pipeline=app.settings.pipeline)


def gated(body: bytes, **known: str) -> RawPage:
    kind = known.pop("content_type", "text/html")
    return RawPage("https://one.example/a", body, kind, NOW, gated=True, **known)  # type: ignore[arg-type]


def test_a_page_that_names_nobody_watched_is_not_read_and_says_why(analyst: Analyst) -> None:
    analysed = analyst.analyse(gated(page(HARBOUR, title="Port works again")))
    assert analysed.reading.state == "off_topic"
    assert "nobody watched is named" in analysed.reading.reason
    assert analysed.reading.article is None


@pytest.mark.parametrize(
    "body",
    [
        page(f"{HARBOUR}\n{PACT}", title="Port"),
        page(HARBOUR, title="Taliban and the port"),
        page(HARBOUR, title="Port", tail_heading="More on the Taliban"),
        page(HARBOUR, title="Port").replace(b"</main>", b"<!-- Taliban --></main>"),
        page(HARBOUR, title="Port").replace(b"grain", b"Tali<b>ban</b>"),
    ],
    ids=["text", "title", "menu", "comment", "cut"],
)
def test_a_name_anywhere_on_the_page_lets_it_through(analyst: Analyst, body: bytes) -> None:
    assert analyst.off_topic(gated(body)) is None
    assert analyst.analyse(gated(body)).reading.state == "read"


def test_a_name_in_what_the_feed_said_lets_a_page_through(analyst: Analyst) -> None:
    body = page(HARBOUR, title="Port")
    assert analyst.off_topic(gated(body, title_hint="Taliban buy grain")) is None


def test_what_can_tell_nothing_is_left_to_the_reader(analyst: Analyst) -> None:
    for body, kind in ((b"<html><body><div id=app></div>", "text/html"), (b"%PDF-1.7", None)):
        assert analyst.off_topic(gated(body, content_type=kind)) is None  # type: ignore[arg-type]
    assert analyst.off_topic(gated(b"Short.", content_type="text/plain")) is None
    assert analyst.off_topic(gated(b"Long. " * LITTLE, content_type="text/plain")) is not None


def test_what_is_handed_over_by_hand_is_always_read(analyst: Analyst) -> None:
    body = page(HARBOUR, title="Port")
    read = analyst.analyse(RawPage("https://one.example/a", body, "text/html", NOW)).reading
    assert read.state == "read"


@pytest.fixture
def opening(tmp_path: Path, database_url: str) -> Iterator[Callable[[], App]]:
    """Opens the store with the catalogue as it stands then."""
    opened: list[App] = []

    def opens() -> App:
        opened.append(App.open(Settings(home=tmp_path, database_url=database_url)))
        return opened[-1]

    write_catalogue(tmp_path)
    yield opens
    for app in opened:
        app.close()


def crawled(app: App, name: str, body: bytes, at: datetime = NOW) -> None:
    """A page as the crawler leaves it: announced by a feed, archived, noted."""
    url = f"https://courier.example/{name}"
    with app.sessions.begin() as session:
        frontier.add(session, [(url, Link(url))], source_id=None, feed_id=None, now=at)
        row = session.query(Frontier).filter_by(url=url).one()
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        response = Fetched(url, url, 200, headers, body, at, frontier_id=row.id, published_hint=at)
        pages.add_page(session, response, app.archive.append(response), canonical_url=url)


def held(app: App) -> tuple[list[tuple[str, str | None]], list[str]]:
    """The state and reason of each page, and the addresses of the documents."""
    with app.sessions() as session:
        rows = session.query(Page).order_by(Page.id).all()
        return [(row.state, row.error) for row in rows], [
            d["url"] for d in views.documents(session)
        ]


def test_an_off_topic_page_is_read_when_the_catalogue_has_changed(
    opening: Callable[[], App], tmp_path: Path
) -> None:
    with opening() as app:
        crawled(app, "port", page(HARBOUR, title="Port works again"))
        enrich_pending(app)
        ((state, reason),), documents = held(app)
        assert (state, documents) == ("off_topic", [])
        assert reason is not None
        reprocess(app, selection=Selection(off_topic=True))
        assert held(app) == ([("off_topic", reason)], [])
    write_catalogue(tmp_path, actors=ACTORS + OSTER, watches=WATCHES)
    with opening() as app:
        reprocess(app)
        assert held(app) == ([("off_topic", reason)], [])
        report = reprocess(app, selection=Selection(off_topic=True))
        assert report.documents_added
        assert report.claims_added
        assert held(app) == ([("read", "read")], ["https://courier.example/port"])
        with app.sessions() as session:
            assert views.claims(session)
            assert views.alerts(session) == []
            assert session.query(Delivery).count() == 0
        assert not reprocess(app, selection=Selection(off_topic=True)).changed


def test_a_page_that_was_on_topic_once_is_read_whatever_it_says_now(
    opening: Callable[[], App],
) -> None:
    with opening() as app:
        crawled(app, "a", page(f"{PACT}\n{HARBOUR}", title="Pact"))
        enrich_pending(app)
        crawled(app, "a", page(HARBOUR, title="Port"), at=NOW + timedelta(hours=2))
        enrich_pending(app)
        states, documents = held(app)
        assert [state for state, _ in states] == ["read", "read"]
        assert len(documents) == 2


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["aeb", "fundus", "voa_dari"])
def test_the_gate_loses_no_page_and_no_name_of_the_page_sets(shared: Path, name: str) -> None:
    assert set(score_gate(shared / "pages" / name).values()) == {1.0}


@pytest.mark.shared
def test_the_gate_loses_nothing_of_the_dari_pages(shared: Path) -> None:
    assert score_gate(shared / "pages" / "voa_dari", names=3) == {"gate": 1.0, "gate_names": 1.0}

"""The documents the product was conceived from, crawled from a small web, end to end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.app import App
from monitor.catalogue.load import load_catalogue
from monitor.config import load_settings
from monitor.service.cycle import run_cycle
from monitor.store import views
from tests.conftest import SHARED
from tests.e2e.seeds import SEEDS, Site, paragraphs

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SHARED / "seeds").is_dir(), reason="needs the material that stands beside the checkout"
    ),
]
# What a cited outlet is known by; how its pages are read does not matter here.
CITED = {"slug", "name", "aliases", "language", "affiliation", "family", "party"}
CHROME = (
    "More News",
    "Privacy Policy",
    "You Might Also Like",
    "Facebook",
    "newsletter",
    "cookies",
    "Brad Pitt",
    "Lost your password",
)


@dataclass(frozen=True)
class Crawled:
    """What the store holds after the seeds of June, and after those of July too."""

    alerts_in_june: list[dict[str, Any]]
    documents: dict[str, Any]
    texts: dict[str, str]
    stories: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    alerts: list[dict[str, Any]]


def write_home(home: Path, feeds: dict[str, str]) -> None:
    """The shipped catalogue, in which only these feeds are polled."""
    entries = []
    for source in load_catalogue(()).sources.values():
        plain = source.model_dump(mode="json", include=CITED, exclude_defaults=True)
        entry = {**plain, "enabled": source.slug in feeds}
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in entry.items()]
        feed = feeds.get(source.slug)
        lines += [f'feeds = [{{ url = "{feed}" }}]\n'] if feed else []
        entries.append("[[source]]\n" + "".join(lines))
    home.mkdir(exist_ok=True)
    (home / "sources.toml").write_text("\n".join(entries), "utf8")
    (home / "axiswatch.toml").write_text("[crawl]\nallow_private = true\ndelay = 0\n", "utf8")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AXISWATCH_HOME", str(home))
        patch.delenv("AXISWATCH_DATABASE_URL", raising=False)
        with Site(SHARED / "seeds", until="2024-07") as site:
            write_home(home, site.feeds)
            june = crawl()
            site.until = "2024-08"
            july = crawl("afghanistan-international")
    return Crawled(june["alerts"], **july)


def crawl(source: str | None = None) -> dict[str, Any]:
    with App.open(load_settings()) as app:
        report = run_cycle(app, source=source)
        assert report.as_record()["failed"] == []
        with app.sessions() as session:
            documents = {d["url"].rsplit("/", 1)[1]: d for d in views.documents(session)}
            return {
                "documents": documents,
                "texts": {name: views.text(session, d["id"]) for name, d in documents.items()},
                "stories": views.stories(session),
                "statements": views.statements(session, app.catalogue.names),
                "claims": views.claims(session),
                "alerts": views.alerts(session),
            }


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.file[:3])
def test_the_text_comes_out_whole_and_without_chrome(crawled: Crawled, seed: Any) -> None:
    text = " ".join(crawled.texts[seed.file[:3]].split())
    missing = [p for p in paragraphs(SHARED / "seeds", seed) if " ".join(p.split()) not in text]
    assert missing == []
    assert [chrome for chrome in CHROME if chrome.lower() in text.lower()] == []


def test_the_republished_page_is_a_copy_of_what_it_republished(crawled: Crawled) -> None:
    copy = crawled.documents["001"]
    assert copy["relation"] == "copy"
    assert copy["relation_to"] == crawled.documents["003"]["url"]


def test_nothing_else_is_a_copy(crawled: Crawled) -> None:
    copies = [d["url"] for d in crawled.documents.values() if d["relation"] in ("copy", "excerpt")]
    assert len(copies) == 1


def fighters(crawled: Crawled) -> dict[str, Any]:
    """The claim that thousands of fighters were promised, by its first report."""
    first = next(
        s
        for s in crawled.statements
        if s["document_url"].endswith("/000") and "thousands of fighters" in s["content"]
    )
    return next(claim for claim in crawled.claims if claim["id"] == first["claim"])


def test_the_fighters_claim_has_one_origin_over_four_documents(crawled: Crawled) -> None:
    claim = fighters(crawled)
    assert claim["origins"] == ["Al-Akhbar"]
    assert claim["status"] == "single-origin"
    documents = {
        s["document_url"].rsplit("/", 1)[1] for s in crawled.statements if s["claim"] == claim["id"]
    }
    assert documents == {"000", "001", "003", "004"}


def test_the_default_watch_alerts_once_for_it_and_not_again_in_july(crawled: Crawled) -> None:
    claim = fighters(crawled)["id"]
    assert [a["kind"] for a in crawled.alerts_in_june if a["claim"] == claim] == ["new"]
    assert [a["kind"] for a in crawled.alerts if a["claim"] == claim] == ["new"]

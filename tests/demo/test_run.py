"""`axiswatch demo` as a new user runs it."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from rich.console import Console

from monitor.demo.home import write_home
from monitor.demo.newsroom import Newsroom
from monitor.demo.run import run_demo
from monitor.errors import AxiswatchError


def demo(directory: Path) -> tuple[int, str]:
    console = Console(file=io.StringIO(), width=200)
    code = run_demo(directory, console=console)
    assert isinstance(console.file, io.StringIO)
    return code, console.file.getvalue()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's directory, with free ports remembered so that tests do not meet at the default."""
    directory = tmp_path_factory.mktemp("demo") / "home"
    with Newsroom((0, 0, 0, 0)) as newsroom:
        write_home(directory, newsroom)
    return directory


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The store that the user's own settings name, while the demos run."""
    store = tmp_path_factory.mktemp("user") / "real.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AXISWATCH_DATABASE_URL", f"sqlite:///{store}")
        patch.setenv("AXISWATCH_EMAIL__HOST", "smtp.example.org")
        yield store


@pytest.fixture(scope="module")
def first(directory: Path, own_store: Path) -> tuple[int, str]:
    return demo(directory)


@pytest.fixture(scope="module")
def second(first: tuple[int, str], directory: Path) -> tuple[int, str]:
    del first
    return demo(directory)


def test_the_demo_fetches_all_and_shows_copies_claims_chains_and_alerts(
    first: tuple[int, str],
) -> None:
    code, text = first
    assert code == 0
    assert "Fetched: 13 pages from 4 feeds" in text
    assert (
        "Taliban promised Iran fighters for Lebanon, Israeli radio reports (Specimen Wire" in text
    )
    assert "Exemplar Post: copy" in text
    assert "Specimen Wire ← Army Radio ← Al-Akhbar" in text
    assert "What to try next" in text


def test_the_alerts_are_written_as_mail_and_as_slack_payload(
    first: tuple[int, str], directory: Path
) -> None:
    files = [path for path in (directory / "alerts").rglob("*") if path.is_file()]
    mails = [path for path in files if path.suffix == ".eml"]
    payloads = [path for path in files if path.suffix == ".json"]
    assert 0 < len(mails) == len(payloads)
    for path in mails:
        message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        assert message["Subject"]
        assert message.get_body(("plain",)) is not None
    assert all(json.loads(path.read_text("utf8"))["blocks"] for path in payloads)
    assert f"{len(files)} files in" in first[1]


def test_a_second_run_finds_nothing_new_and_alerts_nothing(
    second: tuple[int, str], directory: Path
) -> None:
    code, text = second
    assert code == 0
    assert "Fetched: 0 pages from 4 feeds" in text
    assert text.count("unchanged") >= 4
    assert "Alerts: none" in text


def test_a_port_that_another_program_took_is_named(
    second: tuple[int, str], directory: Path
) -> None:
    ports = json.loads((directory / "newsroom.json").read_text("utf8"))
    with (
        socket.create_server(("127.0.0.1", ports[2])),
        pytest.raises(AxiswatchError, match=f"port {ports[2]}.*exemplar-post.*end that program"),
    ):
        demo(directory)


def test_the_demo_uses_no_setting_of_the_user(
    second: tuple[int, str], directory: Path, own_store: Path
) -> None:
    assert not own_store.exists()
    assert (directory / "axiswatch.sqlite").exists()

"""What the code offers is in the documents, or the build fails."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from monitor.catalogue.models import Actor, Alias, FeedAddress, Office, Source
from monitor.catalogue.watch import ActorRef, Outlets, RateCap, Watch
from monitor.cli.main import app
from monitor.config import Settings

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
NESTED = (ActorRef, Outlets, RateCap)
WATCH_FIELDS = [*Watch.model_fields, *(name for part in NESTED for name in part.model_fields)]


def fields(model: type[BaseModel]) -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        found.append(name)
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found += fields(part)
    return found


def test_every_setting_is_documented() -> None:
    text = (REFERENCE / "settings.md").read_text("utf8")
    named = {*re.findall(r"`([a-z_]+)`", text), *re.findall(r"`\[([a-z_]+)\]`", text)}
    assert set(fields(Settings)) - named == set()


@pytest.mark.parametrize("model", [Actor, Alias, Office, Source, FeedAddress])
def test_every_field_of_the_catalogue_is_documented_where_its_file_is(
    model: type[BaseModel],
) -> None:
    text = (REFERENCE / "catalogue.md").read_text("utf8")
    chapters = dict(re.findall(r"^###? (.+?)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    where = {
        Actor: "`actors.toml`",
        Alias: "Aliases",
        Office: "Offices",
        Source: "`sources.toml`",
        FeedAddress: "Feeds",
    }
    rows = re.findall(r"^\| (`[^|]+) \|", chapters[where[model]], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert set(model.model_fields) == named


def test_every_field_of_a_watch_is_documented_with_an_example() -> None:
    text = (REFERENCE / "watches.md").read_text("utf8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \|.*\| `([^`]+)` \|$", text, re.MULTILINE))
    assert set(WATCH_FIELDS) - rows.keys() == set()
    for example in rows.values():
        Watch.model_validate({"name": "x", "channels": ["digest-email"], **tomllib.loads(example)})


def test_every_command_and_option_is_documented() -> None:
    text = (REFERENCE / "commands.md").read_text("utf8")
    missing = []

    def visit(command: object, path: str) -> None:
        if f"`{path}" not in text:
            missing.append(path)
        for option in getattr(command, "params", []):
            missing.extend(
                f"{path} {o}" for o in option.opts if o.startswith("--") and o not in text
            )
        for name, inner in getattr(command, "commands", {}).items():
            visit(inner, f"{path} {name}")

    visit(get_command(app), "axiswatch")
    assert missing == []


PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text("utf8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []

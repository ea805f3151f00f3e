"""`axiswatch why`: why something was alerted, or was not, in sentences."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.app import utcnow
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit_json, harmless, out
from monitor.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from monitor.app import App
    from monitor.why.facts import Trail
    from monitor.why.sentences import Explanation

NUMBERED = re.compile(r"(claim|document|alert)[\s:#]*(\d{1,18})")


def why(
    about: Annotated[
        list[str], typer.Argument(help="claim 12, document 5, alert 3, or an address.")
    ],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="Of a claim, only the newest N statements.")
    ] = 20,
    as_json: Json = False,
) -> None:
    """Explain why something was alerted or was not, stage by stage, from the page to the message.

    Example: axiswatch why document 5
    """
    from monitor.why.sentences import explain

    with reading() as (opened, session):
        trail = _trail(opened, session, " ".join(about).strip(), limit)
        kept = opened.settings.service.keep_decisions
    explanation = explain(trail, now=utcnow(), kept_days=kept)
    if as_json:
        emit_json(asdict(explanation))
    else:
        _show(explanation)


def _trail(opened: App, session: Session, about: str, limit: int) -> Trail:
    from monitor.duplicates.canonical import canonical_url
    from monitor.store import trails

    if found := NUMBERED.fullmatch(about.lower()):
        number = int(found[2])
        match found[1]:
            case "claim":
                return trails.of_claim(session, number, limit=limit)
            case "document":
                return trails.of_document(session, number)
            case _:
                return trails.of_alert(session, number)
    if "." not in about or " " in about:
        raise InputError(
            f"{about!r} is nothing to explain: write claim 12, document 5, alert 3, or an address"
        )
    url = about if "://" in about else f"https://{about}"
    source = opened.catalogue.source_for_url(url)
    slug = source.slug if source else None
    return trails.of_address(session, url, canonical_url(url), source=slug)


def _show(explanation: Explanation) -> None:
    from rich.text import Text

    out.print(Text(harmless(explanation.verdict), style="bold"))
    stage = ""
    for step in explanation.steps:
        label = "" if step.stage == stage else step.stage
        stage = step.stage
        mark = "→" if step.onward else "×"
        line = Text(f"{label:12} {mark} ", style="dim")
        out.print(line.append(Text(harmless(step.sentence), style="not dim")))

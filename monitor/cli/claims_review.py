"""`axiswatch claims review`: what the program left for a person to decide."""

from __future__ import annotations

from typing import Any

from monitor.cli.opening import reading
from monitor.cli.output import Json, Limit, emit_json, harmless, out
from monitor.store.review import waiting

NOTHING = "Nothing waits for a decision."


def review(as_json: Json = False, limit: Limit = None) -> None:
    """List statements that may or may not belong to a claim; they never alert until decided.

    Example: axiswatch claims review
    """
    with reading() as (_app, session):
        records = waiting(session, limit=limit)
    if as_json:
        emit_json(records)
    elif not records:
        out.print(NOTHING)
    else:
        for record in records:
            _print(record)


def _print(record: dict[str, Any]) -> None:
    from rich.text import Text

    doubtful, nearest = record["claim"], record["nearest_claim"]
    out.print(Text(f"claim {doubtful}: {harmless(record['content'])}", style="bold"))
    told = f" in {harmless(record['outlet'])}" if record["outlet"] else ""
    out.print(Text(f"  by {harmless(record['origin'])}{told}, {record['at'][:10]}"))
    out.print(Text(f"  perhaps claim {nearest}: {harmless(record['nearest_text'])}"))
    for reason in record["reasons"]:
        out.print(Text(f"  {harmless(reason)}", style="dim"))
    out.print(Text(f"  one claim: axiswatch claims merge {nearest} {doubtful}"))
    out.print(Text(f"  two: axiswatch claims mark {doubtful} single-origin --note 'why'\n"))

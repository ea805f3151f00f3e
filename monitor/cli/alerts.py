"""`axiswatch alerts`: what was raised, how far it got, and whether the channels work."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.app import App, utcnow
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Csv, Json, Limit, emit
from monitor.errors import ConfigError
from monitor.store import views

app = typer.Typer(cls=DefaultGroup, help="Show alerts and their deliveries, test the channels.")


@app.command("list")
def list_(as_json: Json = False, as_csv: Csv = False, limit: Limit = None) -> None:
    """List alerts: which watch, what kind, the words, and where they were sent.

    Example: axiswatch alerts --limit 5
    """
    with reading() as (_app, session):
        records = views.alerts(session, limit=limit)
    shown = [
        {
            **record,
            "sent": [
                f"{delivery['channel']}: {delivery['state']}" for delivery in record["deliveries"]
            ],
        }
        for record in records
    ]
    columns = {
        "id": "id",
        "at": "created_at",
        "watch": "watch",
        "kind": "kind",
        "claim": "claim",
        "content": "content",
        "deliveries": "sent",
    }
    empty = "No alerts. A watch in watches.toml fires when a claim about its actors is new."
    emit(
        records if as_json else shown, as_json=as_json, as_csv=as_csv, columns=columns, empty=empty
    )


@app.command()
def retry(
    alerts: Annotated[
        list[int] | None, typer.Argument(help="Only these alerts.  [default: all]")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    as_json: Json = False,
) -> None:
    """Give dead letters another chance, at once: when a channel works again.

    Example: axiswatch alerts retry --channel email
    """
    from monitor.alerts.retry import retry as make_due
    from monitor.cli.work import deliver_now

    with App.open() as opened:
        with opened.sessions.begin() as session:
            count = make_due(session, now=utcnow(), channel=channel, alert_ids=alerts)
        report = deliver_now(opened)
    record = {"requeued": count, "sent": report.sent, "dead": report.dead}
    columns = {"dead letters": "requeued", "sent now": "sent", "given up again": "dead"}
    emit([record], as_json=as_json, columns=columns, empty="")


@app.command("test")
def send(as_json: Json = False) -> None:
    """Send one sample message to each configured channel and say what happened.

    Example: axiswatch alerts test
    """
    from monitor.alerts.testing import send_test

    with App.open() as opened:
        channels = opened.channels()
        if not channels:
            raise ConfigError(
                "no channel is configured: add [email], [slack] or [folder] to axiswatch.toml"
            )
        results = send_test(channels)
    records = [
        {"channel": r.channel, "ok": r.ok, "receipt": r.receipt, "error": r.error} for r in results
    ]
    columns = {"channel": "channel", "works": "ok", "receipt": "receipt", "error": "error"}
    emit(records, as_json=as_json, columns=columns, empty="")
    if not all(result.ok for result in results):
        raise typer.Exit(1)

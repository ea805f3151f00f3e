"""`axiswatch sources check` and `add`: addresses tried live, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from monitor.app import catalogue_directories, read_catalogue, utcnow
from monitor.cli.output import Json, emit, emit_json, err, harmless, out
from monitor.cli.progress import Progress
from monitor.config import load_settings
from monitor.domain import Tried
from monitor.errors import InputError

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue
    from monitor.catalogue.models import FeedAddress, Source
    from monitor.catalogue.writing import Written

STALE = timedelta(days=30)
OUT_OF_TIME = "not tried: the time for it was over ([crawl] time_limit)"


def check(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Only these sources.  [default: all that are on]")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the feeds that are switched off.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Try the feeds live, side by side, and say which work. Nothing is stored.

    Exit code 1 when one that is switched on does not work.

    Example: axiswatch sources check longwarjournal memri
    """
    from monitor.service import trying

    settings = load_settings()
    catalogue = read_catalogue(settings)
    named = [slug_of(catalogue, name) for name in slugs or ()]
    wanted = catalogue.feeds_of(named, off=everything)
    with Progress("Trying") as progress:
        told = _counting(progress, len(wanted))
        tried = trying.check(settings, named, off=everything, on_tried=told)
    answers = {one.url: one for one in tried}
    records = [
        _verdict_record(source, feed, answers.get(feed.url), now=utcnow())
        for source, feed in wanted
    ]
    records.sort(key=lambda record: not record["works"])
    columns = {"source": "source", "on": "on", "feed": "url", "verdict": "verdict"}
    empty = "No feed is switched on: see `axiswatch sources`."
    emit(records, as_json=as_json, columns=columns, empty=empty)
    broken = [record for record in records if record["on"] and not record["works"]]
    if records and not as_json:
        works = sum(record["works"] for record in records)
        err.print(f"{works} of {len(records)} feeds work; {len(broken)} that are on do not")
    if broken:
        raise typer.Exit(1)


def add(
    url: Annotated[str, typer.Argument(help="The home page of an outlet, or one of its feeds.")],
    write: Annotated[
        bool, typer.Option("--write", help="Append the entry to your sources.toml.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find the feeds, sitemaps and channel of a site, try each, and propose an entry.

    Example: axiswatch sources add https://www.example.org --write
    """
    from monitor.catalogue.proposing import as_toml, conflicts, propose
    from monitor.service import trying

    url = url if "://" in url else f"https://{url}"
    settings = load_settings()
    catalogue = read_catalogue(settings)
    with Progress("Trying") as progress:
        page, tried = trying.explore(settings, url, on_tried=_counting(progress, None))
    today = utcnow().date()
    source = propose(url, page, tried, catalogue, today=today)
    against = conflicts(source, catalogue)
    entry = as_toml(source)
    if write and against:
        raise InputError(f"nothing was written: {'; '.join(against)}")
    written = None
    if write:
        from monitor.catalogue.writing_sources import write_source

        note_ = f"added by `axiswatch sources add {url}` on {today.isoformat()}"
        written = write_source(catalogue_directories(settings), entry, note=note_)
    if as_json:
        emit_json(
            {
                "source": source.model_dump(mode="json", exclude_defaults=True),
                "toml": entry,
                "conflicts": against,
                "tried": [_record(one) for one in tried],
                "written": str(written.path) if written else None,
                "undo": written.undo if written else None,
            }
        )
        return
    _show(entry, tried, against, written)


def verdict(tried: Tried | None, *, now: datetime) -> str:
    """What became of a feed that was tried, in words."""
    if tried is None:
        return OUT_OF_TIME
    if tried.error is not None:
        return f"dead: {tried.error}"
    said = [f"works: {tried.links} {'entry' if tried.links == 1 else 'entries'}"]
    if not tried.links:
        said = ["answers well, but lists nothing"]
    if tried.latest is not None:
        said.append(f"the newest of {tried.latest:%Y-%m-%d %H:%M}")
        if now - tried.latest > STALE:
            said.append(f"nothing new for {(now - tried.latest).days} days")
    if tried.moved_to is not None:
        said.append(f"it has moved for good: change its address to {tried.moved_to}")
    return ", ".join(said)


def _counting(progress: Progress, total: int | None) -> Callable[[Tried], None]:
    done = count(1)
    progress.at(0, total)
    return lambda _one: progress.at(next(done), total)


def _verdict_record(
    source: Source, feed: FeedAddress, tried: Tried | None, *, now: datetime
) -> dict[str, Any]:
    never = Tried(None, feed.url, feed.kind, works=False, error=OUT_OF_TIME)
    return {
        "source": source.slug,
        "on": source.enabled and feed.enabled,
        **_record(tried or never),
        "verdict": verdict(tried, now=now),
    }


def _record(tried: Tried) -> dict[str, Any]:
    record = asdict(tried)
    del record["same"], record["source"]
    return {**record, "latest": tried.latest.isoformat() if tried.latest else None}


def _show(
    entry: str, tried: Sequence[Tried], against: Sequence[str], written: Written | None
) -> None:
    """The entry on standard output, where it can be sent into a file; the rest beside it."""
    now = utcnow()
    for one in tried:
        err.print(
            Text(harmless(f"{one.url} ({one.kind}): {verdict(one, now=now)}")), soft_wrap=True
        )
    out.print(Text(entry), soft_wrap=True)
    for reason in against:
        err.print(Text(harmless(f"It cannot be added as it is: {reason}")), soft_wrap=True)
    if written is not None:
        err.print(Text(f"wrote {written.path}\nundo: {written.undo}"), soft_wrap=True)
    elif not against:
        err.print("Put that into sources.toml, or call this again with --write.")


def slug_of(catalogue: Catalogue, name: str) -> str:
    """The slug of a source by slug, name or alias.

    Raises:
        InputError: there is none; the message names the nearest.
    """
    from monitor.catalogue.catalogue import nearest

    source = catalogue.source_named(name)
    if source is None:
        close = nearest(name, catalogue.sources)
        hint = f"did you mean {close!r}?" if close else "`axiswatch sources` lists them"
        raise InputError(f"there is no source {name!r}; {hint}")
    return source.slug

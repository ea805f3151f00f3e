"""What the demo prints: what was fetched, copied, claimed and alerted, and what to try next."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from monitor.alerts.words import inside
from monitor.cli.output import harmless
from monitor.demo.home import OUTBOX
from monitor.demo.newsroom import Newsroom
from monitor.service.cycle import CycleReport

Record = Mapping[str, Any]
MOST_CLAIMS = 6
DENIED = "denied"
STATUS = {"single-origin": "yellow", "corroborated": "green", "disputed": "red"}


def opening(console: Console, newsroom: Newsroom, directory: Path) -> None:
    """Who is there to be crawled."""
    _head(console, "A newsroom of samples is open on this machine")
    table = _table("outlet", "address")
    for outlet in newsroom.material.outlets:
        table.add_row(outlet.name, newsroom.addresses[outlet.slug])
    console.print(table)
    _line(console, f"Home of this demo: {directory}", style="dim")


def fetched(console: Console, report: CycleReport, documents: Sequence[Record]) -> None:
    """The feeds' answers, what failed, and the texts that came out of the pages."""
    _head(console, f"Fetched: {report.pages} pages from {len(report.feeds)} feeds")
    table = _table("outlet", "feed", "new pages", "answer")
    for feed in report.feeds:
        answer = feed.error or ("unchanged" if feed.status == 304 else "read")
        path = urlsplit(feed.url).path
        table.add_row(feed.source, path, str(feed.fetched), f"{feed.status}, {answer}")
    console.print(table)
    for failure in report.failures:
        _line(console, f"failed: {failure.url}: {failure.error}", style="red")
    if documents:
        texts = _table("published", "outlet", "text without its chrome", "is")
        for document in sorted(documents, key=lambda one: str(one["published"])):
            texts.add_row(
                *map(_text, (_day(document), document["outlet"], document["title"])),
                _text(document["relation"]),
            )
        console.print(texts)


def copies(console: Console, stories: Sequence[Record]) -> None:
    """Which text is a copy of which."""
    _head(console, "Copies: one text, however often it is printed")
    for story in stories:
        tree = Tree(_text(f"{story['title']} ({story['outlet']}, the original)"))
        for copy in story["copies"]:
            share = "" if copy["containment"] is None else f", {copy['containment']:.0%} of it"
            tree.add(_text(f"{copy['outlet']}: {copy['relation']}{share}: {copy['reason']}"))
        console.print(tree)


def claims(
    console: Console,
    held: Sequence[Record],
    statements: Sequence[Record],
    documents: Sequence[Record],
) -> None:
    """The claims that most texts report, each with the chain of every report."""
    members: dict[int, list[Record]] = defaultdict(list)
    for statement in sorted(statements, key=lambda one: str(one["published"])):
        if statement["claim"] is not None:
            members[statement["claim"]].append(statement)
    count = sum(map(len, members.values()))
    _head(console, f"Claims: {count} attributed statements make {len(held)} claims")
    copied = {document["id"] for document in documents if document["relation"] == "copy"}
    order = sorted(held, key=lambda claim: (-len(members[claim["id"]]), claim["id"]))
    for claim in order[:MOST_CLAIMS]:
        console.print(_claim(claim, members[claim["id"]], copied))
    if len(order) > MOST_CLAIMS:
        _line(console, f"… and {len(order) - MOST_CLAIMS} more", style="dim")


def alerts(
    console: Console, new: Sequence[Record], held: Sequence[Record], directory: Path
) -> None:
    """The alerts of this run and the files they went to; or that there was nothing to say."""
    if not new:
        _head(console, "Alerts: none, for there is nothing new")
        return
    texts = {claim["id"]: claim["text"] for claim in held}
    _head(console, f"Alerts: {len(new)}, one per watch, claim and kind")
    trees: dict[int, Tree] = {}
    for alert in new:
        number = alert["claim"]
        tree = trees.setdefault(number, Tree(Text(harmless(texts[number]), style="bold")))
        states = ", ".join(f"{d['channel']}: {d['state']}" for d in alert["deliveries"])
        tree.add(_text(f"{alert['kind']} ({alert['watch']}): {alert['reason']} [{states}]"))
    for tree in trees.values():
        console.print(tree)
    outbox = directory / OUTBOX
    files = sorted(path for path in outbox.rglob("*") if path.is_file())
    _line(console, f"{len(files)} files in {outbox}: each alert as e-mail and as Slack payload")


def next_steps(console: Console, directory: Path) -> None:
    """Commands that work from here."""
    _head(console, "What to try next")
    name = "axiswatch" if shutil.which("axiswatch") else shlex.quote(str(Path(sys.argv[0])))
    where = "" if directory == Path("demo").resolve() else f" {shlex.quote(str(directory))}"
    tries = (
        (f"demo{where}", "again: nothing is new, nobody is alerted"),
        ("claims", "every claim, with status and origins"),
        ("statements --json", "every statement with its chain, for programs"),
        ("search Lebanon", "texts that hold a word"),
        ("evidence 1", "the archived response behind a text, verified"),
        ("init ~/axiswatch", "a home of your own, for the real web"),
    )
    _line(console, f"export AXISWATCH_HOME={shlex.quote(str(directory))}")
    for command, why in tries:
        line = Text(f"{name} {command}", style="bold")
        console.print(line.append(f"  # {why}", style="not bold dim"), soft_wrap=True)


def _claim(claim: Record, members: Sequence[Record], copied: Set[int]) -> Tree:
    head = Text(harmless(claim["text"]), style="bold")
    head.append(f"  {claim['status']}", style=STATUS.get(claim["status"], ""))
    texts = {member["document"] for member in members}
    said = f"{_count(len(texts), 'article')} in {_count(len(claim['outlets']), 'outlet')}"
    said += f", {len(texts & copied)} of them a copy" if texts & copied else ""
    for label, denied in (("origin", False), ("denied by", True)):
        origins = dict.fromkeys(m["origin"] for m in members if (m["modality"] == DENIED) is denied)
        said += f"; {label}: {', '.join(map(inside, origins))}" if origins else ""
    head.append(f"\n{said}", style="not bold dim")
    tree = Tree(head)
    for member in members:
        copy = " (copy)" if member["document"] in copied else ""
        tree.add(Text(f"{_day(member)}  {_chain(member)}{copy}  [{harmless(member['cue'])}]"))
    return tree


def _chain(statement: Record) -> str:
    """Outermost first, from the outlet that printed it, by the names of the catalogue."""
    names = (link["canonical"] or link["name"] for link in statement["links"])
    return " ← ".join(map(harmless, (statement["outlet"], *names)))


def _day(record: Record) -> str:
    return str(record["published"] or "undated")[:10]


def _head(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold cyan"))


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(harmless(text), style=style), soft_wrap=True)


def _text(value: object) -> Text:
    return Text(harmless(value))


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

"""`axiswatch documents` and `axiswatch stories`: the texts held, their versions, their copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Csv, Json, Limit, emit, emit_json, harmless, out
from monitor.cli.show import NOTHING
from monitor.store import story_view, views

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

documents = typer.Typer(cls=DefaultGroup, help="List the texts held, show what a version changed.")
stories = typer.Typer(cls=DefaultGroup, help="List texts with their copies, show who copied whom.")

AROUND = 90  # characters of unchanged text shown on either side of a change


@documents.command("list")
def list_documents(as_json: Json = False, as_csv: Csv = False, limit: Limit = None) -> None:
    """List the texts held: outlet, date, and what each is a copy of.

    Example: axiswatch documents --limit 20
    """
    with reading() as (_app, session):
        records = views.documents(session, limit=limit)
    columns = {
        "id": "id",
        "published": "published",
        "outlet": "outlet",
        "title": "title",
        "partial": "partial",
        "is": "relation",
        "of": "relation_to",
    }
    emit(records, as_json=as_json, as_csv=as_csv, columns=columns, empty=NOTHING)


@documents.command()
def diff(
    document: Annotated[int, typer.Argument(help="A document that is a later version.")],
    as_json: Json = False,
) -> None:
    """Show what a version of a page changed in the one before, word by word.

    Example: axiswatch documents diff 17
    """
    with reading() as (_app, session):
        record = story_view.changes(session, document)
    if as_json:
        del record["text"]
        emit_json(record)
    else:
        _print_changes(record)


@stories.command("list")
def list_stories(
    copied: Annotated[bool, typer.Option("--copied", help="Only texts that were copied.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
    limit: Limit = None,
) -> None:
    """List texts with all that repeats them: copies, excerpts, versions.

    Example: axiswatch stories --copied
    """
    with reading() as (_app, session):
        records = views.stories(session, copied=copied, limit=limit)
    shown = [
        {
            **record,
            "copied_by": [
                f"{copy['outlet'] or copy['url']} ({copy['relation']}, {copy['containment']:.0%})"
                for copy in record["copies"]
            ],
        }
        for record in records
    ]
    columns = {"id": "id", "published": "published", "outlet": "outlet", "title": "title"}
    emit(
        records if as_json else shown,
        as_json=as_json,
        as_csv=as_csv,
        columns={**columns, "repeated by": "copied_by"},
        empty=NOTHING,
    )


@stories.command()
def show(
    story: Annotated[int, typer.Argument(help="A story's id.")], as_json: Json = False
) -> None:
    """Show one story as a tree: who had it first, who copied whom, and what tells so.

    Example: axiswatch stories show 3
    """
    with reading() as (_app, session):
        record = story_view.story(session, story)
    if as_json:
        emit_json(record)
        return
    from rich.text import Text
    from rich.tree import Tree

    out.print(f"story {record['id']}: {record['documents']} texts in {record['outlets']} outlets")
    tree = Tree(Text("who had it first"), hide_root=True)
    for node in record["tree"]:
        _grow(tree, node)
    out.print(tree)


def _grow(tree: Tree, node: dict[str, Any]) -> None:
    from rich.text import Text

    branch = tree.add(_headline(node))
    branch.add(Text(harmless(node["why"]), style="dim"))
    if node["contained"] is not None:
        shares = f"{node['contained']:.0%} of it there, {node['contains']:.0%} of that in it"
        branch.add(Text(shares, style="dim"))
    if node["credit"]:
        branch.add(Text(f"credit line: {harmless(node['credit'])}", style="dim"))
    for child in node["children"]:
        _grow(branch, child)


def _headline(node: dict[str, Any]) -> Text:
    from rich.text import Text

    seen = f"undated, seen {node['fetched_at'][:10]}"
    when = node["published"][:10] if node["published"] else seen
    outlet = harmless(node["outlet"] or node["url"])
    family = f" ({harmless(node['family'])})" if node["family"] else ""
    version = f", version {node['version']}" if node["version"] > 1 else ""
    line = Text(f"{when}  ")
    line.append(outlet, style="bold")
    line.append(f"{family}: {harmless(node['title'])}  [{node['relation']}{version}, ")
    return line.append(f"document {node['document']}]")


def _print_changes(record: dict[str, Any]) -> None:
    from rich.text import Text

    out.print(
        f"document {record['document']} (version {record['version']}) beside "
        f"{record['before']} (version {record['before_version']})"
    )
    before, after = record["title"]
    if before != after:
        out.print(Text(harmless(before), style="strike red"), Text(harmless(after), style="green"))
    if not record["changes"]:
        out.print("The texts are the same.")
    for change in record["changes"]:
        start, end = change["old_start"], change["old_start"] + len(change["old"])
        line = Text(f"{start:6}  ", style="dim")
        line.append(harmless(record["text"][max(0, start - AROUND) : start]).replace("\n", " ¶ "))
        line.append(f" [-{harmless(change['old'])}-]" if change["old"] else "", style="red")
        line.append(f" {{+{harmless(change['new'])}+}}" if change["new"] else "", style="green")
        line.append(" " + harmless(record["text"][end : end + AROUND]).replace("\n", " ¶ "))
        out.print(line)

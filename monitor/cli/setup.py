"""`axiswatch demo` and `axiswatch init`: the first five minutes."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import out
from monitor.errors import ConfigError

FILES = ("axiswatch.toml", "sources.toml", "actors.toml", "watches.toml")


def demo(
    directory: Annotated[
        Path, typer.Argument(help="Where the demo keeps its store, archive and messages.")
    ] = Path("demo"),
) -> None:
    """Serve a small newsroom on this machine, crawl it, and show what comes of it.

    A second run finds nothing new and alerts nothing. Nothing leaves the machine.

    Example: axiswatch demo
    """
    from monitor.demo.run import run_demo

    raise typer.Exit(run_demo(directory, console=out))


def init(
    directory: Annotated[Path, typer.Argument(help="The home to write to.")] = Path(),
) -> None:
    """Write axiswatch.toml, sources.toml, actors.toml and watches.toml for you to edit.

    Files that are there already are left alone.

    Example: axiswatch init ~/axiswatch
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        written = [name for name in FILES if _write(directory / name)]
    except OSError as error:
        raise ConfigError(f"{directory}: cannot be written: {error.strerror}") from error
    for name in FILES:
        out.print(f"{'wrote' if name in written else 'kept '} {directory / name}", soft_wrap=True)
    out.print(
        "\nEdit axiswatch.toml for e-mail or Slack, then:\n"
        f"  export AXISWATCH_HOME={directory.resolve()}\n"
        "  axiswatch alerts test\n"
        "  axiswatch once",
        soft_wrap=True,
    )


def _write(path: Path) -> bool:
    """Write one shipped default unless the file is there; True if it was written."""
    shipped = resources.files("monitor.catalogue") / "data" / path.name
    try:
        with path.open("x", encoding="utf8") as file:
            file.write(shipped.read_text("utf8"))
    except FileExistsError:
        return False
    return True

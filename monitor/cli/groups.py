"""Command groups that do the obvious thing when no subcommand is named.

`axiswatch alerts --json` lists, `axiswatch alerts test` is a subcommand, and
`axiswatch actors "some text"` hands the text to the default command.
"""

from __future__ import annotations

import typer
from typer.core import TyperGroup


class DefaultGroup(TyperGroup):
    """Runs the subcommand `default` unless the first argument names another."""

    default = "list"

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the default in front of arguments that do not begin with a subcommand."""
        named = args and (args[0] in self.commands or args[0] in ("--help", "-h"))
        return super().parse_args(ctx, args if named else [self.default, *args])

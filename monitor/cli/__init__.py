"""The `axiswatch` command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; expected failures become one sentence and an exit code."""
    from rich.text import Text

    from monitor.cli.main import app
    from monitor.cli.output import err
    from monitor.errors import AxiswatchError
    from monitor.escape import terminal

    try:
        app()
    except AxiswatchError as error:
        said = terminal(str(error))  # it may quote what somebody else sent
        err.print(Text("error: ", style="bold red").append(said, style="not bold"))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is wrong, and there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

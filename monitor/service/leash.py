"""Run a module in a process that cannot outlive its parent: python -m monitor.service.leash MODULE.

The parent holds the other end of standard input. However it ends, kill -9 included, the pipe
closes, and this process group is killed with it: an orphaned crawl would work beside the next one.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from threading import Thread


def hold(descriptor: int) -> None:
    """Wait for the end of the pipe, then kill the process group."""
    while os.read(descriptor, 1024):
        pass
    os.killpg(os.getpgid(0), signal.SIGKILL)


def main() -> None:
    """Run the module named first, with the other arguments as its own."""
    Thread(target=hold, args=(sys.stdin.fileno(),), daemon=True, name="leash").start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

"""The process pool in which pages are read and parsed, away from the process that commits."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue


def open_pool(catalogue: Catalogue, pipeline: str, *, workers: int) -> Executor | None:
    """A pool whose workers are ready for `analysis.analyse`; None (in-process) for no workers.

    Workers are spawned, not forked: the parent has threads and open databases. Shut it down, or
    use it in a `with` statement.
    """
    if workers == 0:
        return None
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare_worker,
        initargs=(catalogue, pipeline),
    )


def prepare_worker(catalogue: Catalogue, pipeline: str) -> None:
    """What a worker does once: tie its life to its parent's, and load what is slow to load.

    Ctrl-C reaches the whole group; only the parent decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_die_with_parent, daemon=True, name="leash").start()
    from monitor import analysis

    analysis.initialise(catalogue, pipeline)


def _die_with_parent() -> None:
    """The pool's queue never ends for a worker whose parent was killed: it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""A running process takes over catalogue files that were edited, and minds no wrong one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from monitor.app import App, catalogue_directories
from monitor.catalogue.load import SHIPPED, TABLES, Files, build, locate, read_files
from monitor.errors import CatalogueError

log = logging.getLogger("axiswatch")
Stamp = tuple[tuple[Path, int, int, int], ...]


class Renewal:
    """The catalogue of one `App`, looked after. `held` has the files as they last were right."""

    def __init__(self, app: App, *, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now
        self._lock = Lock()
        self._directory = TemporaryDirectory(prefix="axiswatch-catalogue-")
        self._directories = catalogue_directories(app.settings)
        self._seen: Stamp | None = None
        self._complaint: str | None = None
        self.look()

    @property
    def held(self) -> Path:
        """The directory of the user's files as they were when they were last taken over."""
        return Path(self._directory.name)

    def look(self) -> None:
        """Take over what changed since the last look; a mistake is logged once and kept out."""
        with self._lock:
            try:
                stamp = _stamp(self._directories)
                if stamp == self._seen:
                    return
                files = read_files(self._directories)
                catalogue = build(files)
            except (CatalogueError, OSError) as error:
                self._complain(str(error))
                return
            if catalogue.digest != self._app.catalogue.digest:
                self._app.take_over(catalogue, now=self._now())
                log.info("catalogue: taken over: %s", _what(files))
            self._hold(files)
            self._seen, self._complaint = stamp, None

    def close(self) -> None:
        """Remove the held files."""
        self._directory.cleanup()

    def _complain(self, complaint: str) -> None:
        if complaint != self._complaint:
            log.error("catalogue: %s; going on with the one before", complaint)
            self._complaint = complaint

    def _hold(self, files: Files) -> None:
        """Keep the user's files; where there is none the shipped one is found by itself."""
        for table, (path, data) in files.items():
            kept = self.held / TABLES[table][0]
            if path.parent == SHIPPED:
                kept.unlink(missing_ok=True)
            else:
                kept.write_bytes(data)


def _stamp(directories: list[Path]) -> Stamp:
    """What changes whenever a file is written, replaced, put there or taken away."""
    found = [(path, path.stat()) for path in locate(directories).values()]
    return tuple((path, stat.st_mtime_ns, stat.st_size, stat.st_ino) for path, stat in found)


def _what(files: Files) -> str:
    return ", ".join(str(path) for path, _ in files.values() if path.parent != SHIPPED)

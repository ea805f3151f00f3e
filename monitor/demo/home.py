"""The home directory of the demo: settings, sources and the ports that must stay the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from monitor.catalogue.load import SHIPPED, load_catalogue
from monitor.catalogue.models import Source
from monitor.config import CONFIG_NAME
from monitor.demo.material import NOTICE
from monitor.demo.newsroom import Newsroom
from monitor.errors import InputError

PORTS_NAME = "newsroom.json"
OUTBOX = "alerts"

SETTINGS = """\
# Settings of the axiswatch demo. Everything here is sample material on this machine.

[folder]
directory = {outbox}

[crawl]
allow_private = true  # the newsroom is on the loopback address; leave this out for the real web
delay = 0
"""


def write_home(directory: Path, newsroom: Newsroom) -> None:
    """Make `directory` an axiswatch home whose sources are the outlets of the newsroom.

    The outlets that the articles cite are taken from the shipped sources without their
    addresses, so that the demo asks nobody but the newsroom. Actors and watches are the shipped
    ones, unless the home has its own by now.

    Raises:
        InputError: the directory is a home already, and not one of the demo.
    """
    if (directory / CONFIG_NAME).exists() and not (directory / PORTS_NAME).exists():
        raise InputError(
            f"{directory} has an {CONFIG_NAME} that is not the demo's; name another directory: "
            "axiswatch demo DIRECTORY"
        )
    directory.mkdir(parents=True, exist_ok=True)
    (directory / PORTS_NAME).write_text(json.dumps(newsroom.ports), "utf8")
    outbox = _toml((directory / OUTBOX).resolve().as_posix())
    (directory / CONFIG_NAME).write_text(SETTINGS.format(outbox=outbox), "utf8")
    (directory / "sources.toml").write_text(_sources(newsroom), "utf8")
    for name in ("actors.toml", "watches.toml"):
        if not (directory / name).exists():
            shutil.copyfile(SHIPPED / name, directory / name)


def remembered_ports(directory: Path) -> list[int] | None:
    """The ports of an earlier run, None for a home that never had one.

    Raises:
        InputError: the file that keeps them was altered.
    """
    path = directory / PORTS_NAME
    if not path.is_file():
        return None
    try:
        ports = json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: cannot be read: {error}; delete the directory {directory}"
        ) from error
    valid = isinstance(ports, list) and all(isinstance(p, int) and 0 < p < 65536 for p in ports)
    if not valid:
        raise InputError(f"{path}: not a list of ports; delete the directory {directory}")
    return list(ports)


def _sources(newsroom: Newsroom) -> str:
    entries: list[dict[str, Any]] = [
        {
            "slug": outlet.slug,
            "name": outlet.name,
            "aliases": list(outlet.aliases),
            "homepage": newsroom.addresses[outlet.slug] + "/",
            "language": "en",
            "country": outlet.country,
            "status": "sample",
            "note": "An invented outlet of the demo.",
            "feeds": [{"url": newsroom.feeds[outlet.slug], "kind": "feed"}],
        }
        for outlet in newsroom.material.outlets
    ]
    shipped = load_catalogue(()).sources
    entries += [_unpolled(shipped[slug]) for slug in newsroom.material.cited]
    head = f"# {NOTICE}\n# Below the four: the outlets that they cite, which are never polled.\n\n"
    return head + "\n".join(_entry(entry) for entry in entries)


def _unpolled(source: Source) -> dict[str, Any]:
    """An outlet of the real world as others cite it."""
    return source.model_dump(mode="json", exclude={"feeds"}, exclude_defaults=True)


def _entry(entry: dict[str, Any]) -> str:
    return "".join(
        ["[[source]]\n", *(f"{name} = {_toml(v)}\n" for name, v in entry.items() if v != [])]
    )


def _toml(value: Any) -> str:
    """A value of a catalogue entry as TOML; its strings are those of JSON."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(v)}' for name, v in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""Which browser is used, and how it is started: with no way to the network."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

EXTRA = "scrapy_playwright"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# What the browser needs of our environment, in which passwords may stand.
ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LANG", "XDG_RUNTIME_DIR")
MOST_HEAP = 512  # MB of JavaScript objects in one page


def find_browser(
    configured: Path | None, *, which: Callable[[str], str | None] = shutil.which
) -> tuple[str | None, str]:
    """The browser's executable, or None; and a sentence that says where it is or what to do."""
    if find_spec(EXTRA) is None:
        return None, (
            "pages of sources with `render = true` need a part that is not installed: "
            "pip install 'axiswatch[render]'"
        )
    wanted = NAMES if configured is None else (str(configured),)
    found = next((path for name in wanted if (path := which(name))), None)
    if found is not None:
        return found, f"pages are rendered by {found}"
    if configured is not None:
        return None, f"[render] browser: {configured} is no program that can be started"
    return None, (
        "pages of sources with `render = true` need Chromium, and none of "
        f"{', '.join(NAMES)} is on PATH: install one (apt install chromium), or name it in "
        "[render] browser"
    )


def launch_options(
    executable: str, *, dead_end: int, root: bool, environ: Mapping[str, str] = os.environ
) -> dict[str, Any]:
    """What Playwright is told about the start of the browser.

    Every name is unknown to it, every connection goes to a proxy on the port `dead_end`, where
    nobody listens, and WebRTC may not go past a proxy (`disable_non_proxied_udp`). Chromium's
    sandbox is on, except as root, under whom it cannot run.
    """
    return {
        "executable_path": executable,
        "chromium_sandbox": not root,
        "env": {name: environ[name] for name in ENVIRONMENT if name in environ},
        "handle_sigint": False,  # the crawl decides when it ends
        "handle_sigterm": False,
        "handle_sighup": False,
        "ignore_default_args": ["--disable-popup-blocking"],
        "args": [
            f"--proxy-server=http://127.0.0.1:{dead_end}",
            "--proxy-bypass-list=<-loopback>",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--dns-prefetch-disable",
            "--disable-quic",
            "--no-pings",
            "--disable-gpu",
            "--mute-audio",
            f"--js-flags=--max-old-space-size={MOST_HEAP}",
        ],
    }


def dead_end() -> socket.socket:
    """A port of loopback that is ours and refuses connections as long as the socket is held."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held

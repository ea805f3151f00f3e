"""The demo newsroom: four sample outlets on four ports of the loopback address."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Mapping, Sequence
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from time import sleep
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from monitor.demo.material import Material, load_material
from monitor.demo.site import Resource, render_site
from monitor.errors import AxiswatchError

HOST = "127.0.0.1"


class Request(NamedTuple):
    """A line of the newsroom's log."""

    outlet: str
    path: str
    status: int


class Newsroom:
    """Serves the sample outlets while its `with` block runs.

    `ports` is a port for each outlet in order; 0 takes any free one. With `strict` a taken port is
    an error, otherwise a free one stands in. `pause` seconds pass before each article is answered.
    """

    def __init__(
        self,
        ports: Sequence[int] | None = None,
        *,
        strict: bool = False,
        pause: float = 0.0,
        material: Material | None = None,
    ) -> None:
        self.material = material or load_material()
        self.pause = pause
        self.log: list[Request] = []
        self._wanted = ports or [outlet.port for outlet in self.material.outlets]
        self._strict = strict
        self._servers: list[_Site] = []

    def __enter__(self) -> Self:
        try:
            for outlet, port in zip(self.material.outlets, self._wanted, strict=True):
                self._servers.append(self._listen(outlet.slug, port))
        except BaseException:
            self._close()
            raise
        for outlet, server in zip(self.material.outlets, self._servers, strict=True):
            server.resources = render_site(outlet, self.material, self.addresses)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        for server in self._servers:
            server.serving.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def ports(self) -> list[int]:
        """The ports in use, in the order of the outlets."""
        return [server.server_port for server in self._servers]

    @property
    def addresses(self) -> dict[str, str]:
        """The root address of each outlet, by slug, without a closing slash."""
        outlets = (outlet.slug for outlet in self.material.outlets)
        return {s: f"http://{HOST}:{port}" for s, port in zip(outlets, self.ports, strict=True)}

    @property
    def feeds(self) -> dict[str, str]:
        """The feed address of each outlet, by slug."""
        return {o.slug: self.addresses[o.slug] + o.feed for o in self.material.outlets}

    def _listen(self, slug: str, port: int) -> _Site:
        try:
            return _Site(port, slug, self)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            if self._strict:
                raise AxiswatchError(
                    f"port {port} on {HOST}, where this demo served {slug} before, is taken by "
                    "another program: end that program, or start over in another directory, with "
                    "axiswatch demo DIRECTORY"
                ) from error
            return _Site(0, slug, self)

    def _close(self) -> None:
        for server in self._servers:
            if server.serving.is_set():
                server.shutdown()
            server.server_close()
        self._servers.clear()


class _Site(ThreadingHTTPServer):
    """One outlet's server."""

    daemon_threads = True

    def __init__(self, port: int, slug: str, newsroom: Newsroom) -> None:
        super().__init__((HOST, port), _Handler)
        self.slug = slug
        self.newsroom = newsroom
        self.resources: Mapping[str, Resource] = {}
        self.serving = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is nobody's error; anything else is reported as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def service_actions(self) -> None:
        """Called in every round of the loop: the first one tells that `shutdown` is safe."""
        self.serving.set()

    def server_bind(self) -> None:
        """Bind without the reverse look-up of HTTPServer, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, and conditional requests as RFC 9110 section 13 wants it."""

    server: _Site
    protocol_version = "HTTP/1.1"
    server_version = "axiswatch-demo-newsroom"
    sys_version = ""
    timeout = 15

    def do_GET(self) -> None:
        """Send a resource, or 304 where the client has it already."""
        path = urlsplit(self.path).path
        resource = self.server.resources.get(path)
        if resource is None:
            self._send(path, HTTPStatus.NOT_FOUND, b"Not here.\n", {"Content-Type": "text/plain"})
            return
        validators = {
            "ETag": resource.etag,
            "Last-Modified": format_datetime(resource.modified, usegmt=True),
        }
        if self._has(resource):
            self._send(path, HTTPStatus.NOT_MODIFIED, b"", validators)
            return
        if resource.content_type.startswith("text/html"):
            sleep(self.server.newsroom.pause)
        headers = {"Content-Type": resource.content_type, **validators}
        self._send(path, HTTPStatus.OK, resource.body, headers)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the parent's name)
        """Keep the terminal quiet; `Newsroom.log` has what was asked."""

    def _has(self, resource: Resource) -> bool:
        """Whether the client's copy is current; If-None-Match overrides If-Modified-Since."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return resource.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and resource.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _send(self, path: str, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.server.newsroom.log.append(Request(self.server.slug, path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

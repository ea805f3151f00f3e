"""A web site on loopback that does exactly what a test tells it to, and remembers who asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Headers = Mapping[str, str]


@dataclass
class Reply:
    """An ordinary answer."""

    body: bytes | str = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


@dataclass
class Asked:
    """One request that reached the server."""

    path: str
    headers: dict[str, str]


Route = Reply | Callable[[BaseHTTPRequestHandler], Reply | None]


class Site:
    """Routes by path. What is not there is 404; robots.txt too, unless a test sets it."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        with self.lock:
            return [asked.path for asked in self.asked]

    def forget(self) -> None:
        with self.lock:
            self.asked.clear()


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Site]:
    """A site on a free port of that address, gone when the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.asked.append(Asked(self.path, headers))
            route = site.routes.get(self.path, Reply("nothing here", status=404))
            reply = route if isinstance(route, Reply) else route(self)
            if reply is not None:
                send(self, reply)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """A crawler that was killed is no news."""

    server = Server((address, 0), Handler)
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Write a reply with its length."""
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    handler.send_response(reply.status)
    if reply.kind:
        handler.send_header("Content-Type", reply.kind)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if reply.status not in {204, 304}:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if reply.status not in {204, 304}:
        handler.wfile.write(body)


def closed_port() -> int:
    """A port of loopback that refuses connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

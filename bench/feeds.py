"""A thousand feeds on as many loopback hosts: first all new, then all 304.

    python -m bench.feeds [FEEDS]

Prints wall and CPU seconds of each crawl, and its largest memory. The hosts are 127.x.y.z, which
Linux answers on all of; each has a robots.txt, a feed with an ETag and one page.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.crawler.newsdesk import ROOT, page, rss
from tests.crawler.server import Reply, send, serving


def main(feeds: int) -> None:
    """Serve, crawl twice, print."""
    with serving("0.0.0.0") as site, tempfile.TemporaryDirectory() as home:  # noqa: S104

        def feed(handler: BaseHTTPRequestHandler) -> None:
            host = handler.headers["Host"]
            known = handler.headers.get("If-None-Match") == '"1"'
            body = rss(f"http://{host}/page")
            reply = Reply(status=304) if known else Reply(body, kind="text/xml")
            reply.headers = {"ETag": '"1"'}
            send(handler, reply)

        site.routes["/feed"] = feed
        site.routes["/page"] = Reply(page())
        hosts = [f"127.{n // 62_500}.{n // 250 % 250}.{n % 250 + 2}" for n in range(feeds)]
        urls = [f"http://{host}:{site.port}/feed" for host in hosts]
        write(Path(home), urls)
        for name in ("all new", "all 304"):
            sys.stdout.write(f"{name}: {crawl(Path(home))}\n")
            expire(Path(home))


def write(home: Path, urls: list[str]) -> None:
    """A catalogue with one source per feed."""
    lines = [
        f'[[source]]\nslug = "s{n}"\nname = "S{n}"\nfeeds = [{{url = {json.dumps(url)}}}]'
        for n, url in enumerate(urls)
    ]
    (home / "sources.toml").write_text("\n".join(lines))
    crawl = "delay = 0\nretries = 0\nallow_private = true\nconcurrent_requests = 32"
    (home / "axiswatch.toml").write_text(f"[crawl]\n{crawl}\n")


def crawl(home: Path) -> str:
    """One run of the news spider."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "news", "-s", "AXISWATCH_ENRICH=0"],
        env={
            **os.environ,
            "AXISWATCH_HOME": str(home),
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "PYTHONPATH": str(ROOT),
        },
        cwd=home,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall = time.monotonic() - started
    return f"{wall:.1f} s wall, {cpu:.1f} s CPU, {after.ru_maxrss // 1024} MiB"


def expire(home: Path) -> None:
    """Make every feed due."""
    from sqlalchemy import func, select

    from monitor.store import cycles
    from monitor.store.schema import Feed, Page
    from monitor.store.session import make_engine, make_sessions

    engine = make_engine(f"sqlite:///{home / 'axiswatch.sqlite'}")
    with make_sessions(engine).begin() as session:
        pages = session.scalar(select(func.count(Page.id)))
        good = session.scalar(select(func.count(Feed.id)).where(Feed.last_error.is_(None)))
        sys.stdout.write(f"  {good} feeds without error, {pages} pages\n")
        cycles.poll_now(session)
    engine.dispose()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

"""A home directory with a catalogue, crawled by the real spiders in a process of their own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.store.schema import Feed, Frontier, Page
from monitor.store.session import make_engine
from tests.processes import Run, scrapy

ROOT = Path(__file__).resolve().parents[2]


def rss(*links: str, title: str = "Envoys met in the capital") -> str:
    """A feed with these links."""
    items = "".join(
        f"<item><title>{title} {n}</title><link>{link}</link>"
        f"<pubDate>Thu, 20 Jun 2024 0{n % 10}:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f'<rss version="2.0"><channel><title>A desk</title>{items}</channel></rss>'


def page(title: str = "Envoys met in the capital") -> str:
    """An article nobody watches."""
    words = "The two sides talked about water and trade for three hours. " * 8
    return f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>"


@dataclass
class Desk:
    """One home directory; `sources` maps slugs to feed addresses (and their kind)."""

    home: Path
    database_url: str
    crawl: dict[str, object] = field(default_factory=dict)

    def write(self, sources: Mapping[str, Sequence[str] | str], *, kind: str = "feed") -> None:
        """Write the catalogue and the settings."""
        lines = []
        for slug, urls in sources.items():
            lines.append(f'[[source]]\nslug = "{slug}"\nname = "{slug.title()}"')
            lines += [
                f'[[source.feeds]]\nurl = {json.dumps(url)}\nkind = "{kind}"'
                for url in ([urls] if isinstance(urls, str) else urls)
            ]
        (self.home / "sources.toml").write_text("\n".join(lines) + "\n")
        settings = {"delay": 0.0, "retries": 0, "timeout": 10.0, "allow_private": True}
        settings.update(self.crawl)  # type: ignore[arg-type]
        toml = "\n".join(f"{name} = {json.dumps(value)}" for name, value in settings.items())
        (self.home / "axiswatch.toml").write_text(f"[crawl]\n{toml}\n")

    @property
    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "AXISWATCH_HOME": str(self.home),
            "AXISWATCH_DATABASE_URL": self.database_url,
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "",
        }

    def start(self, spider: str = "news", *arguments: str, settings: Sequence[str] = ()) -> Run:
        """Start a spider; pages are not read unless a setting says so."""
        command = ["crawl", spider]
        for argument in arguments:
            command += ["-a", argument]
        for setting in ("AXISWATCH_ENRICH=0", *settings):
            command += ["-s", setting]
        return Run(scrapy, command, self.environ, self.home, together=True)

    def run(
        self, spider: str = "news", *arguments: str, settings: Sequence[str] = ()
    ) -> CompletedProcess[str]:
        """Run a spider to its end."""
        return self.start(spider, *arguments, settings=settings).wait()

    def crawl_ok(self, spider: str = "news", *arguments: str, settings: Sequence[str] = ()) -> str:
        """Run a spider that must end well without a traceback; its output."""
        done = self.run(spider, *arguments, settings=settings)
        said = done.stdout
        assert done.returncode == 0, said
        assert "Traceback" not in said, said
        return said

    @contextmanager
    def session(self) -> Iterator[Session]:
        engine = make_engine(self.database_url)
        with Session(engine) as session:
            yield session
        engine.dispose()

    def feed(self, url: str) -> Feed:
        with self.session() as session:
            return session.scalars(select(Feed).where(Feed.url == url)).one()

    def waiting(self, url: str) -> Frontier:
        with self.session() as session:
            return session.scalars(select(Frontier).where(Frontier.url == url)).one()

    def pages(self) -> list[Page]:
        with self.session() as session:
            return list(session.scalars(select(Page).order_by(Page.url, Page.id)))

    def frontier(self) -> list[Frontier]:
        with self.session() as session:
            return list(session.scalars(select(Frontier).order_by(Frontier.url)))

    def poll_again(self) -> None:
        """Make everything due, as if the time had come."""
        with self.session() as session:
            for feed in session.scalars(select(Feed)):
                feed.next_poll_at = None
            for row in session.scalars(select(Frontier)):
                row.next_attempt_at = None
            session.commit()

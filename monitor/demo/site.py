"""The pages of a sample outlet, rendered to bytes: front page, articles, feed, robots.txt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from monitor.demo.material import NOTICE, Material, Outlet, Story

ROBOTS = (
    "# Sample site of the axiswatch demo.\nUser-agent: *\nDisallow: /search\nDisallow: /print/\n"
)
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


@dataclass(frozen=True, slots=True)
class Resource:
    """What is served at a path, with the validators of RFC 9110 (section 8.8)."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """A strong validator: it changes with the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def render_site(
    outlet: Outlet, material: Material, addresses: Mapping[str, str]
) -> dict[str, Resource]:
    """Path to resource for one outlet; `addresses` has the root of each outlet by slug."""
    environment = _environment()
    stories = material.of(outlet)
    newest = stories[0].published
    root = addresses[outlet.slug]
    common = {"outlet": outlet, "root": root, "notice": NOTICE, "stories": stories}
    kind = FEED_TYPES[outlet.format]
    feed = environment.get_template(f"{outlet.format}.xml").render(**common, newest=newest)
    front = environment.get_template("front.html").render(**common, feed_type=kind)
    site = {
        "/": Resource(front.encode(), "text/html; charset=utf-8", newest),
        "/robots.txt": Resource(ROBOTS.encode(), "text/plain; charset=utf-8", newest),
        outlet.feed: Resource(feed.encode(), f"{kind}; charset=utf-8", newest),
    }
    template = environment.get_template(outlet.template)
    for story in stories:
        page = template.render(
            **common,
            story=story,
            feed_type=kind,
            json_ld=_json_ld(outlet, story, root),
            teasers=[other for other in stories if other is not story],
            elsewhere=[s for s in material.stories if s.outlet != outlet.slug][:2],
        )
        site[story.path] = Resource(page.encode(), "text/html; charset=utf-8", story.published)
    return site


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.demo", "templates"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = lambda moment: format_datetime(moment.astimezone(UTC))
    environment.filters["iso"] = lambda moment: moment.astimezone(UTC).isoformat()
    return environment


def _json_ld(outlet: Outlet, story: Story, root: str) -> str:
    """A schema.org NewsArticle. `<` is escaped so that no text can close the script element."""
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "dateModified": story.published.isoformat(),
        "inLanguage": story.language,
        "mainEntityOfPage": root + story.path,
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "creditText": NOTICE,
    }
    return json.dumps(record, ensure_ascii=False, indent=1).replace("<", "\\u003c")

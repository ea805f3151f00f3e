"""Where axiswatch.toml meets Scrapy's settings; `-s NAME=VALUE` on the command line still wins."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from monitor.config import CrawlSettings, load_settings

PRIORITY = "project"


class AxiswatchAddon:
    """Sets what the `[crawl]` section of axiswatch.toml decides."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy before any component reads a setting.

        Raises:
            ConfigError: axiswatch.toml cannot be used.
        """
        for name, value in scrapy_settings(load_settings().crawl).items():
            settings.set(name, value, priority=PRIORITY)


def scrapy_settings(crawl: CrawlSettings) -> dict[str, object]:
    """The `[crawl]` section in Scrapy's words."""
    return {
        "USER_AGENT": user_agent(crawl),
        "DOWNLOAD_DELAY": crawl.delay,
        "AUTOTHROTTLE_START_DELAY": crawl.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, crawl.delay),
        "CONCURRENT_REQUESTS": crawl.concurrent_requests,
        "DOWNLOAD_TIMEOUT": crawl.timeout,
        "DOWNLOAD_MAXSIZE": crawl.max_bytes,
        "CLOSESPIDER_TIMEOUT": crawl.time_limit,
        "RETRY_TIMES": crawl.retries,
        "AXISWATCH_ALLOW_PRIVATE": crawl.allow_private,
        "AXISWATCH_MAX_LINKS": crawl.max_links_per_feed,
    }


def user_agent(crawl: CrawlSettings) -> str:
    """Who we say we are, with a way to reach us."""
    if not crawl.contact:
        return crawl.user_agent
    contact = " ".join(crawl.contact.split())
    return f"{crawl.user_agent.rstrip()} contact: {contact}"

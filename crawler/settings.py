"""Scrapy's settings that never change; what axiswatch.toml decides is set by `crawler.addon`."""

BOT_NAME = "axiswatch"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
ADDONS = {"crawler.addon.AxiswatchAddon": 100}

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"
REACTOR_THREADPOOL_MAXSIZE = 20

# Polite: one request per host at a time, spaced, slower where the server is slow.
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
COOKIES_ENABLED = False
REFERER_ENABLED = False
# Waits that a server asks for (429, 503) are kept in rows, not slept through.
RETRY_HTTP_CODES = [500, 502, 504, 520, 522, 524, 408]
RETRY_PRIORITY_ADJUST = 0
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
REDIRECT_MAX_TIMES = 6
METAREFRESH_MAXDELAY = 5  # seconds; a page that loads itself again after minutes is an article

# Safe: only checked web addresses, certificates verified, nothing listens, no proxy in between
# (through a proxy nobody could tell which address is really connected to).
DOWNLOAD_HANDLERS = {
    "http": "crawler.guard.GuardedDownloadHandler",
    "https": "crawler.guard.GuardedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_WARNSIZE = 0
HTTPPROXY_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# The rows decide what is asked for and every answer is wanted, whatever its status.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
HTTPERROR_ALLOW_ALL = True
DOWNLOADER_MIDDLEWARES = {
    "crawler.rendering.middleware.RenderMiddleware": 30,
    "crawler.redirects.AggregatorMiddleware": 40,
    "crawler.guard.GuardMiddleware": 50,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.hosts.HostsMiddleware": 560,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.compression.CompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.redirects.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.redirects.MetaRefreshMiddleware": 580,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {"crawler.pipelines.StorePipeline": 300}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.throttle.Throttle": 0,
    "crawler.extensions.EnrichOnClose": 500,
}

AXISWATCH_ENRICH = True
LOG_LEVEL = "WARNING"
STATS_DUMP = False

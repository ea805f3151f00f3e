"""Pages whose text is only there after their scripts ran: shown to a browser that has no network.

    middleware  the page is fetched like any other; then the browser gets what was fetched
    browser     which browser, and the switches that leave it without a way out
    courier     what the page's scripts ask for is fetched by Scrapy, or refused

The browser is Chromium under Playwright (scrapy-playwright, the extra `render`). It connects to
nothing itself: each answer it sees is handed to it by the courier, who has it from Scrapy's own
downloader. So the guard, robots.txt, redirects and the caps hold inside the browser as outside.
"""

RENDER = "axiswatch_render"  # in the meta of a request whose page is to be rendered
RENDERING = "axiswatch_rendering"  # then there: what the page was before, a `Rendering`

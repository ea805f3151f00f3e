"""Content codings, undone within bounds."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.outcomes import TooLarge, Undecodable

# Nobody honest compresses more than twice; each further layer costs the whole size again.
MOST_CODINGS = 2


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware, which stops at DOWNLOAD_MAXSIZE while it decompresses."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Raises TooLarge for a bomb, Undecodable for too many layers."""
        declared = b",".join(response.headers.getlist("Content-Encoding"))
        if declared.count(b",") >= MOST_CODINGS:
            raise Undecodable(f"the answer is compressed {declared.count(b',') + 1} times over")
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            limit = request.meta.get("download_maxsize", self._max_size)
            raise TooLarge(
                f"the answer is larger than {limit:,} bytes when decompressed"
            ) from error

"""Content codings, undone within bounds."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.formats.packed import unpacked
from crawler.outcomes import TooLarge, Undecodable
from monitor.errors import RefusedError

# Nobody honest compresses more than twice; each further layer costs the whole size again.
MOST_CODINGS = 2


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware, which stops at DOWNLOAD_MAXSIZE while it decompresses."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Raises TooLarge for a bomb, Undecodable for what cannot be undone."""
        declared = b",".join(response.headers.getlist("Content-Encoding"))
        if declared.count(b",") >= MOST_CODINGS:
            raise Undecodable(f"the answer is compressed {declared.count(b',') + 1} times over")
        limit = request.meta.get("download_maxsize", self._max_size)
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLarge(
                f"the answer is larger than {limit:,} bytes when decompressed"
            ) from error
        except Exception as error:  # each decoder has exceptions of its own
            raise Undecodable(f"the compression of the answer cannot be undone: {error}") from error
        return result if isinstance(result, Request) else _plain(result, limit)


def _plain(response: Response, limit: int) -> Response:
    """Without a coding that was left over, or one that nobody declared."""
    if coding := response.headers.get("Content-Encoding"):
        name = coding.decode("ascii", "replace")[:40]
        raise Undecodable(f"the answer is coded as {name}, which cannot be undone")
    kind = (response.headers.get("Content-Type") or b"text/").lower()
    if not kind.startswith((b"text/", b"application/xhtml", b"application/xml")):
        return response
    try:
        body = unpacked(response.body, limit=limit)
    except RefusedError as error:
        raise TooLarge(str(error)) from error
    return response if body is response.body else response.replace(body=body)

"""One file per way of announcing pages: bytes or text in, links out, nothing fetched."""

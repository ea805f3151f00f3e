"""How two statements compare: their terms, what forbids that they are one, who is independent."""

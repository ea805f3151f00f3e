"""Where a text says it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.duplicates.canonical import canonical_url, same_site
from monitor.reading.normalise import fold_with_offsets
from monitor.reading.phrases import phrases

LONGEST = 200
_FIRST, _LAST = 2, 4
_DATELINE = re.compile(
    r"^[^()\n.!?]{0,60}\(([^()\n]{2,40})\)\s*[-–—:]?|^([^()\n.!?–—]{2,40})\s*[-–—]\s"
)


def credit_of(paragraphs: Sequence[str], *, url: str, canonical: str | None) -> str | None:
    """The text's own word on its origin: a credit line, an agency's dateline, or, where the page
    declares another site's page as canonical, that address. At most 200 characters.
    """
    ends = dict.fromkeys((*paragraphs[:_FIRST], *paragraphs[-_LAST:]))
    for paragraph in ends:
        found = _credit_line(paragraph)
        if found:
            return found
    agency = _agency(paragraphs[0]) if paragraphs else None
    if agency:
        return agency
    if canonical and canonical.startswith("http"):
        other = canonical_url(canonical)
        if not same_site(other, canonical_url(url)):
            return other[:LONGEST]
    return None


def _credit_line(paragraph: str) -> str | None:
    if len(paragraph) > 600:
        return None
    folded, offsets = fold_with_offsets(paragraph)
    for phrase in phrases().credits:
        at = folded.find(phrase)
        if at < 0 or (at > 0 and folded[at - 1].isalnum()):
            continue
        short = phrase.endswith(":") or " " not in phrase
        if short and (at > 3 or len(folded) > 80):
            continue  # 'source:' inside a sentence is something else
        return paragraph[offsets[at] :][:LONGEST].strip()
    if folded.strip(" ()[].-") in phrases().agencies:
        return paragraph.strip(" ()[].-–—")
    return None


def _agency(first: str) -> str | None:
    """The agency in a dateline: 'KABUL (Reuters) -', '(AFP)', 'AP —'."""
    match = _DATELINE.match(first[:200])
    if not match:
        return None
    for part in re.split(r"[/,،]", match[1] or match[2]):
        if fold_with_offsets(part.strip())[0] in phrases().agencies:
            return part.strip()
    return None

"""A rough text of a page, fast: enough to tell whether it names anybody watched.

It holds more than the careful reader keeps (menus, teasers, the text in JSON-LD) and never less, so
a page whose rough text names nobody can wait in the archive unread.
"""

from __future__ import annotations

import html as entities
import re

_OPENING = re.compile(r"<(script|style)\b([^<>]*)>", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
_INLINE = (
    r"/?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small"
    r"|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?/?>"
)
# The bracket comes first and what must stand before it second, for the search skips to brackets.
_WITHIN_WORD = re.compile(rf"<(?<=[^\s<>]<){_INLINE}(?:<{_INLINE})*(?=[^\s<>])", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SEAM = "\x00"


def rough_text(html: str) -> str:
    """The text of all elements of a page but scripts and styles, entities resolved.

    Where an inline element meets a word without a space the text is given both ways, joined and
    apart, since only layout decides how a reader sees it. Linear in the length of the page.
    """
    html = _without_scripts(html.replace(_SEAM, " "))
    text = entities.unescape(_TAG.sub("\n", _WITHIN_WORD.sub(_SEAM, html)))
    if _SEAM not in text:
        return text
    seams = [line for line in text.split("\n") if _SEAM in line]
    return "\n".join((text.replace(_SEAM, ""), *seams)).replace(_SEAM, " ")


def _without_scripts(html: str) -> str:
    """Cut scripts and styles out; the strings of JSON-LD stay, for they may be all there is."""
    parts: list[str] = []
    start = 0
    for opening in _OPENING.finditer(html):
        if opening.start() < start:
            continue
        closing = _CLOSING[opening[1].lower()].search(html, opening.end())
        if closing is None:
            break  # unclosed: what follows is read as text rather than lost
        parts.append(html[start : opening.start()])
        if "ld+json" in opening[2].lower():
            parts.append(_strings(html[opening.end() : closing.start()]))
        start = closing.start()
    parts.append(html[start:])
    return "\n".join(parts)


def _strings(script: str) -> str:
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), script)
    return plain.replace("\\n", "\n").replace("\\/", "/").replace('\\"', '"')

"""Fetched text made safe for the place it is shown in; one function per place.

Every word a page gave us is somebody else's: it may carry line breaks that become headers,
markup that becomes a mention of a whole channel, or controls that repaint a terminal. None of
these functions rewords anything; they drop or disarm what is not text.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

# Embeddings, overrides and isolates reorder what stands after them (Trojan Source, CVE-2021-42574);
# the joiners U+200C and U+200D and the marks U+200E and U+200F belong to correct spelling and stay.
# So do first-strong isolates that are closed: they change nothing outside themselves, and are ours.
BIDI = {*range(0x202A, 0x202F), 0x2066, 0x2067}
FSI, PDI = "\u2068", "\u2069"
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
WORD_JOINER = "\u2060"
MARKUP = re.compile(r"[*_~`]")
EMOJI = re.compile(r":(?=[a-z0-9_+'-]{1,100}:)")
RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LINKABLE = frozenset({"http", "https"})
IN_ADDRESS = "/:?#[]@!$&'()*+,;=-._~%"


def plain(text: str) -> str:
    """The text without control characters and bidirectional overrides; line feeds stay."""
    kept = "".join(_kept(character) for character in BREAKS.sub("\n", text))
    return kept if _closed(kept) else kept.replace(FSI, "").replace(PDI, "")


def one_line(text: str) -> str:
    """The text on one line, runs of white space made single: for headers, titles and subjects."""
    return " ".join(plain(text).split())


def header(text: str) -> str:
    """One line for a message header, in which no encoded word (RFC 2047) is left to be decoded.

    The standard library decodes one that it is given as text, and writes the line break that was
    hidden in it as a line break of the header (gh-121650).
    """
    return one_line(text).replace("=?", f"={WORD_JOINER}?")


def isolate(text: str) -> str:
    """One line, kept from reordering its neighbours where it runs from right to left (UAX #9)."""
    line = one_line(text)
    return f"{FSI}{line}{PDI}" if RTL.search(line) and not line.startswith(FSI) else line


def slack(text: str) -> str:
    """One line for an mrkdwn text object: no mention, link, date, emoji or formatting survives.

    Slack knows no escape for its formatting characters; a word joiner on both sides of one keeps
    it from standing at the edge of a word, where alone it would format.
    """
    line = one_line(text)
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = MARKUP.sub(lambda found: f"{WORD_JOINER}{found[0]}{WORD_JOINER}", line)
    return EMOJI.sub(f":{WORD_JOINER}", line)


def address(url: str) -> str | None:
    """The URL as it may stand in a link, None unless it is http or https with a host."""
    url = one_line(url).replace(" ", "%20")
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in LINKABLE or not parts.hostname:
        return None
    return quote(url, safe=IN_ADDRESS)


def terminal(text: str) -> str:
    """The text for a terminal: controls are shown as pictures (U+2400 …) instead of obeyed."""
    return "".join(
        character
        if character in "\n\t"
        else chr(0x2400 + ord(character))
        if character < " "
        else "\u2421"
        if character == "\x7f"
        else _kept(character) or "\ufffd"
        for character in text
    )


def csv_cell(text: str) -> str:
    """A cell that a spreadsheet takes for text: what would start a formula gets an apostrophe.

    After OWASP, CSV Injection; leading white space is looked through as spreadsheets do.
    """
    text = plain(text)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def shorten(text: str, most: int) -> str:
    """At most `most` characters, cut after a word, with an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:–-") + "…"


def _closed(text: str) -> bool:
    """Whether every isolate is closed after it was opened, on the same line."""
    for line in text.split("\n"):
        depth = 0
        for character in line:
            depth += (character == FSI) - (character == PDI)
            if depth < 0:
                return False
        if depth:
            return False
    return True


def _kept(character: str) -> str:
    """The character itself if it is text, a space for a tab, nothing or U+FFFD otherwise."""
    if character == "\n" or character.isprintable():
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    code = ord(character)
    dropped = category == "Cc" or code in BIDI or 0xE0000 <= code <= 0xE007F
    return "" if dropped else character

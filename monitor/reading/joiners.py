"""Keep the zero-width joiner and non-joiner through an extractor that deletes them.

trafilatura drops every character that Python does not call printable, and with it U+200C and
U+200D, which Persian, Dari and Pashto words are spelled with. They travel as variation selectors
(printable, without width, meaningless after a letter) that the page itself does not use.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

ZWNJ, ZWJ = "\u200c", "\u200d"
_STAND_INS = [chr(code) for code in range(0xE01EF, 0xE00FF, -1)]


def protect(tree: _Element) -> Mapping[int, str]:
    """Replace the joiners in all text of `tree`; the result is what `restore` needs to undo it."""
    texts = [text for node in tree.iter() for text in (node.text, node.tail) if text]
    if not any(ZWNJ in text or ZWJ in text for text in texts):
        return {}
    used = {char for text in texts for char in text if "\U000e0100" <= char <= "\U000e01ef"}
    free = [char for char in _STAND_INS if char not in used][:2]
    if len(free) < 2:
        return {}  # a page that uses all 240 is not written in any language
    there = {ord(ZWNJ): free[0], ord(ZWJ): free[1]}
    for node in tree.iter():
        if node.text:
            node.text = node.text.translate(there)
        if node.tail:
            node.tail = node.tail.translate(there)
    return {ord(free[0]): ZWNJ, ord(free[1]): ZWJ}


def restore(text: str, stand_ins: Mapping[int, str]) -> str:
    """Put the joiners back where `protect` took them out."""
    return text.translate(stand_ins) if stand_ins else text

"""Article and chrome told apart by the lines alone, where no markup helps (any more).

Nothing is taken from a text that shows no chrome: every rule needs a positive sign (a menu, a
button, a notice, the heading of a teaser list) before it drops a line that could be the article's.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from monitor.reading.phrases import (
    ends_a_sentence,
    is_bullet,
    is_byline,
    is_dateline,
    is_label,
    is_menu_bullet,
    is_notice,
    is_prose,
    is_teaser_heading,
    key,
    word_count,
)

_MENU_WORDS = 4
_MENU_LINES = 4
_BULLET_LINES = 3
_HEAVY = 3
_HEAD = 400
_CANDIDATES = 40
_RESUMES = 30  # words of a paragraph that cannot be a teaser


@dataclass(slots=True)
class Cleaned:
    """The article's paragraphs, and the lines around them that say something about it."""

    paragraphs: list[str] = field(default_factory=list)
    title: str | None = None
    datelines: list[str] = field(default_factory=list)
    chrome: int = 0


def clean(
    lines: Sequence[str],
    *,
    title: str | None = None,
    lists: bool = True,
    links: Container[str] = (),
) -> Cleaned:
    """Take menus, notices, buttons, teasers, the title and the date line out of a text's lines.

    `lists` is false where lists of links are gone already, so that those left are the article's.
    `links` are lines that are known to be links to other pages.
    """
    lines = [" ".join(line.split()) for line in lines]
    lines = [line for line in lines if line]
    known = key(title or "")
    body = [_is_body(line) and line not in links and not _echoes(line, known) for line in lines]
    start = body.index(True) if True in body else len(lines)
    result = Cleaned()
    menus = _MENUS if lists else _MENUS[1:]
    head = _head([line for line in lines[:start] if line not in links], title, menus, result)
    result.title = result.title if start < len(lines) else None
    rest = _body(lines[start:], title or result.title, links, result)
    result.paragraphs = head + _without_tail(rest, menus, result)
    return result


def _is_body(line: str) -> bool:
    return is_prose(line) and not is_notice(line) and not is_label(line) and not is_bullet(line)


def _head(head: Sequence[str], title: str | None, menus: _Menus, result: Cleaned) -> list[str]:
    """What of the lines before the first paragraph belongs to the article."""
    chrome = _chrome(head, menus)
    result.chrome += sum(chrome)
    heavy = sum(chrome) >= _HEAVY or any(map(is_notice, head))
    last = max((i for i, is_chrome in enumerate(chrome) if is_chrome), default=-1)
    result.title = _title(head, chrome) if title is None else None
    known = key(title or result.title or "")
    kept = []
    for index, line in enumerate(head):
        if chrome[index]:
            continue
        if is_dateline(line) or is_byline(line):
            result.datelines.append(line)
        elif not (_echoes(line, known) or (heavy and (index < last or word_count(line) <= 6))):
            kept.append(line)
    return kept


def _chrome(lines: Sequence[str], menus: _Menus) -> list[bool]:
    """Which lines are labels, notices, or part of a menu."""
    chrome = [is_label(line) or is_notice(line) for line in lines]
    for is_entry, least in menus:
        run: list[int] = []
        for index, line in enumerate([*lines, ""]):
            if index < len(lines) and is_entry(line):
                run.append(index)
                continue
            if len(run) >= least:
                for entry in run:
                    chrome[entry] = True
            run = []
    return chrome


def _is_menu_entry(line: str) -> bool:
    return (
        word_count(line) <= _MENU_WORDS
        and not ends_a_sentence(line)
        and not is_bullet(line)
        and not is_dateline(line)
    )


_Menus = tuple[tuple[Callable[[str], bool], int], ...]
_MENUS: _Menus = ((is_menu_bullet, _BULLET_LINES), (_is_menu_entry, _MENU_LINES))


def _title(head: Sequence[str], chrome: Sequence[bool]) -> str | None:
    """The headline among the lines before the text: the one repeated there, else the nearest."""
    candidates = [
        (index, line)
        for index, line in enumerate(head)
        if not chrome[index]
        and word_count(line) >= 3
        and not (is_dateline(line) or is_byline(line))
    ]
    if not candidates:
        return None
    # A head without end is a directory; its headline, if any, stands near its first paragraph.
    keys = [key(line) for line in head[-_HEAD:]]
    candidates = candidates[-_CANDIDATES:] if any(chrome) else candidates[:1]
    others = {i: sum(key(line) in k for k in keys) for i, line in candidates}
    repeated = [(i, line) for i, line in candidates if others[i] >= 2 and word_count(line) >= 4]
    # In a head without chrome the headline is the first line, and what follows a standfirst.
    chosen = repeated[-1:] or (candidates[-1:] if any(chrome) else candidates[:1])
    return chosen[0][1]


def _echoes(line: str, title: str) -> bool:
    """Whether a line repeats the title, alone or with a label or breadcrumbs before it."""
    if not title or len(line) > 4 * len(title) + 80:
        return False
    own = key(line)
    return bool(own) and (
        own == title
        or (len(title) >= 15 and own.endswith(title) and len(own) <= 2 * len(title) + 40)
    )


def _body(
    lines: Sequence[str], title: str | None, links: Container[str], result: Cleaned
) -> list[str]:
    """The paragraphs from the first one on, without what interrupts them."""
    kept: list[str] = []
    known = key(title or "")
    body = [_is_body(line) and line not in links for line in lines]
    last = _last(body)
    index = 0
    while index < len(lines):
        line = lines[index]
        if is_teaser_heading(line):
            result.chrome += 1
            index = _resumption(lines, index + 1, body)
            continue
        # A notice stands before or after an article; one inside it may be what it is about.
        at_an_end = index < 2 or index > last
        if line in links or is_label(line) or (at_an_end and is_notice(line)):
            result.chrome += 1
        elif not (index < 2 and _echoes(line, known)):
            kept.append(line)
        index += 1
    return kept


def _last(flags: Sequence[bool]) -> int:
    return max((index for index, flag in enumerate(flags) if flag), default=-1)


def _resumption(lines: Sequence[str], start: int, body: Sequence[bool]) -> int:
    """Where the article goes on after a box of teasers, or the end where it does not.

    It goes on with two paragraphs in a row, or with one too long for a teaser. The next heading of
    teasers is looked at by itself.
    """
    for index in range(start, len(lines)):
        follows = index + 1 < len(lines) and body[index + 1]
        if body[index] and (follows or word_count(lines[index]) >= _RESUMES):
            return index
        if index > start and is_teaser_heading(lines[index]):
            return index
    return len(lines)


def _without_tail(kept: list[str], menus: _Menus, result: Cleaned) -> list[str]:
    """Drop what stands after the last paragraph if it looks like a menu or repeats a byline."""
    last = _last([_is_body(line) for line in kept])
    tail = kept[last + 1 :]
    chrome = _chrome(tail, menus)
    out = kept[: last + 1]
    for index, line in enumerate(tail):
        if chrome[index]:
            result.chrome += 1
        elif is_dateline(line):
            result.datelines.append(line)
        else:
            out.append(line)
    return out

"""Whom a content is about where the matcher names nobody, as the rest of the document tells.

A last name stands for the person named in full ('یعقوب'), a noun for bodies of a kind for the one
named last ('الحركة', 'این گروه'), and a capital that acts, or with which somebody deals, for its
government ('با کابل', 'طهران تريد').
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.tokens import WORD
from monitor.claims.lexical.words import alternatives, folded, listed
from monitor.claims.text.spans import Span
from monitor.domain import Mention

BODIES = frozenset({"organisation", "government", "state"})
PARTICLES = ("", "ب", "ل", "و", "وب", "ول", "ف", "ک")  # what Arabic writes together with a name
SHORTEST = 4
COMMON = frozenset({  # last names that many bear
    "محمد", "احمد", "حسین", "حسن", "خان", "آخند", "اخند", "آخوند", "اخوند", "اکبر", "عزیز", "سعید",
    "کریم", "رحمان", "امین",
})  # fmt: skip
VERB = re.compile(r"[وف]?س?[یتن](?!\w{1,2}ی\w$)\w{2,}")  # Arabic, of the present or the future
FAR = 1500  # code points back in which a body was named


class Referents:
    """The referring words of one document."""

    def __init__(self, reading: Reading, text: str, language: str) -> None:
        self.reading = reading
        self.text = text
        self.language = language
        self.surnames = dict(self._surnames())
        self._refused_at = [mention.start for mention in reading.refused]

    def within(self, span: Span) -> tuple[str, ...]:
        """The actors that words of `span` refer to, in order, each once."""
        found = [*self._persons(span), *self._bodies(span), *self._capitals(span)]
        return tuple(dict.fromkeys(actor for _, actor in sorted(found)))

    def doer(self, span: Span) -> str | None:
        """Arabic: a capital or 'the movement' at the head of a clause acts: 'بغداد لن تسمح',
        'سترسل صنعاء', 'الحزب سيفتح'."""
        if self.language != "ar":
            return None
        words = list(WORD.finditer(self.text, *span))[:2]
        verb = bool(words) and VERB.match(words[0][0]) is not None
        heads = [word.start() for word in words[: 2 if verb else 1]]
        held = [m for m in self.reading.refused if span.start <= m.start < span.end]
        capitals = [(m.start, str(m.actor)) for m in held if self._is_government(m)]
        found = [*capitals, *self._bodies(span)]
        return next((actor for at, actor in sorted(found) if at in heads), None)

    def _is_government(self, mention: Mention) -> bool:
        actor = self.reading.catalogue.actors.get(mention.actor or "")
        return actor is not None and actor.kind in BODIES

    def _surnames(self) -> Iterator[tuple[str, str]]:
        """The last names of all persons whom the text names; 'نصر الله' is one name."""
        people = (m.actor for m in self.reading.mentions if self.reading.is_person(m.actor))
        for actor in dict.fromkeys(people):
            for alias in self.reading.catalogue.actors[str(actor)].aliases:
                words = folded(alias.text).split()
                last = " ".join(words[-2:]) if words[-1] == "الله" else words[-1]
                plain = last in COMMON or last.startswith("ال")
                if len(words) > 1 and len(last) >= SHORTEST and not plain:
                    yield last, str(actor)

    def _persons(self, span: Span) -> Iterator[tuple[int, str]]:
        words = list(WORD.finditer(self.text, *span))
        for at, match in enumerate(words):
            if self.reading.covering(match.start()) is not None:
                continue
            pair = f"{match[0]} {words[at + 1][0]}" if at + 1 < len(words) else ""
            for written in (pair, match[0]):
                actor = next(filter(None, map(self.surnames.get, self._bare(written))), None)
                if actor is not None:
                    yield match.start(), actor
                    break

    def _bare(self, written: str) -> Iterator[str]:
        yield written
        if self.language == "ar":
            for particle in PARTICLES[1:]:
                if written.startswith(particle):
                    yield written.removeprefix(particle)

    def _bodies(self, span: Span) -> Iterator[tuple[int, str]]:
        """'الحركة', 'این جنبش': the latest body of that kind before it, else the latest body."""
        for match in _kinds(self.language).finditer(self.text, *span):
            if self.reading.covering(match.start()) is not None:
                continue
            before = Span(max(0, match.start() - FAR), match.start())
            held = [m for m in reversed(self.reading.mentioned(before)) if self._is_body(m)]
            fitting = [m for m in held if self._is_kind(m, match["kind"])]
            if not fitting and match["kind"] in listed(self.language, "any_body"):
                fitting = held
            if fitting:
                yield match.start(), str(fitting[0].actor)

    def _is_body(self, mention: Mention) -> bool:
        actor = self.reading.catalogue.actors.get(mention.actor or "")
        return actor is not None and actor.kind in ("organisation", "government")

    def _is_kind(self, mention: Mention, kind: str) -> bool:
        """Whether one of the body's names begins with the noun: 'حزب الله', 'حركة طالبان'."""
        before = self.text[max(0, mention.start - 12) : mention.start].split()[-1:]
        names = self.reading.catalogue.actors[str(mention.actor)].aliases
        plain = self.language != "ar"  # Persian 'این گروه' may be any
        return (
            plain
            or before == [kind]
            or any(folded(alias.text).split()[:1] == [kind] for alias in names)
        )

    def _capitals(self, span: Span) -> Iterator[tuple[int, str]]:
        """A capital at the head of the content, or after 'with' or 'between', is a government."""
        low, high = (bisect_left(self._refused_at, at) for at in span)
        for mention in self.reading.refused[low:high]:
            if not self._is_government(mention):
                continue
            before = self.text[span.start : mention.start].split()[-2:]
            after = WORD.findall(self.text[mention.end : min(span.end, mention.end + 24)])
            if self._acts(before, after) or self._paired(mention):
                yield mention.start, str(mention.actor)

    def _paired(self, mention: Mention) -> bool:
        """'گفتگوهای کابل و اسلام‌آباد': two capitals joined by 'and' are two governments."""
        joining = listed(self.language, "joining")
        near = (m for m in self.reading.refused if m.actor and m.actor != mention.actor)
        return any(
            self.text[min(mention.end, other.end) : max(mention.start, other.start)].strip()
            in joining
            for other in near
        )

    def _acts(self, before: list[str], after: list[str]) -> bool:
        near = before[-1] if before else ""
        if near in listed(self.language, "dealing"):
            return self.language != "ps" or after[:1] == ["سره"]
        following = after[0] if after else ""
        heads = not before and following not in listed(self.language, "posts")
        joined = near in listed(self.language, "joining") and len(before) == 2
        return heads or joined


@cache
def _kinds(language: str) -> re.Pattern[str]:
    nouns = alternatives(lexicon(language).list("kinds_of_body"))
    if language == "ar":
        return re.compile(rf"(?<!\w)[وفبل]?ال(?P<kind>{nouns})(?!\w)(?! ال)")
    points = alternatives(lexicon(language).list("determiners"))
    return re.compile(rf"(?<!\w)(?:{points}) (?P<kind>{nouns})(?!\w)")

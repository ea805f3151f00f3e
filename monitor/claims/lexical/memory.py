"""Who has spoken or was introduced so far in a document: for surnames, pronouns and role nouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from monitor.claims.lexical.words import listed
from monitor.claims.voices import Speaker
from monitor.domain import LinkRole

SHORT = 3  # words of a description that does not say which body it is of


@dataclass
class Memory:
    """The speakers of one document; the latest that fits is meant."""

    language: str
    last: Speaker | None = None
    last_outlet: Speaker | None = None
    last_body: Speaker | None = None
    _surnames: dict[str, Speaker] = field(default_factory=dict)
    _described: dict[tuple[frozenset[str], str], Speaker] = field(default_factory=dict)

    def keep(self, speaker: Speaker, words: tuple[str, ...], offices: tuple[str, ...] = ()) -> None:
        """Remember `speaker` under the folded `words` by which the text introduced it, and those of
        the `offices` he is known to hold."""
        link = speaker.link
        self.last = speaker
        if link.role is LinkRole.OUTLET:
            self.last_outlet = speaker
        elif self._is_body(words):
            self.last_body = speaker
        if link.role in (LinkRole.SPEAKER, LinkRole.ANONYMOUS):
            self._describe(speaker, (*words, *offices))
        if link.role is LinkRole.SPEAKER and not self._is_body(words):
            last = words[-1] if words else ""
            self._surnames.setdefault(last, speaker)

    def introduce(self, speaker: Speaker, name: tuple[str, ...], words: tuple[str, ...]) -> None:
        """Somebody who has not spoken yet, named in full with a role beside the name."""
        if len(name) > 1:
            self._surnames.setdefault(name[-1], speaker)
        self._describe(speaker, (*name, *words))

    def _describe(self, speaker: Speaker, words: Iterable[str]) -> None:
        """Each description of a speaker once; the latest stands last."""
        described = frozenset(map(self._bare, words)), speaker.origin
        self._described.pop(described, None)
        self._described[described] = speaker

    def of_surname(self, word: str) -> Speaker | None:
        """The one whose full name ends with `word`."""
        return self._surnames.get(word)

    def of_role(self, words: tuple[str, ...]) -> Speaker | None:
        """Whom 'the spokesman of the ministry' stands for: the description that shares most words,
        its role among them; then the latest."""
        sought = frozenset(map(self._bare, words))
        roles = sought & (self._bared("roles") | self._bared("privates"))
        best: tuple[int, Speaker] | None = None
        for (described, _), speaker in self._described.items():
            if not roles & described:
                continue
            shared = len(sought & described)
            if shared >= max(len(sought) - 1, 1) and (best is None or shared >= best[0]):
                best = (shared, speaker)
        return best[1] if best is not None else self._only(roles, sought)

    def _only(self, roles: frozenset[str], sought: frozenset[str]) -> Speaker | None:
        """'سخنگوی دستگاه دیپلماسی': the only one of that role in the text, named otherwise."""
        plain = self._bared("bodies") | self._bared("described")
        if len(roles) != 1 or len(sought) > SHORT or not sought - roles <= plain:
            return None
        held = {one.origin: one for (words, _), one in self._described.items() if roles & words}
        return next(iter(held.values())) if len(held) == 1 else None

    def _is_body(self, words: tuple[str, ...]) -> bool:
        bodies = self._bared("bodies")
        roles = self._bared("roles")
        plain = [self._bare(word) for word in words]
        first = next((word for word in plain if word in bodies or word in roles), "")
        return first in bodies

    def _bared(self, name: str) -> frozenset[str]:
        return _bared(self.language, name)

    def _bare(self, word: str) -> str:
        return _bare(word, self.language)


@cache
def _bared(language: str, name: str) -> frozenset[str]:
    return frozenset(_bare(word, language) for word in listed(language, name))


def _bare(word: str, language: str) -> str:
    """An Arabic word without its article, a Persian one without the 'ی' of what it is joined to."""
    if language == "fa" and word.endswith(("وی", "ای")):
        return word.removesuffix("ی")
    return word.removeprefix("ال") if language == "ar" else word

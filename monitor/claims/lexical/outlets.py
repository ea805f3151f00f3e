"""Outlets as a text names them, listed or not, and the link that a name makes."""

from __future__ import annotations

from dataclasses import replace

from monitor.claims.lexical.offices import Offices
from monitor.claims.lexical.tokens import Phrase, Token
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.spans import Span, hull, stripped
from monitor.claims.voices import Speaker, of_outlet, of_unlisted_outlet
from monitor.domain import ChainLink, LinkRole
from monitor.reading.normalise import fold

EDGE = " \t\n،,؛;:.۔()"
MARKS = "«»“”\"'‘’"
INSIDE = ("«", "»"), ("“", "”")


class Outlets(Offices):
    """Names the outlets of one document."""

    def _outlet(self, phrase: Phrase) -> Speaker | None:
        mention = next((m for m in phrase.mentions if m.source), None)
        first = phrase.tokens[0]
        if mention is None:
            named = self._is("outlet_words", first.text) or self._is("kinds_aside", first.text)
            named = named or self._in_marks(phrase)
            return self._unlisted(phrase) if named or self._kind_inside(phrase) else None
        before = [t.text for t in phrase.tokens if t.span.end <= mention.start]
        if any(self._is("reporters", word) for word in before):
            outlet = of_outlet(self.catalogue, mention)
            link = replace(self._link(phrase.span), role=LinkRole.ANONYMOUS,
                           canonical=outlet.origin, source=mention.source)  # fmt: skip
            return Speaker(link, outlet.origin, outlet.party)
        if any(self._is("roles", word) or self._is("privates", word) for word in before):
            return None
        span = self._quoted(phrase.span) or self._bare_name(Span(mention.start, mention.end))
        made = of_outlet(self.catalogue, mention, self.reading.slice(span))
        return replace(made, link=replace(made.link, start=span.start, end=span.end))

    def _bare_name(self, span: Span) -> Span:
        """A Persian name in the catalogue without its kind: 'شبکه X'."""
        kind, _, rest = self.chunker.text[slice(*span)].partition(" ")
        aside = self.language != "ar" and self._is("kinds_aside", kind) and rest
        return Span(span.end - len(rest), span.end) if aside else span

    def _kind_inside(self, phrase: Phrase) -> bool:
        """Pashto 'لبناني تلویزیون «المدی»', 'د آمو ټلویزیون': what it is stands inside or last."""
        if self.language != "ps":
            return False
        words = phrase.words
        kinds = [at for at, word in enumerate(words) if self._is("outlet_words", word)]
        plain = len(words) > 1 and words.count("د") == (words[0] == "د")
        return bool(kinds) and (
            self._quoted(phrase.span) is not None or (plain and kinds[-1] == len(words) - 1)
        )

    def _in_marks(self, phrase: Phrase) -> bool:
        """Whether a phrase begins with a name in marks: '«المرصد» اللبنانية'."""
        text, span = self.reading.text, phrase.span
        opened = text[max(0, span.start - 1) : span.start] == "«"
        return opened and "»" in text[span.start : span.end + 1]

    def _unlisted(self, phrase: Phrase) -> Speaker:
        """'رادیو نوروز', 'قناة «آمو»': an outlet by the word before its name."""
        inner = self._quoted(phrase.span)
        owned = phrase.tokens[0].text == "د" and len(phrase.tokens) > 1
        owned = owned and not self._state(phrase.tokens[1])  # 'د ایران سرکاري تلویزیون'
        plain = hull(token.span for token in phrase.tokens[1:]) if owned else phrase.span
        span = inner or self._without_kind(phrase) or plain
        name = self.reading.slice(span)
        if self.language == "ar" and self.reading.text[max(0, span.start - 1)] == "ل":
            name = f"ا{name}" if name.startswith("ل") else name  # 'للقناة 12'
        alone = len(phrase.tokens) == 1 and not self._in_marks(phrase)
        if alone and self.memory.last_outlet is not None:
            return self.memory.last_outlet
        if self.catalogue.source_named(name) is None and inner is not None:
            kind = self.reading.slice(phrase.tokens[0].span)
            for full in (f"{kind} {name}", f"{kind.removeprefix('ال')} {name}"):
                if self.catalogue.source_named(full) is not None:
                    made = of_unlisted_outlet(self.catalogue, full, span)
                    return replace(made, link=replace(made.link, name=name))
        return of_unlisted_outlet(self.catalogue, name, span)

    def _without_kind(self, phrase: Phrase) -> Span | None:
        """'شبکه X', 'روزنامه لبنانی X', 'د بیروت X ورځپاڼې': the name without its kind and place;
        'خبرگزاری دولتی ایران' has no other name."""
        tokens = phrase.tokens
        if not any(self._is("kinds_aside", token.text) for token in tokens) or any(
            self._is("near", token.text) for token in tokens
        ):
            return None  # 'کانال نزدیک به X'
        held = [
            token for token in tokens
            if not self._is("kinds_aside", token.text) and token.text != "د"
        ]  # fmt: skip
        while len(held) > 1 and self._where(held[0].text):
            held = held[1:]
        if not held or self._where(held[0].text) or self._is("described", held[0].text):
            return None
        if self.language == "ar" and (
            self.chunker.definite(tokens[0]) or self._kind_of_outlet(held[0].text)
        ):
            return None  # 'التلفزيون السوري'
        return hull(token.span for token in held)

    def _state(self, token: Token) -> bool:
        actor = self.catalogue.actors.get((token.mention and token.mention.actor) or "")
        return actor is not None and actor.kind == "state"

    def _kind_of_outlet(self, word: str) -> bool:
        """Arabic 'إذاعة الجيش', 'قناة تلفزيونية': whose or of what kind it is, and no name."""
        plain = not word.startswith("ال") and word.endswith(("یه", "ی"))
        return plain or self._is("bodies", word) or self._is("news", word)

    def _where(self, word: str) -> bool:
        """A place, or a people as adjective."""
        return self.chunker.is_place(word) or vocabulary().people(fold(word)) is not None

    def _quoted(self, span: Span) -> Span | None:
        """What stands in marks inside the phrase: the name of 'قناة «كان» الإسرائيلية'."""
        text = self.reading.text
        for opening, closing in INSIDE:
            start = text.find(opening, max(0, span.start - 1), span.end)
            end = text.find(closing, start + 1, min(len(text), span.end + 2)) if start >= 0 else -1
            if end > start + 1:
                return Span(start + 1, end)
        return None

    def _link(self, span: Span) -> ChainLink:
        span = stripped(self.reading.text, span, EDGE + MARKS, EDGE + MARKS)
        text = self.reading.text
        name = text[span.start : span.end]
        if "«" in name and "»" not in name:
            span = Span(span.start, min(len(text), span.end + 1))
            name = text[span.start : span.end]
        return ChainLink(name, LinkRole.SPEAKER, start=span.start, end=span.end)

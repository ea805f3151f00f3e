"""The phrases around a cue: noun phrases, those under a preposition, and whom 'ته' follows.

A closed class of words (prepositions, conjunctions, words of time, determiners) cuts the stretch
into phrases, as a chunker does (Abney 1991); names that the matcher found are never cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.claims.document import Reading
from monitor.claims.lexical.events import event_of
from monitor.claims.lexical.tokens import WORD, Phrase, Token, after_comma, place_named
from monitor.claims.lexical.words import listed
from monitor.claims.text.spans import Span

MAX_WORDS = 60
MAX_PHRASE = 16
CLITICS = frozenset({"لل", "ول", "وب", "ل", "ب", "و", "وال", "بال", "ال"})


class Chunker:
    """Cuts stretches of one document into phrases."""

    def __init__(self, reading: Reading, text: str, language: str, dates: Sequence[Span]) -> None:
        self.reading = reading
        self.text = text
        self.language = language
        self.dates = dates
        self._lists = {
            name: listed(language, name)
            for name in (
                "preps", "posts", "joining", "adverbs", "times", "determiners", "relatives",
                "occasions", "roles", "bodies", "privates", "outlet_words", "to", "objects",
            )
        }  # fmt: skip

    def is_in(self, name: str, word: str) -> bool:
        """Whether a folded word stands in a list of the lexicon; Arabic without its article or its
        ending in the accusative too."""
        held = self._lists.get(name) or listed(self.language, name)
        if word in held or self.language != "ar":
            return word in held
        return word.removeprefix("ال") in held or word.removesuffix("ا") in held

    def tokens(self, region: Span, holes: Sequence[Span] = ()) -> list[Token]:
        """The words of `region` outside `holes`, at most `MAX_WORDS`."""
        found: list[Token] = []
        last = region.start
        for match in WORD.finditer(self.text, *region):
            span = Span(*match.span())
            if span.start < last:
                continue
            hole = next((h for h in holes if h.start <= span.start < h.end), None)
            if hole is not None:
                if span.end <= hole.end:
                    continue
                last, span = hole.end, Span(hole.end, span.end)
            token = self._token(span, self.text[last : span.start], region.end)
            found.append(token)
            last = token.span.end
            if len(found) >= MAX_WORDS:
                break
        return found

    def _token(self, span: Span, after: str, limit: int) -> Token:
        inside = next((m for m in self.reading.mentioned(span)), None)
        if inside is None:
            dated = any(d.start <= span.start < d.end for d in self.dates)
            clitic = self._particle(self.text[slice(*span)])
            span = Span(span.start + len(clitic), span.end)
            return Token(span, self.text[slice(*span)], None, after + clitic, dated)
        end = max(span.end, min(inside.end, limit))
        while end < limit and self.text[end].isalnum():
            end += 1
        clitic = self.text[span.start : inside.start]
        if self.language == "ar" and clitic in CLITICS and not clitic.endswith("ال"):
            after, span = after + clitic, Span(inside.start, span.end)
        return Token(Span(span.start, end), self.text[span.start : end], inside, after)

    def _particle(self, word: str) -> str:
        """Arabic writes 'to' and 'by' together with their noun: 'لوكالة', 'للصحفيين', 'بالخطوة'."""
        if self.language != "ar":
            return ""
        if word.startswith("لل") and len(word) > 4:
            return "ل"
        if word.startswith("بال") and len(word) > 5:
            return "ب"
        rest = word.removeprefix("ل")
        return "ل" if rest != word and self.is_in("outlet_words", rest) else ""

    def phrases(
        self, region: Span, holes: Sequence[Span] = (), *, tight: bool = False
    ) -> list[Phrase]:
        """The phrases of `region` in order.

        `tight`: no connector parts the speaker from the content, so that a phrase ends where it
        can end.
        """
        tokens = self.tokens(region, holes)
        return list(self._chunked(tokens, tight=tight))

    def _chunked(self, tokens: Sequence[Token], *, tight: bool) -> Iterator[Phrase]:
        at, under, comma, joint = 0, "", False, False
        while at < len(tokens):
            token = tokens[at]
            if self.language == "ps" and self._in("preps", token):
                end = at + self._around(tokens, at)
                inner = tokens[at + 1 : end]
                while inner and (self._in("posts", inner[-1]) or self._in("times", inner[-1])):
                    inner = inner[:-1]
                if inner:
                    yield Phrase(tuple(inner), token.text, comma or after_comma(token))
                at = end
                continue
            if token.mention is None:
                step, under_now, joint_now = self._function_word(tokens, at)
                if step:
                    comma = comma or after_comma(token)
                    under, joint = under_now, joint_now
                    at += step
                    continue
            clitic = token.after.strip()[-1:] if self.language == "ar" else ""
            if clitic in ("ل", "ب"):
                under = clitic
            end = self._end(tokens, at, under, tight=tight)
            phrase = Phrase(tuple(tokens[at:end]), under, comma or after_comma(token), joint)
            split, end = self._with_postposition(phrase, tokens, end)
            yield from split
            at, under, comma, joint = end, "", False, False

    def _function_word(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool]:
        """(tokens to skip, what the next phrase stands under, whether it is joined by 'and')."""
        token = tokens[at]
        if token.dated or self._in("times", token):
            return 1, "", False
        if self._in("preps", token):
            return 1, token.text, False
        if token.text == "د" and self.language == "ps":
            following = tokens[at + 1] if at + 1 < len(tokens) else token
            if following is token or following.dated or self._in("times", following):
                return 1, "", False
        if self._in("relatives", token):
            return self._relative(tokens, at), "", False
        if self._in("joining", token):
            return 1, "", True
        if self._in("adverbs", token) or self._in("posts", token) or self._in("objects", token):
            return 1, "", False
        return 0, "", False

    def _around(self, tokens: Sequence[Token], at: int) -> int:
        """Pashto: 'په … کې', 'له … سره' with all between; without an end, the preposition alone."""
        for end in range(at + 1, min(at + 9, len(tokens))):
            if after_comma(tokens[end]):
                break
            if self._in("posts", tokens[end]) or self._in("times", tokens[end]):
                return end - at + 1
        return 1 if at + 1 >= len(tokens) else 2

    def _relative(self, tokens: Sequence[Token], at: int) -> int:
        """A relative clause up to the next comma."""
        for end in range(at + 1, len(tokens)):
            if after_comma(tokens[end]):
                return end - at
        return 1

    def _end(self, tokens: Sequence[Token], at: int, under: str, *, tight: bool) -> int:
        end = at + 1
        while end < len(tokens) and end - at < MAX_PHRASE:
            token = tokens[end]
            if self._cuts(tokens, at, end) or (tight and self._complete(tokens, at, end)):
                break
            if token.mention is None and self._in("preps", token):
                held = (
                    0 if under and not self.is_in("by", under) else self._locative(tokens, at, end)
                )
                if not held:
                    break
                end += held
                continue
            if token.mention is None and self._in("joining", token):
                if not self._goes_on(tokens, at, end):
                    break
            end += 1
        return end

    def _cuts(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        token = tokens[end]
        if after_comma(token) or token.dated:
            return True
        if token.mention is None and any(
            self._in(name, token)
            for name in ("times", "posts", "relatives", "adverbs", "objects", "to")
        ):
            return True
        if self._in("determiners", token) and not self._pointed_office(tokens, end):
            return True
        if self.language == "ps" and token.text == "د" and end + 1 < len(tokens):
            if tokens[end + 1].dated or self._in("times", tokens[end + 1]):
                return True
        if self.language == "ar" and self._to_somebody(tokens, at, end):
            return True
        if self.language == "ar" and token.text.startswith("ال") and self._in("roles", token):
            if end == at + 1 and not self._in("roles", tokens[at]) and tokens[at].mention is None:
                return not tokens[at].text.startswith("ال")
        before = tokens[end - 1]
        if self.language == "ar" and token.mention is not None and self._in("roles", before):
            # A noun with an article owns nothing: 'حث الوزير | طالبان على'.
            defined = before.text.startswith("ال") and not token.text.startswith("ال")
            return defined and not self.is_person(token)
        return self.is_person(before) and (token.mention is not None or self.language != "fa")

    def _pointed_office(self, tokens: Sequence[Token], at: int) -> bool:
        """'سخنگوی این وزارت', 'د دې وزارت ویاند': whose spokesman somebody is."""
        before = tokens[at - 1]
        owned = before.text == "د" if self.language == "ps" else self._in("roles", before)
        if at + 1 >= len(tokens) or not owned:
            return False
        return any(self._in(name, tokens[at + 1]) for name in ("bodies", "outlet_words"))

    def _to_somebody(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """A particle written with its noun parts it from what goes before, but not the owner of an
        office: 'المكتب الإعلامي لحزب الله'."""
        token = tokens[end]
        if token.after.strip()[-1:] not in ("ل", "ب") or not token.after.strip():
            return False
        owned = token.mention is not None and token.mention.actor is not None
        return not (owned and any(self._in("bodies", one) for one in tokens[at:end]))

    def _complete(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """After a name or a place, only more of the office or the name of its holder can follow."""
        before, token = tokens[end - 1], tokens[end]
        named = before.mention is not None or self.is_place(before.text)
        if self.language == "ar":
            return self._complete_verb_first(tokens, at, end, named=named)
        if not named or self.is_person(token):
            return False
        if before.mention is not None and before.mention.rule == "office":
            return False
        if token.text in ("د", "و") or any(
            self._in(name, token)
            for name in ("roles", "bodies", "described", "privates", "outlet_words", "preps")
        ):
            return False
        return True

    def _complete_verb_first(
        self, tokens: Sequence[Token], at: int, end: int, *, named: bool
    ) -> bool:
        token = tokens[end]
        if token.mention is not None:
            whole = token.text.startswith("ال") or self.is_person(token)
            return named and not whole and not self._in("linking", tokens[end - 1])
        if token.text.startswith("ال") or self._in("preps", token):
            return False
        if any(self._in(name, token) for name in ("roles", "bodies", "described")):
            return False
        if any(self._in("roles", one) for one in tokens[at:end]):
            return self._deed(token.text)  # else the name of who holds the office
        return named or tokens[end - 1].text.startswith("ال")

    def _deed(self, word: str) -> bool:
        """Whether a word begins what was done, and no name."""
        if word in listed(self.language, "starters"):
            return True
        return event_of(word, self.language)[0] is not None or (word[0] == "ب" and len(word) > 3)

    def _locative(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """Words of 'در تهران', 'في بيروت' that belong to an official or an institution."""
        if self.language == "ps" or tokens[end].text not in listed(self.language, "inside"):
            return 0
        held = tokens[at:end]
        if any(self.is_person(t) for t in held) or end + 1 >= len(tokens):
            return 0
        following = tokens[end + 1]
        if after_comma(following) or following.dated or self._in("occasions", following):
            return 0
        if self._in("times", following) or self._in("determiners", following):
            return 0
        if any(self._in(name, t) for t in held for name in ("bodies", "privates", "roles")):
            return 2
        return 2 if following.mention is not None or self.is_place(following.text) else 0

    def is_person(self, token: Token) -> bool:
        """Whether the token names a person of the catalogue, and not only his office."""
        held = token.mention
        return held is not None and held.rule != "office" and self.reading.is_person(held.actor)

    def is_place(self, word: str) -> bool:
        """Whether the gazetteer knows a word as a place."""
        return place_named(word, self.language) is not None

    def _goes_on(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'وزارت انرژی و آب طالبان': an 'and' inside the name of a ministry."""
        held, rest = tokens[at:end], tokens[end + 1 : end + 4]
        if len(rest) < 2 or after_comma(rest[0]):
            return False
        if self.language == "ps":  # what belongs to a noun stands before it
            return any(self._in("portfolios", t) and not after_comma(t) for t in rest)
        return not any(t.mention for t in held) and any(self._in("portfolios", t) for t in held)

    def _with_postposition(
        self, phrase: Phrase, tokens: Sequence[Token], end: int
    ) -> tuple[list[Phrase], int]:
        """What the word after a phrase makes of it: 'X را' is an object, 'X Y ته' speaks to Y."""
        if end >= len(tokens) or after_comma(tokens[end]):
            return [phrase], end
        following = tokens[end]
        if following.text == "له" and end + 1 < len(tokens) and tokens[end + 1].text == "خوا":
            return [replace(phrase, under="خوا")], end + 2  # Pashto 'د X له خوا': by X
        if self._in("objects", following):
            return [replace(phrase, under=following.text)], end + 1
        if self._in("to", following):
            cut = self._addressee(phrase.tokens)
            whole = [Phrase(phrase.tokens[cut:], following.text)]
            if cut:
                whole.insert(0, replace(phrase, tokens=phrase.tokens[:cut]))
            return whole, end + 1
        if self._in("posts", following):
            return [replace(phrase, under=following.text)], end + 1
        return [phrase], end

    def _addressee(self, tokens: Sequence[Token]) -> int:
        """Where in 'X Y ته' the one spoken to begins: a name, a kind of outlet, the last 'د'."""
        last = len(tokens) - 1
        if last and self._in("outlet_words", tokens[last]):
            last -= 1
        if tokens[last].mention is None:
            own = [i for i, t in enumerate(tokens) if t.text in ("د", "خپل", "خپلې") and i]
            last = own[-1] if own and not any(t.mention for t in tokens[own[-1] :]) else last
        if last and tokens[last - 1].text == "د" and tokens[last].mention is not None and last > 1:
            last -= 1
        return last

    def _in(self, name: str, token: Token) -> bool:
        return token.mention is None and self.is_in(name, token.text)

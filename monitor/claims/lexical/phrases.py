"""The phrases around a cue: noun phrases, those under a preposition, and whom 'ته' follows.

A closed class of words (prepositions, conjunctions, words of time, determiners) cuts the stretch
into phrases, as a chunker does (Abney 1991); names that the matcher found are never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.claims.lexical.bounds import Bounds
from monitor.claims.lexical.tokens import WORD, Phrase, Token, after_comma
from monitor.claims.lexical.words import listed, phrases
from monitor.claims.text.spans import Span

MAX_WORDS = 60
MAX_PHRASE = 16
EACH_OF = ["کل", "من"]  # Arabic 'كل من X وY': the first stands for both
NAME_BEGINS = frozenset({"عبد", "ابو"})  # Arabic names of two words: 'عبد السلام'
NAME_IN_MARKS = re.compile(r"[«“]([^\s«»“”]+(?: [^\s«»“”]+){0,3})[»”]")
HALF_SPACE = "\u200c"
ENDINGS = frozenset({"ی", "ای", "یی"})
BETWEEN, NATIONS = "بین", ("المللی", "الملل")  # 'international', and no preposition
CLITICS = frozenset({"لل", "ول", "وب", "ل", "ب", "و", "وال", "بال", "ال"})


class Chunker(Bounds):
    """Cuts stretches of one document into phrases."""

    def tokens(self, region: Span, holes: Sequence[Span] = ()) -> list[Token]:
        """The words of `region` outside `holes`, at most `MAX_WORDS`."""
        joins = phrases(self.language, "adverbials").finditer(self.text, *region)
        holes = [*holes, *(Span(*match.span()) for match in joins)]
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
            if found and (text := self._joined(found[-1], span)):
                last = span.end
                found[-1] = replace(found[-1], span=Span(found[-1].span.start, last), text=text)
                continue
            span = self._in_marks(span, region)
            token = self._token(span, self.text[last : span.start], region.end)
            before = found[-1] if found else None
            if before is not None and before.mention is None and before.text in NAME_BEGINS:
                whole = Span(before.span.start, token.span.end)
                found[-1] = replace(before, span=whole, text=self.text[slice(*whole)])
            else:
                found.append(token)
            last = token.span.end
            if len(found) >= MAX_WORDS:
                break
        return found

    def _joined(self, before: Token, span: Span) -> str | None:
        """The word that Persian 'شبکه‌ی', 'باشنده‌ای' and 'بین‌المللی' are, of two parts."""
        part, joint = self.text[slice(*span)], self.reading.text[before.span.end : span.start]
        if before.text == BETWEEN and part in NATIONS:
            return f"{BETWEEN} {part}"
        ends = joint == HALF_SPACE and before.mention is None and part in ENDINGS
        return before.text if ends else None

    def _in_marks(self, span: Span, region: Span) -> Span:
        """All words of a short name in marks are one: 'كتلة «الوفاء للمقاومة»'."""
        named = NAME_IN_MARKS.match(self.text, max(region.start, span.start - 1), region.end)
        whole = named is not None and named.start() == span.start - 1
        return Span(*named.span(1)) if named is not None and whole else span

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
        noun = any(rest in listed("ar", name) for name in ("outlet_words", "bodies"))
        return "ل" if rest != word and noun else ""

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
        at, under, comma, joint, above = 0, "", False, False, ""
        while at < len(tokens):
            token = tokens[at]
            if self.language == "ps" and self._in("preps", token):
                end = at + self._around(tokens, at)
                yield from self._enclosed(tokens[at:end], comma=comma)
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
            elif after_comma(token):
                under = ""  # 'في منشور على إكس، X': a comma ends what a preposition leads to
            end = self._end(tokens, at, under, tight=tight)
            owner = self._owning(tokens, at, end)
            if owner == at:
                at, under, comma, joint = end, "", False, False
                continue
            end = owner or end
            if joint and not comma and not under and not after_comma(token):
                under = above  # 'از X و Y خواست': both are asked
            phrase = Phrase(tuple(tokens[at:end]), under, comma or after_comma(token), joint)
            split, end = self._with_postposition(phrase, tokens, end)
            yield from split
            above = under if self.language == "fa" else ""
            at, under, comma, joint = end, "", False, False

    def _function_word(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool]:
        """(tokens to skip, what the next phrase stands under, whether it is joined by 'and')."""
        token = tokens[at]
        if token.dated or self._in("times", token):
            return 1, "", False
        if [one.text for one in tokens[at : at + 2]] == EACH_OF:
            return 2, "", False
        if self._in("preps", token):
            return 1, token.text, False
        if self._in("relatives", token):
            return self._relative(tokens, at), "", False
        last = at + 1 == len(tokens)
        genitive = token.text == "د" and self.language == "ps"
        skipped = (genitive and (last or self._timed(tokens, at + 1))) or any(
            self._in(name, token) for name in ("joining", "adverbs", "posts", "objects")
        )
        return int(skipped), "", self._in("joining", token)

    def _enclosed(self, tokens: Sequence[Token], *, comma: bool) -> Iterator[Phrase]:
        """Pashto: the phrase between 'په' and 'کې', 'له' and 'سره'."""
        inner = tokens[1:]
        while inner and (self._in("posts", inner[-1]) or self._in("times", inner[-1])):
            inner = inner[:-1]
        if inner:
            yield Phrase(tuple(inner), tokens[0].text, comma or after_comma(tokens[0]))

    def _owning(self, tokens: Sequence[Token], at: int, end: int) -> int | None:
        """Where in Pashto the owner of a noun begins that stands behind its preposition: 'د هرات |
        په روغتون کې', 'د ایران | له سفیر سره'. It is no part of the name before it."""
        if self.language != "ps" or end + 1 >= len(tokens) or not self._in("preps", tokens[end]):
            return None
        if after_comma(tokens[end]) or tokens[end + 1].text in listed("ps", "by"):
            return None
        found = None
        while end > at:
            start = next((i for i in range(end - 1, at - 1, -1) if tokens[i].text == "د"), None)
            if start is None or not self._headless(tokens[start + 1 : end]):
                break
            found = end = start
        return found

    def _headless(self, owner: Sequence[Token]) -> bool:
        """Whether no more than one noun follows 'د', and so none that is owned: 'د پکتیکا ولایت'
        is still a place."""
        return len(owner) <= 1 or (len(owner) == 2 and self._in("place_kinds", owner[1]))

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
                alone = not under or self.is_in("by", under)
                held = self._locative(tokens, at, end) if alone else 0
                if not held:
                    break
                end += held
                continue
            if self._in("joining", token) and not self._goes_on(tokens, at, end):
                break
            end += 1
        return end

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
            cut = self._told(phrase.tokens)
            whole = [Phrase(phrase.tokens[cut:], following.text)]
            if cut:
                whole.insert(0, replace(phrase, tokens=phrase.tokens[:cut]))
            return whole, end + 1
        if self._in("posts", following):
            return [replace(phrase, under=following.text)], end + 1
        return [phrase], end

    def _holder(self, token: Token) -> bool:
        return any(self._in(name, token) for name in ("roles", "privates"))

    def names_outlet(self, words: Sequence[str]) -> bool:
        """Whether words are the name of an outlet by its end ('… پرس') or as everybody knows it."""
        return self.is_in("outlet_names" if len(words) == 1 else "outlet_ends", words[-1])

    def _told(self, tokens: Sequence[Token]) -> int:
        """Where in 'X Y ته' the one spoken to begins; an outlet may be known by its name."""
        for words in (2, 1):
            if self.names_outlet([token.text for token in tokens[-words:]]):
                return max(0, len(tokens) - words)
        return self._addressee(tokens)

    def _addressee(self, tokens: Sequence[Token]) -> int:
        """Where in 'X Y ته' the one spoken to begins: a name, a kind of outlet, the last 'د'."""
        last = len(tokens) - 1
        if last and self._in("outlet_words", tokens[last]):
            if self._holder(tokens[last - 1]):
                return last  # 'یوه ډاکټر راډیو ته': our own
            last -= 1
            after = [
                i for i in range(1, last) if self._holder(tokens[i]) and tokens[i + 1].text != "د"
            ]
            if after:
                return after[-1] + 1  # 'د پولیسو یو افسر | X ورځپاڼې ته'
        if last > 1 and self._in("outlet_words", tokens[last - 1]):
            return last - 1
        ours = last
        while ours > 1 and tokens[ours].text in self.own:
            ours -= 1
        if ours < last:
            return ours + 1
        if tokens[last].mention is None:
            own = [i for i, t in enumerate(tokens) if t.text in ("د", "خپل", "خپلې") and i]
            last = own[-1] if own and not any(t.mention for t in tokens[own[-1] :]) else last
        if last and tokens[last - 1].text == "د" and tokens[last].mention is not None and last > 1:
            last -= 1
        return last

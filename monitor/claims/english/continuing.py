"""Quotations that no reporting verb took: introduced by a colon, followed by a verb, or going on.

Hallam fumed: “…”          any verb with a subject before a colon introduces
“…,” sniffed the minister   any verb with a subject right after one reports
“…,” he said. “…”           the next quotation of the paragraph goes on with its speaker
“…                          and so does a paragraph that is nothing but a quotation
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.subjects import subject
from monitor.claims.english.syntax import Parsed, ancestors, child, subtree
from monitor.claims.text.quotes import Quote
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span, hull, merged
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

COLONS = 12  # tokens of a line before its colon
MIN_WORDS = 3
NEAR = 40
HEARD = frozenset({"heard", "recorded", "seen", "shown", "filmed", "caught", "overheard"})
BEING = frozenset({"is", "are", "was", "were", "can", "could"})
SAYING = frozenset({"VB", "VBG"})
REPORTED = frozenset({"VBD", "VBZ", "VBN"})


class Continuations:
    """Finds a speaker for the quotations of one document that have none."""

    def __init__(
        self,
        text: str,
        found: Sequence[Attribution],
        parsed: Sequence[Parsed],
        sentences: Sequence[Sentence],
        words: Lexicon,
    ) -> None:
        self.text = text
        self.words = words
        self.found = list(found)
        self.sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]
        self._parsed = {one.start: one for one in parsed}
        self._taken = merged(span for one in found for span in (*one.content, *one.cue))
        self._taken_starts = [span.start for span in self._taken]
        self._by_end = sorted(range(len(self.found)), key=lambda i: hull(self.found[i].cue).start)
        self._cues = [hull(self.found[i].cue).start for i in self._by_end]

    def joined(self, quotes: Sequence[Quote]) -> list[Attribution]:
        """All attributions, the free quotations among `quotes` given to their speakers."""
        for quote in quotes:
            if self._free(quote):
                self._give(quote)
        return self.found

    def _free(self, quote: Quote) -> bool:
        if len(self.text[quote.start : quote.end].split()) < MIN_WORDS:
            return False
        index = bisect_right(self._taken_starts, quote.end - 1) - 1
        return index < 0 or self._taken[index].end <= quote.start

    def _give(self, quote: Quote) -> None:
        made = self._introduced(quote) or self._followed(quote)
        if made is not None:
            self.found.append(made)
            return
        index = self._speaking_before(quote)
        if index is not None:
            one = self.found[index]
            content = merged((*one.content, *quote.pieces))
            self.found[index] = replace(one, content=content, continues=True)
        elif (made := self._beside(quote)) is not None:
            self.found.append(made)

    def _beside(self, quote: Quote) -> Attribution | None:
        """'X laughed. “…”': a quotation that is a sentence, to whom the one before it tells of."""
        at = self._sentence(quote.start)
        if at < 1 or self.sentences[at].span.start != quote.start or not quote.closed:
            return None
        before, here = self.sentences[at - 1], self.sentences[at]
        ends = self.text[quote.end - 2 : quote.end - 1] in {".", "!", "?", "…"}
        tree = self._tree(at - 1)
        if not ends or before.paragraph != here.paragraph or tree is None:
            return None
        verb = next((one for one in tree.doc if one.dep_ == "ROOT"), None)
        who = child(verb, "nsubj") if verb is not None else None
        if verb is None or who is None or not _somebody(who):
            return None
        made = self._made(tree, verb, quote)
        asked = self.text[before.span.end - 1 : before.span.end] == "?"  # 'How can she know? “…”'
        return replace(made, cue_at=None) if made is not None and asked else made

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _tree(self, index: int) -> Parsed | None:
        return self._parsed.get(self.sentences[index].span.start) if index >= 0 else None

    def _introduced(self, quote: Quote) -> Attribution | None:
        """'… VERB …: “'."""
        before = self.text[max(0, quote.start - 4) : quote.start].rstrip()
        if not before.endswith(":"):
            return None
        tree = self._tree(self._sentence(max(0, quote.start - 4 + len(before) - 1)))
        if tree is None:
            return None
        colon = quote.start - 1
        verbs = [token for token in tree.doc if tree.start + token.idx < colon and _speaks(token)]
        return self._made(tree, verbs[-1], quote) if verbs else self._headed(tree, colon, quote)

    def _headed(self, tree: Parsed, colon: int, quote: Quote) -> Attribution | None:
        """'Then the line that everyone will remember: “…”': whoever spoke in the sentence before,
        of the same paragraph."""
        said = self.words.list("accounts") | self.words.list("claim_nouns")
        nouns = [t for t in tree.doc[:COLONS] if t.pos_ == "NOUN" and tree.start + t.idx < colon]
        head = next((t for t in nouns if t.dep_ not in {"pobj", "compound"}), None)
        last = bisect_right(self._cues, tree.start) - 1
        if head is None or head.lemma_.lower() not in said or last < 0:
            return None
        if head.dep_ == "ROOT" or head.head.dep_ == "ROOT":
            one = self.found[self._by_end[last]]
            at = hull(one.cue).start
            near = self.sentences[self._sentence(at)].paragraph == tree.paragraph
            if near and one.spoken and one.source and one.source_at is not None:
                return replace(
                    one,
                    cue=tree.of([head]),
                    cue_at=None,
                    content=quote.pieces,
                    content_at=None,
                    frame="headed",
                    cue_class=CueClass.SAY,
                    addressee=(),
                    addressee_at=None,
                )
        return None

    def _followed(self, quote: Quote) -> Attribution | None:
        """'“…,” VERB X' and '“…,” X VERB'."""
        ends = self.text[quote.end - 2 : quote.end - 1], self.text[quote.end : quote.end + 1]
        near = self.text[quote.end : quote.end + 3]
        after = quote.end + len(near) - len(near.lstrip(", "))
        reported = ends[0] in {",", "!", "?"} or ends[1] == ","
        tree = self._tree(self._sentence(after)) if reported else None
        if tree is None:
            return None
        apart = tree.start >= quote.end  # '“Really?” Hagan asked.' is two sentences
        if (answered := self._answered(tree, quote)) is not None:
            return answered
        for token in tree.at(Span(quote.end, quote.end + NEAR)):
            source = subject(token) if token.tag_ in {"VBD", "VBZ"} else None
            if source is None or tree.start + source.idx < quote.end:
                continue
            if not apart or (token.lemma_.lower(), "clause") in self.words.spoken:
                return self._made(tree, token, quote)
        return self._unparsed(tree, quote)

    def _answered(self, tree: Parsed, quote: Quote) -> Attribution | None:
        """'“…,” was his answer.'"""
        said = self.words.list("accounts")
        for token in tree.at(Span(quote.end, quote.end + NEAR)):
            verb, owner = token.head, child(token, "poss")
            told = owner is not None and verb.lemma_ == "be" and token.i > verb.i
            if told and token.lemma_.lower() in said and tree.start + verb.idx >= quote.end:
                return _of(tree, verb, owner, subtree(owner), quote) if owner else None
        return None

    def _unparsed(self, tree: Parsed, quote: Quote) -> Attribution | None:
        """'“…,” the trafficker, nicknamed X, bragged to': the words before the reporting verb."""
        before: list[Token] = []
        verb: Token | None = None
        for token in tree.at(Span(quote.end, quote.end + 3 * NEAR)):
            verb = _heard(token) if before else None
            reports = (token.lemma_.lower(), "clause") in self.words.spoken
            if verb is None and reports and before and _is_verb_after(token, before[-1]):
                verb = token
            if verb is not None:
                break
            if token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP"} or token.text in {";", ":"}:
                return None
            before.append(token)
        else:
            return None
        before = [one for one in before if not (one.is_punct and one.i == before[0].i)]
        while before and before[-1].is_punct:
            before.pop()
        heads = [t for t in before if t.pos_ in {"NOUN", "PROPN", "PRON"}]
        inner = {"NOUN", "PROPN", "PART"}
        head = next((t for t in heads if t.nbor() == verb or t.nbor().pos_ not in inner), None)
        return _of(tree, verb, head, before, quote) if head is not None else None

    def _made(self, tree: Parsed, verb: Token, quote: Quote) -> Attribution | None:
        source = subject(verb)
        return _of(tree, verb, source, subtree(source, leave=[verb]), quote) if source else None

    def _speaking_before(self, quote: Quote) -> int | None:
        """The last attribution in the quotation's paragraph, or in the one before a paragraph that
        is nothing but speech."""
        last = bisect_right(self._cues, quote.start) - 1
        if last < 0:
            return None
        index = self._by_end[last]
        one = self.found[index]
        here = self.sentences[self._sentence(quote.start)].paragraph
        there = self.sentences[self._sentence(hull(one.cue).start)].paragraph
        direct = any(self.text[s.start : s.start + 1] in "“\"'«‘`" for s in one.content)
        if not (direct and one.spoken and one.source):
            return None
        if here == there:
            return index
        if self._opens_paragraph(quote) and here - there <= 2 and self._only_speech(quote):
            return index
        return None

    def _opens_paragraph(self, quote: Quote) -> bool:
        return quote.start == 0 or self.text[: quote.start].rstrip(" \t")[-1:] == "\n"

    def _only_speech(self, quote: Quote) -> bool:
        rest = self.text[quote.end : quote.end + 200].split("\n", 1)[0].strip()
        return not rest or rest[0] in '“"«'


def _of(
    tree: Parsed, verb: Token, head: Token, source: Sequence[Token], quote: Quote
) -> Attribution | None:
    """The quotation as what the words of `source` say with `verb`; None where they are in it."""
    span = tree.of(source)
    if any(one.overlaps(quote.span) for one in span):
        return None
    return Attribution(
        source=span,
        cue=tree.of([verb]),
        content=quote.pieces,
        lemma=verb.lemma_.lower(),
        frame="clause",
        cue_class=CueClass.SAY,
        sentence=tree.number,
        cue_at=verb.i,
        source_at=head.i,
    )


def _is_verb_after(token: Token, name: Token) -> bool:
    """Also 'posts' of '“…”, NAME posts on X', which looks like a plural."""
    return token.tag_ in REPORTED or (token.tag_ == "NNS" and name.pos_ == "PROPN")


def _heard(verb: Token) -> Token | None:
    """'say' of 'is heard to say', 'can be seen telling'."""
    after = verb.doc[verb.i : verb.i + 5]
    heard = next((one for one in after if one.lower_ in HEARD), None)
    if verb.lower_ not in BEING or heard is None:
        return None
    return next((one for one in verb.doc[heard.i + 1 : heard.i + 3] if one.tag_ in SAYING), None)


def _somebody(subject: Token) -> bool:
    """A person as far as grammar tells: a name, 'he' or 'she'."""
    return subject.pos_ == "PROPN" or subject.lower_ in {"he", "she"}


def _speaks(verb: Token) -> bool:
    """A verb of the main clause with a subject: 'X fumed', 'X is livid', not 'whom we hid'."""
    who = child(verb, "nsubj")
    if who is None or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        return False
    if any(one.dep_ in {"relcl", "acl"} for one in (verb, *ancestors(verb))):
        return False
    judged = verb.lemma_ == "be" and child(verb, "acomp", "attr") is not None
    return verb.pos_ == "VERB" or (judged and _somebody(who))

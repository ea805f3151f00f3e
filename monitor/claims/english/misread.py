"""Reporting verbs that a parser took for plural nouns: 'X, in a letter, thanks Y for …', 'an aide
volunteers.', 'X, a student, messages: …'.

Only where no other finite verb stands, and where the noun's place is that of a verb: after the
comma that ends an aside, or at the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, ancestors
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
CALLING = frozenset({"to", "on", "upon", "for", "that"})
OPENING = frozenset({"“", '"', "«", "‘", "``"})


def is_misread(token: Token, words: Lexicon) -> bool:
    """Whether a plural noun is the form of a reporting verb, after a comma or an 'or so'."""
    if token.tag_ not in {"NNS", "NNPS"} or token.i < 3 or not token.lower_.endswith("s"):
        return False
    return any((token.lemma_.lower(), frame) in words.spoken for frame in ("clause", "object for"))


def misread(parsed: Parsed, token: Token, words: Lexicon) -> Attribution | None:
    """The attribution of a verb that the parser took for a noun; None where it is a noun."""
    if token.nbor(-1).text != "," or any(map(_finite, token.doc[: token.i])):
        return None
    subject = _subject(token)
    if subject is None:
        return None
    for frame, kind, content in _contents(token, words):
        head = next((one for one in content if one.pos_ in NOMINAL | {"VERB", "AUX"}), None)
        if head is None:
            continue
        if frame == "clause":
            head = next((one for one in content if one.tag_ in FINITE), head)
        comma = next(one.i for one in token.doc[subject.i :] if one.text == ",")
        return Attribution(
            source=parsed.of(token.doc[:comma]),
            cue=parsed.of([token]),
            content=parsed.of(content),
            lemma=token.lemma_.lower(),
            frame=frame,
            cue_class=kind,
            sentence=parsed.number,
            cue_at=token.i,
            source_at=subject.i,
            content_at=head.i,
        )
    return None


def verb_by_place(token: Token) -> Token | None:
    """Who 'appeals' in 'The Secretary-General appeals to Iran to …', which the parser made one noun
    phrase: the name before a plural that is all the verb its sentence has."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i + 1 >= len(token.doc):
        return None
    name, after = token.nbor(-1) if token.i else token, token.nbor().lower_
    if name.i == token.i or not name.text[:1].isupper() or name.head.i != token.i:
        return None
    return name if after in CALLING and not any(map(_finite, token.doc)) else None


def _finite(token: Token) -> bool:
    below = any(one.dep_ in {"relcl", "acl"} for one in (token, *ancestors(token)))
    return token.tag_ in FINITE and not below


def _subject(token: Token) -> Token | None:
    """The last word of the noun phrase before the first comma."""
    comma = next(one.i for one in token.doc if one.text == ",")
    if comma >= token.i - 1 or comma == 0:
        return None  # 'Tehran, reports'
    noun = token.doc[comma - 1]
    return noun if noun.pos_ in NOMINAL else None


def _contents(token: Token, words: Lexicon) -> Iterator[tuple[str, CueClass, list[Token]]]:
    """What follows, by the frames that the lexicon has for the verb."""
    lemma = token.lemma_.lower()
    after = [one for one in token.doc[token.i + 1 :] if one.text != "."]
    if len(after) < 3:
        return
    first, clause = after[0], words.spoken.get((lemma, "clause"))
    told = first.text == ":" or first.lower_ == "that"
    if clause is not None and told and any(one.tag_ in FINITE for one in after[1:]):
        if after[1].text not in OPENING:
            yield "clause", clause, after[1:]
        return
    for one in after[1:]:
        if one.pos_ == "ADP" and (lemma, f"object {one.lower_}") in words.spoken:
            frame = f"object {one.lower_}"
            yield frame, words.spoken[lemma, frame], after

"""The platform on which something was said: 'posted on X', 'in a message sent on Telegram'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, ancestors
from monitor.claims.text.spans import Span
from monitor.domain import ChainLink, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

PLATFORM_PREPS = frozenset({"on", "via", "through", "to", "by", "over"})


def posted_on(
    reading: Reading, parsed: Parsed, one: Attribution, words: Lexicon
) -> ChainLink | None:
    """'posted on X', 'in a message sent on Telegram': where it was said, not what."""
    for token in parsed.doc:
        name = platform_name(token, words)
        if name is None or token.i == 0:
            continue
        span = Span(parsed.start + token.idx, parsed.start + token.idx + len(name))
        inside = any(other.overlaps(span) for other in one.content)
        if inside and not _set_apart(token, words):
            continue
        near = {before.lower_ for before in token.doc[max(0, token.i - 4) : token.i]}
        if near & PLATFORM_PREPS and _tells_of(reading, token, one):
            return ChainLink(name, LinkRole.PLATFORM, start=span.start, end=span.end)
    return None


def platform_name(token: Token, words: Lexicon) -> str | None:
    """'X', 'Telegram', 'Truth Social'."""
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    for name in (f"{token.text} {after.rstrip('.')}", token.text.rstrip(".")):
        if name[:1].isupper() and name.lower().replace(" ", "-") in words.list("platforms"):
            return name
    return None


def _tells_of(reading: Reading, token: Token, one: Attribution) -> bool:
    """Whether `token` belongs to the reporting clause of `one`, or to one with its subject.

    Of several cues in a sentence, the first above the token in the tree owns it, else the nearest.
    """
    others = {
        other.cue_at: other
        for other in reading.found
        if other.sentence == one.sentence and other.cue_at is not None and other.spoken
        if token.doc[other.cue_at].pos_ == "VERB" or other.cue_at == one.cue_at
    }
    owner = next((others[head.i] for head in ancestors(token) if head.i in others), None)
    if owner is None:
        owner = others[min(others, key=lambda at: abs(at - token.i))] if others else one
    return owner is one or owner.cue_at == one.cue_at or owner.source_at == one.source_at


def _set_apart(token: Token, words: Lexicon) -> bool:
    """'in a post on X', '…, in a statement sent on Telegram': how it was said, though it stands in
    the content."""
    for noun in ancestors(token):
        if noun.lower_ in words.list("occasions") and noun.head.dep_ == "prep":
            comma = noun.head.i > 0 and noun.head.nbor(-1).text == ","
            return comma or noun.lower_ in words.list("postings")
    return False

"""Numbers, places and conditions of a proposition: what tells two similar claims apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import MONTH_NAMES, Parsed, ancestors, child, subtree
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.text.spans import Span, hull

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.domain import Mention

PLACE_PREPS = frozenset(
    ["in", "to", "from", "at", "into", "near", "across", "inside", "of", "on", "through"]
)
VAGUE = frozenset(["dozens", "scores", "hundreds", "thousands", "millions", "billions", "several"])


def numbers(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Counts as written ('thousands', '3,000', 'two'), without years, days and 'one'."""
    found = []
    for token in tokens:
        if token.lower_ in VAGUE:
            found.append(token.lower_)
        elif token.tag_ == "CD" and token.lower_ != "one" and not _is_date(token):
            found.append(token.text)
    return tuple(dict.fromkeys(found))


def _is_date(token: Token) -> bool:
    if token.text.isdigit() and len(token.text) == 4 and token.text[:2] in {"19", "20"}:
        return True
    near = {token.head.lower_, *(below.lower_ for below in token.head.children)}
    return any(word in MONTH_NAMES for word in near)


def places(
    reading: Reading, parsed: Parsed, tokens: Sequence[Token], words: Lexicon
) -> tuple[str, ...]:
    """Names after a preposition of place that are no watched actor, outlet or day."""
    found = []
    for token in tokens:
        if token.dep_ != "pobj" or token.head.lower_ not in PLACE_PREPS or not is_proper(token):
            continue
        mention = reading.covering(parsed.start + token.idx)
        if token.lower_ in MONTH_NAMES or (mention is not None and mention.source):
            continue
        if token.ent_type_ == "DATE" or token.lower_.endswith("day"):
            continue
        if token.lower_ in words.list("platforms"):
            continue
        if mention is not None and mention.actor and not _is_country(reading, mention, token):
            continue
        found.append(reading.slice(hull(parsed.of(core(token)))))
    return tuple(dict.fromkeys(found))


def _is_country(reading: Reading, mention: Mention, token: Token) -> bool:
    """'sent to Iran' names a place too, 'received from the Taliban' does not."""
    if token.head.lower_ not in {"in", "to", "from", "into", "inside", "at"}:
        return False
    return reading.catalogue.actors[str(mention.actor)].kind == "state"


def condition(
    reading: Reading, parsed: Parsed, tokens: Sequence[Token], words: Lexicon
) -> str | None:
    """'if needed', 'in the event of …', 'unless …': the clause that the proposition hangs on."""
    marks = words.tables["modality"]["conditions"]
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.lower_ in {"if", "unless"} and token.dep_ == "mark" and token.lower_ in marks:
            return _text(reading, parsed, subtree(token.head), inside)
        if token.lower_ in {"event", "case"} and token.head.lower_ == "in" and child(token, "prep"):
            return _text(reading, parsed, subtree(token.head), inside)
    return None


def _text(reading: Reading, parsed: Parsed, tokens: Sequence[Token], inside: set[int]) -> str:
    held = [token for token in tokens if token.i in inside]
    span = hull(parsed.of(held))
    return reading.slice(span).strip(' ,.;"”')


def roles(
    reading: Reading, parsed: Parsed, head: Token | None, span: Span
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(agents, targets): actors before and under the subject of the verb, and those after it.

    Of 'it was X who did it' X is the agent.
    """
    mentions = [m for m in reading.mentioned(span) if m.actor]
    if head is None:
        return (), tuple(dict.fromkeys(str(m.actor) for m in mentions))
    subject, head = _cleft(head) or (child(head, "nsubj", "nsubjpass"), head)
    if subject is not None and subject.tag_ in {"WP", "WDT"} and head.dep_ == "relcl":
        subject = head.head  # 'it was X who': whom the pronoun stands for
    passive = child(head, "auxpass") is not None
    doing = hull(parsed.of(subtree(subject, leave=[head]))) if subject is not None else None
    agents: list[str] = []
    targets: list[str] = []
    for mention in mentions:
        by_agent = _under_agent(parsed, mention.start)
        within = doing is not None and doing.start <= mention.start < doing.end
        within = within and not _with(parsed, mention.start, subject)
        (agents if (within and not passive) or by_agent else targets).append(str(mention.actor))
    return tuple(dict.fromkeys(agents)), tuple(dict.fromkeys(targets))


def _with(parsed: Parsed, at: int, subject: Token | None) -> bool:
    """Those of 'talks with Kabul' and 'a joint team with Kabul' are the other side."""
    for token in parsed.at(Span(at, at + 1)):
        for above in ancestors(token):
            if above.lower_ == "with":
                return subject is not None and above.head.i == subject.i
    return False


def _cleft(head: Token) -> tuple[Token, Token] | None:
    """X and the verb of 'it was X who did it'."""
    it, named = child(head, "nsubj", "expl"), child(head, "attr")
    if head.lemma_ != "be" or it is None or it.lower_ != "it" or named is None:
        return None
    done = child(named, "relcl")
    who = child(done, "nsubj", "nsubjpass") if done is not None else None
    return (named, done) if done is not None and who is not None and who.tag_[0] == "W" else None


def _under_agent(parsed: Parsed, at: int) -> bool:
    tokens = parsed.at(Span(at, at + 1))
    return any(head.dep_ == "agent" for token in tokens for head in ancestors(token))

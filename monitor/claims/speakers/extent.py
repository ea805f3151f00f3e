"""How much of a noun phrase is written in a chain: what says which one it is, and no more.

'a Western envoy who covers both countries' keeps its clause, which alone tells who that is; 'a
diplomat in Doha who has dealt with the movement for years' is known by the place.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.frames import TIMES
from monitor.claims.english.quoting import QUOTING
from monitor.claims.english.syntax import (
    FINITE,
    MONTH_NAMES,
    Parsed,
    ancestors,
    child,
    children,
    subtree,
)
from monitor.claims.speakers.names import TIMING, is_proper
from monitor.claims.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

BREAKS = frozenset({",", "–", "—", ";", "(", ":", "--"})
RELATIVES = frozenset({"who", "that", "which", "whose", "whom"})
LONGEST_CLAUSE = 6  # tokens of a relative clause that tells who somebody is; a longer one describes
LONGEST_REDUCED = 8
SPEAKING = frozenset({"speaking", "talking", "commenting", "writing", "requesting", "reacting"})
HEARD = frozenset({"heard", "overheard"})
REACHING = frozenset({"reach", "contact", "telephone", "phone"})  # 'a clerk reached by telephone'
NEAR = 3
OPENERS = frozenset({"the", "a", "an", "it", "him", "them", "his", "its", "their", "this", "these"})
OWN_VOICE = frozenset({"we", "us", "our", "i", "me", "my"})
PLACING = frozenset({"in", "at", "from", "near", "inside"})
PERIODS = frozenset({"week", "month", "year", "weekend", "day", "summer", "winter", "spring"})


def phrase_of(
    reading: Reading, parsed: Parsed, head: Token, words: Lexicon, cue: Token | None = None
) -> Span:
    """The phrase at `head`, which is the source of `cue`, up to the first comma after it."""
    apart = [one for one in children(head, "appos") if set_off(one)]
    whole = subtree(head, leave=[*children(head, "conj", "cc"), *apart])
    end = _reduced(head, cue) or _end(head, whole, cue)
    kept = _undated([token for token in whole if token.i < end])
    heard = [token.i for token in kept if token.lower_ in HEARD and token.i > head.i]
    if heard:  # 'a voice known as Nine is heard to say', one phrase to some parses
        kept = [one for one in kept if head.i - NEAR <= one.i < heard[0] - 1 and not one.is_punct]
        end = heard[0] - 1
    articles = [token.i for token in kept if token.dep_ == "det" and token.head.i == head.i]
    if articles and kept[0].pos_ == "ADP":  # 'In it the committee', one phrase to some parses
        kept = [token for token in kept if token.i >= articles[0]]
    start = parsed.start + (kept[0] if kept else head).idx
    last = _further(head, head.doc[end - 1], words)
    stop = parsed.start + last.idx + len(last)
    while stop > start and reading.text[stop - 1] in " ,;:–—-":
        stop -= 1
    if stop - start > len("'s") and reading.text[start:stop].endswith(("'s", "’s")):
        stop -= 2  # 'in the ministry's version'
    return Span(start, stop)


def _undated(tokens: list[Token]) -> list[Token]:
    """Without the day that opens an entry of a chronicle: '19 October Iran's border command', and
    without the month of 'In March Iran's border command'."""
    if len(tokens) > 1 and tokens[0].lower_ in MONTH_NAMES and tokens[0].i > 0:
        timed = is_proper(tokens[0]) and tokens[0].nbor(-1).lower_ in TIMING
        return tokens[1:] if timed else tokens
    days = [token.i for token in tokens[:2] if token.tag_ == "CD" or token.lower_ in MONTH_NAMES]
    return tokens[2:] if len(days) == 2 and len(tokens) > 2 else tokens


def set_off(apposed: Token) -> bool:
    """Whether a comma stands before all of it."""
    first = min(token.i for token in apposed.subtree)
    return first > 0 and apposed.doc[first - 1].is_punct


def _end(head: Token, whole: Collection[Token], cue: Token | None) -> int:
    """The index of the first token after `head` that the phrase does without."""
    after = [token for token in whole if token.i > head.i]
    end = max((token.i for token in whole), default=head.i) + 1
    clauses = [_clause_end(token, head) for token in after if token.dep_ == "relcl"]
    end = min([end, *clauses])
    for token in after:
        told = _tells_when(token, head) or _tells_what(token, head, cue)
        if token.text in BREAKS or told or _is_verb(token, head):
            return min(end, token.i)
    gap = next((i for i in range(head.i + 1, end) if all(t.i != i for t in after)), end)
    return min(end, gap)


def _is_verb(token: Token, head: Token) -> bool:
    """'sides' of 'a clerk at the fuel office sides with Herat and says', 'backs' of 'a clerk at the
    fuel office backs the count': a plural that ends no phrase, since an 'and' without a second
    part or a new noun phrase comes after it."""
    following = token.doc[token.i + 1 : token.i + 4]
    if token.tag_ != "NNS" or token.nbor(-1).tag_ not in {"NN", "NNP"} or len(following) < 3:
        return False
    alone = child(head, "cc") is not None and child(head, "conj") is None
    that = following[0].lower_ == "that" and any(
        one.is_punct or one.tag_ in {"RP", "IN"} for one in following[1:]
    )
    new = that or following[0].lower_ in OPENERS
    return token.nbor(-1).head.i == token.i and (alone or new)


def _clause_end(verb: Token, head: Token) -> int:
    """Where the phrase ends that has this relative clause: after it, or before."""
    further = [one for one in children(verb, "conj") if child(one, "nsubj", "nsubjpass")]
    clause = subtree(verb, leave=[*further, *(children(verb, "cc") if further else ())])
    first = clause[0]
    # 'on the word of a clerk that ten had died': what he said, not who he is.
    conjunction = first.lower_ == "that" and first.dep_ not in {"nsubj", "nsubjpass"}
    telling = first.lower_ in RELATIVES and first.i == head.i + 1 and not conjunction
    own = any(token.lower_ in OWN_VOICE for token in clause) and first.lower_ != "whom"
    if telling and not own and len(clause) <= LONGEST_CLAUSE:
        return next((token.i for token in clause if token.text in BREAKS), clause[-1].i + 1)
    return first.i


def _tells_when(token: Token, head: Token) -> bool:
    """'a report by the mission in July': when it was, not which."""
    if token.dep_ == "npadvmod" and token.head.i == head.i:
        return token.lower_ in TIMES | PERIODS
    if any(one.dep_ == "relcl" and one.i > head.i for one in ancestors(token)):
        return False  # 'an inspector who deserted at New Year': which one
    inner = child(token, "pobj") if token.dep_ == "prep" else None
    return inner is not None and inner.lower_ in TIMES | PERIODS


def _tells_what(token: Token, head: Token, cue: Token | None) -> bool:
    """What somebody says or does, not who that is: 'a statement warning that …', 'critics of doing
    …', 'officials speaking anonymously', 'an officer left in May' that a parser made a phrase."""
    if token.dep_ == "prep":
        return bool(children(token, "pcomp"))
    if token.dep_ != "acl":
        return False
    verb = token.head.i == head.i and head.dep_ == "ROOT" and token.tag_ in {"VBN", "VBD"}
    reports = cue is not None and cue.i == token.i
    cited = token.lemma_.lower() in QUOTING | REACHING  # 'a commander quoted by the paper'
    speaks = token.lower_ in SPEAKING or bool(children(token, "ccomp"))
    return verb or reports or cited or speaks


def _reduced(head: Token, cue: Token | None) -> int | None:
    """'Women interviewed at the centre reported …': all before the cue, where a parser took the
    participle for the verb of the sentence."""
    verb = head.head
    if cue is None or cue.head.i != verb.i or cue.tag_ not in FINITE or cue.i <= verb.i:
        return None
    if verb.i != head.i + 1 or verb.tag_ not in {"VBN", "VBD"}:
        return None
    between = head.doc[verb.i + 1 : cue.i]
    if any(token.is_punct or token.pos_ in {"CCONJ", "SCONJ", "AUX"} for token in between):
        return None
    return cue.i if len(between) <= LONGEST_REDUCED else None


def _further(head: Token, last: Token, words: Lexicon) -> Token:
    """The last token of 'wrote an officer in Marib', whose place the parser gave to the verb."""
    verb, following = head.head, last.i + 1
    if is_proper(head) or verb.pos_ != "VERB" or head.i < verb.i or following >= len(head.doc):
        return last
    prep = head.doc[following]
    inner = child(prep, "pobj") if prep.dep_ == "prep" and prep.head.i == verb.i else None
    if inner is None or inner.lower_ in TIMES | words.list("occasions"):
        return last
    numbered = prep.lower_ == "with" and bool(children(inner, "nummod"))
    place = is_proper(inner) or inner.lower_ in words.list("sites") | words.list("bodies")
    if not numbered and not (prep.lower_ in PLACING and place):
        return last
    below = subtree(inner, leave=children(inner, "appos", "conj", "cc", "relcl"))
    return below[-1] if not below[-1].is_punct else inner

"""What kind of clause a reporting verb has before or after it, as far as a tree tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.claims.english.subjects import interrupted_subject
from monitor.claims.english.syntax import child, children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_ASIDE = 4
JUDGING = frozenset({"find", "consider", "judge", "think", "believe"})
SUBORDINATING = frozenset({"though", "although", "while", "whereas", "because", "since", "after"})


def leads_to_clause(cue: Token, clause: Token) -> bool:
    """The 'clear' of 'made it clear that …' and the 'slip' of 'let slip that …' are no clauses of
    their own."""
    below = children(clause, "ccomp", "csubj", "advcl", "acl")
    second = clause.i == cue.i + 1 and clause.pos_ == "VERB" and clause.n_lefts == 0
    known = clause.lower_ == "known"  # 'let it be known that', 'wants it known that'
    return (clause.pos_ == "ADJ" or second or known) and any(
        mark.lower_ == "that" for one in below for mark in children(one, "mark")
    )


def is_aside(cue: Token, clause: Token) -> bool:
    """'Though many stayed calm, some responded …', '…, God willing', and a participle that took
    the subject of the verb: none of them is reported."""
    if clause.i > cue.i:
        first = min(token.i for token in subtree(clause))
        before = cue.doc[first - 1].text
        return before == ";" or (clause.pos_ == "ADJ" and before == ",")
    if child(clause, "nsubj") is not None and interrupted_subject(cue) is not None:
        return True
    if _stands_before(cue, clause):
        return True
    return any(mark.lower_ in SUBORDINATING for mark in children(clause, "mark"))


def is_interruption(clause: Token) -> bool:
    """'Nor, he insists, did Tehran threaten …': a reporting clause set off by commas on both sides,
    which the parser hung at the verb that it reports."""
    tokens = [token.i for token in subtree(clause)]
    first, last = min(tokens), max(tokens)
    doc, own = clause.doc, child(clause, "nsubj")
    if clause.dep_ != "parataxis" or own is None or first == 0 or last + 1 >= len(doc):
        return False
    before = "," in {doc[first].text, doc[first - 1].text}
    after = "," in {doc[last].text, doc[last + 1].text}
    return before and after and last - first <= LONGEST_ASIDE


def _stands_before(cue: Token, clause: Token) -> bool:
    """A clause before the verb that it only leads to, interrupts, or is summed up by."""
    tokens = [token.i for token in subtree(clause)]
    own, summed = child(cue, "nsubj"), child(cue, "dobj")
    if own is not None and own.i < min(tokens):
        return True  # 'Ali, Omar went on, urges …'
    if summed is not None and clause.i < summed.i < cue.i:
        # 'X accuses Y of Z, a charge that Y denies'
        return any(one.lower_ in {"a", "an"} for one in children(summed, "det"))
    heading = max(tokens) + 1 < cue.i and cue.doc[max(tokens) + 1].text == ":"
    however = clause.lower_ == "said" and child(clause, "nsubj") is None
    return heading or however  # 'Update from Geo: Asif tells …', 'That said, he says …'


def is_verdict(clause: Token) -> bool:
    """'calls that "a lie"': a noun after a pronoun, which parsers take for a clause; what has an
    object is a verb ('demanded that London proscribe the group')."""
    return (
        clause.pos_ == "NOUN"
        and not child(clause, "nsubj", "cop", "aux", "csubj", "expl", "dobj")
        and any(mark.lower_ in {"that", "this", "it"} for mark in children(clause, "mark", "det"))
    )


def is_judgement(cue: Token, clause: Token) -> bool:
    """'found the figure disagreeable': an adjective with its subject and no verb."""
    return (
        cue.lemma_.lower() in JUDGING
        and clause.i > cue.i
        and clause.pos_ == "ADJ"
        and not child(clause, "mark", "cop", "aux", "expl", "ccomp")
    )


def is_infinitive(clause: Token) -> bool:
    return any(aux.tag_ == "TO" for aux in children(clause, "aux"))


def is_perfect(clause: Token) -> bool:
    """'having promised' of 'denied having promised them drones'."""
    return any(aux.lower_ == "having" for aux in children(clause, "aux"))


def is_predicate(cue: Token, clause: Token) -> bool:
    """'any foreigner found there would be arrested': the verb of the noun that a participle of
    finding or telling only describes."""
    modal = any(aux.tag_ == "MD" for aux in children(clause, "aux"))
    own = child(clause, "nsubj", "nsubjpass", "csubj", "expl", "mark", "dobj", "punct")
    return modal and own is None and clause.i > cue.i and cue.tag_ in {"VBD", "VBN"}


def is_participle(clause: Token) -> bool:
    """'the talks held in Doha' is no clause, though parsers sometimes make it one."""
    return clause.tag_ in {"VBN", "VBD"} and not child(
        clause, "nsubj", "nsubjpass", "aux", "auxpass", "mark", "punct", "csubj", "expl"
    )

"""Attributions in which nobody says anything, though a verb or a noun of saying stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import child, children
from monitor.claims.meaning.heads import undone
from monitor.claims.speakers.names import is_proper
from monitor.claims.text.spans import hull
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = re.compile(
    r"(?:for )?anonymity|(?:not )?to be (?:named|identified|called|quoted|photographed)\b"
    r"|to (?:remain|stay) (?:unnamed|anonymous|unidentified)"
    r"|(?:that )?(?:his|her|their|the) (?:\w+ )?(?:names?|identit(?:y|ies)) (?:not )?be\b"
)
EMPTY = frozenset(
    ["nothing", "none", "things", "something", "everything", "anything", "it", "that", "this", "so"]
)
HEARD = frozenset({"heard", "recorded", "filmed", "overheard", "seen", "shown", "caught"})
WISHING = frozenset({"like", "want", "prefer", "wish"})
OURSELVES = frozenset({"us", "me", "you"})
OWN_QUESTION = re.compile(r"\b(?:I|me|we|us)\b")
ADDRESS = re.compile(r"(?:all )?(?:of )?you\b")
CALLED_TO = ("to order", "to attention", "to mind", "to prayer", "to account", "to arms")
HELPING = frozenset({"did", "has", "does", "had", "do"})
FEW = 4  # words
ONLY = frozenset({"only", "merely", "simply", "just"})
UNTOLD = frozenset({"in", "by", "from", "at", "on"})  # 'the report in the paper', 'by the agency'


def tells_nothing(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """Whether nothing is told by anybody, for one of the reasons below."""
    return (
        _unnamed(reading, one)
        or _of_a_thing(reading, one, words)
        or _of_nothing(reading, one, words)
        or _is_empty(reading, one)
        or _dismisses_somebody(reading, one, words)
        or _withholds(reading, one, words)
        or _to_ourselves(reading, one)
        or _only_polite(reading, one, words)
    )


def _to_ourselves(reading: Reading, one: Attribution) -> bool:
    """'Readers asked us to look into it', 'asks whether I have tried the dates', 'thank you for
    listening': between the outlet and whoever it meets or writes for."""
    told = reading.slice(hull(one.content))
    if reading.quotations.around(hull(one.content).start) is not None:
        return False
    parsed = reading.parsed[one.sentence]
    asked = parsed.doc[one.addressee_at].lower_ if one.addressee_at is not None else ""
    urged = one.frame == "infinitive" and asked in OURSELVES
    first = one.cue_class is CueClass.ASK and OWN_QUESTION.search(told) is not None
    return urged or first or (one.frame.startswith("object") and ADDRESS.match(told) is not None)


def _only_polite(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'welcomed the guests', 'asked for another juice', 'called the sitting to order', 'believes he
    knows why': manners, and nothing that could be true or false."""
    told = reading.slice(hull(one.content)).lower()
    if one.content_at is None or len(told.split()) > FEW:
        return False
    head = reading.parsed[one.sentence].doc[one.content_at]
    if one.lemma in words.list("greeting") and one.frame == "object":
        return head.lemma_.lower() in words.list("guests")
    served = one.frame in {"for", "object"} and one.cue_class in {CueClass.ASK, CueClass.ORDER}
    if served and head.lemma_.lower() in words.list("refreshments"):
        return True
    if one.cue_class is CueClass.BELIEVE:
        return told.split()[-1] in {"why", "how", "so", "not", "otherwise"}
    return one.lemma == "call" and told.endswith(CALLED_TO)


def uttered(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """Reported as said: not denied to have been, not merely possible, not inside a quotation."""
    if one.cue_at is None:
        return True
    cue_span = hull(one.cue)
    if reading.quotations.around(cue_span.start) is not None:
        return False
    cue = reading.parsed[one.sentence].doc[one.cue_at]
    heard = cue.head.tag_ == "VBN" and cue.head.lower_ in HEARD  # 'is heard to say'
    wished = one.cue_class is CueClass.ORDER and cue.lemma_ in WISHING and not undone(cue)
    shown = (one.lemma, "clause") not in words.spoken and _after_colon(reading, one)
    # 'would like Iran to pay', 'would have none of it: …'
    if cue.pos_ not in {"VERB", "AUX"} or heard or wished or shown:
        return True
    if _negated(one, cue) or _only_named(cue):
        return False
    first = _first_of(cue)
    only = any(one.lower_ in ONLY for one in children(cue, "advmod"))
    said = {"will", "would", "could"} if only else {"will"}  # 'would only say that'
    said |= {"can"} if one.lemma in words.list("performed") else set()  # 'can confirm that'
    if any(aux.tag_ in {"MD", "TO"} and aux.lower_ not in said for aux in children(first, "aux")):
        far = any(one.lower_ == "as" for one in children(first, "mark"))
        head = first.head.head if far else first.head  # 'went as far as to say'
        beginning = head.lemma_.lower() in words.list("aspectual")
        return first.dep_ in {"xcomp", "advcl"} and beginning
    return True


def _negated(one: Attribution, cue: Token) -> bool:
    """'did not say', 'Nor did Tehran ever threaten', 'neither confirmed nor denied'."""
    helped = any(aux.lower_ in HELPING for aux in children(cue, "aux"))
    if helped and cue.doc[0].lower_ in {"nor", "neither"}:
        return True
    if any(token.lower_ == "nor" for token in cue.doc[max(0, cue.i - 2) : cue.i]):
        return True
    if one.cue_class is CueClass.DENY:  # 'did not deny that'
        return child(cue, "neg") is not None
    return undone(cue) and not _misread(one, cue)


def _after_colon(reading: Reading, one: Attribution) -> bool:
    """Whether a colon introduces its content."""
    begins = hull(one.content).start
    return one.frame == "clause" and reading.text[:begins].rstrip(' “"«').endswith(":")


def _misread(one: Attribution, cue: Token) -> bool:
    """'“No post, no fighter,” the governor told': a subject in the tree who is not the speaker."""
    own = child(cue, "nsubj")
    plain = own is not None and own.i != one.source_at and own.i < (one.source_at or 0)
    return plain and not children(cue, "neg")


def _first_of(cue: Token) -> Token:
    """'put' of 'to put your foot down and make clear that', whose 'to' it shares."""
    while cue.dep_ == "conj" and cue.tag_ == "VB" and not children(cue, "aux", "nsubj"):
        cue = cue.head
    return cue


def _only_named(cue: Token) -> bool:
    """'to stop threatening firms', 'shied away from condemning' do not say that anybody did so."""
    if cue.dep_ == "pcomp" and cue.head.lower_ in {"from", "without", "of", "against"}:
        return cue.tag_ == "VBG"
    inside = cue.dep_ in {"xcomp", "conj"} and cue.head.tag_ in {"VB", "VBG"}
    return cue.tag_ == "VBG" and inside


def _unnamed(reading: Reading, one: Attribution) -> bool:
    """'who asked not to be named', 'asking that his name be left out': it tells of the source, not
    of a demand."""
    return UNNAMED.match(reading.slice(hull(one.content))) is not None


def _of_a_thing(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'The decision appealed to voters': what is no body, person or document says nothing."""
    if one.source_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.source_at]
    return head.tag_ in {"NN", "NNS"} and head.lower_ in words.list("abstracts")


def _is_empty(reading: Reading, one: Attribution) -> bool:
    """'asked for nothing', 'announces things': no proposition is told."""
    told = reading.slice(hull(one.content)).lower().strip(' .“”"')
    return one.frame != "label" and told.removeprefix("for ") in EMPTY


def _of_nothing(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'dismissed the story' says that something was denied, but not what."""
    if one.cue_class is not CueClass.DENY or one.frame != "object" or one.content_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.content_at]
    claim = head.lemma_.lower() in words.list("claim_nouns")
    if one.lemma in words.list("of_claims"):  # 'shot down the idea', not 'shot down a drone'
        return not claim
    nouns = (head, *children(head, "conj"))
    claim = claim and all(noun.lemma_.lower() in words.list("claim_nouns") for noun in nouns)
    return claim and not any(_tells(below) for noun in nouns for below in noun.children)


def _tells(below: Token) -> bool:
    """Whether what hangs at 'the report' says what was reported, not who did or where."""
    if below.i < below.head.i:
        return False
    if below.dep_ == "prep":
        return below.lower_ not in UNTOLD
    done = below.tag_ == "VBN" and not children(below, "aux", "nsubj", "nsubjpass")
    return below.dep_ in {"acl", "relcl", "ccomp", "appos"} and not done


def _withholds(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'denied vaccines to migrants', 'denied them entry': nothing was said to be untrue."""
    if one.lemma != "deny" or one.frame != "object" or one.cue_at is None:
        return False
    doc = reading.parsed[one.sentence].doc
    cue = doc[one.cue_at]
    thing = doc[one.content_at].lower_ if one.content_at is not None else ""
    given = any(prep.lower_ == "to" for prep in children(cue, "prep", "dative"))
    return given or child(cue, "dative") is not None or thing in words.list("withheld")


def _dismisses_somebody(reading: Reading, one: Attribution, words: Lexicon) -> bool:
    """'dismissed General X' is no denial."""
    if one.cue_class is not CueClass.DENY or one.frame != "object" or one.content_at is None:
        return False
    head = reading.parsed[one.sentence].doc[one.content_at]
    return is_proper(head) or head.pos_ == "PRON" or head.lower_ in words.list("roles")

"""What a colon introduces without quotation marks: 'He put it this way: the order was smaller.'

The verb before the colon reports by itself ('repeated what he had said: …'), or by what it gives:
'had a warning for Tehran: …', 'stood by his version: …'. A list, an example or a reason after a
colon is nobody's speech, so that what follows must be a clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.cues import entries
from monitor.claims.english.frames import Complement
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import Parsed, ancestors, child, children
from monitor.claims.text.spans import Span, hull, without
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 22  # words between a verb and its colon
END = 1 << 40
SHORTEST = 4  # words of what it introduces
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
REPORTING = frozenset({"VBD", "VBZ", "VBP", "VBN"})
OPENING = frozenset({"“", '"', "«", "‘", "``", "'", "„"})
FIRST_PERSON = frozenset({"we", "our", "ours", "us", "my", "i"})
DENYING = frozenset({"no", "not", "nobody", "none", "nothing", "never", "neither"})
MEANT = frozenset({"what", "it", "them", "that", "this", "these", "those"})  # 'stood by them: …'
COMING = frozenset({"come", "arrive", "follow", "go", "reach"})
REPORTED = ("ccomp", "xcomp", "parataxis")
SOMEBODY = ("roles", "humans", "privates", "bodies", "reporters")


def introduced(cue: Token, words: Lexicon) -> tuple[Complement, CueClass, bool] | None:
    """The clause after the colon that `cue` introduces, and of what class it is."""
    colon = _colon(cue)
    if colon is None or not _tells_of_itself(cue, colon):
        return None
    kind = _kind(cue, colon, words)
    after = [token for token in cue.doc[colon.i + 1 :] if token.text not in OPENING]
    finite = [token for token in after if token.tag_ in FINITE]
    if not finite and any(token.tag_ == "CD" for token in after):
        finite = [token for token in after if token.tag_ == "VBN"]  # 'forty tonnes sent to Iran'
    if kind is None or not finite or len(after) < SHORTEST or after[0].lower_ == "according":
        return None
    first = finite[0]
    head = first.head if first.dep_ in {"aux", "auxpass"} else first
    return Complement("clause", head, tuple(after)), kind, True


def behind_colons(parsed: Parsed, found: list[Attribution]) -> list[Attribution]:
    """'X said the count was wrong: nobody had been there': what follows the colon is told by X as
    well, and is a proposition of its own."""
    made = list(found)
    for one in found:
        denied = one.cue_class is CueClass.DENY
        if not (one.frame == "clause" or denied) or one.cue_at is None or one.content_at is None:
            continue
        if not one.source:
            continue
        colon = next((t for t in parsed.doc[one.content_at :] if t.text == ":"), None)
        if colon is None or one.cue_at > one.content_at or colon.i + SHORTEST >= len(parsed.doc):
            continue
        at = parsed.start + colon.idx
        told = [token for token in parsed.doc[colon.i + 1 :] if token.text != "."]
        verbs = [token for token in told if token.tag_ in FINITE]
        others = any(hull(other.cue).start > at for other in found)
        if others or not verbs or told[0].text in OPENING or hull(one.cue).start > at:
            continue
        head = verbs[0].head if verbs[0].dep_ in {"aux", "auxpass"} else verbs[0]
        cut = replace(one, content=without(one.content, [Span(at, END)]))
        if cut.content:
            made[made.index(one)] = cut
            after = replace(one, content=parsed.of(told), content_at=head.i, frame="clause")
            kind = CueClass.SAY if denied and one.frame != "clause" else one.cue_class
            made.append(replace(after, cue_class=kind))
    return made


def _colon(cue: Token) -> Token | None:
    """The colon after `cue`, if no quotation follows it, which is found by its marks."""
    doc = cue.doc
    for token in doc[cue.i + 1 : cue.i + FARTHEST]:
        if token.text in OPENING or token.text == ";":
            return None
        if token.text == ":":
            last = token.i + 1 >= len(doc) or doc[token.i + 1].text in OPENING
            return None if last else token
    return None


def _tells_of_itself(cue: Token, colon: Token) -> bool:
    """A verb of the main clause with a subject, whose own clause is not told before the colon."""
    helped = cue.tag_ == "VB" and child(cue, "aux") is not None  # 'will have none of it: …'
    if not (cue.tag_ in REPORTING or helped) or child(cue, "nsubj") is None:
        return False
    if any(one.dep_ in {"relcl", "acl", "advcl", "pcomp"} for one in (cue, *ancestors(cue))):
        return False
    if cue.dep_ in REPORTED and cue.head.i < colon.i:
        return False  # 'At that rate, he said, three will be built: …'
    if any(one.lower_ in {"what", "which", "who"} for one in children(cue, "dobj", "nsubj")):
        return False  # 'WHO SAYS OTHERWISE: …'
    for clause in children(cue, *REPORTED):
        asked = any(one.lower_ == "what" for one in children(clause, "dobj", "nsubj"))
        if cue.i < clause.i < colon.i and child(clause, "nsubj", "nsubjpass") and not asked:
            return False
    return True


def _kind(cue: Token, colon: Token, words: Lexicon) -> CueClass | None:
    given = [one for one in _given(cue) if one.i < colon.i]
    for name in entries(cue):
        if name.startswith("be_"):
            continue  # 'The embassy is clear: …' is one of the manners
        if (found := words.spoken.get((name, "clause"))) is not None:
            aside = name == "put_it" or not given or _speaks(given, words)
            return found if aside and found is not CueClass.DENY else None
    if _in_own_voice(cue, colon, words):
        return CueClass.SAY
    if whose_version(cue) is not None:
        return CueClass.SAY if _speaks(children(cue, "nsubj"), words) else None
    if cue.lemma_.lower() not in words.list("light_verbs") | words.list("standing_by"):
        return None
    if cue.lemma_ == "be" and _is_thing(child(cue, "nsubj"), words):
        return None  # 'The price is another matter: it was open on Friday'
    return CueClass.SAY if given and _speaks(given, words) else None


def _in_own_voice(cue: Token, colon: Token, words: Lexicon) -> bool:
    """'A clerk shook his head: …', 'The embassy was curt: …', 'A herder held up a fin: no stone
    fell here': a gesture, a manner of speaking, or words that only who is there would use."""
    who = child(cue, "nsubj")
    main = cue.dep_ == "ROOT" or cue.head.i > colon.i
    if not main or who is None or not names_speaker(who, words):
        return False
    lemma = cue.lemma_.lower()
    moved = [lemma, *(f"{lemma}_{one.lower_}" for one in cue.doc[cue.i + 1 : colon.i])]
    if any(one in words.list("gestures") for one in moved):
        return True
    judged = child(cue, "acomp")
    if judged is not None and lemma == "be":
        return judged.lower_ in words.list("manners")
    return who.pos_ == "NOUN" and _spoken_there(cue, colon)


def _spoken_there(cue: Token, colon: Token) -> bool:
    """'we have', or what is so today after what was done in the past, or plainly is not."""
    after = [token for token in colon.doc[colon.i + 1 :] if not token.is_punct]
    first = next((token for token in after if token.tag_ in FINITE), None)
    if any(token.lower_ in FIRST_PERSON for token in after):
        return True
    if first is None or cue.tag_ != "VBD":
        return False
    return first.tag_ in {"VBZ", "VBP"} or (bool(after) and after[0].lower_ in DENYING)


def _is_thing(noun: Token | None, words: Lexicon) -> bool:
    """Whether a common noun names neither somebody nor a body."""
    if noun is None or noun.pos_ != "NOUN":
        return False
    speaking = ("roles", "humans", "privates", "bodies", "groups", "organisations")
    return not any({noun.lower_, noun.lemma_.lower()} & words.list(one) for one in speaking)


def whose_version(cue: Token) -> Token | None:
    """Kabul of 'Kabul's version is different: nobody was there' and of 'Kabul's count runs the
    other way: nine died'."""
    noun = child(cue, "nsubj")
    owner = _owner(noun, cue) if noun is not None else None
    if owner is None or noun is None or noun.pos_ != "NOUN":
        return None
    if any(noun.lower_ in lexicon("en").list(name) for name in SOMEBODY):
        return None  # 'A judge from Herat was certain', 'Kabul's envoy was blunt'
    if cue.lemma_ == "be":
        return owner if child(cue, "acomp", "attr") is not None else None
    said = noun.lemma_.lower() in lexicon("en").list("accounts")
    return owner if said and _colon(cue) is not None else None


def _owner(noun: Token, cue: Token) -> Token | None:
    """Kabul of 'Kabul's answer was short' and of 'A denial came from Kabul within the hour'."""
    owner = child(noun, "poss")
    if owner is not None or noun.lemma_.lower() not in lexicon("en").list("accounts"):
        return owner  # 'A grocer from Herat was certain' is no account of Herat's
    hosts = (noun, cue) if cue.lemma_.lower() in COMING else (noun,)
    preps = (prep for host in hosts for prep in children(host, "prep") if prep.lower_ == "from")
    return next((child(prep, "pobj") for prep in preps), None)


def _given(cue: Token) -> list[Token]:
    """What is given, had or stood by."""
    after = (child(prep, "pobj") for prep in children(cue, "prep", "prt", "agent"))
    return [*children(cue, "dobj", "attr"), *(one for one in after if one is not None)]


def _speaks(given: list[Token], words: Lexicon) -> bool:
    """Whether one of the nouns is something that is said: a warning, an answer, a figure."""
    said = {lemma for lemma, _ in words.nouns} | words.list("accounts") | words.list("claim_nouns")
    return any(one.lemma_.lower() in said or one.lower_ in MEANT for one in given)

"""Whether a capital or country stands for its government, or is only where something happens."""

from __future__ import annotations

import re

from monitor.actors.contexts import Vocabulary, Words

_POSSESSIVE = re.compile(r"'s?(?!\w) ?")
_CLAUSE_END = re.compile("[.!?؟؛]")
_CLAUSE_ENDS = ".!?؟؛:\"'»…"
_ADVERB = re.compile(r"^(?:[a-z]{2,20}ly|earlier|later|also|both|again|already|still|now|not) ")
_JOINED = re.compile(r"(?:,? ?(?:and|or) |[,،] ?|/|و )(?:the )?[^\W\d_]+ ?")
_JOINING = re.compile(r"(?:(?<=\w) (?:and|or) (?:the )?|[,،] |/| و )$")
_MOST_JOINED = 6  # names in a row that share what stands before the first
_LAST_WORD = re.compile(r"[^\W_]+$")
_VERB = re.compile(  # and none of 'officials', 'authorities', 'leaders'
    r"[a-z]+(?:ed|(?<!official)(?<!authoritie)(?<!leader)s)"
    r"|ha(?:ve|d)|are|were|will|would|could|may|might|must|should|can|cannot"
)
_TOPIC_WORDS = 10  # how far before 'between' the word may stand that says what is between

Verdict = tuple[bool, str]


def government_or_place(
    vocabulary: Vocabulary, left: str, right: str, *, capital: bool, paired: bool = False
) -> Verdict:
    """The verdict, and the word that decided it, from what stands beside the name.

    The words after it decide first ('Kabul rejected', 'Kabul airport'), then those before it
    ('informed Kabul', 'in Kabul'); names joined by 'and' or a comma share what follows the last
    and precedes the first. Without either a capital is a place and a country a state. `paired` is
    a name that a dash joins to another ('Kabul–Islamabad ties').
    """
    default = (
        (False, "a place: nothing beside it says or does anything")
        if capital
        else (True, "a state: nothing beside it makes it a mere place")
    )
    before = _before_all(left)
    scene = vocabulary.place_before if capital else vocabulary.scene_before
    return (
        _as_label(vocabulary, left, right)
        or _by_scene(vocabulary, before, right)
        or _by_what_follows(vocabulary, right, going=scene.closes(before))
        or _by_what_precedes(vocabulary, before, scene, capital=capital)
        or _by_what_follows_all(vocabulary, right)
        or _by_clause(vocabulary, left, right)
        or (_as_pair(vocabulary, right) if paired else None)
        or default
    )


def _as_label(vocabulary: Vocabulary, left: str, right: str) -> Verdict | None:
    """'Tehran: no talks' and 'No talks: Tehran' name who says it; 'Fire in Tehran: …' does not."""
    if vocabulary.inside.closes(left):
        return None
    if right.startswith(":") or (not right and left.endswith((":", "—", " –", " -"))):
        return True, "a government: a label for what it says"
    return None


def _by_clause(vocabulary: Vocabulary, left: str, right: str) -> Verdict | None:
    """Where the verb stands last, a place that opens the clause is its subject."""
    if left and left[-1] not in _CLAUSE_ENDS:
        return None
    word = vocabulary.acts_late.found(_CLAUSE_END.split(right, maxsplit=1)[0])
    return (True, f"a government: its clause ends in {word!r}") if word else None


def _as_pair(vocabulary: Vocabulary, right: str) -> Verdict | None:
    """What follows, perhaps after the other name and an adjective, goes on between two states."""
    words = right.split()[:4]
    for first in range(min(3, len(words))):
        if word := vocabulary.relations.opens(" ".join(words[first:])):
            return True, f"a government: one of a pair with {word!r}"
    return None


def _by_scene(vocabulary: Vocabulary, before: str, right: str) -> Verdict | None:
    """'In Kabul' is a place whatever follows, except 'in Kabul's view' and 'rulers in Kabul'."""
    if word := vocabulary.compounds.opens(right):
        return True, f"a government: {word!r} by it"
    word = vocabulary.inside.closes(before)
    if word and not right.startswith("'s") and not vocabulary.acts_before.closes(before):
        return False, f"a place: preceded by {word!r}"
    return None


def _by_what_follows(
    vocabulary: Vocabulary, right: str, *, going: str | None = None
) -> Verdict | None:
    """Of whom it tells what it does: 'Kabul to send …', but not of those 'going to Kabul to …'.

    Behind an English preposition a verb is another's: 'the road through Syria is shut'.
    """
    own = _POSSESSIVE.match(right)
    follows = right[own.end() :] if own else right
    possessed = own is not None and own.group().startswith("'s")
    if possessed and (word := vocabulary.owned.opens(follows)):
        return True, f"a government: {word!r} is its own"
    if word := vocabulary.place_after.opens(follows):
        return False, f"a place: followed by {word!r}"
    if possessed and (word := vocabulary.townsfolk.opens(follows)):
        return False, f"a place: {word!r} live there"
    done = follows if going else follows.removeprefix("to ")
    word = vocabulary.acts_after.opens(_ADVERB.sub("", done))
    if word and not (going and going.isascii() and _VERB.fullmatch(word)):
        return True, f"a government: followed by {word!r}"
    if possessed:
        return True, "a government: possessive"
    return None


def _by_what_follows_all(vocabulary: Vocabulary, right: str) -> Verdict | None:
    """The words after the last of several joined names."""
    joined = _JOINED.match(right)
    verdict = _by_what_follows(vocabulary, right[joined.end() :]) if joined else None
    return (True, f"joined to {verdict[1]}") if verdict and verdict[0] else None


def _by_what_precedes(
    vocabulary: Vocabulary, before: str, scene: Words, *, capital: bool
) -> Verdict | None:
    if word := vocabulary.acts_before.closes(before):
        return True, f"a government: preceded by {word!r}"
    if word := vocabulary.between.closes(before):
        topic = vocabulary.relations.found(" ".join(before.split()[-_TOPIC_WORDS:]))
        if topic:
            return True, f"a government: {topic!r} {word!r}"
        return (False, f"a place: preceded by {word!r}") if capital else None
    if word := scene.closes(before):
        return False, f"a place: preceded by {word!r}"
    return None


def _before_all(left: str) -> str:
    """What precedes the first of names joined by 'and' or commas, without an article."""
    for _ in range(_MOST_JOINED):
        joining = _JOINING.search(f"{left} ")
        if joining is None:
            break
        shorter = left[: joining.start()].rstrip(" ,،")
        last = _LAST_WORD.search(shorter)
        if last is None:
            break
        left = shorter[: last.start()].rstrip(" ")
    return left.removesuffix(" the")

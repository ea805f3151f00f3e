"""'The movement', 'the government', 'the army': bodies that no name tells.

Who is meant stands nowhere in such a statement, and a watch would not see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.speakers.homes import OFFICIAL, armed_home, army_of, home, is_official, rules
from monitor.claims.text.spans import Span
from monitor.domain import Mention

FAR = 900  # code points back, about a paragraph and a half
MOST_MENTIONS = 24


def groups_in(reading: Reading, span: Span, speaking: Iterable[str]) -> Iterator[str]:
    """The catalogue ids of movements that `span` only describes.

    Nobody, where one of those `speaking` is a movement: then it is its own, unless it is the host
    ('Kabul denied harbouring the group'). 'The party' is one that is called so, and 'the movement'
    by itself rather another.
    """
    words = lexicon("en")
    own = {
        body
        for actor in speaking
        if _is_movement(reading, actor, words)
        for body in reading.catalogue.bodies(actor)
    }
    for found in _phrase().finditer(reading.text, span.start, span.end):
        hosted = _hosting().search(reading.text, span.start, found.start()) is not None
        if own and not hosted:
            return
        kind = found[0].lower().removeprefix("the ")
        named = _named_before(reading, span, found.start(), FAR)
        if kind == "party":
            named = named or _named_before(reading, span, found.start(), found.start())
        within = [
            str(mention.actor)
            for mention in reading.mentioned(Span(span.start, found.start()))
            if mention.actor and _is_movement(reading, mention.actor, words)
        ]
        said_again = within and not hosted and " " not in kind and kind != "party"
        if said_again or _of_another(reading, found, named):
            continue
        movements = [
            mention for mention in named if _is_movement(reading, str(mention.actor), words)
        ]
        movements = [mention for mention in movements if mention.actor not in {*own, *within}]
        parties = [one for one in movements if one.actor in words.list("parties")]
        others = [one for one in movements if one not in parties]
        meant = {"party": parties, "movement": others or parties}.get(kind, movements)
        yield from (str(one.actor) for one in _acting(reading, meant))


def called_in(reading: Reading, span: Span) -> Iterator[str]:
    """The ids of organisations that `span` calls by a word of their names: 'the mission'."""
    for found in _called().finditer(reading.text, span.start, span.end):
        noun = found[1].lower()
        named = _named_before(reading, Span(found.start(), span.end), found.start(), FAR)
        known = [one for one in named if _is_called(reading, str(one.actor), noun)]
        if known and not _of_another(reading, found, known):
            yield str(known[0].actor)


def _is_called(reading: Reading, actor: str, noun: str) -> bool:
    """Whether an organisation that rules no country has the noun in one of its names."""
    known = reading.catalogue.actors[actor]
    names = (known.name, *(alias.text for alias in known.aliases))
    called = any(noun in name.lower().split() for name in names)
    return known.kind == "organisation" and called and not rules(reading, actor)


def _named_before(reading: Reading, span: Span, at: int, far: int) -> list[Mention]:
    """Who was named before `at` and outside `span`, where the phrase would not say it again; the
    last first."""
    before = reading.mentioned(Span(max(0, at - far), min(at, span.start)))
    return [one for one in reversed(before[-MOST_MENTIONS:]) if one.actor]


def _acting(reading: Reading, named: Sequence[Mention]) -> Sequence[Mention]:
    """The last of the named; of several in its sentence the one that does what is told there."""
    if not named:
        return ()
    tree = next(iter(reading.trees_in(Span(named[0].start, named[0].end))), None)
    same = [one for one in named if tree is not None and tree.span.start <= one.start]
    subjects = [
        one
        for one in same
        for token in (tree.at(Span(one.start, one.end)) if tree is not None else ())
        if token.dep_ == "nsubj"
    ]
    return (subjects or named)[:1]


def _of_another(reading: Reading, found: re.Match[str], named: Sequence[Mention]) -> bool:
    """Whether a body that nobody watches was called so more recently: 'the tracing group'."""
    noun = found[0].split()[-1]
    last = named[0].end if named else 0
    other = re.compile(rf"\b(?!(?:the|this|that)\b)([\w-]+) {noun}\b", re.IGNORECASE)
    kinds = lexicon("en").list("of_movements")
    between = other.finditer(reading.text, max(last, found.start() - FAR), found.start())
    return any(
        one[1].lower() not in kinds and reading.covering(one.start()) is None for one in between
    )


def offices_in(reading: Reading, span: Span, speaking: Iterable[str]) -> Iterator[str]:
    """The states whose government, ministries or army `span` only calls so.

    Those of one who is `speaking` for a state, or governs one; else those of where the text is at
    home.
    """
    own = next((actor for actor in speaking if rules(reading, actor)), None)
    for found in _office().finditer(reading.text, span.start, span.end):
        if found["army"]:
            owner = own if own is not None and is_official(reading, own) else None
            owner = owner or (armed_home(reading, found.start()) if own is None else None)
            if owner is not None:
                yield army_of(reading, owner)
        elif (owner := own or home(reading, found.start())) is not None:
            yield owner


def _is_movement(reading: Reading, actor: str, words: Lexicon) -> bool:
    """A body of its own: no organ of a state or of the United Nations, no league of states."""
    catalogue = reading.catalogue
    bodies = [catalogue.actors[one] for one in catalogue.bodies(actor) if one in catalogue.actors]
    if catalogue.actors[actor].kind != "organisation":
        return False
    names = {word.lower() for body in bodies for word in body.name.split()}
    return not any(body.kind in OFFICIAL for body in bodies) and not names & words.list("leagues")


@cache
def _hosting() -> re.Pattern[str]:
    """What a host does with a movement that is not its own, up to the noun: 'sheltering'."""
    verbs = "|".join(sorted(lexicon("en").list("hosting")))
    ending = r"(?:e|s|es|e?d|[tpmr]?ing)?"
    return re.compile(rf"\b(?:{verbs}){ending} (?:[\w-]+ ){{0,2}}$", re.IGNORECASE)


@cache
def _phrase() -> re.Pattern[str]:
    words = lexicon("en")
    nouns, kinds = ("|".join(sorted(words.list(name))) for name in ("movements", "of_movements"))
    return re.compile(
        rf"\b(?:the|this|that) (?:(?:{kinds}) )?(?:{nouns})\b(?! of \w)", re.IGNORECASE
    )


@cache
def _called() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon("en").list("called")))
    return re.compile(rf"\bthe ({nouns})\b(?! (?:of|for|to) \w| (?i:chief|head)\b)", re.IGNORECASE)


@cache
def _office() -> re.Pattern[str]:
    """'The government', 'the defence ministry', 'the army': without whose, and no place."""
    portfolios = "|".join(sorted(lexicon("en").list("portfolios")))
    ministry = rf"(?:{portfolios}) (?:ministry|minister)"
    things = "|".join(sorted(lexicon("en").list("military_things")))
    return re.compile(
        r"(?:(?<!\bat )(?<!\bin )(?<!\bnear )|(?=the [\w ]{3,24}['’]s))"
        rf"\bthe (?:(?:government|cabinet|{ministry})\b"
        r"(?! (?:of|in|at) \w)|(?P<army>army|military|air force|armed forces)\b"
        rf"(?! of\b| (?:{things})\b))",
        re.IGNORECASE,
    )

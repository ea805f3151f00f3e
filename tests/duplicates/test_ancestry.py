"""Who copied whom: the tree of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.domain import Relation
from monitor.duplicates.ancestry import MOST_COMPARED, Descent, Print, descent
from tests.duplicates.samples import HARBOUR, changed_words


def at(day: int) -> datetime:
    return datetime(2024, 6, day, 8, tzinfo=UTC)


def told(number: int, text: str = HARBOUR, day: int | None = None, **more: object) -> Print:
    """A copy published on `day` (or undated) and seen on the twentieth."""
    values: dict[str, object] = {
        "document_id": number,
        "text": text,
        "relation": Relation.COPY if number > 1 else Relation.ORIGINAL,
        "relation_to": 1 if number > 1 else None,
        "published": at(day) if day else None,
        "fetched": at(20),
        "source": f"outlet-{number}",
        "outlet": f"Outlet {number}",
    }
    return Print(**(values | more))  # type: ignore[arg-type]


def shape(nodes: list[Descent]) -> dict[int, object]:
    return {node.print.document_id: shape(node.children) for node in nodes}


def every(nodes: list[Descent]) -> dict[int, Descent]:
    found = {}
    for node in nodes:
        found[node.print.document_id] = node
        found |= every(node.children)
    return found


def test_copies_hang_under_the_text_published_first() -> None:
    tree = descent([told(1, day=3), told(2, day=5), told(3, day=4)], 1)
    assert shape(tree) == {1: {3: {}, 2: {}}}
    assert (tree[0].why, tree[0].contained) == ("the first", None)
    assert every(tree)[2].contained == every(tree)[2].contains == 1.0


def test_a_copy_of_a_copy_hangs_under_the_copy_it_is_nearest_to() -> None:
    cut = changed_words(HARBOUR, 0.15)
    tree = descent([told(1, day=3), told(2, cut, 4), told(3, changed_words(cut, 0.03), 5)], 1)
    assert shape(tree) == {1: {2: {3: {}}}}
    assert "nearest" in every(tree)[3].why


def test_a_credit_line_tells_more_than_likeness() -> None:
    copy = told(3, day=5, credit="first published by Outlet 2")
    tree = descent([told(1, day=3), told(2, changed_words(HARBOUR, 0.1), 4), copy], 1)
    assert shape(tree) == {1: {2: {3: {}}}}
    assert every(tree)[3].why == "it credits Outlet 2: first published by Outlet 2"


def test_a_version_hangs_under_what_it_changed() -> None:
    version = told(3, HARBOUR + "\nA line.", 3, relation=Relation.VERSION, relation_to=2)
    tree = descent([told(1, day=3), told(2, changed_words(HARBOUR, 0.1), 3), version], 1)
    assert shape(tree) == {1: {2: {3: {}}}}
    assert "later version" in every(tree)[3].why


def test_an_undated_text_counts_from_when_it_was_seen_and_says_so() -> None:
    seen = replace(told(2), fetched=at(4))
    tree = descent([told(1, day=3), seen, told(3, day=5)], 1)
    assert list(every(tree)) == [1, 2, 3]
    assert "gives no date" in every(tree)[2].why
    assert "gives no date" in descent([told(1)], 1)[0].why


def test_one_family_is_named() -> None:
    tree = descent([told(1, day=3, family="velmora"), told(2, day=4, family="velmora")], 1)
    assert "one family, velmora" in every(tree)[2].why


def test_a_very_long_story_is_a_tree_too() -> None:
    many = [told(number, day=3 + number % 9) for number in range(1, MOST_COMPARED + 20)]
    assert len(every(descent(many, 1))) == len(many)

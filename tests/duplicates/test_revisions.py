"""What a new version of a page does to what it said before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.domain import ChainLink, CueClass, LinkRole, Modality, Polarity, Statement
from monitor.duplicates.notes import notes_in, reports
from monitor.duplicates.revisions import Fate, Former, Revision, revise

FRAME = (
    "Ships waited in the harbour of Velmora all week while the council argued about its debts.\n"
    "{}\n"
    "Bakers said they would believe in the peace once the sacks were in the cellar of the market.\n"
    "The ferry terminal that was planned for the old fish market is to be built a year later."
)
PROMISE = "Taliban officials told Iran that {} fighters would be sent to the frontier near Herat"
DEBT = "The mayor of Herat said that Tehran had paid for the repair of the canal and its sluices"


def text(*sentences: str) -> str:
    return FRAME.format("\n".join(f"{sentence}." for sentence in sentences))


def said(content: str, within: str, party: str = "Taliban", **more: object) -> Statement:
    start = within.index(content)
    link = ChainLink(name=party, role=LinkRole.SPEAKER)
    values = {
        "content": content,
        "start": start,
        "end": start + len(content),
        "chain": (link,),
        "cue": "told",
        "cue_class": CueClass.SAY,
        "origin": party,
        "party": party,
        "actors": ("taliban", "iran"),
    }
    return Statement(**(values | more))  # type: ignore[arg-type]


def revised(old_text: str, new_text: str, old: list[Statement], new: list[Statement]) -> Revision:
    former = [Former(number, 10 + number, one) for number, one in enumerate(old, 1)]
    return revise(old_text, new_text, former, new)


THREE = PROMISE.format("three thousand")
FIVE = PROMISE.format("five thousand")


def test_the_same_words_are_kept_wherever_they_stand_now() -> None:
    old, new = text(THREE, DEBT), text(DEBT, THREE)
    found = revised(old, new, [said(THREE, old)], [said(DEBT, new, "Herat"), said(THREE, new)])
    assert {i: v.fate for i, v in found.continued.items()} == {1: Fate.KEPT}
    assert found.continued[1].former.claim_id == 11
    assert found.dropped == ()


def test_a_statement_in_other_words_is_kept() -> None:
    old = text(THREE)
    again = THREE.replace("would be sent to", "are to go to")
    new = text(again)
    found = revised(old, new, [said(THREE, old)], [said(again, new)])
    assert found.continued[0].fate is Fate.KEPT
    assert "other words" in found.continued[0].reason


@pytest.mark.parametrize(
    ("now", "change", "why"),
    [
        (FIVE, {}, "numbers differ"),
        (THREE.replace("three thousand", "3500"), {}, ""),
        (THREE.replace("would be", "would never be"), {"polarity": Polarity.NEGATIVE}, "denied"),
        (THREE, {"modality": Modality.DENIED}, "denied"),
        (THREE, {"party": "Hezbollah"}, "not Taliban"),
        (THREE.replace("Iran", "Oman"), {"actors": ("taliban", "oman")}, "oman instead of iran"),
    ],
)
def test_another_number_actor_or_sign_is_a_correction(
    now: str, change: dict[str, object], why: str
) -> None:
    old, new = text(THREE), text(now)
    found = revised(old, new, [said(THREE, old)], [said(now, new, **change)])  # type: ignore[arg-type]
    assert found.continued[0].fate is Fate.CORRECTED
    assert why in found.continued[0].reason
    assert found.dropped == ()


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this article named the frontier near Herat.",
        "This article was amended to say which frontier was meant, near Herat.",
        "اصلاحیه: در نسخهٔ قبلی این خبر نام مرز Herat نادرست بود.",
        "سمونه: د دې خبر په پخوانۍ نسخه کې د Herat نوم ناسم و.",
        "تصحيح: ورد في نسخة سابقة من هذا الخبر اسم Herat خطأ.",
    ],
)
def test_a_note_of_correction_makes_other_words_a_correction(note: str) -> None:
    old = text(THREE)
    now = THREE.replace("near Herat", "in the west")
    new = f"{text(now)}\n{note}"
    found = revised(old, new, [said(THREE, old)], [said(now, new)])
    assert found.continued[0].fate is Fate.CORRECTED
    assert note[:60] in found.continued[0].reason
    assert revised(f"{old}\n{note}", new, [said(THREE, old)], [said(now, new)]).continued[
        0
    ].fate is (Fate.KEPT), "the note was there before"


def test_what_is_gone_is_dropped() -> None:
    old, new = text(THREE, DEBT), text(DEBT)
    both = [said(THREE, old), said(DEBT, old, "Herat")]
    found = revised(old, new, both, [said(DEBT, new, "Herat")])
    assert [(v.former.statement_id, v.fate) for v in found.dropped] == [(1, Fate.DROPPED)]
    assert "does not say it any more" in found.dropped[0].reason


def test_words_that_still_stand_are_not_dropped_though_nobody_reads_a_statement_there() -> None:
    old = text(THREE)
    assert revised(old, text(THREE, DEBT), [said(THREE, old)], []) == Revision()


def test_a_page_that_shows_only_a_part_drops_nothing() -> None:
    old = text(THREE, DEBT)
    teaser = FRAME.split("\n", maxsplit=1)[0]
    assert revised(old, teaser, [said(THREE, old)], []).dropped == ()


def test_a_page_that_takes_its_report_back_drops_all_of_it() -> None:
    old = text(THREE)
    for note in (
        "This article has been removed because its source could not be confirmed.",
        "این خبر حذف شد.",
        "دا خبر لرې شو.",
        "تم حذف هذا الخبر.",
    ):
        (verdict,) = revised(old, note, [said(THREE, old)], []).dropped
        assert note in verdict.reason


def test_a_new_statement_is_nobodys_successor() -> None:
    old, new = text(THREE), text(THREE, DEBT)
    found = revised(old, new, [said(THREE, old)], [said(THREE, new), said(DEBT, new, "Herat")])
    assert set(found.continued) == {0}


def test_each_statement_has_one_successor() -> None:
    old, new = text(THREE, THREE), text(FIVE, THREE)
    first = said(THREE, old)
    second = replace(first, start=first.end + 2, end=2 * first.end - first.start + 2)
    found = revised(old, new, [first, second], [said(FIVE, new), said(THREE, new)])
    fates = {i: v.fate for i, v in found.continued.items()}
    assert fates == {0: Fate.CORRECTED, 1: Fate.KEPT}
    assert found.dropped == ()


def test_what_a_note_repeats_is_its_outlets_own_voice() -> None:
    note = f"Correction: we wrote that {THREE}. That was wrong."
    new = f"{text(DEBT)}\n{note}"
    (kept, told) = reports(new, [said(DEBT, new, "Herat"), said(THREE, new)])
    assert (kept.attributed, told.attributed) == (True, False)


@pytest.mark.parametrize(
    "line",
    [
        "The correction of the border took three years.",
        "Corrections officers said the prison near Herat was full.",
        "They removed this article of the treaty, a minister said.",
        "تصحیح نقشه سه سال وقت گرفت.",
        "",
    ],
)
def test_a_sentence_about_corrections_is_no_note(line: str) -> None:
    assert notes_in(line) == ()

"""Who confirms whom, and who merely passes on."""

from __future__ import annotations

import pytest

from monitor.claims.likeness.independence import denying, independence, independent_of_all
from monitor.domain import Modality, Polarity
from tests.claims.making import member, outlet, speaker, statement, unnamed


def test_two_spokesmen_of_one_body_are_one_party() -> None:
    one = member(statement(chain=(speaker("First"),), party="The Guild"), 1)
    two = member(statement(chain=(speaker("Second"),), party="the guild"), 2)
    verdict = independence(one, two)
    assert not verdict.independent
    assert "The Guild" in verdict.reason


def test_different_parties_in_copies_of_one_text_confirm_nothing() -> None:
    one = member(statement(chain=(speaker("First"),)), 1, story=7)
    two = member(statement(chain=(speaker("Second"),)), 2, story=7)
    assert not independence(one, two).independent
    assert independence(one, member(two.statement, 2, story=8)).independent


def test_an_unknown_name_in_another_script_is_no_new_party() -> None:
    latin = member(statement("it rained", chain=(outlet("Al-Akhbar"),)), 1)
    arabic = member(statement("مطر", chain=(outlet("الأخبار"),)), 2)
    other = member(statement("مطر", chain=(outlet("الميادين"),)), 3)
    assert not independence(latin, arabic).independent
    assert independence(latin, other).independent


def test_two_people_quoted_in_one_article_are_independent() -> None:
    one = member(statement("the bridge was blown up by rebels", chain=(speaker("First"),)), 1)
    two = member(
        statement("rebels destroyed it with mines", chain=(speaker("Second"),)), 2, story=1
    )
    assert independence(one, two).independent


def test_outlets_of_one_publisher_family_do_not_confirm_each_other() -> None:
    world = statement(chain=(outlet("World Service", "world"),), origin_family="crown")
    persian = statement(chain=(outlet("Persian Service", "persian"),), origin_family="crown")
    other = statement(chain=(outlet("Evening Post", "post"),), origin_family="post-group")
    assert not independence(member(world, 1), member(persian, 2)).independent
    assert independence(member(world, 1), member(other, 2)).independent


def test_people_on_the_record_are_independent_whatever_outlets_carry_them() -> None:
    one = member(statement(chain=(speaker("First"),)), 1, source="world", family="crown")
    two = member(statement(chain=(speaker("Second"),)), 2, source="persian", family="crown")
    assert independence(one, two).independent


def test_an_outlet_that_relayed_a_claim_is_no_second_origin_of_it() -> None:
    relayed = statement(chain=(outlet("Radio", "radio"), outlet("Daily", "daily")))
    cited = statement(chain=(outlet("Radio", "radio"),))
    assert not independence(member(relayed, 1), member(cited, 2)).independent
    assert not independence(member(cited, 1), member(relayed, 2)).independent
    publisher = member(statement(chain=(speaker("Diplomat"),)), 1, source="radio")
    assert not independence(publisher, member(cited, 2)).independent


def test_unnamed_sources_heard_through_the_same_outlet_count_once() -> None:
    direct = member(statement(chain=(unnamed("a diplomat in the capital"),)), 1, source="wire")
    through = statement(chain=(outlet("The Wire", "wire"), unnamed("one diplomat")))
    elsewhere = statement(chain=(outlet("Gazette", "gazette"), unnamed("an official")))
    assert not independence(direct, member(through, 2)).independent
    assert independence(direct, member(elsewhere, 3)).independent


def test_unnamed_sources_that_are_described_alike_may_be_one_and_count_once() -> None:
    english = statement(chain=(unnamed("a Western diplomat in Beirut"),))
    arabic = statement(chain=(unnamed("مصدر دبلوماسي غربي في بيروت"),), language="ar")
    shorter = statement(chain=(unnamed("the Western diplomat"),))
    other = statement(chain=(unnamed("a border guard"),))
    assert not independence(member(english, 1), member(arabic, 2)).independent
    assert not independence(member(english, 1), member(shorter, 2)).independent
    assert independence(member(english, 1), member(other, 2)).independent


def test_a_confirmation_must_be_independent_of_everybody_heard_before() -> None:
    first, second = statement(party="A"), statement(party="B")
    held = [member(first, 1), member(second, 2)]
    assert not independent_of_all(member(statement(party="B"), 3), held).independent
    assert independent_of_all(member(statement(party="C"), 3), held).independent


@pytest.mark.parametrize("modality", [Modality.ASSERTED, Modality.PROMISED])
def test_the_negation_of_what_the_claim_affirms_denies_it(modality: Modality) -> None:
    yes = member(statement(), 1)
    no = member(statement(polarity=Polarity.NEGATIVE, modality=modality), 2)
    denied = member(statement(modality=Modality.DENIED), 3)
    assert denying([yes, no, denied]) == (False, True, True)


def test_a_claim_that_is_negative_from_the_start_is_not_its_own_denial() -> None:
    no = statement(polarity=Polarity.NEGATIVE)
    assert denying([member(no, 1), member(no, 2)]) == (False, False)


def test_a_question_denies_nothing() -> None:
    doubt = statement(polarity=Polarity.NEGATIVE, modality=Modality.QUESTIONED)
    assert denying([member(statement(), 1), member(doubt, 2)]) == (False, False)


@pytest.mark.parametrize(("language", "name"), [("fa", "رادیو ارتش"), ("ar", "إذاعة الجيش")])
def test_a_name_that_says_the_same_in_another_language_is_no_new_party(
    language: str, name: str
) -> None:
    english = member(statement("it rained", chain=(outlet("Army Radio"),)), 1)
    translated = member(statement("باران", chain=(outlet(name),), language=language), 2)
    other = member(statement("باران", chain=(outlet("رادیو پولیس"),)), 3)
    assert not independence(english, translated).independent
    assert independence(english, other).independent


def test_unnamed_sources_of_one_unlisted_outlet_are_one_in_every_script() -> None:
    latin = statement("it rained", chain=(outlet("Sawt al-Bahr"), unnamed("a guard")))
    arabic = statement("مطر", chain=(outlet("صوت البحر"), unnamed("مصدر")), language="ar")
    verdict = independence(member(latin, 1), member(arabic, 2))
    assert not verdict.independent

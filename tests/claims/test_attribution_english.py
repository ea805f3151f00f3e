"""One test for each construction of English reporting that the rules claim to know."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Event, LinkRole, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only


def test_an_outlet_that_cites_another_is_the_outer_link() -> None:
    made = only("Noor TV, citing Cedar Daily, said that Iran will send troops to Herat.")
    assert chain(made) == ["Noor TV", "Cedar Daily"]
    assert (made.origin, made.party) == ("Cedar Daily", "Cedar Daily")
    assert made.content == "Iran will send troops to Herat"


def test_a_trailing_citation_is_no_part_of_the_content() -> None:
    made = only("Noor TV reported that Iran had sent troops to Herat, quoting Cedar Daily.")
    assert chain(made) == ["Noor TV", "Cedar Daily"]
    assert made.content == "Iran had sent troops to Herat"


def test_according_to_names_the_source_before_and_after_the_content() -> None:
    before = only("According to Rahim Sadeq, two bridges were closed.")
    after = only("Two bridges were closed, according to Rahim Sadeq.")
    assert chain(before) == chain(after) == ["Rahim Sadeq"]
    assert before.content.lower() == after.content.lower() == "two bridges were closed"


def test_a_quotation_goes_on_with_its_speaker_and_a_pronoun_gets_the_full_name() -> None:
    first, second = attributed(
        "Rahim Sadeq said the road was closed. “We will open it in spring,” he added."
    )
    assert chain(first) == chain(second) == ["Rahim Sadeq"]
    assert second.content == "We will open it in spring"
    assert second.form is QuoteForm.DIRECT


def test_a_role_noun_stands_for_the_person_introduced_with_it() -> None:
    text = (
        "Karim Wardak, a spokesman for the Taliban, met traders in Kunduz. "
        "The spokesman said the border would open."
    )
    made = only(text)
    assert (made.origin, made.party) == ("Karim Wardak", "Taliban")


def test_the_reporter_may_stand_last() -> None:
    made = only("Iran has closed two crossings, Noor TV reported on Monday.")
    assert chain(made) == ["Noor TV"]
    assert made.content == "Iran has closed two crossings"
    assert made.said_on == "2025-03-17"


def test_the_order_of_a_quoted_report_may_be_inverted() -> None:
    made = only("“The dam is empty,” said Nader Parsa.")
    assert (chain(made), made.content) == (["Nader Parsa"], "The dam is empty")


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    made = only("Parsa is tired. Nader Parsa said: “The dam is empty.\n“It was empty last year.”")
    assert made.content.startswith("The dam is empty.")
    assert made.content.endswith("It was empty last year")


def test_straight_curly_and_angular_marks_are_all_quotation_marks() -> None:
    for opening, closing in ('""', "“”", "«»"):
        made = only(f"Rahim Sadeq said: {opening}The pass is under snow{closing}.")
        assert made.content == "The pass is under snow"
        assert made.form is QuoteForm.DIRECT


def test_what_is_quoted_inside_a_quotation_stays_in_it() -> None:
    made = only("“My father said ‘keep the gate shut’ and I do,” Rahim Sadeq said.")
    assert chain(made) == ["Rahim Sadeq"]
    assert "keep the gate shut" in made.content


def test_an_announcement_in_the_passive_has_its_agent_as_speaker() -> None:
    made = only("It was announced by Nader Parsa that the consulate would close.")
    assert chain(made) == ["Nader Parsa"]
    assert made.content == "the consulate would close"


def test_denials_keep_the_denied_proposition() -> None:
    for text in (
        "Rahim Sadeq denied that fighters had gone to Beirut.",
        "Rahim Sadeq rejected reports that fighters had gone to Beirut.",
        "Rahim Sadeq dismissed claims that fighters had gone to Beirut.",
    ):
        made = only(text)
        assert made.content == "fighters had gone to Beirut"
        assert made.modality is Modality.DENIED
        assert made.cue_class is CueClass.DENY


def test_no_truth_in_a_report_is_a_denial() -> None:
    made = only("Rahim Sadeq said there was no truth in the report of a deal with Hamas.")
    assert made.modality is Modality.DENIED


def test_the_outlet_that_was_told_is_an_outer_link() -> None:
    made = only("Rahim Sadeq told Noor TV that the pass was open.")
    assert chain(made) == ["Noor TV", "Rahim Sadeq"]
    assert [link.role for link in made.chain] == [LinkRole.OUTLET, LinkRole.SPEAKER]


def test_a_body_that_was_told_is_an_addressee() -> None:
    for verb in ("told", "assured", "informed", "warned"):
        made = only(f"Nader Parsa {verb} the Taliban that the river was dry.")
        assert chain(made) == ["Nader Parsa"]
        assert made.addressees == ("taliban",)
        assert "taliban" in made.actors


def test_the_interviewing_outlet_is_an_outer_link() -> None:
    made = only("In an interview with Noor TV, Rahim Sadeq said schools would open.")
    assert chain(made) == ["Noor TV", "Rahim Sadeq"]


def test_a_platform_is_an_outer_link() -> None:
    posted = only("Rahim Sadeq posted on X that the strike was cowardly.")
    wrote = only("Nader Parsa wrote on Telegram that the embassy was open.")
    assert chain(posted) == ["X", "Rahim Sadeq"]
    assert chain(wrote) == ["Telegram", "Nader Parsa"]
    assert posted.chain[0].role is LinkRole.PLATFORM


def test_coordinated_contents_are_two_statements() -> None:
    first, second = attributed(
        "Nader Parsa said that Iran had closed the border and that traders should wait."
    )
    assert first.content == "Iran had closed the border"
    assert second.content == "traders should wait"
    assert second.modality is Modality.URGED


def test_said_and_adding_are_two_statements_of_one_speaker() -> None:
    first, second = attributed(
        "Rahim Sadeq said the talks had failed, adding that nobody would return to Doha."
    )
    assert chain(first) == chain(second) == ["Rahim Sadeq"]
    assert second.content == "nobody would return to Doha"


def test_an_unknown_speaker_in_apposition_keeps_name_and_party() -> None:
    made = only("Karim Wardak, a spokesman for the Taliban, said that the mine was safe.")
    assert (chain(made), made.party) == (["Karim Wardak"], "Taliban")
    assert made.actors == ("taliban",)


def test_an_unnamed_source_is_its_own_party() -> None:
    made = only("A senior diplomat in Kabul said that the offer was withdrawn.")
    assert chain(made) == ["A senior diplomat in Kabul"]
    assert made.origin == made.party == "A senior diplomat in Kabul"
    assert made.chain[0].role is LinkRole.ANONYMOUS


def test_a_reporter_of_an_outlet_speaks_for_the_outlet() -> None:
    made = only("A correspondent of Cedar Daily claimed that Hamas had no money left.")
    assert (made.origin, made.party) == ("Cedar Daily", "Cedar Daily")


def test_hearsay_without_a_source_is_not_attributed() -> None:
    for text in (
        "The Taliban reportedly sent fighters to Hezbollah.",
        "The Taliban are said to have sent fighters to Hezbollah.",
    ):
        assert attributed(text) == ()
        (kept,) = every(text)
        assert (kept.chain, kept.origin) == ((), "Ridge News")


def test_a_headline_within_the_text_is_no_statement() -> None:
    assert attributed("Sadeq Says Taliban Will Send Fighters To Beirut\nIt rained.") == ()


def test_a_question_is_marked_as_one() -> None:
    made = only("Nader Parsa asked why the Taliban had closed the gates.")
    assert made.modality is Modality.QUESTIONED


def test_numbers_of_the_content_are_kept_and_those_of_the_source_are_not() -> None:
    made = only("Two officials said Iran had sent 300 soldiers.")
    assert made.numbers == ("300",)


def test_x_quoted_y_as_saying_z_told_w_is_a_chain_of_three() -> None:
    made = only("Noor TV quoted Nader Parsa as saying Rahim Sadeq had told Hamas that it was over.")
    assert chain(made) == ["Noor TV", "Nader Parsa", "Rahim Sadeq"]
    assert (made.origin, made.content) == ("Rahim Sadeq", "it was over")


def test_a_pledge_that_others_report_stays_in_their_content() -> None:
    made = only("Cedar Daily said the Taliban had promised Hezbollah to send 200 fighters.")
    assert made.origin == "Cedar Daily"
    assert made.content == "the Taliban had promised Hezbollah to send 200 fighters"
    assert (made.modality, made.event) == (Modality.PROMISED, Event.MOBILIZE)


def test_urging_and_accusing_keep_only_what_is_urged_or_alleged() -> None:
    urged = only("Nader Parsa urged the Taliban to reopen the dam.")
    accused = only("Nader Parsa accused the Taliban of hoarding water.")
    assert (urged.content, urged.modality) == ("to reopen the dam", Modality.URGED)
    assert (accused.content, accused.event) == ("hoarding water", Event.ACCUSE)
    assert "taliban" in urged.actors
    assert "taliban" in accused.actors


def test_thanks_keep_whom_and_what_for() -> None:
    made = only("Rahim Sadeq thanked Iran for the flour.")
    assert (made.content, made.event) == ("Iran for the flour", Event.SUPPORT)


def test_a_label_speaks_its_paragraph_and_an_interviewers_question_does_not() -> None:
    text = "Q: Did Iran say the talks are over?\nRahim Sadeq: The talks have not begun."
    made = only(text)
    assert (made.cue, made.content) == (":", "The talks have not begun")


def test_a_nominal_cue_with_an_owner_is_a_statement() -> None:
    made = only("Nobody believed Rahim Sadeq's claim that the bank had been paid.")
    assert (chain(made), made.content) == (["Rahim Sadeq"], "the bank had been paid")


def test_what_was_not_said_is_no_statement() -> None:
    assert attributed("Rahim Sadeq did not say whether Iran had agreed.") == ()
    assert attributed("Nader Parsa declined to comment.") == ()


def test_narration_is_kept_only_where_two_bodies_and_an_event_meet() -> None:
    (kept,) = every("Iran attacked Hamas on Monday. Iran is large. Hamas met farmers.")
    assert not kept.attributed
    assert (kept.chain, kept.origin, kept.party) == ((), "Ridge News", "Ridge News")
    assert (kept.cue_class, kept.event) == (CueClass.NARRATE, Event.ASSAULT)


def test_an_institution_is_its_body() -> None:
    made = only("The Taliban's health ministry said that four clinics had closed.")
    assert (made.origin, made.party) == ("Taliban", "Taliban")


def test_roles_condition_and_dates_come_from_the_content() -> None:
    made = only(
        "On 3 March 2025, Rahim Sadeq said the Taliban would attack Hezbollah in April if needed."
    )
    assert (made.agents, made.targets) == (("taliban",), ("hezbollah",))
    assert made.condition == "if needed"
    assert (made.said_on, made.event_date) == ("2025-03-03", "2025-04")
    assert made.modality is Modality.THREATENED


@pytest.mark.parametrize(
    "text",
    [
        "Noor TV reported on Monday, citing an official, that Iran had shut the crossing.",
        "Noor TV reported, quoting an official, that Iran had shut the crossing.",
        "Noor TV reported on Monday that Iran had shut the crossing, citing an official.",
    ],
)
def test_a_citation_stands_before_or_after_what_is_reported(text: str) -> None:
    made = only(text)
    assert chain(made) == ["Noor TV", "an official"]
    assert made.content == "Iran had shut the crossing"


def test_the_channel_that_was_told_is_the_one_named_before() -> None:
    *_, made = attributed(
        "Rahim Sadeq sat down with Noor TV. No fighter had left, Rahim Sadeq told the channel."
    )
    assert chain(made) == ["Noor TV", "Rahim Sadeq"]


@pytest.mark.parametrize("end", ["near Zaranj on Sunday", "in an exchange of fire near Zaranj"])
def test_two_clauses_before_one_verb_of_saying_are_both_content(end: str) -> None:
    guard, fighters = "An Iranian guard was killed", "two Taliban fighters were wounded"
    told = attributed(f"{guard} and {fighters} {end}, officials on both sides said.")
    contents = [made.content for made in told]
    assert contents[0].startswith(guard)
    assert fighters in contents[-1]
    assert not any(content.endswith("and") for content in contents)


def test_what_it_was_somebody_who_did_is_what_he_did() -> None:
    made = only("Hamas said it was the Taliban who had offered Iran fighters.")
    assert made.modality is Modality.PROMISED

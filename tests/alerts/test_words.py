"""What the reader reads first, and what must never be said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts import words
from monitor.alerts.blocks import payload
from monitor.alerts.render import as_html, as_text
from monitor.alerts.view import AlertView, context
from monitor.domain import AlertKind, CueClass, QuoteForm
from monitor.errors import InputError
from monitor.store import alerts
from monitor.store.schema import Claim, Statement
from tests.alerts.material import DENIAL, NOW, WORDS, Desk, add_claim, raise_one


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Words do not depend on the database; the queries run on both in `test_deliver`."""
    return sqlite_url


@pytest.fixture
def view(sessions: sessionmaker[Session], desk: Desk) -> AlertView:
    with sessions.begin() as session:
        return alerts.view(session, raise_one(session, desk) or 0)


@pytest.fixture
def dispute(sessions: sessionmaker[Session], desk: Desk) -> AlertView:
    with sessions.begin() as session:
        raised = raise_one(session, desk, kind=AlertKind.DISPUTED, nth=2)
        return alerts.view(session, raised or 0)


def test_the_first_line_says_who_says_what(view: AlertView) -> None:
    first = " ".join(as_text(view).split("\n\n")[0].split())
    assert first == f"New · Al-Manar al-Bahri (reported promise): {WORDS}"


def test_the_chain_is_told_from_the_reader_to_the_origin(view: AlertView) -> None:
    assert words.chain(view.statement) == (
        "The Daily Lighthouse ← Harbour Radio (said) ← Al-Manar al-Bahri (citing)"
    )


def test_the_subject_says_whether_it_is_new_who_what_and_whom(view: AlertView) -> None:
    assert words.subject(view) == (
        "New · Al-Manar al-Bahri · Northern Group → Coast State · mobilisation, promise: " + WORDS
    )


def test_a_copy_is_counted_as_an_outlet_and_as_no_origin(view: AlertView) -> None:
    assert words.counts(view).startswith("Two outlets, one origin")
    assert [words.lineage(document) for document in view.documents] == [
        "",
        "copy of The Daily Lighthouse",
        "",
    ]


def test_words_that_are_no_quotation_get_no_quotation_marks(
    view: AlertView, dispute: AlertView
) -> None:
    assert words.words(view.statement) == WORDS
    assert words.in_whose_words(view.statement).startswith("In the words of The Daily Lighthouse")
    assert words.words(dispute.statement) == f"“{DENIAL}”"
    assert dispute.statement.form is QuoteForm.DIRECT


def test_a_denial_names_who_denies_and_what_was_said_first(dispute: AlertView) -> None:
    text = " ".join(as_text(dispute).split())
    assert text.startswith(f"Disputed · Omar Nuri (denial): “{DENIAL}”")
    assert "Two outlets, one origin. Now denied by Omar Nuri." in text
    assert f"First: Al-Manar al-Bahri (reported promise): {WORDS}" in text
    assert dispute.parties == ("Al-Manar al-Bahri",)


def test_what_somebody_denied_is_never_put_into_his_mouth(dispute: AlertView) -> None:
    """'A spokesman denied that men go': the content is what he denied."""
    denied = replace(
        dispute.statement, origin="A Northern spokesman", cue_class=CueClass.DENY, content=WORDS,
        form=QuoteForm.PARAPHRASE,
    )  # fmt: skip
    text = as_text(replace(dispute, statement=denied))
    assert text.startswith("Disputed · Denied by a Northern spokesman: the northern group will")


@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_kind_of_news_has_words_in_text_html_slack_and_subject(
    view: AlertView, kind: AlertKind
) -> None:
    told = replace(view, kind=kind)
    assert as_text(told).startswith(f"{words.KINDS[kind]} · ")
    assert f">{words.KINDS[kind]}</span>" in as_html(told)
    assert payload(told)["blocks"][0]["text"]["text"].startswith(f"*{words.KINDS[kind]}: ")
    assert words.subject(told).startswith(words.KINDS[kind])


def test_no_line_is_wider_than_a_plain_client_shows_but_an_address(view: AlertView) -> None:
    long = replace(view, reason="word " * 100, watch="watch " * 30, outlets=("Outlet",) * 40)
    wide = [line for line in as_text(long).splitlines() if len(line) > 72]
    assert all("://" in line or "SHA-256" in line for line in wide)


def test_the_evidence_is_the_sentence_with_the_words_marked(view: AlertView) -> None:
    evidence = view.evidence
    assert evidence.before == "Harbour Radio, citing the newspaper Al-Manar al-Bahri, said that "
    assert (evidence.marked, evidence.after) == (WORDS, ".")
    assert (evidence.sha256, evidence.warc_file, evidence.warc_offset) == (
        "ab" * 32,
        "week.warc.gz",
        512,
    )
    text = as_text(view)
    assert f"[[{WORDS}]]." in " ".join(text.replace("\n> ", " ").split())
    assert "week.warc.gz at byte 512" in text


def test_a_party_with_two_speakers_is_one_party(view: AlertView) -> None:
    two = replace(view, denied_by=(), origins=("One", "Two"), parties=("Body",))
    assert words.counts(two) == "Two outlets, two origins (one party)"
    many = replace(view, outlets=tuple(str(n) for n in range(13)))
    assert words.counts(many).startswith("13 outlets")


def test_an_alert_on_a_claim_that_was_merged_tells_what_is_known_now(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    with sessions.begin() as session:
        raised = raise_one(session, desk) or 0
        before = alerts.view(session, raised)
        other = add_claim(session, "told elsewhere")
        session.get_one(Claim, desk.claim_id).merged_into = other.id
        other.mark = "disputed"
        session.execute(update(Statement).values(claim_id=other.id))
    with sessions() as session:
        after = alerts.view(session, raised)
    assert (after.claim_id, after.raised_on, after.status) == (other.id, desk.claim_id, "disputed")
    assert len(after.documents) == 3
    assert after.key() == before.key()


def test_a_statement_that_is_found_no_more_is_still_quoted_and_counts_for_nothing(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    with sessions.begin() as session:
        raised = raise_one(session, desk, kind=AlertKind.DISPUTED, nth=2) or 0
        session.get_one(Statement, desk.statement_ids[2]).retired = True
    with sessions() as session:
        view = alerts.view(session, raised)
    assert view.statement.content == DENIAL
    assert view.denied_by == ()
    assert view.first.content == WORDS


def test_who_speaks_is_not_named_again_as_whom_it_is_about(view: AlertView) -> None:
    said = replace(view.statement, origin="Omar Nuri", agents=(), targets=())
    assert words.whom(replace(said, actors=("Omar Nuri", "Coast State"))) == "Coast State"
    assert words.whom(replace(said, actors=("Omar Nuri",))) == "Omar Nuri"
    assert words.names(("A spokesman", "The Daily Lighthouse")) == (
        "a spokesman, The Daily Lighthouse"
    )


def test_an_alert_that_does_not_exist_is_an_input_error(sessions: sessionmaker[Session]) -> None:
    with sessions() as session, pytest.raises(InputError, match="axiswatch alerts"):
        alerts.view(session, 404)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("One. He said two things. Three.", "two things", ("He said ", "two things", ".")),
        ("“Two things.” Three.", "Two things", ("“", "Two things", ".”")),
        ("یک. گفت دو۔ سه", "دو", ("گفت ", "دو", "۔")),
        ("Line\nsaid two things\nline", "two things", ("said ", "two things", "")),
        ("two things", "two things", ("", "two things", "")),
        ("He said A. And B. Then C.", "A. And B", ("He said ", "A. And B", ".")),
    ],
)
def test_a_sentence_ends_where_it_ends(
    text: str, content: str, expected: tuple[str, str, str]
) -> None:
    start = text.index(content)
    assert context(text, start, start + len(content)) == expected


def test_the_context_of_a_text_without_stops_is_bounded() -> None:
    before, marked, after = context("word " * 10_000, 25_000, 25_010)
    assert len(before) + len(marked) + len(after) < 1000


def test_now_is_only_said_of_what_is_new(view: AlertView) -> None:
    assert words.status(view) == "New claim, first seen 18 June 2024, 12:00 UTC."
    assert words.when(NOW.replace(hour=0)) == "22 June 2024"

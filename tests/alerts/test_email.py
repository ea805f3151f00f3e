"""E-mail over real sockets: encryption, login, replies, and what the reader gets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.alerts.email import EmailChannel
from monitor.alerts.testing import sample
from monitor.alerts.words import subject
from monitor.config import EmailSettings
from monitor.domain import AlertKind
from monitor.errors import (
    ChannelDownError,
    PartialDeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from tests.alerts.material import NOW
from tests.alerts.servers import Loopback, Mailbox, smtp_server

VIEW = sample(NOW)


def channel(port: int, **changes: object) -> EmailChannel:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "Axis Watch <watch@desk.example>",
        "recipients": ["ann@desk.example", "bob@desk.example"],
        "timeout": 5.0,
    }
    return EmailChannel(EmailSettings(**(values | changes)), now=lambda: NOW)


def secure(port: int, certificate: tuple[Path, Path], **changes: object) -> EmailChannel:
    values: dict[str, object] = {
        "security": "starttls",
        "ca_file": certificate[0],
        "username": "watch",
        "password": SecretStr("correct horse"),
    }
    return channel(port, **(values | changes))


def test_a_message_goes_out_encrypted_and_logged_in(
    secure_smtp: Loopback, mailbox: Mailbox, certificate: tuple[Path, Path]
) -> None:
    receipt = secure(secure_smtp.port, certificate).send(VIEW)
    assert mailbox.encrypted == [True]
    assert mailbox.logins == [(b"watch", b"correct horse")]
    assert mailbox.received[0][0] == ["ann@desk.example", "bob@desk.example"]
    assert "accepted for ann@desk.example, bob@desk.example (2.0.0 queued as 1)" in receipt


def test_tls_from_the_first_byte_works_too(
    mailbox: Mailbox, certificate: tuple[Path, Path]
) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = Loopback(mailbox, ssl_context=context)
    server.start()
    try:
        channel(server.port, security="tls", ca_file=certificate[0]).send(VIEW)
    finally:
        server.stop()
    assert len(mailbox.received) == 1


def test_a_certificate_nobody_vouches_for_is_not_believed(
    secure_smtp: Loopback, mailbox: Mailbox, certificate: tuple[Path, Path]
) -> None:
    with pytest.raises(ChannelDownError, match="certificate does not hold"):
        secure(secure_smtp.port, certificate, ca_file=None).send(VIEW)
    assert mailbox.logins == []


def test_a_server_without_starttls_never_sees_the_password(
    smtp: Loopback, mailbox: Mailbox, certificate: tuple[Path, Path]
) -> None:
    with pytest.raises(ChannelDownError, match="does not offer"):
        secure(smtp.port, certificate).send(VIEW)
    assert mailbox.logins == []
    assert mailbox.received == []


def test_a_wrong_password_rests_the_channel_and_is_not_repeated_in_the_error(
    secure_smtp: Loopback, certificate: tuple[Path, Path]
) -> None:
    wrong = secure(secure_smtp.port, certificate, password=SecretStr("tr0mbone"))
    with pytest.raises(ChannelDownError, match="username and password") as caught:
        wrong.send(VIEW)
    assert "tr0mbone" not in str(caught.value)


def test_a_refused_connection_rests_the_channel() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ChannelDownError, match="refused"):
        channel(port).send(VIEW)


def test_a_server_that_says_nothing_is_not_waited_for_forever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        silent = channel(mute.getsockname()[1], timeout=0.2)
        with pytest.raises(ChannelDownError, match="timed out"):
            silent.send(VIEW)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("451 4.3.0 try again", TemporaryDeliveryError),
        ("452 4.2.2 mailbox full", TemporaryDeliveryError),
        ("421 4.3.2 closing", ChannelDownError),
        ("554 5.7.1 looks like spam", PermanentDeliveryError),
        ("552 5.3.4 too big", PermanentDeliveryError),
    ],
)
def test_the_reply_code_decides_whether_there_is_another_try(
    smtp: Loopback, mailbox: Mailbox, reply: str, kind: type[Exception]
) -> None:
    mailbox.data = [reply]
    with pytest.raises(kind, match=reply[4:]) as caught:
        channel(smtp.port).send(VIEW)
    assert type(caught.value) is kind


def test_a_sender_that_is_refused_for_good_is_a_permanent_error(
    smtp: Loopback, mailbox: Mailbox
) -> None:
    mailbox.mail = ["550 5.7.1 not you"]
    with pytest.raises(PermanentDeliveryError, match="not you"):
        channel(smtp.port).send(VIEW)


def test_who_was_refused_for_now_gets_it_later_and_the_others_not_twice(
    smtp: Loopback, mailbox: Mailbox
) -> None:
    mailbox.rcpt = {"bob@desk.example": "450 4.2.1 greylisted"}
    with pytest.raises(PartialDeliveryError, match="greylisted") as caught:
        channel(smtp.port).send(VIEW)
    mailbox.rcpt = {}
    channel(smtp.port).send(replace(VIEW, acknowledged=caught.value.receipt))
    assert [to for to, _raw in mailbox.received] == [["ann@desk.example"], ["bob@desk.example"]]


def test_a_recipient_that_does_not_exist_keeps_nobody_else_from_reading(
    smtp: Loopback, mailbox: Mailbox
) -> None:
    mailbox.rcpt = {"bob@desk.example": "550 5.1.1 no such user"}
    receipt = channel(smtp.port).send(VIEW)
    assert "accepted for ann@desk.example" in receipt
    assert "refused: bob@desk.example (550 5.1.1 no such user)" in receipt
    with pytest.raises(PermanentDeliveryError):
        channel(smtp.port, recipients=["bob@desk.example"]).send(VIEW)


class _Rude(Mailbox):
    """Takes the message and hangs up without answering QUIT."""

    async def handle_QUIT(self, server, session, envelope):  # type: ignore[no-untyped-def]  # noqa: N802
        server.transport.close()
        return "221 Bye"


@pytest.fixture
def rude() -> Iterator[tuple[Loopback, Mailbox]]:
    mailbox = _Rude()
    server = smtp_server(mailbox)
    server.start()
    yield server, mailbox
    server.stop()


def test_what_happens_after_acceptance_makes_no_second_message(
    rude: tuple[Loopback, Mailbox],
) -> None:
    server, mailbox = rude
    assert "accepted for" in channel(server.port).send(VIEW)
    assert len(mailbox.received) == 1


def test_the_reader_gets_text_and_html_and_nothing_from_elsewhere(
    smtp: Loopback, mailbox: Mailbox
) -> None:
    channel(smtp.port).send(VIEW)
    [message] = mailbox.messages
    text, html = (message.get_body((part,)) for part in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert VIEW.statement.content in " ".join(text.get_content().split())
    for remote in ("<img", "src=", "url(", "<link", "@import", "<script"):
        assert remote not in html.get_content().lower()
    assert message["List-Id"] == "axiswatch alerts <alerts.axiswatch.desk.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOW


@pytest.mark.parametrize(
    "words",
    [
        "one two three four five six seven eight nine ten eleven twelve thirteen – fifteen",
        "طالبان به ایران وعده داده‌اند در صورت جنگ گسترده هزاران جنگجو به لبنان بفرستند",
        "plain words only",
        "mixed کلمه and then very many plain words after it until the line is folded, and …",
    ],
)
def test_the_subject_arrives_to_the_letter(smtp: Loopback, mailbox: Mailbox, words: str) -> None:
    for shift in range(12):
        told = replace(VIEW.statement, content=words, origin="x" * (shift + 1), actors=("A",))
        view = replace(VIEW, statement=told)
        channel(smtp.port).send(view)
        assert mailbox.messages[-1]["Subject"] == subject(view)
        raw = mailbox.received[-1][1]
        assert max(map(len, raw.split(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78


def test_later_messages_of_a_claim_stand_under_its_first(smtp: Loopback, mailbox: Mailbox) -> None:
    for kind in (AlertKind.NEW, AlertKind.CORROBORATED, AlertKind.DISPUTED):
        channel(smtp.port).send(replace(VIEW, kind=kind))
    first, second, third = mailbox.messages
    assert first["References"] is None
    assert second["References"] == third["References"] == first["Message-ID"]
    assert len({message["Message-ID"] for message in mailbox.messages}) == 3


def test_the_message_id_depends_on_watch_claim_and_kind_alone(
    smtp: Loopback, mailbox: Mailbox
) -> None:
    for view in (
        VIEW,
        replace(VIEW, reason="told otherwise", alert_id=7),
        replace(VIEW, watch="x"),
    ):
        channel(smtp.port).send(view)
    first, again, other = (message["Message-ID"] for message in mailbox.messages)
    assert first == again != other


def test_a_sender_that_is_no_address_says_where_to_mend_it(smtp: Loopback) -> None:
    with pytest.raises(PermanentDeliveryError, match="no e-mail address"):
        channel(smtp.port, sender="nobody").send(VIEW)

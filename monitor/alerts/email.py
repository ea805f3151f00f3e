"""E-mail through a submission server (RFC 6409), with a certificate check and login."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from monitor.alerts.digest import Digest
from monitor.alerts.digest_render import as_message
from monitor.alerts.message import POLICY, build_message, parsed
from monitor.alerts.notices import as_message as notice_message
from monitor.alerts.view import AlertView
from monitor.config import EmailSettings
from monitor.errors import (
    ChannelDownError,
    DeliveryError,
    PartialDeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from monitor.escape import one_line, shorten
from monitor.operations.values import Notice

ACCEPTED = " accepted for "
# Of all steps of a session together, in time-outs: a session that crawls must end before its
# lease does.
MOST_STEPS = 4
MOST_REPLY = 200

Replies = dict[str, tuple[int, str]]


class EmailChannel:
    """One message per alert to all recipients; those refused for now are tried again alone."""

    name = "email"

    def __init__(
        self, settings: EmailSettings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.settings = settings
        self.now = now

    def send(self, view: AlertView) -> str:
        """Submit the message; the receipt names its Message-ID and who it was accepted for."""
        settings = self.settings
        message = build_message(
            view, sender=settings.sender, recipients=settings.recipients, date=self.now()
        )
        return self._submit_to_others(message, _accepted(view.acknowledged))

    def send_digest(self, digest: Digest) -> str:
        """Submit a digest, with the same receipt."""
        settings = self.settings
        message = as_message(
            digest, sender=settings.sender, recipients=settings.recipients, date=self.now()
        )
        return self._submit_to_others(message, _accepted(digest.acknowledged))

    def send_notice(self, notice: Notice) -> str:
        """Submit a message about axiswatch itself, with the same receipt."""
        settings = self.settings
        message = notice_message(
            notice, sender=settings.sender, recipients=settings.recipients, date=self.now()
        )
        return self._submit_to_others(message, _accepted(notice.acknowledged))

    def _submit_to_others(self, message: EmailMessage, done: frozenset[str]) -> str:
        wanted = [parsed(r).addr_spec for r in self.settings.recipients]
        due = [r for r in wanted if r not in done]
        with _session(self.settings) as session:
            refused = _submit(session, message, due) if due else {}
        receipt = _receipt(message, [r for r in wanted if r not in refused], session.queued)
        later = {r: reply for r, reply in refused.items() if reply[0] < 500}
        if later:
            raise PartialDeliveryError(f"refused for now: {_listed(later)}", receipt=receipt)
        return f"{receipt}; refused: {_listed(refused)}" if refused else receipt


class _Session(smtplib.SMTP):
    """A session with an end: each wait is cut to what is left of the whole."""

    def __init__(self, settings: EmailSettings, **options: Any) -> None:
        self.ends = time.monotonic() + MOST_STEPS * settings.timeout
        self.longest = settings.timeout
        self.queued = ""
        super().__init__(settings.host, settings.port, timeout=settings.timeout, **options)

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            left = self.ends - time.monotonic()
            self.sock.settimeout(max(0.1, min(self.longest, left)))
        return super().getreply()

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, reply = super().data(msg)
        self.queued = _text(reply)
        return code, reply


class _TLSSession(_Session, smtplib.SMTP_SSL):
    """The same, inside TLS from the first byte (RFC 8314)."""


@contextmanager
def _session(settings: EmailSettings) -> Iterator[_Session]:
    """An open, encrypted and logged-in session; its failures are told apart.

    A server that cannot be reached or does not let us in takes no message at all: that rests the
    channel. What it says to a message concerns that message.
    """
    where = f"{settings.host}:{settings.port}"
    try:
        session = _connect(settings)
        try:
            yield session
        finally:
            # The message is accepted or not by now; how the session ends changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                session.quit()
            session.close()
    except smtplib.SMTPAuthenticationError as error:
        reply = _reply(error.smtp_code, error.smtp_error)
        raise ChannelDownError(
            f"{where} refused the login ({reply}): check [email] username and password"
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ChannelDownError(
            f"{where} does not offer what [email] asks for ({error}): check port and security"
        ) from error
    except smtplib.SMTPResponseException as error:
        raise ChannelDownError(f"{where}: {_reply(error.smtp_code, error.smtp_error)}") from error
    except ssl.SSLCertVerificationError as error:
        raise ChannelDownError(
            f"{where}: the certificate does not hold ({error.verify_message}): "
            "check [email] host, or name the authority's certificate in ca_file"
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ChannelDownError(f"{where}: {one_line(str(error)) or 'no answer'}") from error


def _connect(settings: EmailSettings) -> _Session:
    context = ssl.create_default_context(cafile=settings.ca_file)
    if settings.security == "tls":
        session: _Session = _TLSSession(settings, context=context)
    else:
        session = _Session(settings)
    try:
        if settings.security == "starttls":
            session.starttls(context=context)
        if settings.username is not None:
            password = settings.password.get_secret_value() if settings.password else ""
            session.login(settings.username, password)
    except BaseException:
        session.close()
        raise
    return session


def _submit(session: _Session, message: EmailMessage, recipients: list[str]) -> Replies:
    """MAIL, RCPT and DATA; the recipients that were refused, with the reply to each.

    Raises:
        TemporaryDeliveryError: a 4xx reply, and none of the recipients has the message.
        PermanentDeliveryError: a 5xx reply, and none of them will get it.
    """
    sender = message["From"].addresses[0].addr_spec
    try:
        refused = session.sendmail(sender, recipients, *_bytes(message, [sender, *recipients]))
    except smtplib.SMTPRecipientsRefused as error:
        replies = _replies(error.recipients)
        worst = min(code for code, _reply in replies.values())
        raise _judged(worst, f"all recipients refused: {_listed(replies)}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise PermanentDeliveryError(f"the server cannot take this message: {error}") from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        reply = _reply(error.smtp_code, error.smtp_error)
        raise _judged(error.smtp_code, f"the message was refused: {reply}") from error
    return _replies(refused)


def _bytes(message: EmailMessage, addresses: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
    """The message as it goes over the wire, and the options of MAIL (RFC 6531).

    `smtplib` would write a line of a quotation that begins with 'From ' as '>From ', as mailbox
    files need it: the reader would get other words than were said.
    """
    if all(address.isascii() for address in addresses):
        return message.as_bytes(), ()
    return message.as_bytes(policy=POLICY.clone(utf8=True)), ("SMTPUTF8", "BODY=8BITMIME")


def _judged(code: int, text: str) -> DeliveryError:
    """What a reply code means (RFC 5321 sections 3.8 and 4.2.1): 421 closes the whole service."""
    if code == 421:
        return ChannelDownError(text)
    return PermanentDeliveryError(text) if code >= 500 else TemporaryDeliveryError(text)


def _receipt(message: EmailMessage, accepted: list[str], queued: str) -> str:
    who = f"{message['Message-ID']}{ACCEPTED}{', '.join(accepted)}"
    return f"{who} ({queued})" if queued else who


def _accepted(receipt: str) -> frozenset[str]:
    """The recipients that an earlier receipt names."""
    _head, found, listed = receipt.partition(ACCEPTED)
    return frozenset(listed.partition(" (")[0].split(", ")) if found else frozenset()


def _replies(refused: Mapping[str, tuple[int, bytes]]) -> Replies:
    return {recipient: (code, _reply(code, text)) for recipient, (code, text) in refused.items()}


def _listed(replies: Replies) -> str:
    return ", ".join(f"{recipient} ({reply})" for recipient, (_code, reply) in replies.items())


def _reply(code: int, text: bytes | str) -> str:
    return f"{code} {_text(text)}"


def _text(reply: bytes | str) -> str:
    decoded = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return shorten(one_line(decoded), MOST_REPLY)

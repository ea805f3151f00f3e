"""An alert as an Internet message (RFC 5322): text and HTML, threaded by claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from monitor import __version__
from monitor.alerts import words
from monitor.alerts.render import as_html, as_text
from monitor.alerts.view import AlertView
from monitor.domain import AlertKind
from monitor.errors import PermanentDeliveryError
from monitor.escape import header


class _Policy(EmailPolicy):
    """As for SMTP, but a subject that is not ASCII is encoded as a whole (RFC 2047).

    The standard policy encodes word by word and doubles a space where an encoded word follows a
    plain one at a fold.
    """

    def fold(self, name: str, value: Any) -> str:
        return _subject(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        folded = _subject(name, value)
        return folded.encode("ascii") if folded else super().fold_binary(name, value)


def _subject(name: str, value: str) -> str:
    if name.lower() != "subject" or value.isascii():
        return ""
    return f"{name}: {Header(value, 'utf-8', header_name=name).encode(linesep=CRLF)}{CRLF}"


CRLF = "\r\n"
POLICY = _Policy(linesep=CRLF, max_line_length=78, cte_type="7bit")


def build_message(
    view: AlertView, *, sender: str, recipients: Sequence[str], date: datetime
) -> EmailMessage:
    """The message, ready to be sent or written to a file.

    The Message-ID is a function of watch, claim and kind: what is sent twice is recognised as one.
    Later kinds refer to the first message of their claim (RFC 5322, section 3.6.4).

    Raises:
        PermanentDeliveryError: an address of the settings is none.
    """
    message = envelope(
        sender=sender,
        recipients=recipients,
        date=date,
        subject=words.subject(view),
        key=view.key(),
        text=as_text(view),
        html=as_html(view),
    )
    if view.kind is not AlertKind.NEW:
        first = message_id(view.key(AlertKind.NEW), parsed(sender).domain)
        message["In-Reply-To"] = first
        message["References"] = first
    return message


def envelope(
    *,
    sender: str,
    recipients: Sequence[str],
    date: datetime,
    subject: str,
    key: str,
    text: str,
    html: str,
) -> EmailMessage:
    """A message of ours: addresses, subject, list, Message-ID, text and HTML.

    Raises:
        PermanentDeliveryError: an address of the settings is none.
    """
    domain = parsed(sender).domain
    message = EmailMessage(policy=POLICY)
    message["Subject"] = header(subject)
    message["From"] = parsed(sender)
    message["To"] = [parsed(recipient) for recipient in recipients]
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id(key, domain)
    message["List-Id"] = f"axiswatch alerts <alerts.axiswatch.{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation notes in return
    message["X-Mailer"] = f"axiswatch {__version__}"
    message.set_content(text, charset="utf-8")
    message.add_alternative(html, subtype="html", charset="utf-8")
    return message


def message_id(key: str, domain: str) -> str:
    """The Message-ID of what the key names."""
    return f"<{key}@axiswatch.{domain}>"


def parsed(value: str) -> Address:
    """An address of the settings, with or without a display name.

    Raises:
        PermanentDeliveryError: it is none.
    """
    name, addr = parseaddr(value)
    try:
        address = Address(display_name=header(name), addr_spec=addr)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise _no_address(value) from error
    if not (address.username and address.domain):
        raise _no_address(value)
    return address


def _no_address(value: str) -> PermanentDeliveryError:
    return PermanentDeliveryError(f"{value!r} is no e-mail address: mend [email] in the settings")

"""Alerts as files: what would be mailed, and what would be posted to Slack, to the byte."""

from __future__ import annotations

import json
import os
import tempfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from monitor.alerts.blocks import payload
from monitor.alerts.digest import Digest
from monitor.alerts.digest_render import as_message, as_payload
from monitor.alerts.message import build_message
from monitor.alerts.notices import as_message as notice_message
from monitor.alerts.notices import as_payload as notice_payload
from monitor.alerts.view import AlertView
from monitor.config import EmailSettings
from monitor.errors import ChannelDownError
from monitor.operations.values import Notice

SENDER = "axiswatch <axiswatch@localhost>"
RECIPIENTS = ["analyst@localhost"]


class FolderChannel:
    """Two files per alert, named after it: sending it again writes the same files."""

    name = "folder"

    def __init__(self, directory: Path, *, email: EmailSettings | None = None) -> None:
        self.directory = directory
        self.sender = email.sender if email else SENDER
        self.recipients = email.recipients if email else RECIPIENTS

    def send(self, view: AlertView) -> str:
        """Write both files; the receipt is the path of the message."""
        stem = f"{'test' if view.test else f'{view.alert_id:06d}'}-{view.kind.value}"
        message = build_message(
            view, sender=self.sender, recipients=self.recipients, date=view.created_at
        )
        return self._write_both(stem, message, payload(view))

    def send_digest(self, digest: Digest) -> str:
        """The same for a digest, named after its moment."""
        message = as_message(
            digest, sender=self.sender, recipients=self.recipients, date=digest.moment
        )
        stem = f"digest-{digest.moment:%Y%m%dT%H%M}-{digest.key()[:8]}"
        return self._write_both(stem, message, as_payload(digest))

    def send_notice(self, notice: Notice) -> str:
        """The same for a message about axiswatch itself."""
        date = notice.closed_at or notice.opened_at
        message = notice_message(notice, sender=self.sender, recipients=self.recipients, date=date)
        stem = f"operations-{notice.incident_id:06d}-{notice.phase.value}"
        return self._write_both(stem, message, notice_payload(notice))

    def _write_both(self, stem: str, message: EmailMessage, posted: dict[str, Any]) -> str:
        body = json.dumps(posted, ensure_ascii=False, indent=2) + "\n"
        target = self.directory / f"{stem}.eml"
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            _write(self.directory / f"{stem}.slack.json", body.encode())
            _write(target, message.as_bytes())
        except OSError as error:
            raise ChannelDownError(f"{self.directory}: {error.strerror or error}") from error
        return str(target)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader of the folder never meets half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    path.chmod(0o644)

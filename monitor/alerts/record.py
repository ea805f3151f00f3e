"""An alert as JSON: the schema of `docs/reference/webhook.md`, version 1.

Fields are only ever added. Text stands here as it does in the archived copy, unescaped: whoever
shows it escapes it for the place.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.alerts import words
from monitor.alerts.view import AlertView, DocumentView, RollUpView, StatementView

VERSION = 1

Record = dict[str, Any]


def as_record(view: AlertView) -> Record:
    """The whole of what a message says."""
    evidence = view.evidence
    return {
        "version": VERSION,
        "type": "alert.test" if view.test else "alert.raised",
        "key": view.key(),
        "alert": {
            "id": view.alert_id,
            "kind": view.kind.value,
            "severity": view.severity.value,
            "watch": view.watch,
            "reason": view.reason,
            "created_at": _iso(view.created_at),
            "subject": words.subject(view),
        },
        "roll_up": _roll_up(view.roll_up),
        "claim": {
            "id": view.claim_id,
            "text": view.claim_text,
            "status": view.status,
            "first_seen": _iso(view.first_seen),
            "outlets": list(view.outlets),
            "origins": list(view.origins),
            "parties": list(view.parties),
            "denied_by": list(view.denied_by),
        },
        "statement": _statement(view.statement),
        "first_statement": _statement(view.first),
        "documents": [_document(document) for document in view.documents],
        "evidence": {
            "document_id": view.statement.document.document_id,
            "sha256": evidence.sha256,
            "warc_file": evidence.warc_file,
            "warc_offset": evidence.warc_offset,
            "start": evidence.start,
            "end": evidence.end,
            "before": evidence.before,
            "content": evidence.marked,
            "after": evidence.after,
        },
    }


def _roll_up(roll_up: RollUpView | None) -> Record | None:
    if roll_up is None:
        return None
    return {
        "count": roll_up.count,
        "about_claim": roll_up.about_claim,
        "rolled": [
            {"kind": one.kind.value, "origin": one.origin, "content": one.content}
            for one in roll_up.rolled
        ],
    }


def _statement(statement: StatementView) -> Record:
    return {
        "content": statement.content,
        "form": statement.form.value,
        "modality": statement.modality.value,
        "event": statement.event.value if statement.event else None,
        "outlet": statement.document.outlet,
        "document_url": statement.document.url,
        "chain": [
            {"name": link.name, "role": link.role.value, "cue": link.cue}
            for link in statement.chain
        ],
        "origin": statement.origin,
        "party": statement.party,
        "agents": list(statement.agents),
        "targets": list(statement.targets),
        "actors": list(statement.actors),
        "said_on": statement.said_on,
        "language": statement.language,
    }


def _document(document: DocumentView) -> Record:
    return {
        "id": document.document_id,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "published": _iso(document.published),
        "relation": document.relation.value,
        "copy_of": document.copy_of,
        "partial": document.partial,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

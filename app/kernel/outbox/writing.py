"""Putting mails into the outbox, and taking them out again before they go. Both belong to the caller's transaction."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

import sqlalchemy as sa
from flask import current_app

from app.kernel import clock, mail
from app.kernel.db import db
from app.kernel.mail import Calendar
from app.kernel.outbox.table import OutgoingMail
from app.kernel.upsert import insert


def put(
    *,
    recipient: str,
    subject: str,
    text: str,
    language: str,
    dedupe: str | None = None,
    reader: str = "",
    reply_to: str = "",
    unsubscribe: str = "",
    calendar: Calendar | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Let one mail be sent, if what happens around it is committed. Says whether it is a new one.

    `language` is a tag ("de-simple"). `dedupe` names the cause: a second mail for the same cause is not taken. `reader` is
    what the caller calls the reader, for `withdraw`; `unsubscribe` is an address that takes the one click of RFC 8058.
    Neither may hold a mail address. A recipient that is no address raises ValueError.
    """
    if not mail.is_address(recipient):
        raise ValueError("a mail needs one plain address")
    mail_id, now = uuid4(), clock.now()
    row = {
        "id": mail_id,
        "dedupe_key": dedupe,
        "reader_key": reader,
        "message_id": f"<{mail_id}@{urlsplit(current_app.config['SETTINGS'].public_url).hostname}>",
        "recipient": recipient,
        "subject": mail.one_line(subject),
        "body": text,
        "language": language,
        "headers": _headers(reply_to=reply_to, unsubscribe=unsubscribe),
        "calendar": {"method": str(calendar.method), "text": calendar.text} if calendar else {},
        "created_at": now,
        "due_at": due_at or now,
    }
    once = insert(OutgoingMail).values(row).on_conflict_do_nothing(index_elements=[OutgoingMail.dedupe_key])
    return db.session.execute(once.returning(OutgoingMail.id)).first() is not None


def withdraw(*, reader: str) -> int:
    """Take back what still waits for this reader. Says how many mails."""
    waiting = sa.delete(OutgoingMail).where(OutgoingMail.reader_key == reader, OutgoingMail.sent_at.is_(None))
    return int(db.session.execute(waiting).rowcount)  # type: ignore[attr-defined]


def _headers(*, reply_to: str, unsubscribe: str) -> dict[str, str]:
    headers = {}
    if reply_to:
        headers["Reply-To"] = mail.one_line(reply_to)
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.one_line(unsubscribe)}>"
        headers["List-Unsubscribe-Post"] = mail.ONE_CLICK
    return headers

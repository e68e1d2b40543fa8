"""Taking waiting mails in hand, and writing down how it went: short transactions beside any other.

A lease is one statement, so no two workers ever hold the same mail. A worker that dies gives nothing back; its leases run
out by themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app

from app.kernel import clock
from app.kernel.db import own_transaction
from app.kernel.mail import Calendar, Mail, Method
from app.kernel.outbox.table import EMPTIED, OutgoingMail

LEASE = timedelta(minutes=15)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long a mail waits after its first, second … refusal. After the last wait there is one more try."""

FREE: dict[str, Any] = {"leased_until": None, "leased_by": None}


@dataclass(frozen=True, kw_only=True)
class Leased:
    """A mail in one worker's hand, until then."""

    id: UUID
    attempts: int
    until: datetime
    mail: Mail


def lease(*, worker: str, most: int) -> list[Leased]:
    """Take what is due, the longest waiting first."""
    now = clock.now()
    free = sa.or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= now)
    due = (
        sa.select(OutgoingMail.id)
        .where(OutgoingMail.sent_at.is_(None), OutgoingMail.failed_at.is_(None), OutgoingMail.due_at <= now, free)
        .order_by(OutgoingMail.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = (
        sa.update(OutgoingMail)
        .where(OutgoingMail.id.in_(sa.select(due.c.id)))
        .values(leased_until=now + LEASE, leased_by=worker)
        .returning(OutgoingMail.__table__)
    )
    with own_transaction() as connection:
        rows = connection.execute(taken).all()
    return [_leased(row) for row in sorted(rows, key=lambda row: (row.due_at, row.created_at))]


def mark_sent(mail_id: UUID) -> None:
    """The server has it: write that down and empty the mail, in one statement."""
    _write([mail_id], {**EMPTIED, **FREE, "sent_at": clock.now(), "last_error": ""})


def mark_refused(mail_id: UUID, *, attempts: int, reason: str, is_final: bool) -> None:
    """The server did not take it: let it wait, or give up. `attempts` is how often it was tried before."""
    now, tried = clock.now(), {"attempts": attempts + 1, "last_error": reason}
    if is_final or attempts >= len(WAITS):
        _write([mail_id], {**FREE, **tried, "failed_at": now})
    else:
        _write([mail_id], {**FREE, **tried, "due_at": now + WAITS[attempts]})


def put_back(mail_ids: Iterable[UUID], *, worker: str) -> None:
    """Give this worker's leases back untried."""
    _write(list(mail_ids), FREE, OutgoingMail.leased_by == worker)


def _write(mail_ids: list[UUID], values: dict[str, Any], *conditions: sa.ColumnElement[bool]) -> None:
    mine = sa.update(OutgoingMail).where(OutgoingMail.id.in_(mail_ids), OutgoingMail.sent_at.is_(None), *conditions)
    with own_transaction() as connection:
        connection.execute(mine.values(values))


def _leased(row: Any) -> Leased:
    calendar = Calendar(method=Method(row.calendar["method"]), text=row.calendar["text"]) if row.calendar else None
    letter = Mail(
        message_id=row.message_id,
        sender=current_app.config["SETTINGS"].mail_from,
        recipient=row.recipient,
        subject=row.subject,
        text=row.body,
        language=row.language,
        date=row.created_at,
        headers=row.headers,
        calendar=calendar,
    )
    return Leased(id=row.id, attempts=row.attempts, until=row.leased_until, mail=letter)

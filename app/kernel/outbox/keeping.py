"""How the outbox stands, a second chance for what failed, and how long anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.outbox.table import EMPTIED, OutgoingMail

KEPT = timedelta(days=30)
"""After this time nothing is left of a mail, whether it went or not."""

SECOND_CHANCE = timedelta(days=7)
"""How long a mail that failed keeps its words, so that somebody can send it again."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """How many mails wait, since when the oldest of them could have gone, and how many were sent in the kept time."""

    waiting: int
    oldest: datetime | None
    sent: int


def overview() -> Overview:
    waiting = sa.and_(OutgoingMail.sent_at.is_(None), OutgoingMail.failed_at.is_(None))
    counted = sa.select(
        sa.func.count().filter(waiting),
        sa.func.min(OutgoingMail.created_at).filter(waiting),
        sa.func.count(OutgoingMail.sent_at),
    )
    count, oldest, sent = db.session.execute(counted).one()
    return Overview(waiting=count, oldest=oldest, sent=sent)


def failed() -> Sequence[OutgoingMail]:
    """What could not be delivered, the newest first. Without a recipient it is too old to try again."""
    wanted = sa.select(OutgoingMail).where(OutgoingMail.failed_at.is_not(None))
    return db.session.scalars(wanted.order_by(OutgoingMail.failed_at.desc())).all()


def try_again(mail_id: UUID) -> None:
    """Let a mail that failed begin anew. Raises NotFound when there is nothing left to send."""
    fresh = sa.update(OutgoingMail).where(
        OutgoingMail.id == mail_id, OutgoingMail.failed_at.is_not(None), OutgoingMail.recipient != ""
    )
    done = db.session.execute(fresh.values(failed_at=None, attempts=0, due_at=clock.now()))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise NotFound


def forget_old_mails() -> int:
    """Delete what is older than a month, and empty what failed and was not sent again. Says how many mails."""
    now = clock.now()
    gone = db.session.execute(sa.delete(OutgoingMail).where(OutgoingMail.due_at < now - KEPT))
    given_up = OutgoingMail.failed_at < now - SECOND_CHANCE
    emptied = db.session.execute(sa.update(OutgoingMail).where(given_up, OutgoingMail.recipient != "").values(EMPTIED))
    return int(gone.rowcount + emptied.rowcount)  # type: ignore[attr-defined]

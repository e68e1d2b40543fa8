"""What the tools of moderation ask the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.moderation.labels import REASONS, Reason
from app.moderation.models import LogEntry, ReturnReason, SealedOriginal

PAGE = 100


def reasons() -> list[Reason]:
    """All reasons in their order: those that the house began with, where nobody has changed them, and the stored ones."""
    stored = {row.key: _as_reason(row) for row in db.session.scalars(sa.select(ReturnReason))}
    known = {reason.key: reason for reason in REASONS}
    return sorted({**known, **stored}.values(), key=lambda reason: (reason.position, reason.key))


def active_reasons() -> list[Reason]:
    return [reason for reason in reasons() if reason.is_active]


def get_reason(key: str) -> Reason:
    if found := next((reason for reason in reasons() if reason.key == key), None):
        return found
    raise NotFound


def find_original(original_id: UUID) -> SealedOriginal | None:
    return db.session.get(SealedOriginal, original_id)


def due_originals(today: date) -> int:
    """How many sealed originals would be destroyed today: the dry run."""
    count = sa.select(sa.func.count()).select_from(SealedOriginal).where(SealedOriginal.dies_on <= today)
    return db.session.scalars(count).one()


def subjects_dying_until(day: date) -> list[str]:
    """Whose sealed originals die by this day, and with them the way back."""
    dying = sa.select(SealedOriginal.subject).where(SealedOriginal.dies_on <= day).distinct()
    return sorted(db.session.scalars(dying))


@dataclass(frozen=True, kw_only=True)
class LoggedAct:
    """One line of the log, as it is shown. `who` is None for what the house did by itself."""

    id: UUID
    at: datetime
    who: str | None
    act: str
    subject: str
    note: str
    batch_id: UUID | None


def newest_act(acts: Collection[str]) -> str | None:
    """Which of these acts was done last."""
    wanted = sa.select(LogEntry.act).where(LogEntry.act.in_(acts)).order_by(LogEntry.at.desc()).limit(1)
    return db.session.scalars(wanted).one_or_none()


def log_before(at: datetime | None, entry_id: UUID | None, *, most: int = PAGE) -> Sequence[LoggedAct]:
    """The newest acts, or those before the one with this time and id."""
    wanted = (
        sa.select(LogEntry.id, LogEntry.at, Account.name, LogEntry.act, LogEntry.subject, LogEntry.note, LogEntry.batch_id)
        .join(Account, LogEntry.account_id == Account.id, isouter=True)
        .order_by(LogEntry.at.desc(), LogEntry.id.desc())
        .limit(most)
    )
    if at is not None and entry_id is not None:
        wanted = wanted.where(sa.or_(LogEntry.at < at, sa.and_(LogEntry.at == at, LogEntry.id < entry_id)))
    return [
        LoggedAct(id=id_, at=when, who=who, act=act, subject=subject, note=note, batch_id=batch)
        for id_, when, who, act, subject, note, batch in db.session.execute(wanted)
    ]


def _as_reason(row: ReturnReason) -> Reason:
    return Reason(key=row.key, label=row.label, text=row.text, position=row.position, is_active=row.is_active)

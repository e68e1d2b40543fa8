"""Tables of moderation. What was decided is added, never overwritten."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base


class LogEntry(Base):
    """One act of one person, for ever: who did what to which thing. The database refuses to change or delete it."""

    __tablename__ = "log_entry"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    act: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[UUID | None] = mapped_column(index=True)


class SealedOriginal(Base):
    """The words before somebody made part of them unreadable. They die on their date."""

    __tablename__ = "sealed_original"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    subject: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    sealed_at: Mapped[datetime] = mapped_column(default=clock.now)
    dies_on: Mapped[date] = mapped_column(index=True)


class ReturnReason(Base):
    """A reason for which something is given back, in German; known ones are translated by the catalogue."""

    __tablename__ = "return_reason"

    key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    text: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)

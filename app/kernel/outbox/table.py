"""The table of the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base


class OutgoingMail(Base):
    """One mail to one reader, from the act that caused it until a month after it went.

    It waits as long as neither `sent_at` nor `failed_at` is set. `leased_until` and `leased_by` say which worker has it in
    hand. Once it is sent, everything that tells who read what is emptied.
    """

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dedupe_key: Mapped[str | None] = mapped_column(unique=True)
    """What the caller says about the cause: the same cause never makes two mails."""
    reader_key: Mapped[str] = mapped_column(default="", index=True)
    """What the caller calls the reader, so that waiting mails can be withdrawn. Never an address."""
    message_id: Mapped[str] = mapped_column(unique=True)
    """The Message-ID, the same in every try: a mail program that gets a mail twice can tell."""
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    language: Mapped[str]
    """The tag of the language, for instance "de-simple"."""
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Further headers by their name."""
    calendar: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """An iCalendar text and its method, or nothing."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    """What went wrong last: the kind of error and the server's code. Never the server's words: they name addresses."""

    __table_args__ = (
        sa.Index(
            "ix_outbox_waiting",
            "due_at",
            sqlite_where=sa.text("sent_at IS NULL AND failed_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL AND failed_at IS NULL"),
        ),
    )


EMPTIED: dict[str, Any] = {"recipient": "", "subject": "", "body": "", "headers": {}, "calendar": {}, "reader_key": ""}
"""What is taken out of a mail that needs no further try."""

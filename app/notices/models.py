"""The table of the notices. Days, never times; what tells who wrote has a day on which it is gone."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concerns.models import Concern
from app.concerns.rules import subject_of
from app.kernel import clock
from app.kernel.db import Base
from app.notices.rules import Kind, Outcome, Reason


class Notice(Base):
    """Somebody tells us of a barrier or of a text that should not stand here.

    `address` is a path of our own for a text; for a barrier it may be words. `client_key` is a hash of the form's id and its
    words, so that nothing is stored twice. Without an outcome it waits.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_outcome_due", "outcome", "due_on"),
        CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answered"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_key: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[Kind]
    address: Mapped[str] = mapped_column(default="")
    concern_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id", ondelete="SET NULL"), index=True)
    reason: Mapped[Reason | None]
    text: Mapped[str]
    in_good_faith: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    """Code of the language to answer in."""
    suspicion: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date] = mapped_column(default=clock.today)
    due_on: Mapped[date]
    outcome: Mapped[Outcome | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    contact_dies_on: Mapped[date] = mapped_column(index=True)
    words_die_on: Mapped[date | None] = mapped_column(index=True)

    concern: Mapped[Concern | None] = relationship(lazy="joined")

    @property
    def sign(self) -> str:
        """What staff call it among themselves, and its name in the log."""
        return self.id.hex[:8]

    @property
    def subject(self) -> str:
        return f"notice:{self.sign}"

    @property
    def concern_subject(self) -> str:
        return subject_of(self.concern.sequence) if self.concern else ""

    @property
    def has_contact(self) -> bool:
        return bool(self.email or self.phone)

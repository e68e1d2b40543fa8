"""The table of the Übersetzungen."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.renditions.rules import RenditionState


class Rendition(Base):
    """One part of one thing in one more language.

    `original_digest` is that of the words it was made from: once they change, it is shown no more, for what was made
    unreadable in the original would still stand here. `is_shown`: a person has seen it and lets everybody read it.
    """

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("subject", "part", "language"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    subject: Mapped[str]
    part: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    state: Mapped[RenditionState] = mapped_column(default=RenditionState.DRAFT)
    is_shown: Mapped[bool] = mapped_column(default=False)
    original_digest: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    made_on: Mapped[date] = mapped_column(default=clock.today)
    checked_by: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None]

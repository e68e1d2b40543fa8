"""The doors of a campaign, without any name: they are deleted when the main survey ends (methods A-13, A-34)."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.surveys.rules.kinds import Outcome


class Door(Base):
    """One household: house and bell, as the team calls it ("Nr. 12, 3. Klingel links"). Never a name.

    `pair_id` is who rings there. Once `is_refused`, it never stands on a route again.
    """

    __tablename__ = "door"
    __table_args__ = (
        UniqueConstraint("campaign_id", "house", "bell"),
        Index("ix_door_route", "campaign_id", "pair_id", "position"),
        CheckConstraint("NOT is_refused OR pair_id IS NULL", name="refused"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    house: Mapped[str]
    bell: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    pair_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaign_pair.id", ondelete="SET NULL"))
    is_refused: Mapped[bool] = mapped_column(default=False)
    is_reached: Mapped[bool] = mapped_column(default=False)
    """Whether there was a talk."""


class ContactAttempt(Base):
    """One ring at a door. `client_hash` makes a second upload of the same ring harmless."""

    __tablename__ = "contact_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_hash: Mapped[str] = mapped_column(unique=True)
    door_id: Mapped[UUID] = mapped_column(ForeignKey("door.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[Outcome]
    on: Mapped[date] = mapped_column("on_day")


class HouseholdCode(Base):
    """A code that opens the online survey once. Only its hash is kept, and nothing leads from it to an answer (B-31)."""

    __tablename__ = "household_code"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    is_used: Mapped[bool] = mapped_column(default=False)

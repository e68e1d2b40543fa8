"""Tables of contact slips, without any key to an answer. Random ids, days without times (methods A-30…A-34)."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.contacts.rules import Means
from app.kernel.db import Base

WITHOUT_ORDER = {"sqlite_with_rowid": False}


class ContactSlip(Base):
    """Somebody who wants to hear from us, and what for. One way to reach them is enough."""

    __tablename__ = "contact_slip"
    __table_args__ = (
        CheckConstraint("phone <> '' OR email <> '' OR address <> ''", name="reachable"),
        WITHOUT_ORDER,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_hash: Mapped[str] = mapped_column(unique=True)
    payload_hash: Mapped[str]
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    means: Mapped[Means]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    """Code of the language to write in."""
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), index=True)
    purposes: Mapped[list[str]] = mapped_column(default=list)
    """Values of rules.Purpose."""
    themes: Mapped[str] = mapped_column(default="")
    skill: Mapped[str] = mapped_column(default="")
    consent: Mapped[str]
    """The words that were agreed to."""
    consented_on: Mapped[date]
    delete_on: Mapped[date] = mapped_column(index=True)
    told: Mapped[list[str]] = mapped_column(default=list)
    """What they were told already: so that nobody hears the same twice."""
    told_on: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What of it they were told by letter or phone, each with its day."""

    def day_told(self, word: str) -> date | None:
        """The day on which they were told this by letter or phone."""
        day = self.told_on.get(word)
        return date.fromisoformat(day) if day else None


class SlipIntake(Base):
    """How many slips a campaign took in on a day: all that is logged about their making."""

    __tablename__ = "contact_slip_intake"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)

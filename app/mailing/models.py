"""Tables of the mailing: who wants mails, and who wants none any more."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.mailing.rules import Purpose


class Subscription(Base):
    """Somebody without an account who wants mails about one subject, until `expires_on`.

    The address is contact data: it stands nowhere else, is used for its purpose only, and goes with this row.
    """

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("purpose", "subject", "email_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    purpose: Mapped[Purpose]
    subject: Mapped[str]
    """What the mails are about, for instance `forum:rieth` or `ortsteil:06`."""
    email: Mapped[str]
    email_hash: Mapped[str]
    """A keyed hash: the same address twice is one subscription."""
    language: Mapped[str]
    """The code of the language that was chosen, for instance "leicht"."""
    created_on: Mapped[date] = mapped_column(default=clock.today)
    confirmed_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]


class MailStop(Base):
    """An account that wants no mails for a purpose."""

    __tablename__ = "mail_stop"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(primary_key=True)


class AddressStop(Base):
    """An address that wants no mails about a subject any more. Only a keyed hash of both is kept, to keep that promise."""

    __tablename__ = "address_stop"

    key: Mapped[str] = mapped_column(primary_key=True)
    stopped_on: Mapped[date] = mapped_column(default=clock.today)

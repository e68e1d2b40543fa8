"""Tables of the people who work here."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.rules import Role
from app.kernel import clock
from app.kernel.db import Base


class Department(Base):
    """A Fachamt or Fachplanung: who answers concerns."""

    __tablename__ = "department"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short: Mapped[str]
    what_for: Mapped[str] = mapped_column(default="")


class Account(Base):
    """A member of staff."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    totp_secret: Mapped[str | None]
    """The seed of the second factor: worth nothing without CODE_KEY. None until the first login."""
    totp_last_step: Mapped[int | None]
    """The newest half minute whose code was used: each code counts once."""
    is_active: Mapped[bool] = mapped_column(default=True)
    is_city_wide: Mapped[bool] = mapped_column(default=False)
    department_key: Mapped[str | None] = mapped_column(ForeignKey("department.key"), index=True)
    language: Mapped[str] = mapped_column(default="de", server_default="de")
    """The code of the language in which this person wants mails, one that staff pages are kept in."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    roles: Mapped[list["RoleHeld"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    ortsteile: Mapped[list["AccountOrtsteil"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    department: Mapped[Department | None] = relationship()

    @property
    def held_roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.roles)


class RoleHeld(Base):
    """One role of one account."""

    __tablename__ = "role_held"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class AccountOrtsteil(Base):
    """An Ortsteil that an account looks after beside its forums."""

    __tablename__ = "account_ortsteil"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True)


class StaffSession(Base):
    """A login that lasts until logout. Of its random id only the hash is kept."""

    __tablename__ = "staff_session"

    id_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen: Mapped[datetime] = mapped_column(default=clock.now)

    account: Mapped[Account] = relationship(lazy="joined")

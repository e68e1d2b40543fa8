"""What is known about staff. Who asks is looked up beside the request's transaction: it takes no lock and holds none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.accounts.models import Account, Department, RoleHeld, StaffSession
from app.accounts.rules import Asker, Role
from app.kernel import access, codes
from app.kernel.db import READING, db, is_sqlite
from app.kernel.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What a login needs to know about an account."""

    account_id: UUID
    email: str
    password_hash: str
    is_active: bool
    seed: str | None
    """The seed of the second factor, None before the first login."""


def asker() -> Asker:
    """The member of staff who asks, in views that ask for a permission."""
    return cast(Asker, access.staff())


def own_id() -> UUID:
    """The account that acts."""
    return asker().account_id


def find_asker(session_hash: str) -> Asker | None:
    """Who holds this login, if the account is active. Whether the login still lasts is for the rules to say."""
    wanted = (
        sa.select(
            *(Account.id, Account.name, Account.email, Account.is_city_wide, Account.department_key),
            *(StaffSession.created_at, StaffSession.last_seen, RoleHeld.role),
        )
        .join(StaffSession, StaffSession.account_id == Account.id)
        .outerjoin(RoleHeld, RoleHeld.account_id == Account.id)
        .where(StaffSession.id_hash == session_hash, Account.is_active)
    )
    with _beside() as connection:
        rows = connection.execute(wanted).all()
    if not rows:
        return None
    return Asker(
        account_id=rows[0].id,
        name=rows[0].name,
        email=rows[0].email,
        roles=frozenset(row.role for row in rows if row.role is not None),
        is_city_wide=rows[0].is_city_wide,
        department_key=rows[0].department_key,
        session_hash=session_hash,
        since=rows[0].created_at,
        last_seen=rows[0].last_seen,
        form_token=codes.keyed("staff-form", session_hash),
    )


def find_credentials(*, email: str) -> Credentials | None:
    """The credentials of the account with this address, written as rules.normal_email does."""
    return _credentials_where(Account.email == email)


def find_credentials_of(account_id: UUID) -> Credentials | None:
    return _credentials_where(Account.id == account_id)


def _credentials_where(condition: sa.ColumnElement[bool]) -> Credentials | None:
    wanted = sa.select(Account.id, Account.email, Account.password_hash, Account.is_active, Account.totp_secret)
    with _beside() as connection:
        row = connection.execute(wanted.where(condition)).one_or_none()
    if row is None:
        return None
    return Credentials(
        account_id=row.id,
        email=row.email,
        password_hash=row.password_hash,
        is_active=row.is_active,
        seed=row.totp_secret,
    )


def get_account(account_id: UUID) -> Account:
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound
    return account


def find_account(*, email: str) -> Account | None:
    return db.session.scalars(sa.select(Account).where(Account.email == email)).one_or_none()


def all_accounts() -> Sequence[Account]:
    """Those who may work first, each group by name."""
    wanted = sa.select(Account).options(sa.orm.joinedload(Account.department))
    return db.session.scalars(wanted.order_by(Account.is_active.desc(), Account.name, Account.email)).all()


def is_last_administrator(account_id: UUID) -> bool:
    """Whether nobody but this account could manage accounts."""
    others = (
        sa.select(RoleHeld.account_id)
        .join(Account, Account.id == RoleHeld.account_id)
        .where(RoleHeld.role == Role.ADMINISTRATOR, Account.is_active, Account.id != account_id)
    )
    return db.session.scalar(sa.select(sa.exists(others))) is False


def sessions_of(account_id: UUID) -> Sequence[StaffSession]:
    """The logins of an account, the one used last first."""
    wanted = sa.select(StaffSession).where(StaffSession.account_id == account_id)
    return db.session.scalars(wanted.order_by(StaffSession.last_seen.desc())).all()


def departments() -> Sequence[Department]:
    return db.session.scalars(sa.select(Department).order_by(Department.name)).all()


def get_department(key: str) -> Department:
    department = db.session.get(Department, key)
    if department is None:
        raise NotFound
    return department


@contextmanager
def _beside() -> Iterator[Connection]:
    """A short look at the main database. A copy for reading may lag behind, and a login that has ended has ended."""
    engine = db.engines[READING] if is_sqlite() else db.engine
    with engine.connect() as connection:
        yield connection

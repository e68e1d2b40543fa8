"""Logins are rows. A login ends with its row, whoever may have copied the cookie (ASVS 7.4)."""

from uuid import UUID

import sqlalchemy as sa

from app.accounts import queries, rules
from app.accounts.models import StaffSession
from app.kernel import clock, codes
from app.kernel.db import db, own_transaction


def open_session(*, account_id: UUID) -> str:
    """Begin a login. Answers the secret for the cookie, of which only the hash is kept."""
    secret = codes.fresh_secret()
    db.session.add(StaffSession(id_hash=codes.digest(secret), account_id=account_id))
    db.session.flush()
    return secret


def asker_of(secret: str) -> rules.Asker | None:
    """Who shows this secret, if their login still lasts; every few minutes it is noted that the login is in use.

    The note is a transaction of its own, even while a page is only read; it must come before the request begins to write.
    """
    now = clock.now()
    asker = queries.find_asker(codes.digest(secret))
    if asker is None or not rules.still_lasts(since=asker.since, last_seen=asker.last_seen, now=now):
        return None
    if rules.is_worth_noting(last_seen=asker.last_seen, now=now):
        with own_transaction() as connection:
            connection.execute(
                sa.update(StaffSession).where(StaffSession.id_hash == asker.session_hash).values(last_seen=now)
            )
    return asker


def end_session(*, session_hash: str) -> None:
    db.session.execute(sa.delete(StaffSession).where(StaffSession.id_hash == session_hash))


def end_all_sessions(*, account_id: UUID) -> None:
    db.session.execute(sa.delete(StaffSession).where(StaffSession.account_id == account_id))


def end_other_sessions(*, account_id: UUID, session_hash: str) -> None:
    """End all logins of an account but this one."""
    others = sa.delete(StaffSession).where(StaffSession.account_id == account_id, StaffSession.id_hash != session_hash)
    db.session.execute(others)


def forget_ended_sessions() -> int:
    """Delete the logins that have run out. Says how many."""
    now = clock.now()
    ended = sa.or_(StaffSession.last_seen <= now - rules.IDLE, StaffSession.created_at <= now - rules.LONGEST)
    with own_transaction() as connection:
        return connection.execute(sa.delete(StaffSession).where(ended)).rowcount

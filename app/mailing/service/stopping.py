"""No more mails: by the link in one, by the own page of staff, or because the time is over."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock, outbox
from app.kernel.db import db
from app.kernel.upsert import insert
from app.mailing import queries
from app.mailing.models import AddressStop, MailStop, Subscription
from app.mailing.rules import FOR_STAFF, UNCONFIRMED_FOR, Holder, Purpose, Reader
from app.mailing.service import links, telling
from app.mailing.service.links import Act


def stop(token: str) -> Reader | None:
    """Stop at once, and take back what still waits. Again changes nothing. None for a link that is not ours."""
    reader = links.reader_of(Act.STOP, token)
    if reader is not None:
        _stop(reader)
    return reader


def wants_mails(reader: Reader) -> bool:
    """Whether there is anything to stop."""
    match reader.holder:
        case Holder.SUBSCRIPTION:
            return queries.find_subscription(reader.key) is not None
        case Holder.ACCOUNT:
            working = queries.find_working(reader.key) is not None
            return working and reader.purpose not in queries.stopped_by(reader.key)
        case Holder.ADDRESS:
            return not queries.is_stopped(reader.key)


def choose(*, account_id: UUID, wanted: Collection[Purpose]) -> None:
    """A member of staff says which mails they want: these, and none of the others."""
    db.session.execute(sa.delete(MailStop).where(MailStop.account_id == account_id, MailStop.purpose.in_(wanted)))
    for purpose in set(FOR_STAFF) - set(wanted):
        _stop(Reader(holder=Holder.ACCOUNT, purpose=purpose, key=account_id))
    db.session.flush()


def forget_ended() -> int:
    """Delete the addresses whose time is over, and those that nobody confirmed. Says how many."""
    today = clock.today()
    unconfirmed = sa.and_(Subscription.confirmed_at.is_(None), Subscription.created_on < today - UNCONFIRMED_FOR)
    ended = sa.select(Subscription).where(sa.or_(Subscription.expires_on <= today, unconfirmed))
    gone = db.session.scalars(ended).all()
    for subscription in gone:
        _stop(telling.reader_of(subscription))
    return len(gone)


def _stop(reader: Reader) -> None:
    match reader.holder:
        case Holder.SUBSCRIPTION:
            db.session.execute(sa.delete(Subscription).where(Subscription.id == reader.key))
        case Holder.ACCOUNT if queries.find_working(reader.key):
            row = {"account_id": reader.key, "purpose": reader.purpose}
            db.session.execute(insert(MailStop).values(row).on_conflict_do_nothing())
        case Holder.ADDRESS:
            row = {"key": reader.key.hex, "stopped_on": clock.today()}
            db.session.execute(insert(AddressStop).values(row).on_conflict_do_nothing())
    outbox.withdraw(reader=str(reader))
    db.session.flush()

"""Who wants mails, and who does not."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account
from app.kernel.db import db
from app.mailing.models import AddressStop, MailStop, Subscription
from app.mailing.rules import ASKED_BEFORE, Purpose


def find_subscription(subscription_id: UUID) -> Subscription | None:
    return db.session.get(Subscription, subscription_id)


def get_subscription_of(*, purpose: Purpose, subject: str, email_hash: str) -> Subscription:
    """The subscription of an address, which must be there."""
    wanted = sa.select(Subscription).where(
        Subscription.purpose == purpose, Subscription.subject == subject, Subscription.email_hash == email_hash
    )
    return db.session.scalars(wanted).one()


def confirmed(
    *, purpose: Purpose, subject: str, today: date, confirmed_after: datetime | None = None
) -> Sequence[Subscription]:
    """Everybody without an account who wants these mails today, sorted by language; or those who said so after a moment."""
    wanted = sa.select(Subscription).where(
        Subscription.purpose == purpose,
        Subscription.subject == subject,
        Subscription.confirmed_at.is_not(None),
        Subscription.expires_on > today,
    )
    if confirmed_after is not None:
        wanted = wanted.where(Subscription.confirmed_at > confirmed_after)
    return db.session.scalars(wanted.order_by(Subscription.language, Subscription.id)).all()


def count_confirmed(*, purpose: Purpose, subjects: Collection[str], today: date) -> int:
    """How many people without an account get a mail that goes to all these subjects: each of them one."""
    addresses = sa.select(sa.func.count(Subscription.email_hash.distinct())).where(
        Subscription.purpose == purpose,
        Subscription.subject.in_(subjects),
        Subscription.confirmed_at.is_not(None),
        Subscription.expires_on > today,
    )
    return db.session.scalar(addresses) or 0


def ending_soon(today: date) -> Sequence[Subscription]:
    """The subscriptions that end within a month."""
    wanted = sa.select(Subscription).where(Subscription.expires_on > today, Subscription.expires_on <= today + ASKED_BEFORE)
    return db.session.scalars(wanted.order_by(Subscription.expires_on, Subscription.id)).all()


def find_working(account_id: UUID) -> Account | None:
    """The account, if its owner may still log in."""
    return db.session.scalars(sa.select(Account).where(Account.id == account_id, Account.is_active)).one_or_none()


def stopped_by(account_id: UUID) -> frozenset[Purpose]:
    """For what an account wants no mails."""
    return frozenset(db.session.scalars(sa.select(MailStop.purpose).where(MailStop.account_id == account_id)))


def is_stopped(address_key: UUID) -> bool:
    """Whether this address wants no mails about its subject any more."""
    return db.session.get(AddressStop, address_key.hex) is not None

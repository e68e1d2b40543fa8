"""One-to-ones and names to visit: seen by whoever wrote them, by whoever is to ask, and by the lead. By nobody else."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.organizing.models import Listener, ListeningCampaign, OneToOne, Prospect
from app.organizing.queries.listening import led_by


def one_to_ones_seen_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether this account wrote a one-to-one, or leads its listening campaign, for a WHERE."""
    led = sa.select(ListeningCampaign.id).where(led_by(asker))
    return sa.or_(OneToOne.account_id == asker.account_id, OneToOne.listening_id.in_(led))


def prospects_seen_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether this account wrote a name down, is to ask for the talk, or leads the listening campaign, for a WHERE."""
    led = sa.select(ListeningCampaign.id).where(led_by(asker))
    own = sa.select(Listener.id).where(Listener.account_id == asker.account_id)
    return sa.or_(Prospect.account_id == asker.account_id, Prospect.listener_id.in_(own), Prospect.listening_id.in_(led))


def one_to_ones(asker: Asker, listening: ListeningCampaign, *, start: int, most: int) -> Sequence[OneToOne]:
    """The one-to-ones that this account may read: those with a next contact first, the earliest on top."""
    wanted = sa.select(OneToOne).where(OneToOne.listening_id == listening.id, one_to_ones_seen_by(asker))
    order = (OneToOne.next_contact_on.is_(None), OneToOne.next_contact_on, OneToOne.name, OneToOne.id)
    return db.session.scalars(wanted.order_by(*order).offset(start).limit(most)).all()


def get_one_to_one(asker: Asker, listening: ListeningCampaign, one_to_one_id: UUID) -> OneToOne:
    """A one-to-one that this account may read."""
    mine = (OneToOne.id == one_to_one_id, OneToOne.listening_id == listening.id, one_to_ones_seen_by(asker))
    if found := db.session.scalar(sa.select(OneToOne).where(*mine)):
        return found
    raise NotFound


def find_one_to_one(one_to_one_id: UUID) -> OneToOne | None:
    return db.session.get(OneToOne, one_to_one_id)


def prospects(asker: Asker, listening: ListeningCampaign, *, start: int, most: int) -> Sequence[Prospect]:
    """The names to visit that this account may read: those that nobody has asked yet first."""
    wanted = sa.select(Prospect).where(Prospect.listening_id == listening.id, prospects_seen_by(asker))
    order = (Prospect.asked_on.is_not(None), Prospect.name, Prospect.id)
    return db.session.scalars(wanted.order_by(*order).offset(start).limit(most)).all()


def find_prospect_seen_by(asker: Asker, listening: ListeningCampaign, prospect_id: UUID | None) -> Prospect | None:
    """A name to visit that this account may read; None if it is gone by now, or was none."""
    mine = (Prospect.id == prospect_id, Prospect.listening_id == listening.id, prospects_seen_by(asker))
    return db.session.scalar(sa.select(Prospect).where(*mine)) if prospect_id else None


def get_prospect(asker: Asker, listening: ListeningCampaign, prospect_id: UUID) -> Prospect:
    """A name to visit that this account may read."""
    if found := find_prospect_seen_by(asker, listening, prospect_id):
        return found
    raise NotFound


def find_prospect(prospect_id: UUID) -> Prospect | None:
    return db.session.get(Prospect, prospect_id)


def due_one_to_ones(today: date) -> Sequence[OneToOne]:
    """Those whose day has come."""
    return db.session.scalars(sa.select(OneToOne).where(OneToOne.delete_on <= today)).all()


def due_prospects(today: date) -> Sequence[Prospect]:
    """Those whose day has come."""
    return db.session.scalars(sa.select(Prospect).where(Prospect.delete_on <= today)).all()

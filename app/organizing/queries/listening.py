"""Listening campaigns: those one looks after, listens for or leads; their listeners, steps, and who might lead them."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import Account, RoleHeld
from app.accounts.rules import PERMISSIONS, Asker, Role
from app.forums import queries as forums
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.organizing.models import Listener, ListeningCampaign, ListeningOrtsteil, ListeningStep, OneToOne, Prospect
from app.places import queries as places
from app.surveys.models import Campaign

MANAGING = PERMISSIONS["surveys.manage"]
"""The roles of those who may look after a listening campaign."""
LISTENING = PERMISSIONS["organizing.listen"]
"""The roles of those who may listen, and write down their own one-to-ones."""

_WHOLE = selectinload(ListeningCampaign.ortsteile)


def looked_after_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether a listening campaign listens in an Ortsteil that this account looks after, for a WHERE."""
    if not asker.may("surveys.manage"):
        return sa.false()
    own = ListeningOrtsteil.ortsteil_key.in_(forums.area_of(asker))
    return ListeningCampaign.id.in_(sa.select(ListeningOrtsteil.listening_id).where(own))


def led_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether this account leads a listening campaign and still looks after it, for a WHERE."""
    return sa.and_(ListeningCampaign.lead_id == asker.account_id, looked_after_by(asker))


def of_asker(asker: Asker, *, start: int, most: int) -> Sequence[ListeningCampaign]:
    """Those that this account looks after or listens for: the running ones first, then the newest."""
    wanted = sa.select(ListeningCampaign).where(reached_by(asker)).options(_WHOLE)
    order = (ListeningCampaign.finished_on.is_not(None), ListeningCampaign.starts_on.desc(), ListeningCampaign.id)
    return db.session.scalars(wanted.order_by(*order).offset(start).limit(most)).all()


def get_for(asker: Asker, listening_id: UUID) -> ListeningCampaign:
    """A listening campaign that this account looks after, listens for, or has written down talks for."""
    return _one(ListeningCampaign.id == listening_id, reached_by(asker))


def get_to_manage(asker: Asker, listening_id: UUID) -> ListeningCampaign:
    """A listening campaign that this account looks after."""
    return _one(ListeningCampaign.id == listening_id, looked_after_by(asker))


def is_led_by(asker: Asker, listening: ListeningCampaign) -> bool:
    """Whether this account may read what all listeners have written."""
    wanted = sa.select(ListeningCampaign.id).where(ListeningCampaign.id == listening.id, led_by(asker))
    return db.session.scalar(wanted) is not None


def is_managed_by(asker: Asker, listening: ListeningCampaign) -> bool:
    """Whether this account looks after it."""
    wanted = sa.select(ListeningCampaign.id).where(ListeningCampaign.id == listening.id, looked_after_by(asker))
    return db.session.scalar(wanted) is not None


def find(listening_id: UUID) -> ListeningCampaign | None:
    return db.session.get(ListeningCampaign, listening_id)


def hold(listening: ListeningCampaign) -> None:
    """Look at it anew and hold its row until the transaction ends: nobody else takes a step meanwhile."""
    wanted = sa.select(ListeningCampaign).where(ListeningCampaign.id == listening.id)
    db.session.execute(wanted.with_for_update().execution_options(populate_existing=True)).scalar_one()


def campaign_of(listening: ListeningCampaign) -> Campaign | None:
    """The activating survey that it belongs to."""
    return db.session.get(Campaign, listening.campaign_id) if listening.campaign_id else None


def steps_of(listening: ListeningCampaign) -> Sequence[tuple[ListeningStep, str | None]]:
    """All its steps and who took them, the newest first."""
    wanted = sa.select(ListeningStep, Account.name).outerjoin(Account, Account.id == ListeningStep.account_id)
    wanted = wanted.where(ListeningStep.listening_id == listening.id)
    found = db.session.execute(wanted.order_by(ListeningStep.at.desc(), ListeningStep.id))
    return [(step, name) for step, name in found]


def listeners_of(listening: ListeningCampaign) -> Sequence[Listener]:
    """Who listens, by name."""
    wanted = sa.select(Listener).where(Listener.listening_id == listening.id)
    return db.session.scalars(wanted.order_by(Listener.name, Listener.id)).all()


def count_listeners(ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many listen for each of these listening campaigns."""
    wanted = sa.select(Listener.listening_id, sa.func.count()).where(Listener.listening_id.in_(ids))
    return dict(db.session.execute(wanted.group_by(Listener.listening_id)).all())


def get_listener(listening: ListeningCampaign, listener_id: UUID) -> Listener:
    wanted = sa.select(Listener).where(Listener.listening_id == listening.id, Listener.id == listener_id)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def find_listener(listener_id: UUID) -> Listener | None:
    return db.session.get(Listener, listener_id)


def find_listening_account(listening: ListeningCampaign, account_id: UUID) -> Listener | None:
    """As whom an account listens."""
    wanted = sa.select(Listener).where(Listener.listening_id == listening.id, Listener.account_id == account_id)
    return db.session.scalar(wanted)


def talks_by_listener(listening: ListeningCampaign) -> dict[UUID, int]:
    """How many one-to-ones each listener has led, as long as their notes are kept."""
    wanted = sa.select(OneToOne.listener_id, sa.func.count()).where(OneToOne.listening_id == listening.id)
    return {each: count for each, count in db.session.execute(wanted.group_by(OneToOne.listener_id)) if each}


def names_by_listener(listening: ListeningCampaign) -> dict[UUID, int]:
    """How many names each listener still has to visit."""
    wanted = sa.select(Prospect.listener_id, sa.func.count()).where(Prospect.listening_id == listening.id)
    return {each: count for each, count in db.session.execute(wanted.group_by(Prospect.listener_id)) if each}


def prospects_in(listening: ListeningCampaign) -> Sequence[Prospect]:
    """All names to visit, whoever wrote them down: for setting their days right."""
    return db.session.scalars(sa.select(Prospect).where(Prospect.listening_id == listening.id)).all()


def with_listeners() -> Sequence[ListeningCampaign]:
    """Those that still have listeners."""
    wanted = sa.select(ListeningCampaign).where(ListeningCampaign.id.in_(sa.select(Listener.listening_id)))
    return db.session.scalars(wanted).all()


def offered_to(asker: Asker, listening: ListeningCampaign | None = None) -> dict[str, str]:
    """The Ortsteile that somebody may choose, by their keys: their own, and what it has already."""
    there = {each.key for each in listening.ortsteile} if listening else set()
    chosen = forums.area_of(asker) | there
    return {key: name for key, name in places.names().items() if key in chosen}


def accounts_that_listen() -> Sequence[Account]:
    """The accounts that may write down one-to-ones, by name."""
    return db.session.scalars(_holding(LISTENING).order_by(Account.name, Account.email)).all()


def might_lead(listening: ListeningCampaign) -> Sequence[Account]:
    """The accounts that look after its Ortsteile, by name."""
    keys = {ortsteil.key for ortsteil in listening.ortsteile}
    managing = db.session.scalars(_holding(MANAGING).order_by(Account.name, Account.email))
    return [each for each in managing if keys & forums.area_of(each)]


def has_lead(listening: ListeningCampaign) -> bool:
    """Whether its lead is still here, and still looks after it. Else somebody else may take it over."""
    return any(each.id == listening.lead_id for each in might_lead(listening))


def find_account(account_id: UUID) -> Account | None:
    """An account that may write down one-to-ones."""
    return db.session.scalar(_holding(LISTENING).where(Account.id == account_id))


def name_of_account(account_id: UUID) -> str:
    return db.session.scalar(sa.select(Account.name).where(Account.id == account_id)) or ""


def reached_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether this account looks after, listens for, or has written something for a listening campaign, for a WHERE.

    Who may do nothing but listen reaches only those for which they listen now.
    """
    listens = sa.select(Listener.listening_id).where(Listener.account_id == asker.account_id)
    if not asker.may("surveys.manage"):
        return ListeningCampaign.id.in_(listens)
    wrote = sa.select(OneToOne.listening_id).where(OneToOne.account_id == asker.account_id)
    noted = sa.select(Prospect.listening_id).where(Prospect.account_id == asker.account_id)
    return sa.or_(looked_after_by(asker), ListeningCampaign.id.in_(sa.union(listens, wrote, noted)))


def _holding(roles: frozenset[Role]) -> sa.Select[Account]:
    """The accounts that hold one of these roles."""
    held = sa.select(RoleHeld.account_id).where(RoleHeld.role.in_(roles))
    return sa.select(Account).where(Account.is_active, Account.id.in_(held))


def _one(*conditions: sa.ColumnElement[bool]) -> ListeningCampaign:
    if found := db.session.scalar(sa.select(ListeningCampaign).where(*conditions).options(_WHOLE)):
        return found
    raise NotFound

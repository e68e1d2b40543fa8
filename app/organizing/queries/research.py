"""The research list of a listening campaign, and the house meetings that belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting
from app.meetings.queries.meetings import looked_after_by
from app.meetings.rules.kinds import MeetingKind, MeetingState
from app.organizing.models import ListeningCampaign, ListeningMeeting, ResearchItem

MOST_OFFERED = 100
"""So many house meetings can be chosen from."""


@dataclass(frozen=True, kw_only=True)
class HouseMeetings:
    """What came of all house meetings together. None: nobody has said."""

    invited: int | None
    attended: int | None
    new_hosts: int | None


def items_of(listening: ListeningCampaign, *, start: int, most: int) -> Sequence[ResearchItem]:
    """The research list: what is not answered first, of that the earliest day first, so what is overdue is on top."""
    wanted = sa.select(ResearchItem).where(ResearchItem.listening_id == listening.id)
    order = (
        ResearchItem.answer != "",
        ResearchItem.due_on.is_(None),
        ResearchItem.due_on,
        ResearchItem.theme,
        ResearchItem.id,
    )
    return db.session.scalars(wanted.order_by(*order).offset(start).limit(most)).all()


def get_item(listening: ListeningCampaign, item_id: UUID) -> ResearchItem:
    wanted = sa.select(ResearchItem).where(ResearchItem.id == item_id, ResearchItem.listening_id == listening.id)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def find_item(item_id: UUID) -> ResearchItem | None:
    return db.session.get(ResearchItem, item_id)


def house_meetings_of(listening: ListeningCampaign, *, start: int, most: int) -> Sequence[Meeting]:
    """The house meetings that belong to it, the newest first."""
    wanted = sa.select(Meeting).where(_belongs_to(listening))
    return db.session.scalars(wanted.order_by(Meeting.first_day.desc(), Meeting.id).offset(start).limit(most)).all()


def sums_of(listening: ListeningCampaign) -> HouseMeetings:
    """How many were invited, came, and will host, in all house meetings that took place or will (A-63)."""
    total = sa.func.sum
    wanted = sa.select(total(Meeting.invited_count), total(Meeting.attendance_total), total(Meeting.new_hosts))
    wanted = wanted.where(_belongs_to(listening))
    invited, attended, new_hosts = db.session.execute(wanted.where(Meeting.state != MeetingState.CANCELLED)).one()
    return HouseMeetings(invited=invited, attended=attended, new_hosts=new_hosts)


def house_meetings_to_add(asker: Asker, listening: ListeningCampaign) -> Sequence[Meeting]:
    """The house meetings that this account looks after and that do not belong to it yet, the newest first."""
    wanted = sa.select(Meeting).where(
        Meeting.kind == MeetingKind.HOUSE_MEETING,
        Meeting.state != MeetingState.CANCELLED,
        looked_after_by(asker),
        sa.not_(_belongs_to(listening)),
    )
    return db.session.scalars(wanted.order_by(Meeting.first_day.desc(), Meeting.id).limit(MOST_OFFERED)).all()


def looked_after_among(asker: Asker, meetings: Sequence[Meeting]) -> frozenset[UUID]:
    """The ids of those that this account looks after, so that its page opens for it."""
    wanted = sa.select(Meeting.id).where(Meeting.id.in_([each.id for each in meetings]), looked_after_by(asker))
    return frozenset(db.session.scalars(wanted))


def find_link(listening: ListeningCampaign, meeting_id: UUID) -> ListeningMeeting | None:
    return db.session.get(ListeningMeeting, (listening.id, meeting_id))


def get_link(listening: ListeningCampaign, meeting_id: UUID) -> ListeningMeeting:
    if found := find_link(listening, meeting_id):
        return found
    raise NotFound


def _belongs_to(listening: ListeningCampaign) -> sa.ColumnElement[bool]:
    return Meeting.id.in_(sa.select(ListeningMeeting.meeting_id).where(ListeningMeeting.listening_id == listening.id))

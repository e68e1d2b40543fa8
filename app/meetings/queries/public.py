"""What everybody reads: the meetings that lie ahead, those that are over, what is before and behind one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.kernel.db import db
from app.meetings.models import AgendaItem, DotPoll, Meeting, MeetingGroup, Minutes
from app.meetings.queries import leftovers, planning, records
from app.meetings.queries.exchange import Circle
from app.meetings.queries.records import Record
from app.meetings.rules.kinds import MeetingState, MinutesState

PAGE = 20
MOST_AHEAD = 60
LONGEST = timedelta(days=366)
"""No meeting spans more days than a year of which nothing else is known. Those that began earlier need no look."""
Place = tuple[date, UUID]
"""Where a list goes on: behind the meeting of this day and id."""

PUBLIC = Meeting.state != MeetingState.DRAFT
TAKES_PLACE = Meeting.state == MeetingState.ANNOUNCED
_WITH_ITEMS = selectinload(Meeting.items).lazyload(AgendaItem.concerns)
_NEWEST_FIRST = (Meeting.first_day.desc(), Meeting.id.desc())


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """One page of a long list, newest first. `older` is where the next page begins."""

    meetings: Sequence[Meeting]
    older: Place | None


@dataclass(frozen=True, kw_only=True)
class Around:
    """The meetings of the same circle that take place just before and just behind one."""

    before: Meeting | None
    after: Meeting | None


def of_group(group_id: UUID) -> Circle:
    return Meeting.id.in_(sa.select(MeetingGroup.meeting_id).where(MeetingGroup.group_id == group_id))


def coming(circle: Circle, *, today: date, most: int = MOST_AHEAD) -> Sequence[Meeting]:
    """The meetings that lie ahead, the next one first. Cancelled ones are among them, so that nobody goes in vain."""
    lies_ahead = sa.and_(Meeting.last_day >= today, Meeting.first_day >= today - LONGEST)
    wanted = sa.select(Meeting).where(PUBLIC, circle, lies_ahead)
    return db.session.scalars(wanted.order_by(Meeting.first_day, Meeting.starts_at, Meeting.id).limit(most)).all()


def past(circle: Circle, *, today: date, after: Place | None = None) -> MeetingPage:
    """The meetings that are over, behind a place."""
    return page(sa.and_(circle, Meeting.last_day < today), after=after)


def page(which: Circle, *, after: Place | None = None) -> MeetingPage:
    """One page of these meetings behind a place, whenever they are."""
    wanted = sa.select(Meeting).where(PUBLIC, which)
    if after is not None:
        there = sa.tuple_(sa.literal(after[0]), sa.literal(after[1], Meeting.id.type))
        wanted = wanted.where(sa.tuple_(Meeting.first_day, Meeting.id) < there)
    found = db.session.scalars(wanted.options(_WITH_ITEMS).order_by(*_NEWEST_FIRST).limit(PAGE + 1)).all()
    shown = found[:PAGE]
    return MeetingPage(meetings=shown, older=(shown[-1].first_day, shown[-1].id) if len(found) > PAGE else None)


def results(circle: Circle, *, most: int) -> list[Record]:
    """What the last meetings with published minutes brought, the newest first."""
    has_published = sa.exists().where(Minutes.meeting_id == Meeting.id, Minutes.state == MinutesState.PUBLISHED)
    wanted = sa.select(Meeting).where(PUBLIC, circle, has_published).options(_WITH_ITEMS)
    found = db.session.scalars(wanted.order_by(*_NEWEST_FIRST).limit(most)).all()
    by_meeting = records.of(found)
    return [by_meeting[each.id] for each in found if each.id in by_meeting]


def published(found: Sequence[Meeting]) -> frozenset[UUID]:
    """Those of these meetings whose minutes everybody may read."""
    states = planning.minutes_states(found)
    return frozenset(meeting_id for meeting_id, state in states.items() if state is MinutesState.PUBLISHED)


def awaits_minutes(meeting: Meeting, *, today: date) -> bool:
    """Whether minutes of a meeting that is over may still come: somebody has begun them, or it was not long ago."""
    has_begun = meeting.id in planning.minutes_states([meeting])
    return has_begun or today - meeting.last_day <= planning.MISSED_FOR


def around(meeting: Meeting) -> Around:
    """What took place before, and what comes behind this meeting in the same circle."""
    ours = sa.select(Meeting).where(TAKES_PLACE, planning.circle_of(meeting))
    is_before = leftovers.is_before(meeting)
    earlier = ours.where(is_before).order_by(*_NEWEST_FIRST).limit(1)
    later = ours.where(sa.not_(is_before), Meeting.first_day >= meeting.first_day)
    later = later.order_by(Meeting.first_day, Meeting.starts_at, Meeting.id).limit(1)
    return Around(before=db.session.scalar(earlier), after=db.session.scalar(later))


def dot_polls(meeting: Meeting) -> Sequence[DotPoll]:
    """What people wanted to work on first, as far as it belongs to no hidden item."""
    hidden = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.is_public.is_(False))
    is_open = sa.or_(DotPoll.item_id.is_(None), DotPoll.item_id.not_in(hidden))
    wanted = sa.select(DotPoll).where(DotPoll.meeting_id == meeting.id, is_open).options(selectinload(DotPoll.options))
    return db.session.scalars(wanted.order_by(DotPoll.id)).all()

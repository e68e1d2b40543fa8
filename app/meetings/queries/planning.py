"""What staff look at to plan: their meetings in lists, what they may choose, series."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.directory import queries as directory
from app.forums import queries as forums
from app.forums.models import Forum
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import (
    ActionGroup,
    AgendaItem,
    Meeting,
    MeetingForum,
    MeetingGremium,
    MeetingGroup,
    MeetingSeries,
    Minutes,
)
from app.meetings.queries import meetings
from app.meetings.rules.kinds import GroupStatus, MeetingState, MinutesState
from app.meetings.rules.path import Standing
from app.places import queries as places

PAGE = 20
MISSED_FOR = timedelta(days=90)
"""So long after a meeting its minutes are missed if nobody has begun them."""
Place = tuple[date, UUID]
"""Where a list goes on: behind the meeting of this day and id."""


class Part(StrEnum):
    """One part of the list. The values stand in addresses."""

    COMING = "kommende"
    UNFINISHED = "offen"
    PAST = "vergangene"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which meetings somebody wants to see. None means: all."""

    forum_id: UUID | None = None
    gremium_id: UUID | None = None
    state: MeetingState | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        of_forum = sa.select(MeetingForum.meeting_id).where(MeetingForum.forum_id == self.forum_id)
        of_gremium = sa.select(MeetingGremium.meeting_id).where(MeetingGremium.gremium_id == self.gremium_id)
        asked: tuple[tuple[object, sa.ColumnElement[bool]], ...] = (
            (self.forum_id, Meeting.id.in_(of_forum)),
            (self.gremium_id, Meeting.id.in_(of_gremium)),
            (self.state, Meeting.state == self.state),
        )
        return [condition for wanted, condition in asked if wanted]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What somebody may put into a plan: names by keys or ids. What a meeting has already may stay."""

    ortsteile: dict[str, str] = field(default_factory=dict)
    forums: dict[str, str] = field(default_factory=dict)
    gremien: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    may_be_city_wide: bool = False


def page(asker: Asker, part: Part, wish: Wish, *, today: date, after: Place | None = None) -> Sequence[Meeting]:
    """The next meetings of one part behind a place, and one more that tells whether there is a further page.

    What comes is sorted forwards, everything else backwards.
    """
    wanted = sa.select(Meeting).where(meetings.looked_after_by(asker), *wish.conditions(), _in(part, today))
    here = sa.tuple_(Meeting.first_day, Meeting.id)
    if part is Part.COMING:
        wanted = wanted.order_by(Meeting.first_day, Meeting.id)
    else:
        wanted = wanted.order_by(Meeting.first_day.desc(), Meeting.id.desc())
    if after is not None:
        there = sa.tuple_(sa.literal(after[0]), sa.literal(after[1], Meeting.id.type))
        wanted = wanted.where(here > there if part is Part.COMING else here < there)
    return meetings.with_all(wanted.limit(PAGE + 1))


def _in(part: Part, today: date) -> sa.ColumnElement[bool]:
    match part:
        case Part.COMING:
            return Meeting.last_day >= today
        case Part.PAST:
            return Meeting.last_day < today
        case Part.UNFINISHED:
            begun = sa.select(Minutes.meeting_id).where(Minutes.state != MinutesState.PUBLISHED)
            is_missed = sa.and_(
                Meeting.last_day.between(today - MISSED_FOR, today - timedelta(days=1)),
                Meeting.state == MeetingState.ANNOUNCED,
                Meeting.id.not_in(sa.select(Minutes.meeting_id)),
            )
            return sa.or_(sa.and_(Meeting.first_day <= today, Meeting.id.in_(begun)), is_missed)


def minutes_states(found: Sequence[Meeting]) -> dict[UUID, MinutesState]:
    """How far the minutes of these meetings are, where somebody has begun them."""
    wanted = sa.select(Minutes.meeting_id, Minutes.state).where(Minutes.meeting_id.in_([each.id for each in found]))
    return dict(db.session.execute(wanted).all())


def standing_of(meeting: Meeting, *, today: date) -> Standing:
    """Where a meeting stands on its way."""
    has_agenda = sa.select(sa.exists().where(AgendaItem.meeting_id == meeting.id))
    return Standing(
        state=meeting.state,
        has_agenda=bool(db.session.scalar(has_agenda)),
        is_over=meeting.last_day < today,
        minutes=minutes_states([meeting]).get(meeting.id),
    )


def reach_of(asker: Asker, meeting: Meeting | None = None) -> Reach:
    """What somebody may plan for: their own area, or everything as planning coordination."""
    is_for_all = bool(meetings.WHOLE_CITY & asker.roles)
    names = places.names()
    area = frozenset(names) if is_for_all else forums.area_of(asker)
    own_forums = [each for each in forums.all_active() if is_for_all or _lies_in(each, area)]
    bodies = [each for each in directory.active() if is_for_all or any(place.key in area for place in each.ortsteile)]
    groups = [each for each in _groups() if is_for_all or each.forum_id in {forum.id for forum in own_forums}]
    there = _there_already(meeting)
    return Reach(
        ortsteile={key: name for key, name in names.items() if key in area or key in there.ortsteile},
        forums={str(each.id): each.name for each in own_forums} | there.forums,
        gremien={str(each.id): each.name for each in bodies} | there.gremien,
        groups={str(each.id): each.name for each in groups} | there.groups,
        may_be_city_wide=is_for_all or there.may_be_city_wide,
    )


def _lies_in(forum: Forum, area: frozenset[str]) -> bool:
    return bool(forum.ortsteile) and all(place.key in area for place in forum.ortsteile)


def _there_already(meeting: Meeting | None) -> Reach:
    if meeting is None:
        return Reach()
    return Reach(
        ortsteile={each.key: each.name for each in meeting.ortsteile},
        forums={str(each.id): each.name for each in meeting.forums},
        gremien={str(each.id): each.name for each in meeting.gremien},
        groups={str(each.id): each.name for each in meeting.groups},
        may_be_city_wide=meeting.is_city_wide,
    )


def _groups() -> Sequence[ActionGroup]:
    at_work = sa.select(ActionGroup).where(ActionGroup.status != GroupStatus.DONE)
    return db.session.scalars(at_work.order_by(ActionGroup.name)).all()


def find_by_client_key(client_key: str) -> Meeting | None:
    """The meeting that was planned with the form of this key."""
    return db.session.scalar(sa.select(Meeting).where(Meeting.client_key == client_key))


def find_series_by_client_key(client_key: str) -> MeetingSeries | None:
    """The series that was planned with the form of this key."""
    return db.session.scalar(sa.select(MeetingSeries).where(MeetingSeries.client_key == client_key))


def get_series_for(asker: Asker, series_id: UUID) -> MeetingSeries:
    """A series of which this member of staff looks after at least one meeting. NotFound for all others."""
    mine = sa.exists().where(Meeting.series_id == MeetingSeries.id, meetings.looked_after_by(asker))
    found = db.session.scalar(sa.select(MeetingSeries).where(MeetingSeries.id == series_id, mine))
    if found is None:
        raise NotFound
    return found


def meetings_of_series(series: MeetingSeries, *, since: date | None = None) -> Sequence[Meeting]:
    """The meetings of a series, the earliest first; from a day on if one is given."""
    wanted = sa.select(Meeting).where(Meeting.series_id == series.id)
    if since is not None:
        wanted = wanted.where(Meeting.first_day >= since)
    return meetings.with_all(wanted.order_by(Meeting.first_day, Meeting.id))


def to_remind_of(*, after: date, until: date) -> Sequence[Meeting]:
    """Announced meetings of the days behind `after` up to `until` to which people were invited by mail before `after`."""
    wanted = sa.select(Meeting).where(
        Meeting.state == MeetingState.ANNOUNCED, Meeting.first_day > after, Meeting.first_day <= until
    )
    found = meetings.with_all(wanted.order_by(Meeting.first_day, Meeting.id))
    return [each for each in found if each.invited_subjects and each.invited_on and each.invited_on < after]


def circle_of(meeting: Meeting) -> sa.ColumnElement[bool]:
    """The meetings that share a forum, a body or an action group with this one, itself left out."""
    shared = (
        sa.select(MeetingForum.meeting_id).where(MeetingForum.forum_id.in_([each.id for each in meeting.forums])),
        sa.select(MeetingGremium.meeting_id).where(MeetingGremium.gremium_id.in_([each.id for each in meeting.gremien])),
        sa.select(MeetingGroup.meeting_id).where(MeetingGroup.group_id.in_([each.id for each in meeting.groups])),
    )
    return sa.and_(Meeting.id != meeting.id, Meeting.id.in_(sa.union(*shared)))

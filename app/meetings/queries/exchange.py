"""What files about meetings hold: only what everybody may read, for forums, bodies, Ortsteile, or the whole city."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import ge, le
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import AgendaItem, Meeting, MeetingForum, MeetingGremium, MeetingOrtsteil, Minutes
from app.meetings.queries import meetings, records
from app.meetings.rules.kinds import MeetingState, MinutesState, Precision

Circle = sa.ColumnElement[bool]
"""Whose meetings are wanted."""
EVERYBODY: Circle = sa.true()
MOST_NEWS = 50
LOOKED_THROUGH = 200
"""So many of the newest announcements are looked through for those that came before their meeting."""

_PUBLIC = Meeting.state != MeetingState.DRAFT
_WITH_ITEMS = selectinload(Meeting.items)


class Happening(StrEnum):
    """What is new about a meeting."""

    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    MINUTES = "minutes"


@dataclass(frozen=True, kw_only=True)
class News:
    """Something new about a meeting, and since when. `plain`: the minutes in plain words."""

    happening: Happening
    at: datetime
    meeting: Meeting
    plain: str = ""


@dataclass(frozen=True, kw_only=True)
class Window:
    """From when to when something came to be or was changed. None means: no limit."""

    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        limits = (
            (Meeting.created_at, ge, self.created_since),
            (Meeting.created_at, le, self.created_until),
            (Meeting.changed_at, ge, self.modified_since),
            (Meeting.changed_at, le, self.modified_until),
        )
        return [compare(column, limit) for column, compare, limit in limits if limit is not None]


def of_forum(forum_id: UUID) -> Circle:
    return Meeting.id.in_(sa.select(MeetingForum.meeting_id).where(MeetingForum.forum_id == forum_id))


def of_gremium(gremium_id: UUID) -> Circle:
    return Meeting.id.in_(sa.select(MeetingGremium.meeting_id).where(MeetingGremium.gremium_id == gremium_id))


def of_ortsteil(key: str) -> Circle:
    return Meeting.id.in_(sa.select(MeetingOrtsteil.meeting_id).where(MeetingOrtsteil.ortsteil_key == key))


def get_meeting(meeting_id: UUID) -> Meeting:
    """A meeting that everybody may know of, with its agenda. Raises NotFound."""
    found = meetings.with_all(sa.select(Meeting).where(Meeting.id == meeting_id, _PUBLIC).options(_WITH_ITEMS))
    if not found:
        raise NotFound
    return found[0]


def find_beginning_with(first: UUID, last: UUID) -> Meeting | None:
    """The meeting whose id lies between these two; should two ever do, the later one."""
    wanted = sa.select(Meeting).where(Meeting.id.between(first, last), _PUBLIC)
    return db.session.scalar(wanted.order_by(Meeting.first_day.desc(), Meeting.id).limit(1))


def for_calendars(circle: Circle, *, since: date, precisions: Collection[Precision]) -> Sequence[Meeting]:
    """The meetings of a calendar from this day on, the earliest first. Cancelled ones stay."""
    wanted = sa.select(Meeting).where(_PUBLIC, circle, Meeting.last_day >= since, Meeting.precision.in_(precisions))
    return meetings.with_all(wanted.options(_WITH_ITEMS).order_by(Meeting.first_day, Meeting.starts_at, Meeting.id))


def news(circle: Circle, *, most: int = MOST_NEWS) -> list[News]:
    """What happened last: minutes that came out, meetings announced or cancelled, the newest first."""
    found = [*_announced(circle), *_cancelled(circle, most), *_minutes_out(circle, most)]
    return sorted(found, key=lambda each: (each.at, each.meeting.id, each.happening), reverse=True)[:most]


def _announced(circle: Circle) -> list[News]:
    """Meetings told before they took place: what was taken over from old papers is no news."""
    newest = sa.select(Meeting).where(circle, Meeting.state == MeetingState.ANNOUNCED, Meeting.announced_at.is_not(None))
    found = meetings.with_all(newest.order_by(Meeting.announced_at.desc(), Meeting.id).limit(LOOKED_THROUGH))
    return [
        News(happening=Happening.ANNOUNCED, at=each.announced_at, meeting=each)
        for each in found
        if each.announced_at is not None and clock.local(each.announced_at).date() <= each.last_day
    ]


def _cancelled(circle: Circle, most: int) -> list[News]:
    newest = sa.select(Meeting).where(circle, Meeting.state == MeetingState.CANCELLED).order_by(Meeting.changed_at.desc())
    found = meetings.with_all(newest.limit(most))
    return [News(happening=Happening.CANCELLED, at=each.changed_at, meeting=each) for each in found]


def _minutes_out(circle: Circle, most: int) -> list[News]:
    newest = (
        sa.select(Meeting)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(circle, _PUBLIC, Minutes.state == MinutesState.PUBLISHED, Minutes.published_at.is_not(None))
        .order_by(Minutes.published_at.desc())
    )
    out = records.of(meetings.with_all(newest.options(_WITH_ITEMS).limit(most)))
    return [
        News(happening=Happening.MINUTES, at=record.changed_at, meeting=record.meeting, plain=record.plain)
        for record in out.values()
    ]


def get_record(meeting_id: UUID) -> records.Record:
    """The published minutes of a meeting. Raises NotFound as long as they are not out."""
    meeting = get_meeting(meeting_id)
    if record := records.of([meeting]).get(meeting_id):
        return record
    raise NotFound


def get_item(item_id: UUID) -> tuple[Meeting, AgendaItem]:
    """An item that everybody may read, through its meeting. Raises NotFound."""
    meeting_id = db.session.scalar(sa.select(AgendaItem.meeting_id).where(AgendaItem.id == item_id, AgendaItem.is_public))
    if meeting_id is None:
        raise NotFound
    meeting = get_meeting(meeting_id)
    return meeting, next(item for item in meeting.items if item.id == item_id)


def page_of(circle: Circle, window: Window, *, page: int, size: int) -> tuple[Sequence[Meeting], int]:
    """One page of all public meetings in the order in which they came to be, and how many there are."""
    conditions = (_PUBLIC, circle, *window.conditions())
    wanted = sa.select(Meeting).where(*conditions).options(_WITH_ITEMS).order_by(Meeting.created_at, Meeting.id)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Meeting).where(*conditions)) or 0
    return meetings.with_all(wanted.offset((page - 1) * size).limit(size)), total

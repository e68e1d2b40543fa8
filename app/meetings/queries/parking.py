"""Points for which a meeting had no time, one at a time."""

from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting, ParkedPoint


def get_point(meeting: Meeting, point_id: UUID) -> ParkedPoint:
    """A point of this meeting."""
    point = db.session.get(ParkedPoint, point_id)
    if point is None or point.meeting_id != meeting.id:
        raise NotFound
    return point


def find_by_client_key(client_key: str) -> ParkedPoint | None:
    """The point that was sent with the form of this key."""
    return db.session.scalar(sa.select(ParkedPoint).where(ParkedPoint.client_key == client_key))


def last_position(meeting: Meeting) -> int:
    """At which place the last point of a meeting stands; 0 without any."""
    highest = sa.select(sa.func.max(ParkedPoint.position)).where(ParkedPoint.meeting_id == meeting.id)
    return db.session.scalar(highest) or 0

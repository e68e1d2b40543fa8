"""What of the meetings waits for those who look after them: minutes, preparations, and texts that two people wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.kernel.db import db
from app.meetings.models import AgendaItem, Meeting, Minutes, MinutesPart, MinutesRevision
from app.meetings.queries import meetings
from app.meetings.queries.planning import MISSED_FOR
from app.meetings.rules.kinds import MeetingState, MinutesState, PlainState, RevisionKind

LATE_AFTER = timedelta(days=14)
"""So long after a meeting its minutes should be more than a draft."""
SOON = timedelta(days=7)
"""So long before a meeting people should know of it, and what it is about."""


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """So many meetings wait for the same, and the first of them. `first_day` is far away if there is none."""

    count: int = 0
    first_day: date = date.max
    first_id: UUID | None = None


def with_late_minutes(asker: Asker, *, today: date) -> Meetings:
    """Meetings that were a while ago and whose minutes are a draft, or have not even been begun."""
    drafts = sa.select(Minutes.meeting_id).where(Minutes.state == MinutesState.DRAFT)
    is_missed = sa.and_(
        Meeting.state == MeetingState.ANNOUNCED,
        Meeting.last_day >= today - MISSED_FOR,
        Meeting.id.not_in(sa.select(Minutes.meeting_id)),
    )
    is_late = Meeting.last_day < today - LATE_AFTER
    return _found(asker, is_late, sa.or_(Meeting.id.in_(drafts), is_missed))


def unprepared(asker: Asker, *, today: date) -> Meetings:
    """Meetings of the next days that have no agenda yet, or to which nobody has been invited."""
    has_agenda = sa.exists().where(AgendaItem.meeting_id == Meeting.id)
    return _found(
        asker,
        Meeting.first_day.between(today, today + SOON),
        Meeting.state != MeetingState.CANCELLED,
        sa.or_(sa.not_(has_agenda), Meeting.invited_on.is_(None)),
    )


def with_two_texts(asker: Asker) -> Meetings:
    """Meetings in whose minutes two people have written in the same place, and nobody has chosen yet."""
    unsettled = sa.select(MinutesPart.meeting_id).join(MinutesRevision, MinutesRevision.part_id == MinutesPart.id)
    is_open = sa.and_(MinutesRevision.kind == RevisionKind.CONFLICT, MinutesRevision.is_settled.is_(False))
    return _found(asker, Meeting.id.in_(unsettled.where(is_open)))


def published(asker: Asker, *, most: int) -> Sequence[tuple[Meeting, PlainState]]:
    """The newest published minutes, and how far their plain summary is."""
    wanted = sa.select(Meeting, Minutes.plain_state).join(Minutes, Minutes.meeting_id == Meeting.id)
    mine = wanted.where(meetings.looked_after_by(asker), Minutes.state == MinutesState.PUBLISHED)
    rows = db.session.execute(mine.order_by(Meeting.first_day.desc(), Meeting.id).limit(most))
    return [(meeting, state) for meeting, state in rows]


def _found(asker: Asker, *conditions: sa.ColumnElement[bool]) -> Meetings:
    """The first of these meetings and how many they are, in one query."""
    count = sa.func.count().over()
    wanted = sa.select(Meeting.id, Meeting.first_day, count).where(meetings.looked_after_by(asker), *conditions)
    row = db.session.execute(wanted.order_by(Meeting.first_day, Meeting.id).limit(1)).one_or_none()
    return Meetings(first_id=row[0], first_day=row[1], count=row[2]) if row else Meetings()

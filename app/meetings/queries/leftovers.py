"""What earlier meetings have left open: tasks, points without a result, points for which there was no time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.kernel.db import db
from app.meetings.models import AgendaItem, Decision, Meeting, MinutesPart, ParkedPoint, Task
from app.meetings.queries import meetings, planning
from app.meetings.rules.agenda import NEVER_CARRIED
from app.meetings.rules.kinds import MeetingState, Origin, Part
from app.meetings.rules.results import UNDONE

TAKES_PLACE = Meeting.state != MeetingState.CANCELLED


@dataclass(frozen=True, kw_only=True)
class OpenPoints:
    """What earlier meetings of the same forum, body or group have left open and no agenda has taken up.

    `last` is the meeting before, of which `items` ended without a result.
    """

    last: Meeting | None
    items: Sequence[AgendaItem]
    parked: Sequence[ParkedPoint]

    def __bool__(self) -> bool:
        return bool(self.items or self.parked)


def open_points(meeting: Meeting) -> OpenPoints:
    """What this meeting can begin with because others left it open."""
    last = _last_before(meeting)
    return OpenPoints(last=last, items=_without_result(last) if last else [], parked=_parked(meeting))


def _last_before(meeting: Meeting) -> Meeting | None:
    """The meeting before this one in the same circle, of those that have an agenda."""
    has_agenda = sa.exists().where(AgendaItem.meeting_id == Meeting.id)
    before = sa.select(Meeting).where(
        planning.circle_of(meeting), TAKES_PLACE, has_agenda, Meeting.last_day <= meeting.first_day, is_before(meeting)
    )
    return db.session.scalar(before.order_by(Meeting.first_day.desc(), Meeting.id.desc()).limit(1))


def is_before(meeting: Meeting) -> sa.ColumnElement[bool]:
    """Earlier on the same day counts as before; two whole-day meetings of one day are not before each other."""
    if meeting.starts_at is None:
        return Meeting.first_day < meeting.first_day
    same_day = sa.and_(Meeting.first_day == meeting.first_day, Meeting.starts_at < meeting.starts_at)
    return sa.or_(Meeting.first_day < meeting.first_day, same_day)


def _without_result(last: Meeting) -> Sequence[AgendaItem]:
    """Items of a meeting that ended with neither a result nor a decision, and that no agenda has taken up since."""
    results = sa.select(MinutesPart.item_id).where(
        MinutesPart.meeting_id == last.id, MinutesPart.part == Part.RESULT, MinutesPart.text != ""
    )
    taken_up = sa.select(AgendaItem.carried_from_id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    wanted = sa.select(AgendaItem).where(
        AgendaItem.meeting_id == last.id,
        AgendaItem.origin.not_in(NEVER_CARRIED),
        AgendaItem.id.not_in(results.where(MinutesPart.item_id.is_not(None))),
        AgendaItem.id.not_in(sa.select(Decision.item_id)),
        AgendaItem.id.not_in(taken_up.where(AgendaItem.carried_from_id.is_not(None), TAKES_PLACE)),
    )
    return db.session.scalars(wanted.order_by(AgendaItem.position)).all()


def _parked(meeting: Meeting) -> Sequence[ParkedPoint]:
    """Points for which earlier meetings of the same circle had no time, the oldest first."""
    waiting = (
        sa.select(ParkedPoint)
        .join(Meeting, Meeting.id == ParkedPoint.meeting_id)
        .where(
            planning.circle_of(meeting),
            Meeting.first_day <= meeting.first_day,
            ParkedPoint.taken_up_in_id.is_(None),
            ParkedPoint.is_dropped.is_(False),
        )
    )
    return db.session.scalars(waiting.order_by(Meeting.first_day, ParkedPoint.position, ParkedPoint.id)).all()


def open_tasks(meeting: Meeting) -> Sequence[Task]:
    """The tasks that the circle of a meeting has still to do, the most urgent first."""
    of_circle = sa.select(Meeting.id).where(planning.circle_of(meeting), Meeting.first_day <= meeting.first_day)
    ours = sa.or_(Task.meeting_id.in_(of_circle), Task.group_id.in_([group.id for group in meeting.groups]))
    wanted = sa.select(Task).where(Task.status.in_(UNDONE), ours)
    return db.session.scalars(wanted.order_by(Task.due_on, Task.created_at)).all()


def is_next_of_its_circle(meeting: Meeting, *, today: date) -> bool:
    """Whether no other meeting of the same forum, body or group comes before this one from today on."""
    earlier = sa.exists().where(planning.circle_of(meeting), TAKES_PLACE, Meeting.first_day >= today, is_before(meeting))
    return meeting.first_day >= today and not db.session.scalar(sa.select(earlier))


def coming_without_tasks(*, today: date, until: date) -> Sequence[Meeting]:
    """The meetings of the next days on whose agenda nobody looks at open tasks yet, the earliest first."""
    has_tasks = sa.exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.origin == Origin.OPEN_TASKS)
    wanted = sa.select(Meeting).where(TAKES_PLACE, Meeting.first_day >= today, Meeting.first_day <= until, ~has_tasks)
    return meetings.with_all(wanted.order_by(Meeting.first_day, Meeting.id))

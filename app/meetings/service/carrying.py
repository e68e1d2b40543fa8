"""The next meeting opens with what is still open: tasks come by themselves, the rest by one press (methods C-05)."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.meetings import labels
from app.meetings.models import AgendaConcern, AgendaItem, Meeting, ParkedPoint
from app.meetings.queries import leftovers
from app.meetings.rules.kinds import ItemKind, MeetingState, Origin
from app.meetings.rules.results import LONGEST_LINE
from app.meetings.service import agenda

AHEAD = timedelta(days=31)
"""So far ahead the next meetings are looked through every day."""

USUAL_MINUTES = 10
"""How long a meeting usually looks at its tasks."""


def bring_open_tasks(meeting: Meeting) -> AgendaItem | None:
    """Put "Stand der Aufgaben" at the head of an agenda if its circle has open tasks and this is its next meeting."""
    today = clock.today()
    if meeting.state is MeetingState.CANCELLED or meeting.last_day < today:
        return None
    if any(item.origin is Origin.OPEN_TASKS for item in meeting.items):
        return None
    if not leftovers.open_tasks(meeting) or not leftovers.is_next_of_its_circle(meeting, today=today):
        return None
    item = AgendaItem(title=labels.OPEN_TASKS, kind=ItemKind.INFO, origin=Origin.OPEN_TASKS, minutes_planned=USUAL_MINUTES)
    agenda.append(meeting, [item], account_id=None, at_head=True)
    return item


def bring_open_tasks_to_coming() -> int:
    """The same for all meetings of the next weeks, every day. Says how many agendas got the item."""
    today = clock.today()
    coming = leftovers.coming_without_tasks(today=today, until=today + AHEAD)
    return sum(bring_open_tasks(meeting) is not None for meeting in coming)


def carry(*, meeting: Meeting, items: Sequence[AgendaItem], account_id: UUID | None) -> list[AgendaItem]:
    """Put items of the meeting before, which ended without a result, on this agenda with all that belongs to them."""
    new = [_carried(item) for item in items]
    agenda.append(meeting, new, account_id=account_id)
    return new


def take_up(*, meeting: Meeting, points: Sequence[ParkedPoint], account_id: UUID | None) -> list[AgendaItem]:
    """Put parked points on this agenda. They wait no longer."""
    new = [_taken_up(point) for point in points]
    agenda.append(meeting, new, account_id=account_id)
    for point, item in zip(points, new, strict=True):
        point.taken_up_in_id = item.id
    db.session.flush()
    return new


def _carried(item: AgendaItem) -> AgendaItem:
    copy = AgendaItem(
        title=item.title,
        text=item.text,
        kind=item.kind,
        is_public=item.is_public,
        minutes_planned=item.minutes_planned,
        topic_key=item.topic_key,
        origin=Origin.CARRIED,
        carried_from_id=item.id,
    )
    copy.concerns = [AgendaConcern(concern_id=each.concern_id, moves_to=each.moves_to) for each in item.concerns]
    return copy


def _taken_up(point: ParkedPoint) -> AgendaItem:
    """A point as an item. What is too long for a title stands below it."""
    first, _line_end, rest = point.text.partition("\n")
    is_short = len(first) <= LONGEST_LINE
    return AgendaItem(
        title=first if is_short else first[: LONGEST_LINE - 1] + "…",
        text=rest.strip() if is_short else point.text,
        kind=ItemKind.ADVICE,
        origin=Origin.PARKED,
    )

"""Published minutes, whole: what everybody may read of them, and nothing of items that are not public."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.meetings.models import (
    AgendaItem,
    AttendanceCount,
    Correction,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    ParkedPoint,
    Task,
)
from app.meetings.queries import meetings
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules.kinds import Dimension, MeetingState, MinutesState, Part

Row = TypeVar("Row", MinutesPart, Task, ParkedPoint, Correction, AttendanceCount)


@dataclass(frozen=True, kw_only=True)
class Record:
    """Published minutes as everybody may read them, without a word of items that are not public.

    `texts` by their slots (rules.minutes.slot), `attendance` by roles, `approved_in` the meeting that approved them.
    """

    meeting: Meeting
    minutes: Minutes
    items: list[AgendaItem]
    approved_in: Meeting | None
    texts: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[UUID, list[Decision]] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    parked: list[ParkedPoint] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    attendance: Mapping[str, int] = field(default_factory=dict)

    def text(self, part: Part, item: AgendaItem | None = None) -> str:
        return self.texts.get(minutes_rules.slot(part, item.id.hex if item else ""), "")

    @property
    def plain(self) -> str:
        """What the meeting brought, in plain words; empty as long as nobody has written it."""
        return self.text(Part.PLAIN)

    @property
    def changed_at(self) -> datetime:
        """When readers last saw something change."""
        moments = [self.minutes.published_at, *(correction.at for correction in self.corrections)]
        return max(moment for moment in moments if moment is not None)


def of(wanted: Iterable[Meeting]) -> dict[UUID, Record]:
    """The published minutes of these meetings, by meeting, in a fixed number of queries. Load `items` with them."""
    return _of(wanted, Minutes.state == MinutesState.PUBLISHED)


def preview(meeting: Meeting) -> Record | None:
    """The minutes of a meeting as everybody will read them one day, if somebody has begun them."""
    return _of([meeting], sa.true()).get(meeting.id)


def _of(wanted: Iterable[Meeting], condition: sa.ColumnElement[bool]) -> dict[UUID, Record]:
    by_id = {meeting.id: meeting for meeting in wanted}
    minutes = db.session.scalars(sa.select(Minutes).where(Minutes.meeting_id.in_(by_id), condition)).all()
    ids = [each.meeting_id for each in minutes]
    items = {item.id: item for each in ids for item in by_id[each].items if item.is_public}
    parts = _of_meetings(MinutesPart, ids, MinutesPart.slot)
    tasks = _of_meetings(Task, ids, Task.due_on, Task.created_at)
    parked = _of_meetings(ParkedPoint, ids, ParkedPoint.position)
    corrections = _of_meetings(Correction, ids, Correction.at)
    counts = _of_meetings(AttendanceCount, ids, AttendanceCount.group)
    approving = _approving(minutes)
    decisions = _decisions(items)
    return {
        each.meeting_id: Record(
            meeting=by_id[each.meeting_id],
            minutes=each,
            items=[item for item in by_id[each.meeting_id].items if item.is_public],
            approved_in=approving.get(each.approved_in_id),
            texts={part.slot: part.text for part in parts[each.meeting_id] if _may_be_read(part.item_id, items)},
            decisions=decisions,
            tasks=[task for task in tasks[each.meeting_id] if _may_be_read(task.item_id, items)],
            parked=[point for point in parked[each.meeting_id] if not point.is_dropped],
            corrections=[one for one in corrections[each.meeting_id] if _may_be_read(one.item_id, items)],
            attendance={one.group: one.people for one in counts[each.meeting_id] if one.dimension is Dimension.ROLE},
        )
        for each in minutes
    }


def _may_be_read(item_id: UUID | None, public: Mapping[UUID, AgendaItem]) -> bool:
    return item_id is None or item_id in public


def _of_meetings(
    table: type[Row], ids: Collection[UUID], *order: sa.orm.InstrumentedAttribute[object]
) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in db.session.scalars(sa.select(table).where(table.meeting_id.in_(ids)).order_by(*order)):
        if row.meeting_id is not None:
            found[row.meeting_id].append(row)
    return found


def _approving(minutes: Iterable[Minutes]) -> dict[UUID | None, Meeting]:
    """The meetings that approved these minutes, by their ids."""
    ids = {each.approved_in_id for each in minutes if each.approved_in_id}
    return {each.id: each for each in meetings.by_ids(ids) if each.state is not MeetingState.DRAFT}


def _decisions(items: Collection[UUID]) -> dict[UUID, list[Decision]]:
    found: dict[UUID, list[Decision]] = defaultdict(list)
    ours = sa.select(Decision).where(Decision.item_id.in_(items)).order_by(Decision.position, Decision.entered_at)
    for decision in db.session.scalars(ours):
        found[decision.item_id].append(decision)
    return found

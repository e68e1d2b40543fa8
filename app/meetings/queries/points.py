"""The items of a meeting as readers see them, one by one: when each begins, and what the minutes say about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.meetings.models import AgendaItem, Decision, Meeting
from app.meetings.queries.records import Record
from app.meetings.rules import agenda as rules
from app.meetings.rules.kinds import Part


@dataclass(frozen=True, kw_only=True)
class Point:
    """One item as everybody reads it: when it begins, and what the minutes say about it."""

    item: AgendaItem
    begins: datetime | None
    result: str = ""
    derivation: str = ""
    decisions: tuple[Decision, ...] = ()

    @property
    def has_record(self) -> bool:
        return bool(self.result or self.derivation or self.decisions)


def points_of(meeting: Meeting, record: Record | None) -> Iterator[Point]:
    """All items in their order. Of those that are not public nothing is said."""
    begins = rules.begins(meeting.starts_at, [item.minutes_planned for item in meeting.items])
    for item, moment in zip(meeting.items, begins, strict=True):
        if record is None or not item.is_public:
            yield Point(item=item, begins=moment)
        else:
            yield Point(
                item=item,
                begins=moment,
                result=record.text(Part.RESULT, item),
                derivation=record.text(Part.DERIVATION, item),
                decisions=tuple(record.decisions.get(item.id, ())),
            )

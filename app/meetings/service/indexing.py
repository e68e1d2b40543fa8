"""The words by which a meeting is found: only what everybody may read of it."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from app.kernel import search
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.queries import records
from app.meetings.queries.records import Record
from app.meetings.queries.search import INDEX, key_of, said_under
from app.meetings.rules.kinds import MeetingState


def reindex(*meetings: Meeting) -> None:
    """Find meetings by what stands on their pages now. Drafts are found by nothing. Part of every change of a meeting."""
    forget(meetings)
    public = [meeting for meeting in meetings if meeting.state is not MeetingState.DRAFT]
    for meeting in public:
        db.session.expire(meeting, ["items"])
    out = records.of(public)
    for meeting in public:
        words = search.normalised(" ".join(_said(meeting, out.get(meeting.id))))
        db.session.execute(sa.insert(INDEX).from_select(["meeting", "words"], sa.select(_key(meeting), sa.literal(words))))


def forget(meetings: Iterable[Meeting]) -> None:
    """Make meetings unfindable."""
    db.session.execute(sa.delete(INDEX).where(INDEX.c.meeting.in_([_key(meeting) for meeting in meetings])))


def _said(meeting: Meeting, record: Record | None) -> Iterator[str]:
    yield from (meeting.title, meeting.purpose, meeting.place, meeting.address)
    for hosts in (meeting.forums, meeting.gremien, meeting.groups, meeting.ortsteile):
        yield from (host.name for host in hosts)
    for item in meeting.items:
        if item.is_public:
            yield from said_under(item, record)
    if record is not None:
        yield from (text for slot, text in record.texts.items() if ":" not in slot)
        yield from (task.what for task in record.tasks if task.item_id is None)
        yield from (point.text for point in record.parked)


def _key(meeting: Meeting) -> sa.ColumnElement[str]:
    return key_of(sa.literal(meeting.id, Meeting.id.type))

"""What every change of a meeting does: the page stamp goes up, the log is written, it is found by its new words."""

from uuid import UUID

from app.kernel import clock, page_store
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.meetings.service import indexing
from app.moderation import service as moderation

SCOPE = "meetings"
"""The stamp of all pages that show meetings, minutes, tasks of meetings or action groups."""


def changed(meeting: Meeting, *, act: str, account: UUID | None, note: str = "") -> None:
    """Note that a meeting has changed, whatever it was."""
    meeting.changed_at = clock.now()
    moderation.log(act=act, subject=meeting.subject, note=note, account=account)
    page_store.raise_stamp(SCOPE)
    db.session.flush()
    indexing.reindex(meeting)


def calendars_must_hear(meeting: Meeting) -> None:
    """Raise the SEQUENCE of a meeting that calendars already know (methods E-30)."""
    if meeting.state is not MeetingState.DRAFT:
        meeting.calendar_sequence += 1

"""How far the plain summaries of published minutes are, for the report of what is missing.

They are agreed and approved with their minutes, so they are written and checked there, and not as Übersetzungen.
"""

from collections.abc import Sequence

from flask import url_for

from app.accounts.rules import Asker
from app.kernel.i18n import day
from app.meetings import staff_labels
from app.meetings.models import Meeting
from app.meetings.queries import waiting
from app.meetings.rules.kinds import PlainState
from app.renditions.rules import PLAIN_TAG, RenditionState
from app.renditions.sources import Elsewhere, Line

NEWEST = 200
"""So many minutes of an area the report looks at."""
STATES = {
    PlainState.MISSING: None,
    PlainState.DRAFT: RenditionState.DRAFT,
    PlainState.MACHINE: RenditionState.MACHINE,
    PlainState.CHECKED: RenditionState.CHECKED,
}


def elsewhere() -> Elsewhere:
    return Elsewhere(kind="minutes", label=staff_labels.MINUTES, lines=_lines)


def _lines(asker: Asker, language: str) -> Sequence[Line]:
    if language != PLAIN_TAG or not asker.may("meetings.manage"):
        return []
    return [_line(meeting, state) for meeting, state in waiting.published(asker, most=NEWEST)]


def _line(meeting: Meeting, state: PlainState) -> Line:
    """The page where its plain summary is checked, and corrected."""
    href = url_for("meetings_work.approval", meeting_id=meeting.id, _anchor="einfacher-text")
    return Line(title=f"{meeting.title}, {day(meeting.first_day)}", href=href, state=STATES[state])

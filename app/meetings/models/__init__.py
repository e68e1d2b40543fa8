"""Tables of the meetings: planning, minutes, and what meetings leave behind."""

from app.meetings.models.minutes import (
    AttendanceCount,
    Correction,
    Decision,
    Minutes,
    MinutesPart,
    MinutesRevision,
    MinutesStep,
)
from app.meetings.models.planning import (
    AgendaConcern,
    AgendaItem,
    Meeting,
    MeetingDocument,
    MeetingForum,
    MeetingGremium,
    MeetingGroup,
    MeetingOrtsteil,
    MeetingSeries,
)
from app.meetings.models.results import ActionGroup, DotOption, DotPoll, ParkedPoint, Task, TaskStep

__all__ = (
    "ActionGroup",
    "AgendaConcern",
    "AgendaItem",
    "AttendanceCount",
    "Correction",
    "Decision",
    "DotOption",
    "DotPoll",
    "Meeting",
    "MeetingDocument",
    "MeetingForum",
    "MeetingGremium",
    "MeetingGroup",
    "MeetingOrtsteil",
    "MeetingSeries",
    "Minutes",
    "MinutesPart",
    "MinutesRevision",
    "MinutesStep",
    "ParkedPoint",
    "Task",
    "TaskStep",
)

"""What sorts of things wait on a desk, and when a survey does. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.surveys.rules.kinds import Phase
from app.surveys.rules.phases import Standing

SOON = timedelta(days=7)
"""An answer that is promised within so many days is worth a reminder."""
TOLD_WITHIN = timedelta(days=14)
"""So long after results were shown, those without a mail address should hear of them by letter or phone."""


class Kind(StrEnum):
    """What sort of thing waits."""

    POSTS = "posts"
    MESSAGES = "messages"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ORIGINALS = "originals"
    NOTICES = "notices"
    TASKS = "tasks"
    MINUTES = "minutes"
    TWO_TEXTS = "two_texts"
    MEETINGS = "meetings"
    GROUPS = "groups"
    NEXT_STEP = "next_step"
    SURVEYS_OVER = "surveys_over"
    NO_ASSEMBLY = "no_assembly"
    TALKS = "talks"
    PAPERS = "papers"
    UNREAD = "unread"
    TO_INVITE = "to_invite"
    TO_TELL = "to_tell"
    SLIPS = "slips"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """So many things of one kind wait, the oldest since (or until) this day; `endpoint` and `values` lead to them."""

    kind: Kind
    count: int
    day: date
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)
    about: str = ""
    """The title of the campaign, if all of it belongs to one."""
    is_late: bool = False
    """Whether somebody should have had it by now."""


def can_go_on(standing: Standing, *, has_results: bool) -> bool:
    """Whether it is time to leave a phase.

    Interviews end by their days, which wait as a thing of their own, and nobody stops reading before there are results.
    """
    is_reading = standing.phase is Phase.EVALUATION and not has_results
    return standing.is_ready and standing.phase is not Phase.MAIN_SURVEY and not is_reading

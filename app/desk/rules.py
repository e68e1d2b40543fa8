"""What sorts of things wait on a desk. Pure."""

from datetime import timedelta
from enum import StrEnum

SOON = timedelta(days=7)
"""An answer that is promised within so many days is worth a reminder."""


class Kind(StrEnum):
    """What sort of thing waits."""

    POSTS = "posts"
    MESSAGES = "messages"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ORIGINALS = "originals"
    TASKS = "tasks"
    MINUTES = "minutes"
    TWO_TEXTS = "two_texts"
    MEETINGS = "meetings"
    GROUPS = "groups"

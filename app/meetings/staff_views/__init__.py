"""Where staff prepare, write and finish meetings."""

from app.kernel.pages import Capability

bp = Capability("meetings_work", __name__)

from app.meetings.staff_views import (  # noqa: E402
    agenda,
    approving,
    dots,
    groups,
    inviting,
    noting,
    parking,
    planning,
    series,
    tasks,
    themes,
    writing,
)

__all__ = (
    "agenda",
    "approving",
    "bp",
    "dots",
    "groups",
    "inviting",
    "noting",
    "parking",
    "planning",
    "series",
    "tasks",
    "themes",
    "writing",
)

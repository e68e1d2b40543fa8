"""The only clock. Points in time are kept in UTC and shown in local time; tests set the clock here."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Berlin")


def _wall_clock() -> datetime:
    return datetime.now(UTC)


source: Callable[[], datetime] = _wall_clock
"""Where the time comes from. Tests put a clock of their own here."""


def now() -> datetime:
    """The point in time, in UTC."""
    return source()


def today() -> date:
    """The day it is where the residents live."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same point in time as the clock on the wall shows it."""
    return moment.astimezone(LOCAL)

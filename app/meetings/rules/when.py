"""When a meeting is: hours that exist, ends after beginnings, and the days of a series."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import Precision, Rhythm

LONGEST = timedelta(hours=24)
LONGEST_SERIES = timedelta(days=550)
"""So far ahead a series is planned at most: a year and a half."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """When a meeting is. Without times it fills its days; `precision` says how much of `first_day` is really known."""

    first_day: date
    last_day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    precision: Precision = Precision.TIME


def span(*, day: date, starts: time, ends: time | None, zone: ZoneInfo) -> Span:
    """A meeting of some hours, as clocks on the wall show them. An end before the beginning breaks a rule.

    The hour that is left out in March does not exist; in the hour that comes twice in October the first one is meant.
    """
    starts_at = moment(day, starts, zone, field="starts")
    ends_at = moment(day, ends, zone, field="ends") if ends is not None else None
    if ends_at is not None and ends_at <= starts_at:
        raise RuleBroken(_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie die beiden Uhrzeiten."), field="ends")
    return Span(first_day=day, last_day=day, starts_at=starts_at, ends_at=ends_at)


def days(first: date, last: date, precision: Precision = Precision.DAY) -> Span:
    """A meeting of which only days, a month or a year are known."""
    if last < first:
        raise RuleBroken(_("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie die beiden Tage."), field="last_day")
    return Span(first_day=first, last_day=last, precision=precision)


def moment(day: date, at: time, zone: ZoneInfo, *, field: str) -> datetime:
    """The point in time at which the clock on the wall shows this, in UTC."""
    local = datetime.combine(day, at, tzinfo=zone)
    there_and_back = local.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise RuleBroken(
            _("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden vorgestellt. Bitte wählen Sie eine andere."),
            field=field,
        )
    return local.astimezone(UTC)


def partial(text: str) -> tuple[date, date, Precision]:
    """Read a date of which perhaps only a part is known: `2023-06-19`, `2023-06` or `2023`. ValueError when it is none."""
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year, month, day]:
            return date(year, month, day), date(year, month, day), Precision.DAY
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
        case [year]:
            return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    raise ValueError(text)


def series_days(rhythm: Rhythm, *, first: date, nth: int, until: date) -> Iterator[date]:
    """The days of a series from its first day on, the last one included.

    A monthly series keeps the weekday of its first day: the `nth` (1 to 4) of the month, or the last one (-1).
    """
    if rhythm is not Rhythm.MONTHLY:
        step = timedelta(weeks=1 if rhythm is Rhythm.WEEKLY else 2)
        day = first
        while day <= until:
            yield day
            day += step
        return
    year, month = first.year, first.month
    while (day := nth_weekday(year, month, first.weekday(), nth)) <= until:
        if day >= first:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first, second, third, fourth (1 to 4) or last (-1) such weekday of a month."""
    length = calendar.monthrange(year, month)[1]
    found = [date(year, month, day) for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    return found[nth - 1] if nth > 0 else found[-1]

"""When a meeting is: weekday, date with year, time and "Uhr" (methods C-04), and no more than is known."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.kernel.i18n import speaking
from app.kernel.languages import BY_CODE
from app.meetings import labels
from app.meetings.models import Meeting
from app.meetings.rules.kinds import Precision


def at(starts: datetime, ends: datetime | None = None) -> Meeting:
    day = starts.date()
    return Meeting(first_day=day, last_day=day, starts_at=starts, ends_at=ends, precision=Precision.TIME)


def days(first: date, last: date, precision: Precision = Precision.DAY) -> Meeting:
    return Meeting(first_day=first, last_day=last, precision=precision)


def said(meeting: Meeting, language: str = "de") -> str:
    with speaking(BY_CODE[language]):
        return labels.when(meeting)


EVENING = at(datetime(2026, 12, 1, 16, tzinfo=UTC), datetime(2026, 12, 1, 18, tzinfo=UTC))


def test_an_evening_is_told_with_weekday_year_and_uhr() -> None:
    assert said(EVENING) == "Dienstag, 1. Dezember 2026, 17:00 bis 19:00 Uhr"


def test_an_evening_with_an_open_end_has_its_beginning() -> None:
    assert said(at(datetime(2026, 7, 1, 16, 30, tzinfo=UTC))) == "Mittwoch, 1. Juli 2026, 18:30 Uhr"


def test_the_night_when_clocks_are_put_forward_is_told_as_the_wall_shows_it() -> None:
    night = at(datetime(2025, 3, 30, 0, 30, tzinfo=UTC), datetime(2025, 3, 30, 1, 30, tzinfo=UTC))
    assert said(night) == "Sonntag, 30. März 2025, 01:30 bis 03:30 Uhr"


def test_a_meeting_past_midnight_names_both_days() -> None:
    late = at(datetime(2026, 12, 31, 21, tzinfo=UTC), datetime(2027, 1, 1, 0, tzinfo=UTC))
    assert said(late) == "Donnerstag, 31. Dezember 2026, 22:00 Uhr bis Freitag, 1. Januar 2027, 01:00 Uhr"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (days(date(2024, 6, 11), date(2024, 6, 11)), "Dienstag, 11. Juni 2024"),
        (days(date(2023, 6, 19), date(2023, 7, 4)), "19. Juni bis 4. Juli 2023"),
        (days(date(2023, 12, 30), date(2024, 1, 2)), "30. Dezember 2023 bis 2. Januar 2024"),
        (days(date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH), "im Juni 2023"),
        (days(date(2023, 6, 1), date(2023, 7, 31), Precision.MONTH), "Juni 2023 bis Juli 2023"),
        (days(date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR), "im Jahr 2023"),
        (days(date(2022, 1, 1), date(2023, 12, 31), Precision.YEAR), "2022 bis 2023"),
    ],
)
def test_of_old_meetings_no_more_is_said_than_is_known(known: Any, words: str) -> None:
    assert said(known) == words


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("leicht", ("Dienstag", "1. Dezember 2026", "17:00", "19:00")),
        ("en", ("Tuesday, 1 December 2026", "17:00", "19:00")),
        ("ar", ("الثلاثاء", "2026", "5:00", "7:00")),
    ],
)
def test_each_language_has_its_own_weekday_and_its_own_clock(language: str, parts: tuple[str, ...]) -> None:
    words = said(EVENING, language)
    assert all(part in words for part in parts), words

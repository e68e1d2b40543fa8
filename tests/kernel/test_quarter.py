"""Quarters begin and end at local midnight, also when summer time or New Year lie in between."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.kernel.quarter import Quarter

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles"]


def test_a_quarter_is_read_and_written_the_same_way():
    assert str(Quarter.parse("2026-Q3")) == "2026-Q3"


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q0", "2026-Q5", "2026-q3", "26-Q3", " 2026-Q3", "2026-Q3\n", "２０２６-Q3", "0000-Q1"]
)
def test_what_is_not_a_quarter_is_refused(text):
    with pytest.raises(ValueError):
        Quarter.parse(text)


def test_the_fifth_quarter_does_not_exist():
    with pytest.raises(ValueError, match="not 5"):
        Quarter(year=2026, number=5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_first_and_last_day(text, first, last):
    quarter = Quarter.parse(text)

    assert (quarter.first_day, quarter.last_day) == (first, last)


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        # New Year comes an hour early in UTC: at 23:00 it is already midnight in Erfurt.
        (datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), "2025-Q4"),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "2026-Q1"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "2026-Q1"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "2026-Q1"),
        # The clocks have already gone forward when the second quarter begins: two hours.
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), "2026-Q1"),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), "2026-Q2"),
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), "2026-Q2"),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), "2026-Q3"),
        (datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC), "2026-Q3"),
        (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), "2026-Q4"),
        # The missing and the doubled hour lie inside their quarters.
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-Q1"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-Q4"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-Q4"),
    ],
)
def test_a_moment_belongs_to_the_quarter_of_the_local_calendar(moment, quarter):
    assert str(Quarter.of(moment)) == quarter


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
def test_the_edges_are_the_same_for_every_observer(text, zone):
    quarter = Quarter.parse(text)
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in (quarter.start, quarter.end))

    assert quarter.contains(start)
    assert quarter.contains(end - timedelta(microseconds=1))
    assert not quarter.contains(end)
    assert not quarter.contains(start - timedelta(microseconds=1))


def test_quarters_join_without_gap_or_overlap():
    quarter = Quarter.parse("2024-Q1")

    for _ in range(12):
        assert quarter.end == quarter.following.start
        assert quarter.following.previous == quarter
        assert quarter < quarter.following
        quarter = quarter.following
    assert str(quarter) == "2027-Q1"


def test_a_quarter_is_closed_from_its_end_on():
    quarter = Quarter.parse("2026-Q3")

    assert not quarter.closed(quarter.start - timedelta(days=1))
    assert not quarter.closed(quarter.end - timedelta(microseconds=1))
    assert quarter.closed(quarter.end)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        Quarter.of(datetime(2026, 7, 1))


def test_the_first_quarter_starts_at_midnight_in_winter_time():
    assert Quarter.parse("2026-Q1").start == datetime(2026, 1, 1, tzinfo=BERLIN)
    assert Quarter.parse("2026-Q1").start.utcoffset() == timedelta(hours=1)

"""Programs that we did not write read our calendars: two parsers, and calcurse, which people really use."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from app.meetings.exports import calendar
from app.meetings.rules.kinds import MeetingState
from tests.meetings import making
from tests.support.calendars import Calcurse

TITLE = "Äußere Straße, Höfe; Wünsche " + "für alle " * 9


@pytest.fixture
def feed(app) -> bytes:
    """An evening in winter, one in summer, three days in spring, and one that is cancelled."""
    evening = making.local(date(2026, 12, 1), time(18))
    summer = making.local(date(2027, 7, 6), time(17, 30))
    meetings = [
        making.meeting(date(2026, 12, 1), title=TITLE, starts_at=evening, ends_at=evening + timedelta(hours=2)),
        making.meeting(date(2027, 7, 6), title="Sommerforum", starts_at=summer, ends_at=summer + timedelta(minutes=90)),
        making.meeting(date(2027, 4, 9), last_day=date(2027, 4, 11), title="Werkstatt", starts_at=None),
        making.meeting(date(2027, 2, 2), title="Rundgang", state=MeetingState.CANCELLED),
    ]
    return calendar.feed(meetings, name="Treffen").encode()


def test_two_parsers_read_the_same(feed):
    ours = {str(event["summary"]).strip(): (event.start, event.end) for event in icalendar.Calendar.from_ical(feed).events}
    theirs = {
        event.summary.value.strip(): (event.dtstart.value, event.dtend.value)
        for event in vobject.readOne(feed.decode()).vevent_list
    }

    assert {title: _points(times) for title, times in ours.items()} == {
        title: _points(times) for title, times in theirs.items()
    }
    assert ours[TITLE.strip()][0].astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert ours["Werkstatt"] == (date(2027, 4, 9), date(2027, 4, 12))


def _points(times):
    return tuple(time.astimezone(UTC) if isinstance(time, datetime) else time for time in times)


def test_calcurse_shows_each_meeting_at_its_hour(feed, tmp_path):
    program = Calcurse(tmp_path / "calcurse")

    assert "3 apps / 1 event / 0 todos / 0 skipped" in program.take_in(feed)
    winter = program.shown("12/01/2026")
    assert "18:00 -> 20:00" in winter
    assert "Äußere Straße, Höfe; Wünsche" in winter
    assert "17:30 -> 19:00" in program.shown("07/06/2027")
    assert "Abgesagt: Rundgang" in program.shown("02/02/2027")


def test_calcurse_shows_whole_days_up_to_the_last_one(feed, tmp_path):
    program = Calcurse(tmp_path / "calcurse")
    program.take_in(feed)

    assert [day for day in range(8, 13) if "Werkstatt" in program.shown(f"04/{day:02}/2027")] == [9, 10, 11]

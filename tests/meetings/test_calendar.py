"""Meetings in calendars, byte for byte (methods E-30): folding, escaping, times, days, changes, cancellations."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest

from app.directory.models import Gremium
from app.directory.rules import Level
from app.forums.models import Forum
from app.kernel import i18n
from app.kernel.db import db
from app.kernel.languages import BY_CODE
from app.kernel.mail import Method
from app.meetings.exports import calendar
from app.meetings.rules.kinds import Access, MeetingState, Precision
from tests import factories
from tests.meetings import making
from tests.support.calendars import check, value

pytestmark = pytest.mark.full_on_postgresql

HOURS = making.local


def _lines(meeting, method=None):
    return check(calendar.of_meeting(meeting, method).encode())


def test_a_meeting_says_what_calendars_ask_for(app):
    lines = _lines(making.meeting(date(2026, 12, 1), title="Winterforum"))

    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ortsstimme//Treffen//DE"]
    assert value(lines, "SUMMARY") == ":Winterforum"
    assert value(lines, "DTSTAMP") == value(lines, "LAST-MODIFIED") == ":20261116T110000Z"
    assert value(lines, "STATUS") == ":CONFIRMED"
    assert value(lines, "SEQUENCE") == ":0"
    assert value(lines, "LOCATION") == ":Stadtteilzentrum"


@pytest.mark.parametrize(
    ("day", "starts", "shown"),
    [
        (date(2026, 7, 1), time(18), "20260701T180000"),
        (date(2026, 12, 1), time(18), "20261201T180000"),
        (date(2027, 3, 28), time(1, 30), "20270328T013000"),
        (date(2026, 10, 25), time(1, 30), "20261025T013000"),
    ],
)
def test_hours_are_those_of_the_clocks_here_in_summer_in_winter_and_between(app, day, starts, shown):
    begins = HOURS(day, starts)
    meeting = making.meeting(day, starts_at=begins, ends_at=begins + timedelta(hours=2))
    lines = _lines(meeting)

    assert value([line for line in lines if "TZID=" in line], "DTSTART") == f";TZID=Europe/Berlin:{shown}"
    event = icalendar.Calendar.from_ical(calendar.of_meeting(meeting)).events[0]
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(hours=2)


def test_the_time_zone_is_a_rule_of_two_lines(app):
    lines = _lines(making.meeting())

    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert sorted(line for line in lines if line.startswith("RRULE")) == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]


def test_a_meeting_without_hours_fills_its_days(app):
    lines = _lines(making.meeting(date(2026, 6, 19), last_day=date(2026, 7, 4), starts_at=None))

    assert value(lines, "DTEND") == ";VALUE=DATE:20260705"
    assert ";VALUE=DATE:20260619" in {line.removeprefix("DTSTART") for line in lines}


def test_an_end_nobody_knows_is_not_made_up(app):
    assert not [line for line in _lines(making.meeting(ends_at=None)) if line.startswith("DTEND")]


@pytest.mark.parametrize("spaces", range(60, 76))
def test_lines_are_folded_by_octets_and_never_inside_a_letter(app, spaces):
    """Every place of an umlaut around the border of a line."""
    lines = _lines(making.meeting(title="x" * spaces + "äöü ጓደኛ 👩🏽‍🚀 Ende"))

    assert value(lines, "SUMMARY") == ":" + "x" * spaces + "äöü ጓደኛ 👩🏽‍🚀 Ende"


@pytest.mark.parametrize(
    "title",
    [
        "A, B; C\\D",
        "Zeile\nzwei",
        "x\r\nATTENDEE:mailto:fremd@example.org",
        "\\n kein Umbruch",
        'mit "Zeichen": und ;VALUE=',
    ],
)
def test_what_is_written_stays_text(app, title):
    content = calendar.of_meeting(making.meeting(title=title))
    check(content.encode())
    event = icalendar.Calendar.from_ical(content).events[0]

    assert str(event["summary"]).split() == title.split()
    assert "attendee" not in event


def test_the_description_says_what_people_want_to_know(app):
    meeting = making.meeting(
        purpose="Wir sprechen über die Haltestelle.",
        access=[Access.STEP_FREE, Access.CHILDCARE],
        interpreting=["ar", "uk"],
        online_link="https://example.org/raum",
    )
    making.item(meeting, "Haltestelle")
    making.item(meeting, "Personalsache", is_public=False)
    said = str(icalendar.Calendar.from_ical(calendar.of_meeting(meeting)).events[0]["description"])

    assert "Wir sprechen über die Haltestelle." in said
    assert "Ohne Stufen erreichbar, Kinderbetreuung" in said
    assert "Arabisch und Ukrainisch" in said
    assert "- Haltestelle" in said
    assert "Personalsache" not in said
    assert f"http://127.0.0.1:5000/de/treffen/{meeting.id}" in said


def test_a_calendar_speaks_the_language_that_is_spoken(app):
    with i18n.speaking(BY_CODE["en"]):
        lines = _lines(making.meeting(interpreting=["ar"]))

    assert "Arabic" in value(lines, "DESCRIPTION")
    assert "/en/treffen/" in value(lines, "URL")


def test_the_same_meeting_keeps_its_uid_and_counts_its_changes(app, clock):
    meeting = making.meeting()
    before = _lines(meeting)
    clock.advance(days=1)
    meeting.calendar_sequence, meeting.changed_at = 3, clock()
    after = _lines(meeting)

    assert value(before, "UID") == value(after, "UID") == f":{meeting.id}@127.0.0.1"
    assert value(after, "SEQUENCE") == ":3"
    assert value(after, "DTSTAMP") == ":20261117T110000Z"


def test_a_cancelled_meeting_says_so(app):
    lines = _lines(making.meeting(title="Forum", state=MeetingState.CANCELLED, cancelled_reason="Der Saal ist zu."))

    assert value(lines, "STATUS") == ":CANCELLED"
    assert value(lines, "SUMMARY") == ":Abgesagt: Forum"
    assert "Der Saal ist zu." in value(lines, "DESCRIPTION")


def test_the_kind_and_the_hosts_are_categories(app):
    meeting = making.meeting(forums=[factories.forum("rieth", name="Forum Rieth, Nord")])

    assert value(_lines(meeting), "CATEGORIES") == ":Treffen des Nachbarschaftsforums,Forum Rieth\\, Nord"


@pytest.mark.parametrize("method", list(Method))
def test_an_attachment_names_its_method_and_who_sends_it(app, method, monkeypatch):
    settings = dataclasses.replace(app.config["SETTINGS"], mail_from="Forum Rieth <post@example.org>")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    lines = _lines(making.meeting(), method)

    assert value(lines, "METHOD") == f":{method.value}"
    assert value(lines, "ORGANIZER").endswith(":mailto:post@example.org")


def test_a_file_to_take_along_has_no_method(app):
    assert not [line for line in _lines(making.meeting()) if line.startswith(("METHOD", "ORGANIZER"))]


@pytest.mark.parametrize(
    ("precision", "possible"), [(Precision.DAY, True), (Precision.MONTH, False), (Precision.YEAR, False)]
)
def test_only_what_is_known_to_the_day_fits_into_a_calendar(app, precision, possible):
    assert calendar.fits(making.meeting(starts_at=None, precision=precision)) is possible


# The addresses


def _feed(reader, address):
    page = reader.get(address)
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return check(page.response.get_data())


def _titles(lines):
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY")]


@pytest.fixture
def year(app) -> Forum:
    """Meetings of one forum around today, and others that belong elsewhere."""
    forum = factories.forum("rieth", ["06"], name="Forum Rieth")
    today = date(2026, 11, 16)
    for title, day, changed in [
        ("lange her", today - timedelta(days=91), {}),
        ("gerade noch", today - timedelta(days=90), {}),
        ("morgen", today + timedelta(days=1), {}),
        ("abgesagt", today + timedelta(days=2), {"state": MeetingState.CANCELLED}),
        ("Entwurf", today + timedelta(days=3), {"state": MeetingState.DRAFT}),
        ("irgendwann", today + timedelta(days=4), {"starts_at": None, "precision": Precision.MONTH}),
    ]:
        making.meeting(day, title=title, forums=[forum], **changed)
    making.meeting(title="woanders", ortsteile=[factories.ortsteil("07")])
    return forum


@pytest.mark.parametrize(
    ("address", "more"),
    [("/treffen/kalender.ics", ["woanders"]), ("/foren/rieth/kalender.ics", []), ("/ortsteile/06/kalender.ics", [])],
)
def test_a_feed_shows_what_lies_ahead_and_the_last_three_months(reader, year, address, more):
    lines = _feed(reader, address)

    assert _titles(lines) == ["gerade noch", "morgen", "Abgesagt: abgesagt", *more]


def test_a_feed_has_a_name_and_says_how_often_to_look(reader, year):
    lines = _feed(reader, "/foren/rieth/kalender.ics")

    assert value(lines, "X-WR-CALNAME") == value(lines, "NAME") == ":Treffen: Forum Rieth"
    assert value(lines, "REFRESH-INTERVAL") == ";VALUE=DURATION:PT6H"
    assert value(lines, "X-PUBLISHED-TTL") == ":PT6H"


def test_a_body_has_a_feed_of_its_own(reader, app):
    body = Gremium(slug="steuerungsrunde", name="Steuerungsrunde", level=next(iter(Level)))
    db.session.add(body)
    making.meeting(title="Sitzung", gremien=[body])
    making.meeting(title="anderes")

    assert _titles(_feed(reader, "/verzeichnis/gremien/steuerungsrunde/kalender.ics")) == ["Sitzung"]


def test_a_feed_without_meetings_is_a_calendar_too(reader, app):
    factories.forum("rieth")

    assert _titles(_feed(reader, "/foren/rieth/kalender.ics")) == []


def test_whoever_knows_the_feed_already_is_told_in_three_digits(reader, year):
    tag = reader.get("/treffen/kalender.ics").headers["ETag"]

    reader.get("/treffen/kalender.ics", headers={"If-None-Match": tag}, status=304)


def test_a_feed_forgets_by_itself_what_became_old(reader, year, clock):
    _feed(reader, "/treffen/kalender.ics")
    clock.set(datetime(2026, 11, 17, 11, tzinfo=UTC))

    assert "gerade noch" not in _titles(_feed(reader, "/treffen/kalender.ics"))


def test_one_meeting_can_be_taken_along(reader, app):
    meeting = making.meeting(title="Forum")

    assert _titles(_feed(reader, f"/treffen/{meeting.id}/kalender.ics")) == ["Forum"]


@pytest.mark.parametrize("changed", [{"state": MeetingState.DRAFT}, {"starts_at": None, "precision": Precision.YEAR}])
def test_a_draft_and_a_mere_year_have_no_file(reader, app, changed):
    meeting = making.meeting(**changed)

    reader.get(f"/treffen/{meeting.id}/kalender.ics", status=404)


@pytest.mark.parametrize("address", ["/foren/gibtesnicht/kalender.ics", "/ortsteile/xx/kalender.ics"])
def test_nobody_has_a_feed_who_is_not_there(reader, app, address):
    reader.get(address, status=404)

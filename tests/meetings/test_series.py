"""Series: days are seen before they are planned; what was moved, cancelled or left out by hand stays so."""

from datetime import date, time

import pytest

from app.kernel.clock import local
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import Meeting, MeetingSeries
from app.meetings.rules.kinds import MeetingKind, MeetingState, Rhythm
from app.meetings.rules.plan import Plan
from app.meetings.service import planning, series
from app.meetings.service.series import Beat
from tests import factories
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

GOOD = {
    "kind": "forum",
    "title": "Forumsabend",
    "rhythm": "monthly",
    "first_day": "2026-12-01",
    "until": "2027-04-30",
    "starts": "17:00",
    "ends": "19:00",
    "ortsteil_keys": ["06"],
}
TUESDAYS = ["2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02", "2027-04-06"]


@pytest.fixture
def worker(staff) -> Reader:
    factories.ortsteil("06", name="Rieth")
    return staff("quarter_worker", ortsteile=["06"])


def look(reader: Reader, *, status: int = 200, **answers: object) -> Page:
    """Ask for the days of a series."""
    form = reader.get("/arbeit/treffen/reihen/neu").form("form.form")
    return reader.send(form.fill(**(GOOD | answers | {"schritt": "vorschau"})), status=status)


def begin(reader: Reader, **answers: object) -> Page:
    """Look at the days, change something, and plan them."""
    form = look(reader).form("form.form")
    return reader.send(form.fill(**(answers | {"schritt": "anlegen"})), status=303)


def the_series() -> MeetingSeries:
    db.session.expire_all()
    return db.session.scalars(db.select(MeetingSeries)).one()


def the_meetings() -> list[Meeting]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Meeting).order_by(Meeting.first_day)))


def days() -> list[str]:
    return [each.first_day.isoformat() for each in the_meetings()]


def test_the_days_are_shown_before_anything_is_planned(worker):
    page = look(worker)

    shown = [label.get_text(strip=True) for label in page.select("#days label")]
    assert shown[:2] == ["Dienstag, 1. Dezember 2026", "Dienstag, 5. Januar 2027"]
    assert [box["value"] for box in page.select("#days input[checked]")] == TUESDAYS
    assert days() == []


def test_a_series_plans_a_meeting_for_each_day_as_drafts(worker):
    page = worker.follow(begin(worker))

    assert days() == TUESDAYS
    assert {each.state for each in the_meetings()} == {MeetingState.DRAFT}
    assert {each.series_day for each in the_meetings()} == {each.first_day for each in the_meetings()}
    assert "Die Reihe ist geplant." in page.text
    assert [link["href"] for link in page.select("section[aria-labelledby=termine] a")] == [
        f"/de/arbeit/treffen/{each.id}" for each in the_meetings()
    ]


def test_single_days_are_left_out(worker):
    begin(worker, days=[day for day in TUESDAYS if day != "2027-01-05"])

    assert days() == ["2026-12-01", "2027-02-02", "2027-03-02", "2027-04-06"]


def test_a_series_can_be_announced_at_once_or_later(worker):
    begin(worker)
    page = worker.get(f"/arbeit/treffen/reihen/{the_series().id}")

    worker.send(page.form("form[action$=ankuendigen]"), status=303)

    assert {each.state for each in the_meetings()} == {MeetingState.ANNOUNCED}


def test_announced_at_once(worker):
    begin(worker, is_announced="y")

    assert {each.state for each in the_meetings()} == {MeetingState.ANNOUNCED}


def test_the_same_form_twice_plans_one_series(worker):
    form = look(worker).form("form.form").fill(schritt="anlegen")

    worker.send(form, status=303)
    worker.send(form, status=303)

    assert (the_series().title, len(the_meetings())) == ("Forumsabend", 5)


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("rhythm", {"rhythm": "daily"}),
        ("first_day", {"first_day": ""}),
        ("until", {"until": ""}),
        ("until", {"until": "2026-11-01"}),
        ("until", {"until": "2029-01-01"}),
        ("starts", {"starts": ""}),
        ("first_day", {"is_last": "y"}),
        ("title", {"title": ""}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(worker, field, answers):
    page = look(worker, status=422, **answers)

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert days() == []


def test_a_series_without_a_day_is_refused(worker):
    form = look(worker).form("form.form").fill(schritt="anlegen")
    form.values.poplist("days")

    page = worker.send(form, status=422)

    assert page.select_one("#days-error")
    assert days() == []


@pytest.mark.parametrize(
    ("rhythm", "first", "expected"),
    [
        (Rhythm.WEEKLY, date(2026, 12, 1), [1, 8, 15, 22, 29]),
        (Rhythm.FORTNIGHTLY, date(2026, 12, 1), [1, 15, 29]),
        (Rhythm.MONTHLY, date(2026, 12, 8), [8]),
    ],
)
def test_series_have_their_rhythm(rhythm, first, expected):
    beat = Beat(rhythm=rhythm, first_day=first, until=date(2026, 12, 31), starts=time(17), ends=None)

    assert [day.day for day in beat.days()] == expected


def test_the_last_weekday_of_the_month_stays_the_last():
    beat = Beat(
        rhythm=Rhythm.MONTHLY,
        first_day=date(2026, 11, 24),
        until=date(2027, 3, 31),
        starts=time(17),
        ends=None,
        is_last=True,
    )

    assert [day.isoformat() for day in beat.days()] == ["2026-11-24", "2026-12-29", "2027-01-26", "2027-02-23", "2027-03-30"]


def test_the_fifth_weekday_means_the_last():
    beat = Beat(rhythm=Rhythm.MONTHLY, first_day=date(2026, 12, 29), until=date(2027, 2, 28), starts=time(17), ends=None)

    assert [day.isoformat() for day in beat.days()] == ["2026-12-29", "2027-01-26", "2027-02-23"]


def planned(**changed) -> MeetingSeries:
    """A series in the database, without a page."""
    factories.ortsteil("06")
    beat = Beat(**{**BEAT, **changed})
    return series.begin(said=SAID, beat=beat, days=beat.days(), account_id=None)


BEAT = {
    "rhythm": Rhythm.MONTHLY,
    "first_day": date(2026, 12, 1),
    "until": date(2027, 4, 30),
    "starts": time(17),
    "ends": time(19),
}
SAID = Plan(kind=MeetingKind.FORUM, title="Forumsabend", place="Saal", ortsteil_keys=("06",))


def test_all_coming_meetings_change_and_moved_ones_keep_their_time(app):
    made = planned()
    moved, cancelled = the_meetings()[1], the_meetings()[2]
    planning.change(
        meeting=moved, said=SAID, span=Beat(**{**BEAT, "starts": time(18)}).span(date(2027, 1, 12)), account_id=None
    )
    planning.announce(meeting=cancelled, account_id=None)
    planning.cancel(meeting=cancelled, reason="Ferien.", account_id=None)
    said = Plan(kind=MeetingKind.FORUM, title="Forumsabend", place="Anderer Saal", ortsteil_keys=("06",))

    count = series.change(series=made, said=said, starts=time(16), ends=None, account_id=None)

    assert count == 4
    assert [(each.first_day.day, local(each.starts_at).hour, each.place) for each in the_meetings()] == [
        (1, 16, "Anderer Saal"),
        (12, 18, "Anderer Saal"),
        (2, 17, "Saal"),
        (2, 16, "Anderer Saal"),
        (6, 16, "Anderer Saal"),
    ]


def test_what_was_is_not_changed(app, clock):
    made = planned()
    clock.advance(days=60)

    count = series.change(series=made, said=SAID, starts=time(16), ends=None, account_id=None)

    assert count == 3
    assert [local(each.starts_at).hour for each in the_meetings()] == [17, 17, 16, 16, 16]


def test_a_longer_series_plans_no_day_anew(app):
    made = planned()
    moved, cancelled, thrown_away, *_rest = the_meetings()
    planning.change(meeting=moved, said=SAID, span=Beat(**BEAT).span(date(2026, 12, 2)), account_id=None)
    planning.announce(meeting=cancelled, account_id=None)
    planning.cancel(meeting=cancelled, reason="Ferien.", account_id=None)
    planning.remove(meeting=thrown_away, account_id=None)

    count = series.extend(series=made, until=date(2027, 6, 30), account_id=None)

    assert count == 2
    assert days() == ["2026-12-02", "2027-01-05", "2027-03-02", "2027-04-06", "2027-05-04", "2027-06-01"]


@pytest.mark.parametrize("until", [date(2027, 4, 30), date(2026, 12, 1), date(2030, 1, 1)])
def test_a_series_is_not_prolonged_into_the_past_or_for_ever(app, until):
    made = planned()

    with pytest.raises(RuleBroken) as broken:
        series.extend(series=made, until=until, account_id=None)

    assert broken.value.field == "until"


def test_a_series_ends_with_its_drafts_gone_and_announced_meetings_cancelled(worker):
    begin(worker)
    first = the_meetings()[0]
    planning.announce(meeting=first, account_id=None)
    page = worker.get(f"/arbeit/treffen/reihen/{the_series().id}")

    worker.send(page.form("form[action$=beenden]").fill(reason="Der Saal schließt."), status=303)

    assert [(each.state, each.cancelled_reason) for each in the_meetings()] == [
        (MeetingState.CANCELLED, "Der Saal schließt.")
    ]
    assert the_series().is_active is False
    with pytest.raises(RuleBroken):
        series.extend(series=the_series(), until=date(2027, 8, 1), account_id=None)


def test_the_page_changes_prolongs_and_tells(worker):
    begin(worker)
    address = f"/arbeit/treffen/reihen/{the_series().id}"
    form = worker.get(address).form(f"form[action$='{the_series().id}']")

    page = worker.follow(worker.send(form.fill(place="Anderer Saal", starts="18:00", ends="20:00"), status=303))
    assert "5 Treffen sind geändert." in page.text
    page = worker.follow(worker.send(page.form("form[action$=verlaengern]").fill(until="2027-05-31"), status=303))

    assert "1 Treffen ist neu geplant." in page.text
    assert {each.place for each in the_meetings()} == {"Anderer Saal"}
    assert days()[-1] == "2027-05-04"


def test_a_series_elsewhere_is_not_there(worker, staff):
    begin(worker)
    other = staff("quarter_worker", ortsteile=["07"])

    other.get(f"/arbeit/treffen/reihen/{the_series().id}", status=404)
    staff("planning_coordinator").get(f"/arbeit/treffen/reihen/{the_series().id}")

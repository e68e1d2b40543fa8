"""Staff plan meetings: the list, the form and what it refuses, whose area it is, cancelling and calling again."""

from datetime import UTC, date, datetime

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingKind, MeetingState, MinutesState, Precision
from app.moderation.models import LogEntry
from tests import factories
from tests.meetings import making
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

GOOD = {
    "kind": "forum",
    "title": "Winterforum",
    "first_day": "2026-12-01",
    "starts": "17:00",
    "ends": "19:00",
    "ortsteil_keys": ["06"],
}


@pytest.fixture
def worker(staff) -> Reader:
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("07", name="Berliner Platz")
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def planner(staff) -> Reader:
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("07", name="Berliner Platz")
    return staff("planning_coordinator")


def plan(reader: Reader, *, status: int = 303, **answers: object) -> Page:
    form = reader.get("/arbeit/treffen/neu").form("form.form")
    return reader.send(form.fill(**(GOOD | answers)), status=status)


def every_meeting() -> list[Meeting]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Meeting).order_by(Meeting.created_at, Meeting.id)))


def only_meeting() -> Meeting:
    (found,) = every_meeting()
    return found


def titles(page: Page, part: str) -> list[str]:
    return [link.get_text() for link in page.select(f"section[aria-labelledby={part}] .card__link")]


def test_a_meeting_is_planned_and_nobody_else_knows(worker):
    page = plan(worker, purpose="Wir reden.", access=["lift", "food"], interpreting=["ar"], place="Saal", facilitator="Büro")

    made = only_meeting()
    assert (made.title, made.state, made.kind) == ("Winterforum", MeetingState.DRAFT, MeetingKind.FORUM)
    assert (made.first_day, made.last_day, made.precision) == (date(2026, 12, 1), date(2026, 12, 1), Precision.TIME)
    assert (made.starts_at, made.ends_at) == (
        datetime(2026, 12, 1, 16, tzinfo=UTC),
        datetime(2026, 12, 1, 18, tzinfo=UTC),
    )
    assert (made.access, made.interpreting, made.facilitator) == (["lift", "food"], ["ar"], "Büro")
    assert [place.key for place in made.ortsteile] == ["06"]
    shown = worker.follow(page)
    assert "Dienstag, 1. Dezember 2026" in shown.text
    assert "Noch weiß niemand davon" in shown.text


def test_the_form_shows_what_is_planned(worker):
    plan(worker, purpose="Wir reden.", access=["lift"])

    values = worker.get(f"/arbeit/treffen/{only_meeting().id}/bearbeiten").form("form.form").values

    assert (values["title"], values["first_day"], values["starts"], values["ends"]) == (
        "Winterforum",
        "2026-12-01",
        "17:00",
        "19:00",
    )
    assert (values.getlist("access"), values.getlist("ortsteil_keys")) == (["lift"], ["06"])


def test_the_same_form_twice_plans_one_meeting(worker):
    form = worker.get("/arbeit/treffen/neu").form("form.form").fill(**GOOD)

    first, second = worker.send(form, status=303), worker.send(form, status=303)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(every_meeting()) == 1


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 301}),
        ("purpose", {"purpose": "x" * 5001}),
        ("kind", {"kind": "feier"}),
        ("first_day", {"first_day": ""}),
        ("first_day", {"first_day": "morgen"}),
        ("first_day", {"first_day": "2006-12-01"}),
        ("first_day", {"first_day": "20260-12-01"}),
        ("first_day", {"first_day": "3026-12-01", "is_meant": "y"}),
        ("starts", {"starts": "25:00"}),
        ("starts", {"starts": ""}),
        ("starts", {"first_day": "2027-03-28", "starts": "02:30", "ends": "04:00"}),
        ("ends", {"ends": "17:00"}),
        ("ends", {"ends": "16:00"}),
        ("last_day", {"last_day": "2026-12-02"}),
        ("last_day", {"last_day": "2026-11-30", "starts": "", "ends": ""}),
        ("roughly", {"first_day": "", "roughly": "im Sommer"}),
        ("roughly", {"first_day": "", "roughly": "2023-13"}),
        ("online_link", {"online_link": "http://example.org"}),
        ("access", {"access": ["wings"]}),
        ("interpreting", {"interpreting": ["tlh"]}),
        ("host", {"host": "Dritter Stock"}),
        ("invited_count", {"kind": "house_meeting", "invited_count": "viele"}),
        ("invited_count", {"kind": "house_meeting", "invited_count": "-1"}),
        ("ortsteil_keys", {"ortsteil_keys": []}),
        ("ortsteil_keys", {"ortsteil_keys": ["99"]}),
        ("forum_ids", {"forum_ids": ["x"]}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(worker, field, answers):
    page = plan(worker, status=422, **({"place": "Großer Saal"} | answers))

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert page.select_one("#place")["value"] == "Großer Saal"
    assert every_meeting() == []


def test_a_day_far_away_is_taken_when_it_is_meant(worker):
    page = plan(worker, status=422, first_day="2006-12-01")
    form = page.form("form.form")

    assert page.select_one("#is_meant")
    worker.send(form.fill(is_meant="y"), status=303)

    assert only_meeting().first_day == date(2006, 12, 1)


def test_the_hour_that_comes_twice_means_the_first_one(worker):
    plan(worker, first_day="2027-10-31", starts="02:30", ends="04:00")

    assert only_meeting().starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answers", "first", "last", "precision"),
    [
        ({"starts": "", "ends": ""}, date(2026, 12, 1), date(2026, 12, 1), Precision.DAY),
        ({"starts": "", "ends": "", "last_day": "2026-12-03"}, date(2026, 12, 1), date(2026, 12, 3), Precision.DAY),
        ({"first_day": "", "roughly": "2026-06"}, date(2026, 6, 1), date(2026, 6, 30), Precision.MONTH),
        ({"first_day": "", "roughly": "2026"}, date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR),
    ],
)
def test_a_meeting_may_fill_days_or_be_known_roughly(worker, answers, first, last, precision):
    plan(worker, **answers)

    made = only_meeting()
    assert (made.first_day, made.last_day, made.precision, made.starts_at) == (first, last, precision, None)
    values = worker.get(f"/arbeit/treffen/{made.id}/bearbeiten").form("form.form").values
    assert (values["roughly"], values["first_day"]) == (answers.get("roughly", ""), answers.get("first_day", "2026-12-01"))


def test_a_house_meeting_says_who_gave_the_room(worker):
    plan(worker, kind="house_meeting", host="Dritter Stock", invited_count="12", new_hosts="2")

    made = only_meeting()
    assert (made.host, made.invited_count, made.new_hosts) == ("Dritter Stock", 12, 2)


def test_the_area_comes_from_the_forums(worker):
    forum = factories.forum("rieth", ["06"])

    plan(worker, forum_ids=[str(forum.id)], ortsteil_keys=[])

    assert [place.key for place in only_meeting().ortsteile] == ["06"]


def test_the_area_comes_from_a_body_of_the_whole_city(planner):
    body = factories.gremium("beirat", is_city_wide=True)

    plan(planner, gremium_ids=[str(body.id)], ortsteil_keys=[])

    assert (only_meeting().is_city_wide, only_meeting().ortsteile) == (True, [])


def test_a_new_form_begins_with_the_only_forum_and_with_a_kind(worker):
    forum = factories.forum("rieth", ["06"])

    values = worker.get("/arbeit/treffen/neu?art=house_meeting").form("form.form").values

    assert (values["kind"], values.getlist("forum_ids")) == ("house_meeting", [str(forum.id)])


def test_a_meeting_can_be_like_another_one_on_another_day(worker):
    plan(worker, place="Saal")

    values = worker.get(f"/arbeit/treffen/neu?wie={only_meeting().id}").form("form.form").values

    assert (values["title"], values["place"], values["first_day"]) == ("Winterforum", "Saal", "")


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("ortsteil_keys", {"ortsteil_keys": ["06", "07"]}),
        ("forum_ids", {"forum_ids": ["foreign"]}),
        ("is_city_wide", {"is_city_wide": "y"}),
    ],
)
def test_a_quarter_worker_plans_for_the_own_area_only(worker, field, answers):
    foreign = factories.forum("platz", ["07"])
    sent = {name: [str(foreign.id)] if value == ["foreign"] else value for name, value in answers.items()}

    page = plan(worker, status=422, **sent)

    shown = page.select(f"#{field}-error") or page.select(".error_summary")
    assert shown
    assert every_meeting() == []


def test_planning_coordination_plans_for_everybody(planner):
    """The same answers that a quarter worker may not give."""
    foreign = factories.forum("platz", ["07"])

    plan(planner, ortsteil_keys=["06", "07"], forum_ids=[str(foreign.id)])

    assert {place.key for place in only_meeting().ortsteile} == {"06", "07"}
    plan(planner, is_city_wide="y")
    assert {each.is_city_wide for each in every_meeting()} == {False, True}


def test_a_meeting_shared_with_others_keeps_their_places(worker):
    both = [factories.ortsteil("06"), factories.ortsteil("07")]
    shared = making.meeting(ortsteile=both, forums=[factories.forum("platz", ["07"])])
    form = worker.get(f"/arbeit/treffen/{shared.id}/bearbeiten").form("form.form")

    worker.send(form.fill(place="Anderswo"), status=303)

    changed = only_meeting()
    assert changed.place == "Anderswo"
    assert ({place.key for place in changed.ortsteile}, [each.slug for each in changed.forums]) == ({"06", "07"}, ["platz"])


def test_meetings_elsewhere_are_not_there(worker):
    foreign = making.meeting(ortsteile=[factories.ortsteil("07")])

    worker.get(f"/arbeit/treffen/{foreign.id}", status=404)
    worker.get(f"/arbeit/treffen/{foreign.id}/bearbeiten", status=404)
    assert foreign.title not in worker.get("/arbeit/treffen").text


def test_a_change_that_calendars_must_hear_of_raises_the_sequence(worker):
    made = making.meeting(title="Winterforum")
    form = worker.get(f"/arbeit/treffen/{made.id}/bearbeiten").form("form.form")

    worker.send(form.fill(purpose="Neu."), status=303)
    assert only_meeting().calendar_sequence == 0
    worker.send(form.fill(starts="18:00", ends="20:00"), status=303)

    assert only_meeting().calendar_sequence == 1


def test_a_draft_changes_without_a_sequence(worker):
    plan(worker)
    form = worker.get(f"/arbeit/treffen/{only_meeting().id}/bearbeiten").form("form.form")

    worker.send(form.fill(starts="18:00", ends="20:00"), status=303)

    assert only_meeting().calendar_sequence == 0


def test_a_meeting_is_cancelled_with_a_reason_and_called_again(worker):
    made = making.meeting()
    form = worker.get(f"/arbeit/treffen/{made.id}/absagen").form("form.form")

    refused = worker.send(form.fill(reason=" "), status=422)
    page = worker.follow(worker.send(form.fill(reason="Der Saal ist nass."), status=303))

    assert refused.select_one("#reason-error")
    cancelled = only_meeting()
    assert (cancelled.state, cancelled.cancelled_reason, cancelled.calendar_sequence) == (
        MeetingState.CANCELLED,
        "Der Saal ist nass.",
        1,
    )
    assert "Der Saal ist nass." in page.text
    worker.send(page.form("form[action$=wieder-ansetzen]"), status=303)
    again = only_meeting()
    assert (again.state, again.cancelled_reason, again.calendar_sequence) == (MeetingState.ANNOUNCED, "", 2)


def test_a_draft_is_thrown_away_and_not_cancelled(worker):
    plan(worker)
    page = worker.get(f"/arbeit/treffen/{only_meeting().id}")

    worker.post(f"/arbeit/treffen/{only_meeting().id}/absagen", {**page.form().values, "reason": "Nein."}, status=422)
    worker.send(page.form("form[action$=loeschen]"), status=303)

    assert every_meeting() == []


def test_what_everybody_knows_is_not_thrown_away(worker):
    made = making.meeting()
    page = worker.get(f"/arbeit/treffen/{made.id}/bearbeiten")

    worker.post(f"/arbeit/treffen/{made.id}/loeschen", {"form_token": page.form().values["form_token"]}, status=422)

    assert len(every_meeting()) == 1


def test_the_list_shows_what_comes_first_then_what_is_unfinished_then_the_past(worker):
    soon, later = making.meeting(date(2026, 11, 20)), making.meeting(date(2026, 12, 20))
    missed, done = making.meeting(date(2026, 11, 2)), making.meeting(date(2026, 10, 2))
    begun, old = making.meeting(date(2026, 2, 2)), making.meeting(date(2020, 1, 1))
    making.minutes(done, MinutesState.PUBLISHED)
    making.minutes(begun, MinutesState.AGREED)

    page = worker.get("/arbeit/treffen")

    assert titles(page, "kommende") == [soon.title, later.title]
    assert titles(page, "offen") == [missed.title, begun.title]
    assert titles(page, "vergangene") == [missed.title, done.title, begun.title, old.title]


def test_the_list_can_be_narrowed(worker):
    forum, body = factories.forum("rieth", ["06"]), factories.gremium("beirat", ["06"])
    of_forum = making.meeting(forums=[forum])
    of_body = making.meeting(gremien=[body], state=MeetingState.DRAFT)

    assert titles(worker.get(f"/arbeit/treffen?forum={forum.id}"), "kommende") == [of_forum.title]
    assert titles(worker.get(f"/arbeit/treffen?gremium={body.id}"), "kommende") == [of_body.title]
    assert titles(worker.get("/arbeit/treffen?stand=draft"), "kommende") == [of_body.title]
    worker.get("/arbeit/treffen?stand=bald", status=404)
    worker.get("/arbeit/treffen?forum=x", status=404)


def test_a_long_list_goes_on_where_it_ended(worker):
    made = [making.meeting(date(2026, 12, day)) for day in range(1, 32)]
    page = worker.get("/arbeit/treffen")
    assert titles(page, "kommende") == [each.title for each in made[:6]]

    first = worker.get(page.select_one("section[aria-labelledby=kommende] a.link_button")["href"])
    second = worker.get(first.select_one("section[aria-labelledby=kommende] a.link_button")["href"])

    assert titles(first, "kommende") + titles(second, "kommende") == [each.title for each in made]


@pytest.mark.parametrize("place", ["x", "2026-12-01", "2026-12-01.x", "2026-13-01.00000000000000000000000000000000"])
def test_a_place_in_the_list_that_cannot_be_is_its_beginning(worker, place):
    made = making.meeting()

    assert titles(worker.get(f"/arbeit/treffen?zeigen=kommende&nach={place}"), "kommende") == [made.title]


@pytest.mark.parametrize("many", [2, 12])
def test_the_list_needs_as_many_queries_for_few_as_for_many(worker, many):
    forum, body = factories.forum("rieth", ["06"]), factories.gremium("beirat", ["06"])
    for day in range(1, many + 1):
        making.minutes(making.meeting(date(2026, 11, day), forums=[forum], gremien=[body]))
        making.meeting(date(2026, 12, day), forums=[forum])

    with asking.overheard() as asked:
        worker.get("/arbeit/treffen")

    assert len(asked) <= 30, "\n".join(asked)


def test_the_page_of_a_meeting_says_what_comes_next(worker):
    plan(worker)
    made = only_meeting()

    page = worker.get(f"/arbeit/treffen/{made.id}")
    assert page.select_one("[aria-current=step]").get_text(" ", strip=True).endswith("Vorbereiten")
    assert page.select_one("a.button--main")["href"].endswith("/tagesordnung")
    making.item(made)

    page = worker.get(f"/arbeit/treffen/{made.id}")
    assert page.select_one("[aria-current=step]").get_text(" ", strip=True).endswith("Einladen")
    assert page.select_one("a.button--main")["href"].endswith("/einladen")


def test_what_was_done_stands_in_the_log_with_its_account(worker):
    plan(worker)
    form = worker.get(f"/arbeit/treffen/{only_meeting().id}/bearbeiten").form("form.form")
    worker.send(form.fill(title="Frühjahrsforum"), status=303)

    logged = db.session.scalars(db.select(LogEntry).where(LogEntry.subject == only_meeting().subject)).all()

    assert {entry.act for entry in logged} == {"meeting.plan", "meeting.change"}
    assert {entry.account_id for entry in logged} == {worker.account_id}
    assert only_meeting().changed_at == clock.now()


def test_others_have_no_business_here(staff):
    staff("administrator").get("/arbeit/treffen", status=403)

"""What of meetings, minutes, tasks and groups waits on a desk."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import MinutesRevision
from app.meetings.rules.kinds import GroupStatus, MeetingState, MinutesState, Part, RevisionKind, TaskStatus
from tests import factories
from tests.meetings import making
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

TASKS = "überfällig"
LATE = "seit mehr als zwei Wochen nicht fertig"
BARE = "noch keine Tagesordnung oder keine Einladung"
TWO = "haben zwei an derselben Stelle geschrieben"
RESTLESS = "keinen nächsten Termin"


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


def lines(page: Page) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".waiting__link")]


def ago(days: int):
    return clock.today() - timedelta(days=days)


def foreign():
    """The Ortsteil of somebody else."""
    return [factories.ortsteil("15")]


def invited(days: int, **changed):
    """A meeting that lies so many days ahead, to which people are invited and that has an agenda."""
    made = making.meeting(ago(-days), **{"invited_on": clock.today(), **changed})
    making.item(made)
    return made


def two_texts(of):
    part = making.text(of, Part.OPENING, "Willkommen")
    db.session.add(MinutesRevision(part_id=part.id, number=1, kind=RevisionKind.CONFLICT, text="Hallo", is_settled=False))


def test_tasks_that_should_be_done_wait(worker):
    of = invited(20)
    making.task(of, due_on=ago(1))
    making.task(of, due_on=ago(3), status=TaskStatus.IN_PROGRESS)
    making.task(of, due_on=clock.today())
    making.task(of, due_on=ago(9), status=TaskStatus.DONE, outcome="Ja.", closed_on=ago(8))

    page = worker.get("/arbeit")

    assert lines(page) == ["2 Aufgaben sind überfällig"]
    assert "Die erste seit dem 13. November 2026" in page.text
    assert len(worker.get(page.select_one(".waiting__link")["href"]).select(".card__link")) == 2


def test_a_department_sees_its_own_tasks_alone(staff):
    factories.department("tiefbau")
    contact = staff("department_contact", department_key="tiefbau")
    making.task(due_on=ago(1))
    assert lines(contact.get("/arbeit")) == []

    making.task(due_on=ago(1), owner_account_id=contact.account_id)

    assert lines(contact.get("/arbeit")) == ["1 Aufgabe ist überfällig"]


@pytest.mark.parametrize(("days", "waits"), [(14, False), (15, True)])
def test_minutes_that_are_a_draft_for_two_weeks_wait(worker, days, waits):
    making.minutes(making.meeting(ago(days)))

    assert lines(worker.get("/arbeit")) == ([f"1 Protokoll ist {LATE}"] if waits else [])


def test_minutes_that_nobody_has_begun_wait_as_well(worker):
    making.meeting(ago(20))
    making.meeting(ago(30), state=MeetingState.CANCELLED, cancelled_reason="Sturm")
    making.meeting(ago(400))
    for days, state in ((40, MinutesState.AGREED), (50, MinutesState.PUBLISHED)):
        making.minutes(making.meeting(ago(days)), state)

    page = worker.get("/arbeit")

    assert lines(page) == [f"1 Protokoll ist {LATE}"]
    assert "Das erste Treffen war am 27. Oktober 2026" in page.text


@pytest.mark.parametrize(
    ("changed", "has_agenda", "waits"),
    [
        ({"invited_on": None}, True, True),
        ({}, False, True),
        ({}, True, False),
        ({"state": MeetingState.DRAFT, "invited_on": None}, False, True),
        ({"state": MeetingState.CANCELLED, "invited_on": None}, False, False),
    ],
)
def test_a_meeting_of_the_next_days_needs_an_agenda_and_an_invitation(worker, changed, has_agenda, waits):
    of = making.meeting(ago(-7), **{"invited_on": clock.today(), **changed})
    if has_agenda:
        making.item(of)

    assert lines(worker.get("/arbeit")) == ([f"1 Treffen der nächsten sieben Tage hat {BARE}"] if waits else [])


def test_a_meeting_in_more_than_a_week_can_wait(worker):
    making.meeting(ago(-8))

    assert lines(worker.get("/arbeit")) == []


def test_two_texts_in_one_place_lead_to_the_minutes_where_somebody_chooses(worker):
    of = making.meeting(ago(2))
    making.minutes(of)
    two_texts(of)

    link = worker.get("/arbeit").select_one(".waiting__link")

    assert link.get_text(strip=True) == f"In 1 Protokoll {TWO}"
    assert link["href"].endswith(f"/arbeit/treffen/{of.id}/protokoll")
    worker.get(link["href"])


def test_a_group_without_a_next_date_waits(worker):
    forum = factories.forum("rieth", ["06"])
    for slug, next_on, founded_on, status in (
        ("ruhig", None, ago(31), GroupStatus.ACTIVE),
        ("neu", None, ago(30), GroupStatus.FOUNDED),
        ("verabredet", ago(-3), ago(90), GroupStatus.ACTIVE),
        ("ruht", None, ago(90), GroupStatus.RESTING),
    ):
        making.action_group(slug, next_on=next_on, founded_on=founded_on, status=status, forum_id=forum.id)

    page = worker.get("/arbeit")

    assert lines(page) == ["1 Aktionsgruppe hat keinen nächsten Termin"]
    assert "Aktionsgruppe ruhig" in worker.get(page.select_one(".waiting__link")["href"]).text


def everything_elsewhere():
    """One thing of each kind in an Ortsteil that is not the worker's."""
    forum = factories.forum("herrenberg", ["15"])
    past = making.meeting(ago(20), ortsteile=foreign())
    making.minutes(past)
    two_texts(past)
    making.task(past, due_on=ago(1))
    making.meeting(ago(-2), ortsteile=foreign())
    making.action_group("fern", founded_on=ago(60), forum_id=forum.id)


def test_what_belongs_to_others_waits_for_them(worker, staff):
    everything_elsewhere()

    assert lines(worker.get("/arbeit")) == []
    assert [
        line for line in (TASKS, LATE, BARE, TWO, RESTLESS) if line in staff("planning_coordinator").get("/arbeit").text
    ] == [
        TASKS,
        LATE,
        BARE,
        TWO,
        RESTLESS,
    ]


@pytest.mark.parametrize("many", [1, 6])
def test_the_desk_asks_as_little_for_many_things_as_for_one(worker, many):
    forum = factories.forum("rieth", ["06"])
    for number in range(many):
        past = making.meeting(ago(20 + number), forums=[forum])
        making.minutes(past)
        two_texts(past)
        making.task(past, due_on=ago(1))
        making.meeting(ago(-2), forums=[forum])
        making.action_group(f"gruppe-{number}", founded_on=ago(60), forum_id=forum.id)

    with asking.overheard() as asked:
        worker.get("/arbeit")

    assert len(asked) <= 28, "\n".join(asked)

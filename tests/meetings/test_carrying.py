"""The next meeting opens with what is still open: tasks by themselves (C-05), the rest by one press."""

from datetime import date

import pytest

from app.kernel.db import db
from app.meetings.models import AgendaItem, Decision, Meeting, ParkedPoint
from app.meetings.rules.kinds import ItemKind, MeetingKind, MeetingState, Mode, Origin, Part, TaskStatus
from app.meetings.rules.plan import Plan
from app.meetings.rules.when import days
from app.meetings.service import agenda, carrying, planning
from tests import factories
from tests.meetings import making

pytestmark = pytest.mark.full_on_postgresql

BEFORE, NEXT, LATER = date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 5)


@pytest.fixture
def forum(app):
    return factories.forum("rieth", ["06"])


@pytest.fixture
def last(forum) -> Meeting:
    """The meeting before."""
    return making.meeting(BEFORE, forums=[forum])


@pytest.fixture
def following(forum, last) -> Meeting:
    return making.meeting(NEXT, forums=[forum])


def titles(of: Meeting) -> list[str]:
    found = db.session.scalars(
        db.select(AgendaItem).where(AgendaItem.meeting_id == of.id).order_by(AgendaItem.position)
    ).all()
    assert [each.position for each in found] == list(range(1, len(found) + 1))
    return [each.title for each in found]


def plan_next(*hosts, day=NEXT) -> Meeting:
    said = Plan(
        kind=MeetingKind.FORUM, title="Winterforum", forum_ids=tuple(each.id for each in hosts), ortsteil_keys=("06",)
    )
    return planning.plan(said=said, span=days(day, day), account_id=None)


def test_open_tasks_come_to_the_head_of_the_next_meeting_by_themselves(forum, last):
    making.task(last)

    assert titles(plan_next(forum)) == ["Stand der Aufgaben"]


def test_they_come_to_a_meeting_planned_before_the_task_was_given(forum, last, following):
    making.item(following, "Bänke")
    making.task(last)

    assert carrying.bring_open_tasks_to_coming() == 1
    assert carrying.bring_open_tasks_to_coming() == 0

    assert titles(following) == ["Stand der Aufgaben", "Bänke"]
    (item, _other) = following.items
    assert (item.origin, item.kind, item.is_public) == (Origin.OPEN_TASKS, ItemKind.INFO, True)


def test_only_the_next_meeting_looks_at_them(forum, last, following):
    later = making.meeting(LATER, forums=[forum])
    making.task(last)

    carrying.bring_open_tasks_to_coming()

    assert (titles(following), titles(later)) == (["Stand der Aufgaben"], [])


def test_a_cancelled_meeting_leaves_them_to_the_one_after_it(forum, last, following, clock):
    later = making.meeting(LATER, forums=[forum])
    following.state = MeetingState.CANCELLED
    making.task(last)
    clock.advance(days=30)

    carrying.bring_open_tasks_to_coming()

    assert (titles(following), titles(later)) == ([], ["Stand der Aufgaben"])


@pytest.mark.parametrize("status", [TaskStatus.DONE, TaskStatus.DROPPED])
def test_tasks_that_are_over_do_not_come_back(forum, last, status):
    making.task(last, status=status, outcome="Steht.")

    assert titles(plan_next(forum)) == []


def test_tasks_of_others_stay_with_them(forum, last):
    making.task(making.meeting(BEFORE, forums=[factories.forum("platz", ["06"])]))

    assert titles(plan_next(forum)) == []


def test_tasks_follow_bodies_and_action_groups_too(app):
    body, group = factories.gremium("beirat", ["06"]), making.action_group()
    making.task(making.meeting(BEFORE, gremien=[body]))
    making.task(group_id=group.id)
    of_body, of_group = making.meeting(NEXT, gremien=[body]), making.meeting(NEXT, groups=[group])

    carrying.bring_open_tasks_to_coming()

    assert (titles(of_body), titles(of_group)) == (["Stand der Aufgaben"], ["Stand der Aufgaben"])


def test_the_item_stays_as_long_as_tasks_are_open(forum, last, staff):
    task = making.task(last)
    following = plan_next(forum)
    worker = staff("quarter_worker", ortsteile=["06"])
    page = worker.get(f"/arbeit/treffen/{following.id}/tagesordnung/{following.items[0].id}")
    button = page.form("form[action$=entfernen]")

    worker.send(button, status=422)
    assert titles(following) == ["Stand der Aufgaben"]
    db.session.merge(task).status = TaskStatus.DONE
    worker.send(button, status=303)

    assert titles(following) == []


def offers(page) -> list[str]:
    return [words.get_text(" ", strip=True) for words in page.select("section[aria-labelledby=offen] form > span:not(.tag)")]


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def test_items_without_a_result_and_parked_points_are_offered(worker, last, following):
    with_result, decided, open_item = (making.item(last, title) for title in ("Bänke", "Bus", "Laternen"))
    making.text(last, Part.RESULT, "Wir kaufen zwei.", with_result)
    making.text(last, Part.RESULT, "", open_item)
    db.session.add(Decision(item_id=decided.id, wording="Der Bus hält.", mode=Mode.CONSENSUS))
    making.item(last, "Stand der Aufgaben", origin=Origin.OPEN_TASKS)
    making.item(last, "Abschluss", origin=Origin.PHASE)
    making.parked(last, "Ein Fest im Sommer")
    making.parked(last, "Vergessen wir das").is_dropped = True

    page = worker.get(f"/arbeit/treffen/{following.id}/tagesordnung")

    assert offers(page) == ["Laternen", "Ein Fest im Sommer"]


def test_an_open_item_is_taken_over_with_all_that_belongs_to_it(worker, last, following):
    concern = factories.concern()
    agenda.add_concerns(meeting=last, concerns=[concern], account_id=None)
    before = last.items[0]
    before.is_public, before.minutes_planned = False, 15
    page = worker.get(f"/arbeit/treffen/{following.id}/tagesordnung")

    page = worker.follow(worker.send(page.form("section[aria-labelledby=offen] li form"), status=303))

    made = db.session.scalars(db.select(AgendaItem).where(AgendaItem.meeting_id == following.id)).one()
    assert (made.carried_from_id, made.origin, made.title) == (before.id, Origin.CARRIED, before.title)
    assert (made.is_public, made.minutes_planned, made.topic_key) == (False, 15, "wohnumfeld")
    assert [each.concern_id for each in made.concerns] == [concern.id]
    assert offers(page) == []


def test_a_parked_point_waits_no_longer_until_its_item_goes(worker, last, following):
    making.parked(last, "Ein Fest im Sommer\nmit Musik")
    address = f"/arbeit/treffen/{following.id}/tagesordnung"
    page = worker.follow(worker.send(worker.get(address).form("section[aria-labelledby=offen] li form"), status=303))

    made = db.session.scalars(db.select(AgendaItem)).one()
    assert (made.title, made.text, made.origin) == ("Ein Fest im Sommer", "mit Musik", Origin.PARKED)
    assert db.session.scalars(db.select(ParkedPoint)).one().taken_up_in_id == made.id
    assert offers(page) == []
    worker.send(worker.get(f"{address}/{made.id}").form("form[action$=entfernen]"), status=303)

    assert len(offers(worker.get(address))) == 1


def test_everything_is_taken_over_at_once(worker, last, following):
    making.item(last, "Laternen")
    making.item(last, "Bänke")
    making.parked(last, "Ein Fest im Sommer")
    page = worker.get(f"/arbeit/treffen/{following.id}/tagesordnung")

    page = worker.follow(worker.send(page.form("section[aria-labelledby=offen] > form"), status=303))

    assert titles(following) == ["Laternen", "Bänke", "Ein Fest im Sommer"]
    assert offers(page) == []


def test_what_is_not_open_is_not_taken_over(worker, last, following):
    done, foreign = making.item(last, "Bänke"), making.item(making.meeting(BEFORE), "Anderswo")
    making.text(last, Part.RESULT, "Wir kaufen zwei.", done)
    token = worker.get(f"/arbeit/treffen/{following.id}/tagesordnung").form().values["form_token"]

    for item in (done, foreign):
        sent = {"form_token": token, "items": str(item.id)}
        worker.post(f"/arbeit/treffen/{following.id}/tagesordnung/uebernehmen", sent, status=422)

    assert titles(following) == []


def test_only_the_meeting_before_is_looked_at(worker, forum, last, following):
    making.item(last, "Laternen")
    later = making.meeting(LATER, forums=[forum])
    making.item(following, "Bänke")

    assert offers(worker.get(f"/arbeit/treffen/{later.id}/tagesordnung")) == ["Bänke"]
    assert offers(worker.get(f"/arbeit/treffen/{last.id}/tagesordnung")) == []


def test_a_long_parked_point_keeps_all_its_words(app, last, following):
    point = making.parked(last, "Wort " * 100)

    (made,) = carrying.take_up(meeting=following, points=[point], account_id=None)

    assert (len(made.title), made.text) == (300, point.text)

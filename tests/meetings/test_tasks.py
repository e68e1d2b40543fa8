"""Tasks: made once, given to somebody, moved with a reason, ended with a word; seen by those whose business they are."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import Task, TaskStep
from app.meetings.rules import tasks as rules
from app.meetings.rules.kinds import MinutesState, TaskStatus
from app.meetings.service import tasks as service
from app.meetings.service.tasks import Owner
from tests import factories
from tests.meetings import making
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/aufgaben"


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


def all_tasks() -> list[Task]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Task).order_by(Task.created_at)))


def steps() -> list[TaskStep]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(TaskStep).order_by(TaskStep.at)))


def titles(page: Page) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".card__link")]


def write_down(reader: Reader, where: str = f"{LIST}/neu", *, status: int = 303, **answers: Any) -> Page:
    form = reader.get(where).form("form.form")
    said = {"what": "Laternen zählen", "owner": "Hausmeister", "due_on": "2026-12-01", **answers}
    return reader.send(form.fill(**said), status=status)


def test_a_task_is_written_down(worker):
    page = worker.follow(write_down(worker))

    (made,) = all_tasks()
    assert (made.what, made.owner, made.due_on) == ("Laternen zählen", "Hausmeister", date(2026, 12, 1))
    assert (made.status, made.created_by_id) == (TaskStatus.OPEN, worker.account_id)
    assert "Die Aufgabe ist aufgeschrieben." in page.text


def test_the_same_form_twice_makes_one_task(worker):
    form = worker.get(f"{LIST}/neu").form("form.form").fill(what="Zählen", owner="Ada", due_on="2026-12-01")

    worker.send(form, status=303)
    worker.send(form, status=303)

    assert len(all_tasks()) == 1


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("what", {"what": ""}),
        ("what", {"what": "…"}),
        ("what", {"what": "x" * 301}),
        ("owner", {"owner": ""}),
        ("due_on", {"due_on": ""}),
        ("due_on", {"due_on": "bald"}),
        ("due_on", {"due_on": "0026-12-01"}),
        ("owner_email", {"owner_email": "kein at"}),
        ("owner_account", {"owner_account": "00000000-0000-0000-0000-000000000001"}),
        ("concern", {"concern": "1234"}),
        ("concern", {"concern": "2026-99999"}),
    ],
)
def test_a_task_that_nobody_would_do_is_refused_at_its_field(worker, field, answers):
    page = write_down(worker, status=422, **answers)

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert all_tasks() == []


def test_a_task_comes_from_a_meeting_an_item_and_a_decision(worker):
    meeting = making.meeting()
    item = making.item(meeting, "Licht")
    decision = making.decision(item)

    write_down(worker, f"{LIST}/neu?treffen={meeting.id}&punkt={item.id}&beschluss={decision.id}")

    (made,) = all_tasks()
    assert (made.meeting_id, made.item_id, made.decision_id) == (meeting.id, item.id, decision.id)


def test_a_task_comes_from_a_concern(worker):
    concern = factories.concern()
    page = worker.get(f"/arbeit/anliegen/{concern.number}")
    address = page.select_one("a[href*='aufgaben/neu']")["href"]

    write_down(worker, address)

    assert all_tasks()[0].concern_id == concern.id


def test_a_task_comes_from_an_action_group(worker):
    group = making.action_group(forum_id=factories.forum("rieth", ["06"]).id)

    write_down(worker, f"{LIST}/neu?gruppe={group.id}")

    assert all_tasks()[0].group_id == group.id
    assert "Laternen zählen" in worker.get(f"/arbeit/aktionsgruppen/{group.id}").text


def test_nothing_comes_from_what_belongs_to_others(worker):
    meeting = making.meeting(ortsteile=[factories.ortsteil("15")])
    group = making.action_group(forum_id=factories.forum("berg", ["15"]).id)
    concern = factories.concern(ortsteil_key="15")

    worker.get(f"{LIST}/neu?treffen={meeting.id}", status=404)
    worker.get(f"{LIST}/neu?gruppe={group.id}", status=404)
    write_down(worker, status=422, concern=concern.number)

    assert all_tasks() == []


def test_what_is_overdue_comes_first_then_day_by_day(worker):
    making.task(what="Später", due_on=date(2026, 12, 24), created_by_id=worker.account_id)
    making.task(what="Vorgestern", due_on=date(2026, 11, 14), created_by_id=worker.account_id)
    making.task(what="Bald", due_on=date(2026, 11, 17), created_by_id=worker.account_id)
    making.task(what="Gestern", due_on=date(2026, 11, 15), created_by_id=worker.account_id)
    making.task(what="Fertig", status=TaskStatus.DONE, outcome="Gut.", created_by_id=worker.account_id)

    page = worker.get(LIST)

    assert titles(page) == ["Vorgestern", "Gestern", "Bald", "Später"]
    assert [each.get_text(strip=True) for each in page.select("section h2")] == ["Überfällig", "Was ansteht"]
    assert titles(worker.get(f"{LIST}?zeigen=abgeschlossen")) == ["Fertig"]
    assert titles(worker.get(f"{LIST}?zeigen=ueberfaellig")) == ["Vorgestern", "Gestern"]


def test_tasks_are_found_by_forum_body_group_owner_state_and_as_ones_own(worker):
    forum = factories.forum("rieth", ["06"])
    gremium = factories.gremium("beirat", ["06"])
    group = making.action_group(forum_id=forum.id)
    making.task(making.meeting(forums=[forum]), what="Forum")
    making.task(making.meeting(gremien=[gremium]), what="Gremium")
    making.task(what="Gruppe", group_id=group.id, owner="Gruppe Laternen", status=TaskStatus.IN_PROGRESS)
    making.task(what="Meine", owner_account_id=worker.account_id)
    making.task(what="Fort", status=TaskStatus.DROPPED, outcome="Nein.", created_by_id=worker.account_id)

    def found(asked: str) -> set[str]:
        return set(titles(worker.get(f"{LIST}?{asked}")))

    assert found("") == {"Forum", "Gremium", "Gruppe", "Meine"}
    assert found(f"forum={forum.id}") == {"Forum", "Gruppe"}
    assert found(f"gremium={gremium.id}") == {"Gremium"}
    assert found(f"gruppe={group.id}") == {"Gruppe"}
    assert found("wer=gruppe+lat") == {"Gruppe"}
    assert found("wer=%25") == set()
    assert found("stand=in_progress") == {"Gruppe"}
    assert found("stand=dropped") == {"Fort"}
    assert found("meine=ja") == {"Meine"}


@pytest.mark.parametrize("asked", ["zeigen=alle", "stand=x", "forum=x", "gruppe=1", f"wer={'x' * 301}"])
def test_a_wish_that_nobody_could_have_made_is_not_found(worker, asked):
    worker.get(f"{LIST}?{asked}", status=404)


def test_a_long_list_goes_on_where_it_ended(worker):
    for number in range(53):
        making.task(
            what=f"Nummer {number:02}",
            due_on=date(2026, 12, 1) + timedelta(days=number % 7),
            created_by_id=worker.account_id,
        )

    first = worker.get(LIST)
    (further,) = [link["href"] for link in first.select("a[href*='nach=']")]
    second = worker.get(further)

    assert (len(titles(first)), len(titles(second))) == (50, 3)
    assert len({*titles(first), *titles(second)}) == 53


def test_done_from_the_list_with_a_word(worker):
    task = making.task(created_by_id=worker.account_id)
    form = worker.get(LIST).form("form[action$=stand]").fill(outcome="Alle 40 brennen.", status="done")

    page = worker.follow(worker.send(form, status=303))

    (done,) = all_tasks()
    assert (done.status, done.outcome, done.closed_on) == (TaskStatus.DONE, "Alle 40 brennen.", date(2026, 11, 16))
    assert "Geschafft!" in page.text
    (step,) = steps()
    assert (step.task_id, step.before["status"], step.after["status"]) == (task.id, "open", "done")
    assert (step.word, step.account_id) == ("Alle 40 brennen.", worker.account_id)


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_task_does_not_end_without_a_word(worker, status):
    making.task(created_by_id=worker.account_id)

    page = worker.send(worker.get(LIST).form("form[action$=stand]").fill(status=status), status=422)

    assert "was dabei herauskam" in page.select_one("#outcome-error").get_text()
    assert all_tasks()[0].status is TaskStatus.OPEN


def test_a_task_that_ended_can_begin_again(worker):
    task = making.task(
        status=TaskStatus.DONE, outcome="Fertig.", closed_on=date(2026, 11, 1), created_by_id=worker.account_id
    )
    form = worker.get(f"{LIST}/{task.id}").form("form[action$=stand]").fill(status="open", outcome="Doch nicht.")

    worker.send(form, status=303)

    assert (all_tasks()[0].status, all_tasks()[0].closed_on) == (TaskStatus.OPEN, None)


def change(reader: Reader, task: Task, *, status: int = 303, **answers: Any) -> Page:
    form = reader.get(f"{LIST}/{task.id}").form(f"form[action$='{task.id}']")
    return reader.send(form.fill(**answers), status=status)


def test_a_day_moves_with_a_reason_and_the_page_remembers(worker):
    task = making.task(due_on=date(2026, 11, 30), created_by_id=worker.account_id)

    refused = change(worker, task, status=422, due_on="2026-12-15")
    change(worker, task, due_on="2026-12-15", word="Die Leiter ist kaputt.")

    assert refused.select_one("#word-error").get_text(strip=True)
    assert all_tasks()[0].due_on == date(2026, 12, 15)
    text = worker.get(f"{LIST}/{task.id}").text
    assert "Tag: 30. November 2026 → 15. Dezember 2026" in text
    assert "Die Leiter ist kaputt." in text


def test_saving_a_task_unchanged_leaves_no_step(worker):
    change(worker, making.task(created_by_id=worker.account_id))

    assert steps() == []


def test_an_address_is_never_shown_again_and_stays_until_somebody_takes_it_out(worker):
    write_down(worker, owner_email="ada.lovelace@example.org", owner_language="ar")
    (task,) = all_tasks()

    page = worker.get(f"{LIST}/{task.id}")
    assert "lovelace" not in page.html
    assert "a…@e…" in page.text
    change(worker, task, what="Anders")
    assert (all_tasks()[0].owner_email, all_tasks()[0].owner_language) == ("ada.lovelace@example.org", "ar")
    change(worker, task, forgets_email="y")

    assert all_tasks()[0].owner_email == ""
    assert "lovelace" not in str([(step.before, step.after, step.word) for step in steps()])


def test_the_form_says_what_an_address_is_for_and_when_it_goes(worker):
    text = worker.get(f"{LIST}/neu").text

    assert "Nur für die Erinnerung an Aufgaben." in text
    assert "30 Tage nach dem Ende der Aufgabe wird sie gelöscht." in text


def test_an_address_goes_thirty_days_after_the_end(app, clock):
    long_ago, lately = date(2026, 10, 17), date(2026, 10, 18)
    making.task(owner_email="ada@example.org", status=TaskStatus.DONE, closed_on=long_ago)
    making.task(owner_email="bo@example.org", status=TaskStatus.DROPPED, closed_on=lately)
    making.task(owner_email="cy@example.org")

    assert service.forget_addresses() == 1
    assert service.forget_addresses() == 0

    assert sorted(task.owner_email for task in all_tasks()) == ["", "bo@example.org", "cy@example.org"]


def test_an_account_or_an_address_is_reminded_not_both(worker):
    page = write_down(worker, status=422, owner_account=str(worker.account_id), owner_email="ada@example.org")

    assert "entweder ein Konto" in page.select_one("#owner_email-error").get_text()


def test_only_people_who_have_tasks_can_be_given_one(worker):
    interviewer = factories.account(Role.INTERVIEWER)

    with pytest.raises(RuleBroken):
        service.create(
            what="Zählen",
            owner=Owner(name="Ada", account_id=interviewer.id),
            due_on=date(2026, 12, 1),
            account_id=worker.account_id,
        )


def test_a_department_sees_its_own_tasks_alone_and_says_how_far_they_are(staff):
    contact = staff("department_contact", department_key=factories.department("tiefbau").key)
    own = making.task(making.meeting(), what="Eigene", owner_account_id=contact.account_id)
    other = making.task(making.meeting(), what="Fremde")

    assert titles(contact.get(LIST)) == ["Eigene"]
    contact.get(f"{LIST}/{other.id}", status=404)
    contact.get(f"{LIST}/neu", status=403)
    form = contact.get(f"{LIST}/{own.id}").form("form[action$=stand]").fill(status="in_progress")
    contact.send(form, status=303)

    assert {each.what: each.status for each in all_tasks()} == {"Eigene": TaskStatus.IN_PROGRESS, "Fremde": TaskStatus.OPEN}


def test_everybody_sees_what_is_their_business(staff, worker):
    here, there = making.meeting(), making.meeting(ortsteile=[factories.ortsteil("15")])
    making.task(here, what="Hier")
    making.task(there, what="Dort")
    making.task(what="Am Anliegen", concern_id=factories.concern().id)
    making.task(what="Von niemandem")

    assert set(titles(worker.get(LIST))) == {"Hier", "Am Anliegen"}
    assert len(titles(staff("planning_coordinator").get(LIST))) == 4


def test_a_list_of_many_tasks_asks_no_more_than_one_of_few(worker):
    def count() -> int:
        with asking.overheard() as asked:
            worker.get(LIST)
        return len(asked)

    making.task(making.meeting(), group_id=making.action_group("a").id)
    few = count()
    for number in range(12):
        group = making.action_group(f"gruppe-{number}")
        making.task(making.meeting(), group_id=group.id, concern_id=factories.concern().id)

    assert count() == few


def test_a_name_is_masked_so_that_nobody_can_write_to_it():
    assert rules.masked("ada@example.org") == "a…@e…"
    assert rules.masked("") == ""


def test_the_log_names_the_acts_and_no_address(worker, staff):
    write_down(worker, owner_email="ada.lovelace@example.org")
    log = staff("administrator").get("/arbeit/protokoll")

    assert "task.create" in log.html
    assert "lovelace" not in log.html


def test_an_account_that_is_gone_stays_the_owner(worker):
    gone: Account = factories.account(Role.QUARTER_WORKER, name="Bo", is_active=False)
    task = making.task(owner_account_id=gone.id, created_by_id=worker.account_id)

    page = worker.get(f"{LIST}/{task.id}")

    assert "Bo" in page.text


def test_everybody_reads_the_tasks_of_a_group_as_soon_as_the_minutes_are_out(reader):
    group, draft, out = making.action_group(), making.meeting(), making.meeting()
    making.minutes(draft)
    making.minutes(out, MinutesState.PUBLISHED)
    hidden = making.item(out, "Geheim", is_public=False)
    making.task(group_id=group.id, what="Ohne Treffen")
    making.task(draft, group_id=group.id, what="Im Entwurf")
    making.task(out, group_id=group.id, what="Veröffentlicht")
    making.task(out, group_id=group.id, item_id=hidden.id, what="Nicht öffentlich")

    text = reader.get(f"/aktionsgruppen/{group.slug}").text

    shown = {words for words in ("Ohne Treffen", "Im Entwurf", "Veröffentlicht", "Nicht öffentlich") if words in text}
    assert shown == {"Ohne Treffen", "Veröffentlicht"}

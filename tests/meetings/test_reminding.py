"""Reminders of tasks: three days before and when the day is over, once each, in one mail a day, each in its language."""

from datetime import date

import pytest

from app.accounts.rules import Role
from app.kernel import jobs
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from app.mailing import service as mailing
from app.mailing.rules import Purpose
from app.meetings.jobs import JOBS
from app.meetings.models import Task
from app.meetings.rules.kinds import TaskStatus
from app.meetings.service import reminding, tasks
from app.meetings.service.tasks import Owner
from tests import factories
from tests.kernel import mails
from tests.meetings import making

ADA = "ada@example.org"


def waiting() -> list[OutgoingMail]:
    return list(db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.created_at, OutgoingMail.recipient)))


def task(**changed: object) -> Task:
    return making.task(**{"owner_email": ADA, "due_on": date(2026, 11, 19), **changed})


def days(clock, *, until: date) -> list[date]:
    """Do the job every day until a day; say on which days a mail was put."""
    from app.kernel import clock as kernel_clock

    found = []
    while kernel_clock.today() <= until:
        for _again in range(2):
            if reminding.remind_due():
                found.append(kernel_clock.today())
        clock.advance(days=1)
    return found


def test_somebody_is_reminded_three_days_before_and_on_the_day_after(app, clock):
    task(due_on=date(2026, 11, 23))

    assert days(clock, until=date(2026, 12, 10)) == [date(2026, 11, 20), date(2026, 11, 24)]


def test_a_day_without_the_job_loses_no_reminder(app, clock):
    task(due_on=date(2026, 11, 17))
    clock.advance(days=5)

    assert days(clock, until=date(2026, 11, 30)) == [date(2026, 11, 21)]


@pytest.mark.parametrize("status", [TaskStatus.DONE, TaskStatus.DROPPED])
def test_nobody_is_reminded_of_what_has_ended(app, status):
    task(status=status, outcome="Gut.")

    assert reminding.remind_due() == 0


def test_a_day_that_moves_is_reminded_of_anew(app, clock):
    late = task(due_on=date(2026, 11, 17))
    reminding.remind_due()
    clock.advance(days=1)
    tasks.change(
        task=late,
        what=late.what,
        owner=Owner(name=late.owner),
        due_on=date(2026, 11, 27),
        word="Es regnet.",
        keeps_email=True,
        account_id=None,
    )

    assert days(clock, until=date(2026, 12, 10)) == [date(2026, 11, 24), date(2026, 11, 28)]


def test_one_mail_names_everything_that_is_due_the_most_urgent_first(app):
    task(what="Bald fällig", due_on=date(2026, 11, 18))
    task(what="Lange fällig", due_on=date(2026, 11, 2), owner_email="ADA@example.org")
    task(what="Hat Zeit", due_on=date(2026, 12, 24))
    task(what="Von jemand anderem", owner_email="bo@example.org")

    assert reminding.remind_due() == 2

    (mail,) = [each for each in waiting() if each.recipient.casefold() == ADA]
    assert mail.subject == "Erinnerung an 2 Aufgaben"
    lines = [line for line in mail.body.splitlines() if line.startswith("- ")]
    assert lines == [
        "- Lange fällig (das war bis zum 2. November 2026 geplant)",
        "- Bald fällig (bis zum 18. November 2026)",
    ]


def test_everybody_is_reminded_in_their_own_language(app):
    task(owner_language="ar")
    account = factories.account(Role.QUARTER_WORKER, language="en")
    task(owner_email="", owner_account_id=account.id)

    reminding.remind_due()

    assert {mail.recipient: mail.language for mail in waiting()} == {ADA: "ar", account.email: "en"}


def test_staff_are_led_to_their_tasks_and_others_are_not(app):
    account = factories.account(Role.DEPARTMENT_CONTACT)
    task(owner_email="", owner_account_id=account.id)
    task()

    reminding.remind_due()

    texts = {mail.recipient: mail.body for mail in waiting()}
    assert "/de/arbeit/aufgaben?meine=ja" in texts[account.email]
    assert "/arbeit/" not in texts[ADA]


def test_who_has_stopped_such_mails_gets_none_and_others_go_on(app):
    account = factories.account(Role.QUARTER_WORKER)
    mailing.choose(account_id=account.id, wanted=set())
    task(owner_email="", owner_account_id=account.id)
    task()

    assert reminding.remind_due() == 1
    assert [mail.recipient for mail in waiting()] == [ADA]


def test_somebody_without_an_account_stops_with_one_click(reader):
    task()
    reminding.remind_due()
    address = next(line for line in waiting()[0].body.splitlines() if "/abmelden/" in line)
    path = address.partition("/de/")[2]

    reader.send(reader.get(f"/de/{path}").form("main form"), status=201)

    assert waiting() == []
    task(what="Noch eine", due_on=date(2026, 11, 17))
    assert reminding.remind_due() == 0


def test_an_account_that_works_here_no_more_is_not_reminded(app):
    task(owner_email="", owner_account_id=factories.account(Role.QUARTER_WORKER, is_active=False).id)

    assert reminding.remind_due() == 0


def test_without_the_note_each_day_would_bring_a_mail(app, clock, monkeypatch):
    """The weak twin: nobody notes what has been said."""
    task(due_on=date(2026, 11, 19))
    monkeypatch.setattr(reminding, "_note", lambda *_said: None)

    assert len(days(clock, until=date(2026, 11, 22))) == 7


def test_the_job_says_what_it_did_and_does_nothing_twice(app):
    task()
    job = next(job for job in JOBS if job.run is reminding.remind_due)

    assert (jobs.do(job), jobs.do(job)) == (1, 0)


def test_a_real_mail_server_gets_the_reminder_once(app):
    task(what="Laternen zählen")
    with mails.known_to(app) as server:
        sender = mails.worker(app)
        for _round in range(2):
            reminding.remind_due()
            mails.sent_by(sender)

        (letter,) = server.letters

    assert letter.recipients == [ADA]
    assert letter.message["Subject"] == "Erinnerung an Ihre Aufgabe"
    assert "- Laternen zählen (bis zum 19. November 2026)" in letter.text
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.message["Auto-Submitted"]


def test_reminders_name_the_purpose_by_which_they_are_stopped(app):
    task()
    reminding.remind_due()

    assert ".aufgaben." in waiting()[0].reader_key
    assert Purpose.TASKS.value == "tasks"

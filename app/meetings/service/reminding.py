"""People are reminded of what they have promised: three days before and when the day is over, in one mail a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.accounts.rules import normal_email
from app.kernel import clock
from app.kernel.db import db
from app.mailing import service as mailing
from app.mailing.rules import Letter, Purpose
from app.meetings.models import Task
from app.meetings.queries import tasks as queries
from app.meetings.rules import tasks as rules
from app.meetings.service import letters_of_tasks

SUBJECT = "tasks"
"""What somebody without an account stops by one click: all reminders of tasks."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom a reminder reaches: an account, or else an address."""

    account_id: UUID | None
    email: str


def remind_due() -> int:
    """Remind everybody whose task is due soon or overdue and who has not heard of it. Says how many mails wait now."""
    today = clock.today()
    by_person: dict[Person, list[Task]] = defaultdict(list)
    for task in queries.to_remind_of(today):
        by_person[_owner_of(task)].append(task)
    count = 0
    for person, theirs in by_person.items():
        if any(_is_news(task, today) for task in theirs) and _tell(person, theirs, today):
            count += 1
            _note(theirs, today)
    db.session.flush()
    return count


def _owner_of(task: Task) -> Person:
    if task.owner_account_id is not None:
        return Person(account_id=task.owner_account_id, email="")
    return Person(account_id=None, email=normal_email(task.owner_email))


def _is_news(task: Task, today: date) -> bool:
    return rules.is_reminder_due(
        status=task.status,
        due_on=task.due_on,
        today=today,
        reminded_before=task.reminded_before,
        reminded_after=task.reminded_after,
    )


def _tell(person: Person, theirs: Sequence[Task], today: date) -> bool:
    """One mail with everything that is due. A second one on the same day is not taken by the outbox."""
    is_staff, dedupe = person.account_id is not None, f"tasks:{today}"

    def write(_language: object) -> Letter:
        return letters_of_tasks.reminder(theirs, is_staff=is_staff)

    if person.account_id is not None:
        return mailing.tell_account(account_id=person.account_id, purpose=Purpose.TASKS, letter=write, dedupe=dedupe)
    newest = max(theirs, key=lambda task: task.created_at)
    return mailing.tell_address(
        email=newest.owner_email,
        language=newest.owner_language,
        purpose=Purpose.TASKS,
        subject=SUBJECT,
        letter=write,
        dedupe=dedupe,
    )


def _note(theirs: Sequence[Task], today: date) -> None:
    for task in theirs:
        if task.due_on < today:
            task.reminded_after = task.due_on
        else:
            task.reminded_before = task.due_on

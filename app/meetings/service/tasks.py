"""Tasks: somebody does something until a day. They are made, changed, and end with a word; nothing of it is overwritten."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.concerns.models import Concern
from app.kernel import clock, codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import ActionGroup, AgendaItem, Decision, Meeting, Task, TaskStep
from app.meetings.queries import tasks as queries
from app.meetings.rules import results
from app.meetings.rules import tasks as rules
from app.meetings.rules.kinds import TaskStatus
from app.meetings.service import telling
from app.meetings.service.changing import SCOPE
from app.moderation import service as moderation

KEPT_IN_STEPS = ("what", "owner", "due_on", "status", "outcome")
"""What a step says of before and after. Never an address."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who does it: the role or name that is shown, and where a reminder goes: an account, or an address in a language."""

    name: str
    account_id: UUID | None = None
    email: str = ""
    language: str = "de"


def create(
    *,
    what: str,
    owner: Owner | str,
    due_on: date | None,
    account_id: UUID | None,
    client_id: str = "",
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    decision: Decision | None = None,
    concern: Concern | None = None,
    group: ActionGroup | None = None,
) -> Task:
    """Give somebody something to do. The same form again (by its `client_id`) makes nothing new."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_by_client_key(client_key)):
        return there
    whose = Owner(name=owner) if isinstance(owner, str) else owner
    due = rules.check(what=what, owner=whose.name, due_on=due_on)
    task = Task(
        what=what,
        due_on=due,
        meeting_id=meeting.id if meeting else None,
        item_id=item.id if item else decision.item_id if decision else None,
        decision_id=decision.id if decision else None,
        concern_id=concern.id if concern else None,
        group_id=group.id if group else None,
        client_key=client_key,
        created_by_id=account_id,
    )
    _give_to(task, whose)
    db.session.add(task)
    db.session.flush()
    _changed(task, act="task.create", account_id=account_id)
    return task


def change(
    *,
    task: Task,
    what: str,
    owner: Owner,
    due_on: date | None,
    word: str,
    account_id: UUID | None,
    keeps_email: bool = False,
) -> None:
    """Say a task anew. A day that moves needs a word why. `keeps_email`: the address stays that nobody sees again."""
    due = rules.check(what=what, owner=owner.name, due_on=due_on)
    rules.check_move(before=task.due_on, after=due, reason=word)
    rules.check_word(word)
    email = task.owner_email if keeps_email and not owner.email and owner.account_id is None else owner.email
    before = _said(task)
    task.what, task.due_on = what, due
    _give_to(task, Owner(name=owner.name, account_id=owner.account_id, email=email, language=owner.language))
    _note(task, before, word, account_id)
    _changed(task, act="task.change", account_id=account_id)


def step(*, task: Task, status: TaskStatus, outcome: str, account_id: UUID | None) -> None:
    """Say how far a task is. It ends with a word of what came out. The same again changes nothing."""
    results.check_task_step(status=status, outcome=outcome)
    rules.check_word(outcome)
    if (task.status, task.outcome) == (status, outcome):
        return
    before, was_closed = _said(task), task.status not in results.UNDONE
    task.status, task.outcome = status, outcome
    if status in results.UNDONE:
        task.closed_on = None
    elif not was_closed:
        task.closed_on = clock.today()
    _note(task, before, outcome, account_id)
    _changed(task, act="task.step", account_id=account_id, note=status.value)


def forget_addresses() -> int:
    """Delete the addresses of people whose task was closed a month ago. Says how many."""
    found = queries.with_old_addresses(clock.today())
    for task in found:
        task.owner_email = ""
    db.session.flush()
    return len(found)


def _give_to(task: Task, owner: Owner) -> None:
    rules.check_reach(email=owner.email, has_account=owner.account_id is not None)
    is_new = owner.account_id is not None and owner.account_id != task.owner_account_id
    if is_new and owner.account_id not in {account.id for account in queries.possible_owners()}:
        raise RuleBroken(_("Dieses Konto kann keine Aufgaben bekommen."), field="owner_account")
    task.owner, task.owner_account_id = owner.name, owner.account_id
    task.owner_email, task.owner_language = owner.email, owner.language


def _said(task: Task) -> dict[str, Any]:
    values = {name: getattr(task, name) for name in KEPT_IN_STEPS}
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in values.items()}


def _note(task: Task, before: dict[str, Any], word: str, account_id: UUID | None) -> None:
    """Keep what was, as far as it is not any more."""
    after = _said(task)
    names = [name for name in KEPT_IN_STEPS if before[name] != after[name]]
    if names:
        was, now = ({name: said[name] for name in names} for said in (before, after))
        db.session.add(TaskStep(task_id=task.id, account_id=account_id, before=was, after=now, word=word))


def _changed(task: Task, *, act: str, account_id: UUID | None, note: str = "") -> None:
    db.session.flush()
    moderation.log(act=act, subject=task.subject, note=note, account=account_id)
    page_store.raise_stamp(SCOPE)
    telling.link_task(task)

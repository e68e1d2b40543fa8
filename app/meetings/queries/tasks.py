"""Tasks across all meetings: what one looks after or has to do oneself, and what readers may see of a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account, RoleHeld
from app.accounts.rules import PERMISSIONS, Asker, Role
from app.concerns.models import Concern
from app.concerns.rules import Review
from app.forums import queries as forums
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import (
    ActionGroup,
    AgendaConcern,
    AgendaItem,
    Decision,
    Meeting,
    MeetingForum,
    MeetingGremium,
    Minutes,
    Task,
    TaskStep,
)
from app.meetings.queries import groups, meetings
from app.meetings.rules.kinds import MinutesState, TaskStatus
from app.meetings.rules.results import UNDONE
from app.meetings.rules.tasks import ADDRESS_KEPT, REMINDED_BEFORE

PAGE = 50
Place = tuple[date, UUID]
"""Where a list goes on: behind the task of this day and id."""
ABLE = PERMISSIONS["meetings.tasks"]
"""Who can have tasks: those who may see the page on which they stand."""


class Show(StrEnum):
    """Which tasks somebody looks at. The values stand in addresses."""

    UNDONE = "offen"
    OVERDUE = "ueberfaellig"
    CLOSED = "abgeschlossen"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which tasks somebody wants to see. None and empty mean: all."""

    show: Show = Show.UNDONE
    status: TaskStatus | None = None
    forum_id: UUID | None = None
    gremium_id: UUID | None = None
    group_id: UUID | None = None
    owner: str = ""
    owner_account_id: UUID | None = None

    def conditions(self, today: date) -> list[sa.ColumnElement[bool]]:
        of_forum = sa.select(MeetingForum.meeting_id).where(MeetingForum.forum_id == self.forum_id)
        of_gremium = sa.select(MeetingGremium.meeting_id).where(MeetingGremium.gremium_id == self.gremium_id)
        group_of_forum = sa.select(ActionGroup.id).where(ActionGroup.forum_id == self.forum_id)
        asked: tuple[tuple[object, sa.ColumnElement[bool]], ...] = (
            (self.status, Task.status == self.status),
            (self.forum_id, sa.or_(Task.meeting_id.in_(of_forum), Task.group_id.in_(group_of_forum))),
            (self.gremium_id, Task.meeting_id.in_(of_gremium)),
            (self.group_id, Task.group_id == self.group_id),
            (self.owner, Task.owner.icontains(self.owner, autoescape=True)),
            (self.owner_account_id, Task.owner_account_id == self.owner_account_id),
        )
        return [self._shown(today), *(condition for wanted, condition in asked if wanted)]

    def _shown(self, today: date) -> sa.ColumnElement[bool]:
        match self.show:
            case Show.CLOSED:
                return Task.status.not_in(UNDONE)
            case Show.OVERDUE:
                return sa.and_(Task.status.in_(UNDONE), Task.due_on < today)
        return Task.status.in_(UNDONE)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A task and where it comes from."""

    task: Task
    meeting: Meeting | None
    item_title: str | None
    group: ActionGroup | None
    concern_sequence: int | None
    owner_name: str | None
    """The name of the account that it was given to."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change of a task, and whose it was."""

    step: TaskStep
    name: str


def page(asker: Asker, wish: Wish, *, today: date, after: Place | None = None) -> Sequence[Standing]:
    """The next tasks behind a place, and one more that tells whether there is a further page.

    What is to be done is sorted by its day, so that what is overdue comes first; what is closed the other way round.
    """
    here, wanted = sa.tuple_(Task.due_on, Task.id), _standings().where(may_see(asker), *wish.conditions(today))
    is_backwards = wish.show is Show.CLOSED
    wanted = wanted.order_by(Task.due_on.desc(), Task.id.desc()) if is_backwards else wanted.order_by(Task.due_on, Task.id)
    if after is not None:
        there = sa.tuple_(sa.literal(after[0]), sa.literal(after[1], Task.id.type))
        wanted = wanted.where(here < there if is_backwards else here > there)
    return _read(wanted.limit(PAGE + 1))


def count_overdue(asker: Asker, *, today: date) -> tuple[int, date | None]:
    """How many tasks should be done by now, and since when the first of them."""
    counted = sa.select(sa.func.count(Task.id), sa.func.min(Task.due_on))
    return db.session.execute(counted.where(may_see(asker), *Wish(show=Show.OVERDUE).conditions(today))).one()


def get_for(asker: Asker, task_id: UUID) -> Standing:
    """A task that this member of staff looks after or has to do. NotFound for all others."""
    found = _read(_standings().where(Task.id == task_id, may_see(asker)))
    if not found:
        raise NotFound
    return found[0]


def of_group(group: ActionGroup) -> Sequence[Standing]:
    """All tasks of an action group, those to be done first."""
    is_closed = sa.case((Task.status.in_(UNDONE), 0), else_=1)
    return _read(_standings().where(Task.group_id == group.id).order_by(is_closed, Task.due_on, Task.id))


def may_see(asker: Asker) -> sa.ColumnElement[bool]:
    """The tasks of the asker's meetings, groups and Ortsteile, those they made, and their own.

    Whoever answers for a department sees their own alone; the planning coordination sees all.
    """
    own = Task.owner_account_id == asker.account_id
    if meetings.WHOLE_CITY & asker.roles:
        return sa.true()
    if Role.QUARTER_WORKER not in asker.roles:
        return own
    concerns = sa.select(Concern.id).where(Concern.ortsteil_key.in_(forums.area_of(asker)))
    return sa.or_(
        own,
        Task.created_by_id == asker.account_id,
        Task.meeting_id.in_(sa.select(Meeting.id).where(meetings.looked_after_by(asker))),
        Task.group_id.in_(sa.select(ActionGroup.id).where(groups.looked_after_by(asker))),
        Task.concern_id.in_(concerns),
    )


def steps_of(task: Task) -> list[Step]:
    """What has changed about a task, the newest first."""
    wanted = sa.select(TaskStep, sa.func.coalesce(Account.name, "")).outerjoin(Account, Account.id == TaskStep.account_id)
    found = db.session.execute(wanted.where(TaskStep.task_id == task.id).order_by(TaskStep.at.desc(), TaskStep.id))
    return [Step(step=step, name=name) for step, name in found]


def find_by_client_key(client_key: str) -> Task | None:
    """The task that was sent with the form of this key."""
    return db.session.scalar(sa.select(Task).where(Task.client_key == client_key))


def possible_owners() -> Sequence[Account]:
    """The members of staff who can be given a task, by name."""
    able = sa.select(RoleHeld.account_id).where(RoleHeld.role.in_(ABLE))
    wanted = sa.select(Account).where(Account.is_active, Account.id.in_(able))
    return db.session.scalars(wanted.order_by(Account.name, Account.email)).all()


def get_decision(meeting: Meeting, decision_id: UUID) -> Decision:
    """A decision of this meeting, from which a task can come."""
    wanted = sa.select(Decision).join(AgendaItem, AgendaItem.id == Decision.item_id)
    found = db.session.scalar(wanted.where(AgendaItem.meeting_id == meeting.id, Decision.id == decision_id))
    if found is None:
        raise NotFound
    return found


def all_of(meeting: Meeting) -> Sequence[Task]:
    """Every task that came up in a meeting."""
    return db.session.scalars(sa.select(Task).where(Task.meeting_id == meeting.id).order_by(Task.created_at)).all()


def readers_see() -> sa.ColumnElement[bool]:
    """Tasks that everybody may read: of published minutes and open items, of groups that everybody may know.

    A task that comes from neither was made from a concern; its form says that all can read it.
    """
    published = sa.select(Minutes.meeting_id).where(Minutes.state == MinutesState.PUBLISHED)
    hidden_items = sa.select(AgendaItem.id).where(AgendaItem.is_public.is_(False))
    shown_groups = sa.select(ActionGroup.id).where(ActionGroup.is_public)
    return sa.and_(
        sa.or_(Task.meeting_id.is_(None), Task.meeting_id.in_(published)),
        sa.or_(Task.item_id.is_(None), Task.item_id.not_in(hidden_items)),
        sa.or_(Task.group_id.is_(None), Task.group_id.in_(shown_groups)),
    )


def is_readable(task: Task) -> bool:
    """Whether everybody may read this task."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Task.id == task.id, readers_see()))))


def concerns_of(task: Task) -> set[UUID]:
    """The concerns for which somebody does this: its own, or those of its item."""
    if task.concern_id is not None:
        return {task.concern_id}
    if task.item_id is None:
        return set()
    return set(db.session.scalars(sa.select(AgendaConcern.concern_id).where(AgendaConcern.item_id == task.item_id)))


def to_remind_of(today: date) -> Sequence[Task]:
    """Tasks that are due soon or overdue and whose owner can be reached, the most urgent first."""
    reachable = sa.or_(Task.owner_account_id.is_not(None), Task.owner_email != "")
    wanted = sa.select(Task).where(Task.status.in_(UNDONE), Task.due_on <= today + REMINDED_BEFORE, reachable)
    return db.session.scalars(wanted.order_by(Task.due_on, Task.created_at, Task.id)).all()


def with_old_addresses(today: date) -> Sequence[Task]:
    """Closed tasks whose owner's address is not needed any more."""
    wanted = sa.select(Task).where(Task.owner_email != "", Task.closed_on <= today - ADDRESS_KEPT)
    return db.session.scalars(wanted).all()


def published_concern(sequence: int) -> Concern:
    """The concern that everybody can read under this sequence."""
    wanted = sa.select(Concern).where(Concern.sequence == sequence, Concern.review == Review.PUBLISHED)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def _standings() -> sa.Select[Task, Meeting, str, ActionGroup, int, str]:
    return (
        sa.select(Task, Meeting, AgendaItem.title, ActionGroup, Concern.__table__.c.sequence, Account.name)
        .outerjoin(Meeting, Meeting.id == Task.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Task.item_id)
        .outerjoin(ActionGroup, ActionGroup.id == Task.group_id)
        .outerjoin(Concern, Concern.id == Task.concern_id)
        .outerjoin(Account, Account.id == Task.owner_account_id)
    )


def _read(wanted: sa.Select[Task, Meeting, str, ActionGroup, int, str]) -> list[Standing]:
    return [
        Standing(
            task=task, meeting=meeting, item_title=item_title, group=group, concern_sequence=sequence, owner_name=owner_name
        )
        for task, meeting, item_title, group, sequence, owner_name in db.session.execute(wanted)
    ]

"""What everybody reads about action groups: who they are, what they do, what they have promised."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import ActionGroup, Task
from app.meetings.queries import tasks
from app.meetings.rules.kinds import GroupStatus, TaskStatus

_AT_WORK_FIRST = sa.case(
    {GroupStatus.ACTIVE: 0, GroupStatus.FOUNDED: 0, GroupStatus.RESTING: 1, GroupStatus.DONE: 2}, value=ActionGroup.status
)
_UNDONE_FIRST = sa.case(
    {TaskStatus.OPEN: 0, TaskStatus.IN_PROGRESS: 0, TaskStatus.DONE: 1, TaskStatus.DROPPED: 1}, value=Task.status
)


def all_groups() -> Sequence[ActionGroup]:
    """All groups that everybody may know of, those at work first."""
    return _groups(sa.true())


def of_forum(forum_id: UUID) -> Sequence[ActionGroup]:
    """The groups that have grown from a forum."""
    return _groups(ActionGroup.forum_id == forum_id)


def get_group(slug: str) -> ActionGroup:
    """The group under this slug. Raises NotFound, for hidden ones too."""
    found = db.session.scalar(sa.select(ActionGroup).where(ActionGroup.slug == slug, ActionGroup.is_public))
    if found is None:
        raise NotFound
    return found


def tasks_of(group: ActionGroup) -> Sequence[Task]:
    """What a group has taken on and everybody may read, the most urgent first and what is done at the end."""
    wanted = sa.select(Task).where(Task.group_id == group.id, tasks.readers_see())
    return db.session.scalars(wanted.order_by(_UNDONE_FIRST, Task.due_on, Task.created_at)).all()


def _groups(which: sa.ColumnElement[bool]) -> Sequence[ActionGroup]:
    wanted = sa.select(ActionGroup).where(ActionGroup.is_public, which)
    return db.session.scalars(wanted.order_by(_AT_WORK_FIRST, ActionGroup.name)).all()

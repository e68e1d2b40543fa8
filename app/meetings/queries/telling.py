"""Which concerns still have to hear what a meeting said, and where readers find it."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.meetings.models import ActionGroup, AgendaConcern, AgendaItem, Meeting, Task


def untold(meeting: Meeting) -> Sequence[AgendaConcern]:
    """The concerns of open items that were talked about and have not heard of it.

    Whoever else wants to tell them waits until this transaction ends.
    """
    wanted = (
        sa.select(AgendaConcern)
        .join(AgendaItem, AgendaItem.id == AgendaConcern.item_id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.is_public,
            AgendaItem.is_left_out.is_(False),
            AgendaConcern.told_at.is_(None),
        )
        .order_by(AgendaItem.position, AgendaConcern.concern_id)
        .with_for_update(of=AgendaConcern)
    )
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def path_of(meeting_id: UUID) -> str:
    return f"/treffen/{meeting_id}"


def path_of_task(task: Task) -> str:
    """The page on which everybody reads a task, without a language; empty for one that stands at a concern alone."""
    if task.meeting_id is not None:
        return path_of(task.meeting_id)
    group = db.session.get(ActionGroup, task.group_id) if task.group_id else None
    return f"/aktionsgruppen/{group.slug}" if group else ""

"""The assembly of a campaign: which meeting it is or can be, the groups that have grown from it, what they have let lie."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting, Task
from app.meetings.queries import groups, meetings, tasks
from app.meetings.queries.groups import GroupStanding
from app.meetings.rules.kinds import MeetingKind, MeetingState
from app.meetings.rules.results import UNDONE
from app.surveys.models import Campaign

MOST_AHEAD = 60
"""So many coming meetings are offered."""


def find(campaign: Campaign) -> Meeting | None:
    """The meeting that is the assembly of a campaign, announced or not."""
    return next(iter(meetings.by_ids([campaign.assembly_id])), None) if campaign.assembly_id else None


def may_manage(asker: Asker, meeting: Meeting) -> bool:
    """Whether this account looks after a meeting."""
    try:
        return meetings.get_for(asker, meeting.id) is not None
    except NotFound:
        return False


def offered_to(asker: Asker, *, today: date) -> Sequence[Meeting]:
    """The coming meetings of this account that can be an assembly: residents' assemblies first, then the next ones."""
    is_assembly = sa.case((Meeting.kind == MeetingKind.RESIDENTS_ASSEMBLY, 0), else_=1)
    wanted = sa.select(Meeting).where(
        meetings.looked_after_by(asker), Meeting.state != MeetingState.CANCELLED, Meeting.last_day >= today
    )
    return meetings.with_all(wanted.order_by(is_assembly, Meeting.first_day, Meeting.id).limit(MOST_AHEAD))


def groups_of(asker: Asker, assembly: Meeting, *, today: date) -> list[GroupStanding]:
    """The groups of an assembly that this account looks after: those without a next date first."""
    here = {group.id for group in assembly.groups}
    return [each for each in groups.all_for(asker, today=today) if each.group.id in here] if here else []


def overdue_of(asker: Asker, assembly: Meeting, *, today: date) -> Sequence[Task]:
    """What the assembly and its groups should have done by now, as far as this account may see it, the oldest first."""
    is_here = sa.or_(Task.meeting_id == assembly.id, Task.group_id.in_([group.id for group in assembly.groups]))
    wanted = sa.select(Task).where(is_here, tasks.may_see(asker), Task.status.in_(UNDONE), Task.due_on < today)
    return db.session.scalars(wanted.order_by(Task.due_on, Task.id)).all()

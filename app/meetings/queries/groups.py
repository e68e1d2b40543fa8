"""Action groups as staff see them: those they look after, when each of them met last and meets next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account, RoleHeld
from app.accounts.rules import Asker, Role
from app.forums import queries as forums
from app.forums.models import ForumMember, ForumOrtsteil
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import ActionGroup, Meeting, MeetingGroup
from app.meetings.queries import meetings
from app.meetings.rules import results
from app.meetings.rules.kinds import GroupStatus, MeetingState


@dataclass(frozen=True, kw_only=True)
class GroupStanding:
    """A group, the next day it has, and the day since which it has none."""

    group: ActionGroup
    next_on: date | None
    since: date
    is_restless: bool


def looked_after_by(asker: Asker) -> sa.ColumnElement[bool]:
    """The groups of the asker's forums and Ortsteile, and those of the meetings they look after."""
    if meetings.WHOLE_CITY & asker.roles:
        return sa.true()
    own = sa.select(ForumMember.forum_id).where(ForumMember.account_id == asker.account_id)
    around = sa.select(ForumOrtsteil.forum_id).where(ForumOrtsteil.ortsteil_key.in_(forums.area_of(asker)))
    of_meetings = sa.select(MeetingGroup.group_id).join(Meeting, Meeting.id == MeetingGroup.meeting_id)
    return sa.or_(
        ActionGroup.forum_id.in_(own),
        ActionGroup.forum_id.in_(around),
        ActionGroup.id.in_(of_meetings.where(meetings.looked_after_by(asker))),
    )


def all_for(asker: Asker, *, today: date) -> list[GroupStanding]:
    """The groups that somebody looks after: those without a next date first, those at the goal last."""
    found = _standings(looked_after_by(asker), today)
    last = {GroupStatus.RESTING: 1, GroupStatus.DONE: 2}
    return sorted(found, key=lambda each: (not each.is_restless, last.get(each.group.status, 0), each.group.name))


def restless(asker: Asker, *, today: date) -> list[GroupStanding]:
    """The groups that somebody looks after and that have had no next date for too long, the longest first."""
    return _restless(_standings(looked_after_by(asker), today))


def all_restless(*, today: date) -> list[GroupStanding]:
    """All groups of the house that have had no next date for too long."""
    return _restless(_standings(sa.true(), today))


def get_for(asker: Asker, group_id: UUID) -> ActionGroup:
    """A group that this member of staff looks after. NotFound for all others."""
    found = db.session.scalar(sa.select(ActionGroup).where(ActionGroup.id == group_id, looked_after_by(asker)))
    if found is None:
        raise NotFound
    return found


def find_by_client_key(client_key: str) -> ActionGroup | None:
    """The group that was founded with the form of this key."""
    return db.session.scalar(sa.select(ActionGroup).where(ActionGroup.client_key == client_key))


def slugs() -> frozenset[str]:
    return frozenset(db.session.scalars(sa.select(ActionGroup.slug)))


def who_looks_after(group: ActionGroup) -> Sequence[UUID]:
    """The accounts that look after a group: those of its forum, or else the planning coordination."""
    members = sa.select(ForumMember.account_id).where(ForumMember.forum_id == group.forum_id)
    working = sa.select(Account.id).where(Account.is_active)
    of_forum = db.session.scalars(working.where(Account.id.in_(members)).order_by(Account.id)).all()
    if of_forum:
        return of_forum
    planners = sa.select(RoleHeld.account_id).where(RoleHeld.role == Role.PLANNING_COORDINATOR)
    return db.session.scalars(working.where(Account.id.in_(planners)).order_by(Account.id)).all()


def _standings(which: sa.ColumnElement[bool], today: date) -> list[GroupStanding]:
    """Each group with its next and its last day, said on its page or kept as a meeting."""
    takes_place = sa.and_(Meeting.id == MeetingGroup.meeting_id, Meeting.state == MeetingState.ANNOUNCED)
    is_ahead = Meeting.last_day >= today
    meets = (
        sa.select(
            MeetingGroup.group_id,
            sa.func.min(sa.case((is_ahead, Meeting.first_day))).label("next_on"),
            sa.func.max(sa.case((sa.not_(is_ahead), Meeting.last_day))).label("last_on"),
        )
        .join(Meeting, takes_place)
        .group_by(MeetingGroup.group_id)
        .subquery()
    )
    wanted = sa.select(ActionGroup, meets.c.next_on, meets.c.last_on)
    rows = db.session.execute(wanted.outerjoin(meets, meets.c.group_id == ActionGroup.id).where(which))
    return [_standing(group, next_on, last_on, today) for group, next_on, last_on in rows]


def _standing(group: ActionGroup, meets_on: date | None, met_on: date | None, today: date) -> GroupStanding:
    said = group.next_on
    coming = [day for day in (said, meets_on) if day is not None and day >= today]
    past = [day for day in (said, met_on, group.founded_on) if day is not None and day < today]
    next_on, since = min(coming, default=None), max(past, default=group.founded_on)
    is_restless = results.is_restless(status=group.status, next_on=next_on, since=since, today=today)
    return GroupStanding(group=group, next_on=next_on, since=since, is_restless=is_restless)


def _restless(found: list[GroupStanding]) -> list[GroupStanding]:
    return sorted((each for each in found if each.is_restless), key=lambda each: (each.since, each.group.name))

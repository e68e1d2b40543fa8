"""Single meetings: for everybody, and for the staff who look after them."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.rules import Asker, Role
from app.forums import queries as forums
from app.forums.models import ForumMember
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting, MeetingForum, MeetingOrtsteil
from app.meetings.rules.kinds import MeetingState

WHOLE_CITY = frozenset({Role.PLANNING_COORDINATOR})
"""Who looks after the meetings of all bodies and Ortsteile."""

_WITH_ALL = (
    selectinload(Meeting.forums),
    selectinload(Meeting.gremien),
    selectinload(Meeting.ortsteile),
    selectinload(Meeting.groups),
)


def get_public(meeting_id: UUID) -> Meeting:
    """A meeting that everybody may know of: announced or cancelled."""
    found = _find(Meeting.id == meeting_id, Meeting.state != MeetingState.DRAFT)
    if found is None:
        raise NotFound
    return found


def get_for(asker: Asker, meeting_id: UUID) -> Meeting:
    """A meeting that this member of staff looks after. NotFound for all others: loaded through its area."""
    found = _find(Meeting.id == meeting_id, looked_after_by(asker))
    if found is None:
        raise NotFound
    return found


def looked_after_by(asker: Asker) -> sa.ColumnElement[bool]:
    """The meetings of the asker's forums and Ortsteile, and those they planned; everything for the planning coordination."""
    if WHOLE_CITY & asker.roles:
        return sa.true()
    own_forums = sa.select(MeetingForum.meeting_id).join(ForumMember, ForumMember.forum_id == MeetingForum.forum_id)
    own_places = sa.select(MeetingOrtsteil.meeting_id).where(MeetingOrtsteil.ortsteil_key.in_(forums.area_of(asker)))
    return sa.or_(
        Meeting.created_by_id == asker.account_id,
        Meeting.id.in_(own_forums.where(ForumMember.account_id == asker.account_id)),
        Meeting.id.in_(own_places),
    )


def with_all(wanted: sa.Select[Meeting]) -> Sequence[Meeting]:
    """These meetings with their forums, bodies, Ortsteile and groups, in a fixed number of queries."""
    return db.session.scalars(wanted.options(*_WITH_ALL)).all()


def by_ids(ids: Collection[UUID]) -> Sequence[Meeting]:
    return with_all(sa.select(Meeting).where(Meeting.id.in_(ids)))


def by_external_ids(names: Collection[str]) -> dict[str, Meeting]:
    """The meetings that came from files under these names, with their agendas."""
    wanted = sa.select(Meeting).where(Meeting.external_id.in_(names)).options(selectinload(Meeting.items))
    return {each.external_id: each for each in with_all(wanted) if each.external_id}


def _find(*conditions: sa.ColumnElement[bool]) -> Meeting | None:
    return db.session.scalar(sa.select(Meeting).where(*conditions).options(*_WITH_ALL))

"""Votes with dots as staff count them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.rules import Asker
from app.concerns.models import Concern, Topic
from app.concerns.rules import Review
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import ActionGroup, AgendaItem, DotOption, DotPoll, Meeting
from app.meetings.queries import agenda, meetings, planning
from app.meetings.rules.kinds import MeetingState, Origin

MOST_AHEAD = 12
"""So many meetings are offered to take a theme up."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A theme that stands on the agenda and can go on the wall. `key` names it in forms."""

    key: str
    title: str
    topic_key: str | None = None
    concern_id: UUID | None = None


def polls_of(meeting: Meeting) -> Sequence[DotPoll]:
    """The votes of a meeting with their themes."""
    wanted = sa.select(DotPoll).where(DotPoll.meeting_id == meeting.id).options(selectinload(DotPoll.options))
    return db.session.scalars(wanted.order_by(DotPoll.question, DotPoll.id)).all()


def get_poll(meeting: Meeting, poll_id: UUID) -> DotPoll:
    """A vote of this meeting."""
    poll = db.session.get(DotPoll, poll_id)
    if poll is None or poll.meeting_id != meeting.id:
        raise NotFound
    return poll


def get_poll_to_change(meeting: Meeting, poll_id: UUID) -> DotPoll:
    """The same, and whoever else wants to change it waits until this transaction ends."""
    wanted = sa.select(DotPoll).where(DotPoll.id == poll_id, DotPoll.meeting_id == meeting.id)
    poll = db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if poll is None:
        raise NotFound
    db.session.expire(poll, ["options"])
    return poll


def get_option(poll: DotPoll, option_id: UUID) -> DotOption:
    """A theme of this vote."""
    for option in poll.options:
        if option.id == option_id:
            return option
    raise NotFound


def find_by_client_key(client_key: str) -> DotPoll | None:
    """The vote that was sent with the form of this key."""
    return db.session.scalar(sa.select(DotPoll).where(DotPoll.client_key == client_key))


def founded_from(options: Sequence[DotOption]) -> dict[UUID, ActionGroup]:
    """The groups that have grown from these themes."""
    keys = {codes.digest(option.subject): option.id for option in options}
    found = db.session.scalars(sa.select(ActionGroup).where(ActionGroup.client_key.in_(keys)))
    return {keys[group.client_key]: group for group in found if group.client_key}


def next_meetings(asker: Asker, meeting: Meeting, *, today: date) -> Sequence[Meeting]:
    """The meetings that can take a theme up: those of the same circle first, then all others that the asker looks after."""
    is_near = sa.case((planning.circle_of(meeting), 0), else_=1)
    wanted = sa.select(Meeting).where(
        meetings.looked_after_by(asker),
        Meeting.state != MeetingState.CANCELLED,
        Meeting.last_day >= today,
        Meeting.id != meeting.id,
    )
    return db.session.scalars(wanted.order_by(is_near, Meeting.first_day, Meeting.id).limit(MOST_AHEAD)).all()


def concerns_on_the_wall(meeting: Meeting) -> set[UUID]:
    """The concerns that people could give dots to, as far as everybody may know of the item they belong to."""
    hidden = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.is_public.is_(False))
    is_open = sa.or_(DotPoll.item_id.is_(None), DotPoll.item_id.not_in(hidden))
    wanted = sa.select(DotOption.concern_id).join(DotPoll, DotPoll.id == DotOption.poll_id)
    found = db.session.scalars(wanted.where(DotPoll.meeting_id == meeting.id, is_open))
    return {concern_id for concern_id in found if concern_id is not None}


def offers_of(meeting: Meeting) -> list[Offer]:
    """What the agenda could put on the wall: its items, and the concerns under them."""
    items = agenda.items_of(meeting)
    concerns = agenda.concerns_by_item(items)
    found = []
    for item in items:
        if item.origin not in {Origin.OPEN_TASKS, Origin.PHASE}:
            found.append(_of_item(item, concerns.get(item.id, [])))
        if len(concerns.get(item.id, [])) > 1:
            found.extend(_of_concern(concern) for concern in concerns[item.id] if concern.review is Review.PUBLISHED)
    return found


def offers_of_topics(topics: Sequence[Topic]) -> list[Offer]:
    """The same of the topics of the city."""
    return [Offer(key=f"thema-{topic.key}", title=topic.label, topic_key=topic.key) for topic in topics]


def concern_of(option: DotOption) -> Concern | None:
    """The concern that a theme is about."""
    return db.session.get(Concern, option.concern_id) if option.concern_id else None


def _of_item(item: AgendaItem, concerns: Sequence[Concern]) -> Offer:
    only = concerns[0].id if len(concerns) == 1 else None
    return Offer(key=f"punkt-{item.id.hex}", title=item.title, topic_key=item.topic_key, concern_id=only)


def _of_concern(concern: Concern) -> Offer:
    title = concern.headline
    return Offer(key=f"anliegen-{concern.number}", title=title, topic_key=concern.topic_key, concern_id=concern.id)

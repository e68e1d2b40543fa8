"""What stands on an agenda, and which concerns could."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import defer

from app.concerns.models import Concern
from app.concerns.queries import search as concern_search
from app.concerns.rules import Progress, Review
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.search import wanted_words
from app.meetings.models import AgendaConcern, AgendaItem, Decision, Meeting, MinutesPart, Task
from app.meetings.rules.kinds import MeetingState

MOST_OFFERED = 50
TAKES_PLACE = Meeting.state != MeetingState.CANCELLED


def items_of(meeting: Meeting) -> Sequence[AgendaItem]:
    """The items of an agenda as they stand in the database now, in their order."""
    wanted = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return db.session.scalars(wanted.order_by(AgendaItem.position, AgendaItem.id)).all()


def items_to_change(meeting: Meeting) -> list[AgendaItem]:
    """The same, and whoever else wants to change them waits until this transaction ends."""
    db.session.execute(sa.select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    wanted = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    ordered = wanted.order_by(AgendaItem.position, AgendaItem.id).execution_options(populate_existing=True)
    return list(db.session.scalars(ordered))


def get_item(meeting: Meeting, item_id: UUID) -> AgendaItem:
    """An item of this meeting's agenda."""
    item = db.session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting.id:
        raise NotFound
    return item


def find_by_client_key(client_key: str) -> AgendaItem | None:
    """The item that was sent with the form of this key."""
    return db.session.scalar(sa.select(AgendaItem).where(AgendaItem.client_key == client_key))


def concerns_by_item(items: Sequence[AgendaItem]) -> dict[UUID, list[Concern]]:
    """The concerns talked about under these items, in the order of their numbers."""
    wanted = (
        sa.select(AgendaConcern.item_id, Concern)
        .join(Concern, Concern.id == AgendaConcern.concern_id)
        .where(AgendaConcern.item_id.in_([item.id for item in items]))
        .order_by(Concern.sequence)
    )
    found: dict[UUID, list[Concern]] = {}
    for item_id, concern in db.session.execute(wanted):
        found.setdefault(item_id, []).append(concern)
    return found


def concerns_to_discuss(meeting: Meeting, *, words: str = "") -> Sequence[Concern]:
    """Published concerns of the meeting's Ortsteile that nobody has talked about yet, the most supported first."""
    wanted = (
        sa.select(Concern)
        .where(
            *_of_its_area(meeting),
            Concern.review == Review.PUBLISHED,
            Concern.progress == Progress.OPEN,
            Concern.id.not_in(_planned()),
        )
        .options(defer(Concern.where_exactly))
    )
    if asked := wanted_words(words):
        rows = sa.select(concern_search.INDEX.c.rowid).where(concern_search.with_begun_words(asked))
        wanted = wanted.where(Concern.sequence.in_(rows))
    by_support = (Concern.supports + Concern.imported_supports).desc()
    return db.session.scalars(wanted.order_by(by_support, Concern.sequence.desc()).limit(MOST_OFFERED)).all()


def published_concerns(meeting: Meeting, numbers: Collection[int]) -> Sequence[Concern]:
    """Those with these sequences that everybody may read, as far as they belong to the meeting's Ortsteile."""
    wanted = sa.select(Concern).where(
        *_of_its_area(meeting), Concern.sequence.in_(numbers), Concern.review == Review.PUBLISHED
    )
    return db.session.scalars(wanted.order_by(Concern.sequence)).all()


def _of_its_area(meeting: Meeting) -> list[sa.ColumnElement[bool]]:
    return [] if meeting.is_city_wide else [Concern.ortsteil_key.in_([place.key for place in meeting.ortsteile])]


def _planned() -> sa.Select[UUID]:
    """Concerns that stand on the agenda of a meeting that takes place."""
    on_agendas = sa.select(AgendaConcern.concern_id).join(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    return on_agendas.where(TAKES_PLACE)


def has_record(item: AgendaItem) -> bool:
    """Whether minutes already say something under this item."""
    written = sa.exists().where(MinutesPart.item_id == item.id)
    decided = sa.exists().where(Decision.item_id == item.id)
    promised = sa.exists().where(Task.item_id == item.id)
    return bool(db.session.scalar(sa.select(sa.or_(written, decided, promised))))

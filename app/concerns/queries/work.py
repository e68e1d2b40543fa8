"""What waits for the people who look after an area. Every concern is loaded through the area of the one who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.concerns import rules
from app.concerns.models import Concern, Message
from app.concerns.rules import Channel, MessageKind, Review
from app.forums import queries as forums
from app.kernel import search
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.moderation import queries as moderation

PAGE = 50
FROM_AUTHORS = (MessageKind.ANSWER, MessageKind.ADDITION)
COMPARED = 300
"""Among so many newest concerns of the same Ortsteil we look for similar ones."""
ALIKE = 0.34

Ids = sa.Select[UUID]


class Show(StrEnum):
    """Which part of the work somebody looks at. The values stand in addresses."""

    WAITING = "pruefen"
    MESSAGES = "nachrichten"
    ORIGINALS = "originale"
    PUBLISHED = "veroeffentlicht"
    RETURNED = "zurueckgegeben"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants to see. An empty field means: all."""

    show: Show = Show.WAITING
    ortsteil: str = ""
    topic: str = ""
    channel: Channel | None = None
    language: str = ""
    has_hints: bool = False
    is_suspicious: bool = False
    is_imported: bool = False

    @property
    def oldest_first(self) -> bool:
        return self.show in {Show.WAITING, Show.MESSAGES, Show.ORIGINALS}


@dataclass(frozen=True, kw_only=True)
class Talk:
    """How the conversation with an author stands."""

    is_asked: bool = False
    has_news: bool = False


def matching(area: frozenset[str], wish: Wish, *, dying_until: date) -> Ids:
    """The ids of all concerns of this area that somebody wants to see."""
    wanted = sa.select(Concern.id).where(Concern.ortsteil_key.in_(area), Concern.review != Review.WITHDRAWN)
    asked_for: tuple[tuple[object, sa.ColumnElement[bool]], ...] = (
        (wish.ortsteil, Concern.ortsteil_key == wish.ortsteil),
        (wish.topic, Concern.topic_key == wish.topic),
        (wish.channel, Concern.channel == wish.channel),
        (wish.language, Concern.language == wish.language),
        (wish.has_hints, Concern.has_hints.is_(True)),
        (wish.is_suspicious, Concern.suspicion != ""),
        (wish.is_imported, Concern.external_id.is_not(None)),
    )
    wanted = wanted.where(*(condition for asked, condition in asked_for if asked))
    match wish.show:
        case Show.MESSAGES:
            return wanted.where(Concern.id.in_(sa.select(Message.concern_id).where(_is_news())))
        case Show.ORIGINALS:
            return wanted.where(Concern.sequence.in_(_with_dying_originals(dying_until)))
        case Show.WAITING | Show.PUBLISHED | Show.RETURNED:
            return wanted.where(Concern.review == Review[wish.show.name])


def chosen(area: frozenset[str], numbers: Sequence[str]) -> Ids:
    """The ids of the concerns with these numbers, as far as they belong to this area."""
    sequences = [sequence for number in numbers if (sequence := rules.sequence_of(number)) is not None]
    return sa.select(Concern.id).where(
        Concern.sequence.in_(sequences), Concern.ortsteil_key.in_(area), Concern.review != Review.WITHDRAWN
    )


def count(wanted: Ids) -> int:
    return db.session.scalars(wanted.with_only_columns(sa.func.count(Concern.id))).one()


def page(wanted: Ids, *, oldest_first: bool, after: int | None) -> Sequence[Concern]:
    """The next concerns behind this sequence, and one more that tells whether there is a further page."""
    order = Concern.sequence.asc() if oldest_first else Concern.sequence.desc()
    listed = wanted.with_only_columns(Concern).order_by(order).limit(PAGE + 1)
    if after is not None:
        listed = listed.where(Concern.sequence > after if oldest_first else Concern.sequence < after)
    return db.session.scalars(listed).all()


def oldest_day(wanted: Ids) -> date | None:
    """The day of the oldest of them."""
    oldest = wanted.with_only_columns(Concern.reported_on).order_by(Concern.sequence).limit(1)
    return db.session.scalars(oldest).one_or_none()


def get_for(asker: Asker, number: str) -> Concern:
    """The concern with this number, if the one who asks looks after its Ortsteil."""
    if found := find_for(asker, number):
        return found
    raise NotFound


def find_for(asker: Asker, number: str) -> Concern | None:
    mine = chosen(forums.area_of(asker), [number])
    return db.session.scalars(mine.with_only_columns(Concern)).one_or_none()


def newest_published(area: frozenset[str], *, most: int) -> Sequence[Concern]:
    """The newest concerns of this area that everybody may read."""
    wanted = sa.select(Concern).where(Concern.ortsteil_key.in_(area), Concern.review == Review.PUBLISHED)
    return db.session.scalars(wanted.order_by(Concern.sequence.desc()).limit(most)).all()


def next_waiting(area: frozenset[str], after: int) -> str | None:
    """The number of the concern to check next: the oldest one behind this sequence, or the oldest of all."""
    waiting = sa.select(Concern.sequence).where(Concern.ortsteil_key.in_(area), Concern.review == Review.WAITING)
    behind = sa.case((Concern.sequence > after, 0), else_=1)
    found = db.session.scalars(waiting.order_by(behind, Concern.sequence).limit(1)).one_or_none()
    return rules.number_of(found) if found is not None else None


def get_message(concern: Concern, message_id: UUID) -> Message:
    """A message of this concern's author."""
    found = db.session.get(Message, message_id)
    if found is None or found.concern_id != concern.id or found.kind not in FROM_AUTHORS:
        raise NotFound
    return found


def talks_about(concerns: Sequence[Concern]) -> dict[UUID, Talk]:
    """How the conversation with the authors of these concerns stands, where there is one."""
    ours = sa.select(Message.concern_id, Message.kind, Message.is_settled)
    ours = ours.where(Message.concern_id.in_([concern.id for concern in concerns])).order_by(Message.written_at)
    found: dict[UUID, Talk] = {}
    for concern_id, kind, is_settled in db.session.execute(ours):
        had_news = found.get(concern_id, Talk()).has_news
        found[concern_id] = Talk(
            is_asked=kind is MessageKind.QUESTION,
            has_news=had_news or (kind in FROM_AUTHORS and not is_settled),
        )
    return found


def similar_to(concern: Concern, *, most: int = 5) -> list[Concern]:
    """Published or waiting concerns of the same Ortsteil with much the same words, the most alike first."""
    around = (
        sa.select(Concern)
        .where(
            Concern.ortsteil_key == concern.ortsteil_key,
            Concern.review.in_((Review.PUBLISHED, Review.WAITING)),
            Concern.id != concern.id,
        )
        .order_by(Concern.sequence.desc())
        .limit(COMPARED)
    )
    own = _words(concern)
    alike = [(rules.likeness(own, _words(other)), other) for other in db.session.scalars(around)]
    ranked = sorted((pair for pair in alike if pair[0] >= ALIKE), key=lambda pair: pair[0], reverse=True)
    return [other for _likeness, other in ranked[:most]]


def languages_in(area: frozenset[str]) -> Sequence[str]:
    """The languages in which concerns of this area wait."""
    waiting = sa.select(Concern.language).where(Concern.ortsteil_key.in_(area), Concern.review == Review.WAITING)
    return db.session.scalars(waiting.distinct().order_by(Concern.language)).all()


def _is_news() -> sa.ColumnElement[bool]:
    return sa.and_(Message.is_settled.is_(False), Message.kind.in_(FROM_AUTHORS))


def _with_dying_originals(day: date) -> list[int]:
    subjects = moderation.subjects_dying_until(day)
    numbers = (subject.removeprefix("concern:") for subject in subjects if subject.startswith("concern:"))
    return [sequence for number in numbers if (sequence := rules.sequence_of(number)) is not None]


def _words(concern: Concern) -> frozenset[str]:
    return frozenset(search.normalised(f"{concern.title} {concern.text} {concern.where_exactly}").split())

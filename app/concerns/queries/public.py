"""What everybody may read about concerns, and what an author may read with the code."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import defer, joinedload

from app.concerns import rules
from app.concerns.models import Concern, Message, ProgressEntry, Topic
from app.concerns.queries import search
from app.concerns.rules import Direction, MessageKind, Progress, Review
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.search import wanted_words
from app.places.models import Ortsteil

PAGE = 20

Part = tuple[sa.ColumnElement[bool], sa.ColumnElement[int]]
"""From which sequence on, and in which order."""

_FOR_A_LIST = (
    joinedload(Concern.ortsteil).load_only(Ortsteil.key, Ortsteil.name),
    joinedload(Concern.topic).load_only(Topic.key, Topic.label, Topic.icon),
    defer(Concern.where_exactly),
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants to read. None and empty mean: all."""

    ortsteil_key: str | None = None
    topic_key: str | None = None
    direction: Direction | None = None
    progress: Progress | None = None
    words: str = ""

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        asked: dict[Any, object] = {
            Concern.ortsteil_key: self.ortsteil_key,
            Concern.topic_key: self.topic_key,
            Concern.direction: self.direction,
            Concern.progress: self.progress,
        }
        return [column == value for column, value in asked.items() if value]


@dataclass(frozen=True, kw_only=True)
class ConcernPage:
    """One page of a long list, newest first. `newer` and `older` are the sequences beside which the next pages begin."""

    concerns: Sequence[Concern]
    newer: int | None
    older: int | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One dated sentence about what became of a concern, and the concern. `id` and `written_at` are those of its entry."""

    id: UUID
    written_at: datetime
    step: Progress
    happened_on: date
    text: str
    concern: Concern


def active_topics() -> Sequence[Topic]:
    """The topics to choose from, in their order."""
    return db.session.scalars(sa.select(Topic).where(Topic.is_active).order_by(Topic.position)).all()


def all_topics() -> Sequence[Topic]:
    """Every topic, also those that nobody can choose any more."""
    return db.session.scalars(sa.select(Topic).order_by(Topic.position)).all()


def topic_labels() -> dict[str, str]:
    """The German labels of all topics by their keys, in their order."""
    return dict(db.session.execute(sa.select(Topic.key, Topic.label).order_by(Topic.position)).all())


def get_topic(key: str) -> Topic:
    """The topic with this key, resting or not."""
    if topic := db.session.get(Topic, key):
        return topic
    raise NotFound


def page_before(wanted: Wanted, sequence: int | None = None) -> ConcernPage:
    """The newest published concerns, or those older than a sequence."""
    found = _found(wanted, lambda key: (key < sequence if sequence is not None else sa.true(), key.desc()))
    shown = found[:PAGE]
    return ConcernPage(
        concerns=shown,
        newer=shown[0].sequence if shown and sequence is not None else None,
        older=shown[-1].sequence if len(found) > PAGE else None,
    )


def page_after(wanted: Wanted, sequence: int) -> ConcernPage:
    """The published concerns that are next newer than a sequence."""
    found = _found(wanted, lambda key: (key > sequence, key.asc()))
    shown = found[:PAGE][::-1]
    return ConcernPage(
        concerns=shown,
        newer=shown[0].sequence if len(found) > PAGE else None,
        older=shown[-1].sequence if shown else None,
    )


def newest(*, ortsteil_keys: Collection[str] | None = None, most: int = 5) -> Sequence[Concern]:
    """The newest published concerns of these Ortsteile, or of the whole city."""
    return _newest(Wanted(), ortsteil_keys, most)


def newest_strengths(*, ortsteil_keys: Collection[str] | None = None, most: int = 3) -> Sequence[Concern]:
    """What people last said is good here."""
    return _newest(Wanted(direction=Direction.STRENGTH), ortsteil_keys, most)


def newest_answers(*, ortsteil_keys: Collection[str] | None = None, most: int = 3) -> list[Outcome]:
    """What last became of published concerns. The entries are read from the newest on, each held against its concern."""
    newest_first = ProgressEntry.happened_on.desc(), ProgressEntry.written_at.desc()
    is_readable = sa.exists().where(
        Concern.id == ProgressEntry.concern_id, Concern.review == Review.PUBLISHED, *_in(ortsteil_keys)
    )
    found = sa.select(ProgressEntry.id).where(is_readable.correlate(ProgressEntry)).order_by(*newest_first).limit(most)
    entries = (
        sa.select(
            ProgressEntry.id,
            ProgressEntry.written_at,
            ProgressEntry.step,
            ProgressEntry.happened_on,
            ProgressEntry.text,
            Concern,
        )
        .join(Concern, ProgressEntry.concern_id == Concern.id)
        .where(ProgressEntry.id.in_(found.correlate(None)))
        .options(*_FOR_A_LIST)
        .order_by(*newest_first)
    )
    return [
        Outcome(id=entry, written_at=written_at, step=step, happened_on=day, text=text, concern=concern)
        for entry, written_at, step, day, text, concern in db.session.execute(entries)
    ]


def published_per_ortsteil() -> dict[str, int]:
    """How many concerns everybody can read, by the keys of the Ortsteile. Concerns, not people."""
    counted = sa.select(Concern.ortsteil_key, sa.func.count()).where(Concern.review == Review.PUBLISHED)
    return dict(db.session.execute(counted.group_by(Concern.ortsteil_key)).all())


def get_readable(number: str) -> Concern:
    """The concern that everybody may read under this number, or the merged one that leads to it.

    Raises NotFound for all others alike: waiting, given back, withdrawn, unknown, or a number written otherwise.
    """
    sequence = rules.sequence_of(number)
    readable = Concern.review.in_((Review.PUBLISHED, Review.MERGED))
    concern = db.session.scalar(sa.select(Concern).where(Concern.sequence == sequence, readable))
    if concern is None:
        raise NotFound
    return concern


def number_merged_into(concern: Concern) -> str:
    """The number under which a merged concern lives on. Raises NotFound when nobody may read that one."""
    target = Concern.__table__.alias()
    wanted = sa.select(target.c.sequence).where(target.c.id == concern.merged_into_id, target.c.review != Review.WITHDRAWN)
    sequence = db.session.scalar(wanted)
    if sequence is None:
        raise NotFound
    return rules.number_of(sequence)


def progress_of(concern_id: UUID) -> Sequence[ProgressEntry]:
    """What became of a concern, oldest first."""
    wanted = sa.select(ProgressEntry).where(ProgressEntry.concern_id == concern_id)
    return db.session.scalars(wanted.order_by(ProgressEntry.happened_on, ProgressEntry.written_at)).all()


def progress_of_all(concern_ids: Collection[UUID]) -> dict[UUID, list[ProgressEntry]]:
    """What became of several concerns, each oldest first."""
    wanted = sa.select(ProgressEntry).where(ProgressEntry.concern_id.in_(concern_ids))
    found: dict[UUID, list[ProgressEntry]] = {concern_id: [] for concern_id in concern_ids}
    for entry in db.session.scalars(wanted.order_by(ProgressEntry.happened_on, ProgressEntry.written_at)):
        found[entry.concern_id].append(entry)
    return found


def find_by_client_key(client_key: str) -> Concern | None:
    """The concern that was sent with the form of this key."""
    return db.session.scalar(sa.select(Concern).where(Concern.client_key == client_key))


def find_by_code(typed: str) -> Concern | None:
    """The concern that belongs to a code. Each attempt costs one slow hash, whatever is typed."""
    code_hash = codes.slow(rules.CODE, rules.code_digits(typed))
    return db.session.scalar(sa.select(Concern).where(Concern.code_hash == code_hash))


def messages_of(concern_id: UUID) -> Sequence[Message]:
    """What went to and fro between staff and author, oldest first."""
    return db.session.scalars(sa.select(Message).where(Message.concern_id == concern_id).order_by(Message.written_at)).all()


def has_open_question(messages: Sequence[Message]) -> bool:
    """Whether staff asked something that the author has not answered yet."""
    said = [message.kind for message in messages if message.kind is not MessageKind.ADDITION]
    return bool(said) and said[-1] is MessageKind.QUESTION


def _newest(wanted: Wanted, ortsteil_keys: Collection[str] | None, most: int) -> Sequence[Concern]:
    found = sa.select(Concern).where(*_readable(wanted), *_in(ortsteil_keys)).options(*_FOR_A_LIST)
    return db.session.scalars(found.order_by(Concern.sequence.desc()).limit(most)).all()


def _in(ortsteil_keys: Collection[str] | None) -> list[sa.ColumnElement[bool]]:
    return [] if ortsteil_keys is None else [Concern.ortsteil_key.in_(ortsteil_keys)]


def _found(wanted: Wanted, part: Callable[[sa.ColumnElement[int]], Part]) -> Sequence[Concern]:
    """One part of what somebody wants to read, and one concern more that tells whether it goes on."""
    condition, order = part(Concern.__table__.c.sequence)
    found = sa.select(Concern).options(*_FOR_A_LIST).order_by(order).limit(PAGE + 1)
    words = wanted_words(wanted.words)
    if not words:
        return db.session.scalars(found.where(*_readable(wanted), condition)).all()
    matching = search.with_words(words)
    few = search.sequences_if_few(matching)
    if few is not None and not _is_any_readable(few):
        matching = search.with_begun_words(words)
        few = search.sequences_if_few(matching)
    if few is not None:
        return db.session.scalars(found.where(*_readable(wanted), condition, Concern.sequence.in_(few))).all()
    return db.session.scalars(found.where(Concern.sequence.in_(_in_their_order(matching, wanted, part)))).all()


def _is_any_readable(sequences: Sequence[int]) -> bool:
    readable = sa.select(Concern.id).where(Concern.sequence.in_(sequences), Concern.review == Review.PUBLISHED)
    return bool(sequences) and db.session.scalar(readable.limit(1)) is not None


def _in_their_order(
    matching: sa.ColumnElement[bool], wanted: Wanted, part: Callable[[sa.ColumnElement[int]], Part]
) -> sa.Select[int]:
    """The sequences of a page with a frequent word: the search table is read in its order, each row held against the
    concerns, so that the newest are found without reading all of it.
    """
    key = search.INDEX.c.rowid
    condition, order = part(key)
    is_wanted = sa.exists().where(Concern.sequence == key, *_readable(wanted))
    return sa.select(key).where(matching, condition, is_wanted).order_by(order).limit(PAGE + 1)


def _readable(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    return [Concern.review == Review.PUBLISHED, *wanted.conditions()]

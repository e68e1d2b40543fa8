"""What was decided about concerns, where each of them stands now, and what can still be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.concerns.models import Concern, ReviewStep
from app.concerns.rules import Review
from app.kernel.db import db
from app.kernel.errors import NotFound

FIELDS = ("review", "ortsteil_key", "topic_key", "direction", "merged_into_id")
"""What a step may change. Words are changed too, but stand in no step: they are sealed (see service/wording.py)."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a concern stands now, as far as a step may change it; in the form in which steps keep it."""

    id: UUID
    sequence: int
    language: str
    state: dict[str, str | None]

    @property
    def review(self) -> Review:
        return Review(str(self.state["review"]))


@dataclass(frozen=True, kw_only=True)
class TakenStep:
    """A step that may be undone, with where its concern stands now."""

    id: UUID
    before: dict[str, Any]
    after: dict[str, Any]
    concern: Standing


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One decision about a concern, as its page tells it."""

    batch_id: UUID
    at: datetime
    who: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    is_undo: bool
    is_undone: bool


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What was done in one act to one or many concerns."""

    id: UUID
    count: int
    after: dict[str, Any]
    is_undo: bool
    can_be_undone: bool


def standings(wanted: sa.Select[UUID]) -> list[Standing]:
    """Where these concerns stand; their rows are held until the transaction ends."""
    rows = sa.select(*_standing()).where(Concern.id.in_(wanted)).order_by(Concern.sequence).with_for_update()
    return [_as_standing(row) for row in db.session.execute(rows)]


def standing_of(concern: Concern) -> Standing:
    """Where this concern stands; its row is held until the transaction ends."""
    return standings(sa.select(Concern.id).where(Concern.id == concern.id))[0]


def not_undone(batch_id: UUID) -> list[TakenStep]:
    """The steps of a batch that nobody has undone; an undo itself cannot be undone. Their concerns' rows are held."""
    undo = aliased(ReviewStep)
    rows = (
        sa.select(ReviewStep.id.label("step_id"), ReviewStep.before, ReviewStep.after, *_standing())
        .join(Concern, Concern.id == ReviewStep.concern_id)
        .where(
            ReviewStep.batch_id == batch_id,
            ReviewStep.undoes_id.is_(None),
            ~sa.exists().where(undo.undoes_id == ReviewStep.id),
        )
        .order_by(Concern.sequence)
        .with_for_update(of=Concern)
    )
    return [
        TakenStep(id=row.step_id, before=row.before, after=row.after, concern=_as_standing(row))
        for row in db.session.execute(rows)
    ]


def has_newer_words(step: TakenStep) -> bool:
    """Whether the words of a concern were changed again after this step, and that was not undone."""
    this, undo = aliased(ReviewStep), aliased(ReviewStep)
    newer = sa.select(ReviewStep.after).where(
        this.id == step.id,
        ReviewStep.concern_id == this.concern_id,
        ReviewStep.at > this.at,
        ReviewStep.undoes_id.is_(None),
        ~sa.exists().where(undo.undoes_id == ReviewStep.id),
    )
    return any("words" in after for after in db.session.scalars(newer))


def authors_who_moved_from(concern: Concern) -> list[str]:
    """The voices of a merged concern's authors, which now stand behind another one."""
    undo = aliased(ReviewStep)
    merging = sa.select(ReviewStep.after).where(
        ReviewStep.concern_id == concern.id,
        ReviewStep.undoes_id.is_(None),
        ~sa.exists().where(undo.undoes_id == ReviewStep.id),
    )
    return [voice for after in db.session.scalars(merging) for voice in after.get("authors", ())]


def history_of(concern: Concern) -> Sequence[HistoryEntry]:
    """All decisions about a concern, the newest first."""
    undo = aliased(ReviewStep)
    rows = (
        sa.select(ReviewStep, Account.name, undo.id.label("undone_by"))
        .outerjoin(Account, Account.id == ReviewStep.account_id)
        .outerjoin(undo, undo.undoes_id == ReviewStep.id)
        .where(ReviewStep.concern_id == concern.id)
        .order_by(ReviewStep.at.desc(), ReviewStep.id)
    )
    return [
        HistoryEntry(
            batch_id=step.batch_id,
            at=step.at,
            who=who,
            before=step.before,
            after=step.after,
            reason=step.reason,
            is_undo=step.undoes_id is not None,
            is_undone=undone_by is not None,
        )
        for step, who, undone_by in db.session.execute(rows)
    ]


def get_batch(account_id: UUID, area: frozenset[str], batch_id: UUID) -> Batch:
    """What was done in one act: by the one who asks, or to concerns that all lie in this area."""
    undo = aliased(ReviewStep)
    foreign = sa.and_(Concern.ortsteil_key.not_in(area), ReviewStep.account_id.is_distinct_from(account_id))
    rows = (
        sa.select(
            sa.func.count(ReviewStep.id).label("steps"),
            sa.func.count(ReviewStep.undoes_id).label("undoes"),
            sa.func.count(undo.id).label("undone"),
            sa.func.sum(sa.case((foreign, 1), else_=0)).label("foreign"),
        )
        .join(Concern, Concern.id == ReviewStep.concern_id)
        .outerjoin(undo, undo.undoes_id == ReviewStep.id)
        .where(ReviewStep.batch_id == batch_id)
    )
    found = db.session.execute(rows).one()
    if not found.steps or found.foreign:
        raise NotFound
    after = db.session.scalars(sa.select(ReviewStep.after).where(ReviewStep.batch_id == batch_id).limit(1)).one()
    is_undo = found.undoes > 0
    can_be_undone = not is_undo and found.undone < found.steps and after.get("review") != Review.WITHDRAWN
    return Batch(id=batch_id, count=found.steps, after=after, is_undo=is_undo, can_be_undone=can_be_undone)


def _standing() -> tuple[sa.ColumnElement[Any], ...]:
    return (Concern.id, Concern.sequence, Concern.language, *(getattr(Concern, field) for field in FIELDS))


def _as_standing(row: sa.Row[Any]) -> Standing:
    state = {field: _kept(getattr(row, field)) for field in FIELDS}
    return Standing(id=row.id, sequence=row.sequence, language=row.language, state=state)


def _kept(value: object) -> str | None:
    """A value in the form in which a step keeps it: JSON knows neither enums nor ids."""
    if value is None:
        return None
    return value.hex if isinstance(value, UUID) else str(value)

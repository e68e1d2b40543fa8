"""Deciding by adding rows: a step says what was and what is, and the concern follows its steps.

All acts of staff on who may see a concern and where it belongs go through here, on one concern as on thousands: one
statement writes the steps, one makes the concerns follow, one writes the log. Undo adds steps that lead back (see
docs/decisions/0007).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.concerns import rules
from app.concerns.models import Concern, ReviewStep
from app.concerns.queries.steps import FIELDS, Standing
from app.kernel import clock, page_store
from app.kernel.db import db
from app.moderation import service as moderation


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of one concern: what changes, from what to what, and why. All steps of a batch change the same fields."""

    concern: Standing
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    undoes: UUID | None = None


def take(*, act: str, steps: Sequence[Step], account: UUID | None) -> UUID:
    """Write these steps as one batch, make their concerns follow, and log the act. Says the batch's id."""
    batch_id, now = uuid4(), clock.now()
    rows = [
        {
            "concern_id": step.concern.id,
            "batch_id": batch_id,
            "account_id": account,
            "at": now,
            "before": step.before,
            "after": step.after,
            "reason": step.reason,
            "undoes_id": step.undoes,
        }
        for step in steps
    ]
    db.session.execute(sa.insert(ReviewStep), rows)
    _follow(batch_id, [name for name in FIELDS if name in steps[0].after])
    subjects = [rules.subject_of(step.concern.sequence) for step in steps]
    moderation.log_many(act=act, subjects=subjects, account=account, batch_id=batch_id)
    page_store.raise_stamp("concerns")
    db.session.flush()
    return batch_id


def _follow(batch_id: UUID, names: Sequence[str]) -> None:
    """Give the concerns of a batch the state that its steps say."""
    if not names:
        return
    of_batch = ReviewStep.batch_id == batch_id
    own = sa.select(ReviewStep).where(of_batch, ReviewStep.concern_id == Concern.id)
    said: dict[str, sa.ColumnElement[Any]] = {
        name: own.with_only_columns(ReviewStep.after[name].as_string()).scalar_subquery() for name in names
    }
    if "merged_into_id" in said:
        said["merged_into_id"] = sa.cast(said["merged_into_id"], Concern.merged_into_id.type)
    changed = sa.update(Concern).where(Concern.id.in_(sa.select(ReviewStep.concern_id).where(of_batch))).values(said)
    db.session.execute(changed, execution_options={"synchronize_session": False})
    db.session.expire_all()

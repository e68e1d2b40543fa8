"""Why a concern is not shown, as its author reads it."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.concerns.models import Concern, ReviewStep
from app.concerns.rules import Ground, Review
from app.kernel.db import db


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement of reasons (DSA Art. 17). `ground` is None where it was given back before grounds had to be chosen."""

    reason: str
    at: datetime
    ground: Ground | None
    was_public: bool
    on_notice: bool


def statement_of(concern: Concern) -> Statement | None:
    """Why this concern is not shown now; None while it is shown, waits, or went for another reason."""
    if concern.review is not Review.RETURNED:
        return None
    steps = sa.select(ReviewStep).where(ReviewStep.concern_id == concern.id).order_by(ReviewStep.at.desc())
    returned = [step for step in db.session.scalars(steps) if step.after.get("review") == Review.RETURNED]
    if not returned:
        return None
    newest = returned[0]
    first = next((step for step in returned if step.before.get("review") != Review.RETURNED), newest)
    ground = newest.after.get("ground")
    return Statement(
        reason=newest.reason,
        at=newest.at,
        ground=Ground(ground) if ground in set(Ground) else None,
        was_public=first.before.get("review") == Review.PUBLISHED,
        on_notice=bool(newest.after.get("on_notice")),
    )

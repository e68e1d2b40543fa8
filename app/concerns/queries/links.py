"""What elsewhere in the house deals with a concern, and where a concern lives on that was put together with another."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.concerns.models import Concern, ConcernLink
from app.concerns.rules import LinkKind, Review
from app.kernel.db import db

_IN_ORDER = list(LinkKind)
"""On one day people first talk, then decide, then act."""


def links_of(concern_id: UUID) -> Sequence[ConcernLink]:
    """What deals with a concern, or with those that live on in it, the earliest day first. Each thing stands there once."""
    ours = sa.select(Concern.id).where(Concern.id == concern_id).cte("ours", recursive=True)
    ours = ours.union(sa.select(Concern.id).where(Concern.merged_into_id == ours.c.id))
    wanted = sa.select(ConcernLink).where(ConcernLink.concern_id.in_(sa.select(ours.c.id)))
    found = db.session.scalars(wanted.order_by(ConcernLink.day, ConcernLink.source, ConcernLink.concern_id))
    once = {link.source: link for link in found}
    return sorted(once.values(), key=lambda link: (link.day, _IN_ORDER.index(link.kind)))


def readable_of(concern_ids: Collection[UUID]) -> dict[UUID, Concern]:
    """The concerns that everybody can read in place of these: themselves, or those in which they live on.

    Concerns that nobody can read are left out.
    """
    way = sa.select(Concern.id.label("begin"), Concern.id.label("place")).where(Concern.id.in_(concern_ids))
    steps = way.cte("way", recursive=True)
    before = aliased(Concern)
    onward = sa.select(steps.c.begin, before.merged_into_id).join(before, before.id == steps.c.place)
    steps = steps.union(onward.where(before.review == Review.MERGED, before.merged_into_id.is_not(None)))
    wanted = sa.select(steps.c.begin, Concern).join(Concern, Concern.id == steps.c.place)
    found = db.session.execute(wanted.where(Concern.review == Review.PUBLISHED).order_by(Concern.sequence))
    return dict(found.all())

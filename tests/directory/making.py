"""What these tests make and look at again and again."""

from typing import Any

from app.directory.models import Gremium
from app.directory.rules import Facts, Level
from app.kernel.db import db


def facts(**changed: Any) -> Facts:
    return Facts(**{"name": "Seniorenbeirat", "level": Level.NETWORKING, **changed})


def every_gremium() -> list[Gremium]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Gremium).order_by(Gremium.slug)))


def only_gremium() -> Gremium:
    (found,) = every_gremium()
    return found


def state() -> list[tuple[Any, ...]]:
    """Everything that stands in the directory, to see whether something changed it."""
    return [
        (
            *(getattr(gremium, column.key) for column in Gremium.__table__.columns),
            sorted(place.key for place in gremium.ortsteile),
            [(member.id, member.name, member.kind, member.position) for member in gremium.members],
        )
        for gremium in every_gremium()
    ]

"""Concerns as tests know them across requests: rows belong to the session that read them, names do not."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.concerns.models import Concern
from app.kernel.db import db
from tests import factories


@dataclass(frozen=True, kw_only=True)
class Known:
    """A concern by its id and its number."""

    id: UUID
    number: str

    @property
    def row(self) -> Concern:
        """As it stands in the database now."""
        db.session.expire_all()
        return db.session.get_one(Concern, self.id)


def concern(**changed: Any) -> Known:
    """A published concern."""
    made = factories.concern(**changed)
    return Known(id=made.id, number=made.number)

"""One INSERT … ON CONFLICT for both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.kernel.db import Base, is_sqlite


def insert(model: type[Base]) -> Any:
    """An INSERT of the dialect in use; both dialects know the same on_conflict_… methods and RETURNING."""
    return sqlite.insert(model) if is_sqlite() else postgresql.insert(model)

"""The words of concerns in the search table of each database. Every change of words goes through here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.concerns.models import Concern
from app.concerns.queries.search import INDEX
from app.kernel import search
from app.kernel.db import db


def index(concern: Concern) -> None:
    """Put the words of a concern into the search table, in place of those that stood there."""
    forget([concern.sequence])
    add([{"sequence": concern.sequence, "words": words_of(concern.title, concern.text, concern.where_exactly)}])


def add(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put many new concerns into the search table: each a `sequence` and its `words`."""
    if rows:
        db.session.execute(sa.insert(INDEX), [{"rowid": row["sequence"], "words": row["words"]} for row in rows])


def forget(sequences: Iterable[int]) -> None:
    """Take concerns out of the search table."""
    db.session.execute(sa.delete(INDEX).where(INDEX.c.rowid.in_(list(sequences))))


def words_of(*texts: str) -> str:
    """The words of these texts as the search table keeps them."""
    return search.normalised(" ".join(texts))

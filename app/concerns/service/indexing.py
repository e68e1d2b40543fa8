"""The words by which a concern is found: one row per concern in the search table of either database."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.concerns.models import Concern
from app.kernel import search
from app.kernel.db import db, is_sqlite

TABLE = sa.table("concern_search", sa.column("rowid", sa.BigInteger()), sa.column("words", sa.Text()))


def words_of(*, title: str, text: str, where_exactly: str) -> str:
    """The words of a concern in the form in which they are stored and asked for."""
    return search.normalised(f"{title} {text} {where_exactly}")


def remember(concern: Concern) -> None:
    """Make a concern findable by the words that it has now."""
    forget(concern)
    words = words_of(title=concern.title, text=concern.text, where_exactly=concern.where_exactly)
    db.session.execute(sa.insert(TABLE).values(rowid=concern.sequence, words=words))


def remember_all(rows: Iterable[tuple[int, str]]) -> None:
    """Make many new concerns findable in one statement: pairs of a sequence and its words."""
    if values := [{"rowid": sequence, "words": words} for sequence, words in rows]:
        db.session.execute(sa.insert(TABLE), values)


def forget(concern: Concern) -> None:
    db.session.execute(sa.delete(TABLE).where(TABLE.c.rowid == concern.sequence))


def leave_no_traces() -> int:
    """Rewrite SQLite's full-text index, which keeps forgotten words in its older parts until they are merged."""
    if is_sqlite():
        db.session.execute(sa.text("INSERT INTO concern_search(concern_search) VALUES ('optimize')"))
    return 1

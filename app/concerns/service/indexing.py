"""The words by which a concern is found: one row per concern in the search table of either database."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from app.concerns.queries.search import INDEX
from app.kernel import search
from app.kernel.db import db, is_sqlite
from app.moderation import queries
from app.moderation import service as moderation

FORGETTING = ("concern.redact", "concern.withdraw", "concern.undo")
REWRITTEN = "search.rewrite"


def words_of(*texts: str) -> str:
    """The words of these texts in the form in which they are stored and asked for."""
    return search.normalised(" ".join(texts))


def add(rows: Sequence[dict[str, Any]]) -> None:
    """Make new concerns findable in one statement. Each row names a `sequence` and its `words`."""
    if rows:
        added = sa.insert(INDEX).values(rowid=sa.bindparam("sequence"), words=sa.bindparam("words"))
        db.session.execute(added, rows)


def change(*, sequence: int, words: str) -> None:
    """Find a concern by other words from now on."""
    forget([sequence])
    add([{"sequence": sequence, "words": words}])


def forget(sequences: Collection[int]) -> None:
    """Make concerns unfindable."""
    db.session.execute(sa.delete(INDEX).where(INDEX.c.rowid.in_(sequences)))


def leave_no_traces() -> int:
    """Rewrite SQLite's full-text index, which keeps forgotten words in its older parts until they are merged.

    PostgreSQL's own vacuum does that. Only done when words were changed or taken away since the last time. Says how many
    indexes were rewritten.
    """
    if not is_sqlite() or queries.newest_act((*FORGETTING, REWRITTEN)) in {None, REWRITTEN}:
        return 0
    db.session.execute(sa.text("INSERT INTO concern_search(concern_search) VALUES ('optimize')"))
    moderation.log(act=REWRITTEN, subject="search")
    return 1

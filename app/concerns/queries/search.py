"""Finding concerns by their words, the same on both databases and in all scripts (see app/kernel/search.py)."""

import sqlalchemy as sa

from app.kernel import search
from app.kernel.db import is_sqlite

INDEX = sa.table("concern_search", sa.column("rowid", sa.BigInteger), sa.column("words", sa.Text))
"""The search table: FTS5 on SQLite, a table with a GIN index on PostgreSQL. It belongs to no model."""


def with_words(question: str) -> sa.ColumnElement[bool] | None:
    """The rows of the search table that have all these words; None when nothing is looked for."""
    words = search.wanted_words(question)
    if not words:
        return None
    if is_sqlite():
        return sa.literal_column("concern_search").match(search.fts5_question(words))
    return sa.func.to_tsvector(sa.literal_column("'simple'"), INDEX.c.words).bool_op("@@")(
        sa.func.to_tsquery(sa.literal_column("'simple'"), search.tsquery(words))
    )

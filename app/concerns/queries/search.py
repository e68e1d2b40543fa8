"""Finding concerns by their words, the same on both databases and in all scripts (see app/kernel/search.py)."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.kernel import search
from app.kernel.db import db, is_sqlite

INDEX = sa.table("concern_search", sa.column("rowid", sa.BigInteger), sa.column("words", sa.Text))
"""The search table: FTS5 on SQLite, a table with a GIN index on PostgreSQL. It belongs to no model."""

LEXEMES: sa.ColumnClause[str] = sa.literal_column("lexemes")
"""What PostgreSQL makes of the words, kept beside them."""
FEW = 500
"""So many rows are looked at one by one; the rows of a more frequent word are read in their order, until a page is full."""

NEWEST = 1_000
"""So many rows tell whether a word is frequent: then every hundredth of them has it."""


def with_words(words: list[str]) -> sa.ColumnElement[bool]:
    """The rows of the search table that have all these words (see `search.wanted_words`)."""
    return _matching(search.fts5_question(words), search.tsquery(words))


def with_begun_words(words: list[str]) -> sa.ColumnElement[bool]:
    """The same, and the last word may go on: "spielpl" finds the Spielplatz."""
    return _matching(search.fts5_question_begun(words), search.tsquery_begun(words))


def sequences_if_few(matching: sa.ColumnElement[bool]) -> Sequence[int] | None:
    """The sequences of these rows, or None when there are more than a few.

    FTS5 stops at the limit. PostgreSQL's index gives all rows or none, so it is not asked for words that the newest rows
    are full of; and it is fenced off, because for a few rows the planner would rather read the whole table.
    """
    if not is_sqlite() and _are_newest_rows_full_of(matching):
        return None
    rows = sa.select(INDEX.c.rowid).where(matching).cte("matching").prefix_with("MATERIALIZED", dialect="postgresql")
    found = db.session.scalars(sa.select(rows.c.rowid).limit(FEW + 1)).all()
    return found if len(found) <= FEW else None


def _are_newest_rows_full_of(matching: sa.ColumnElement[bool]) -> bool:
    newest = sa.select(INDEX.c.rowid, LEXEMES).order_by(INDEX.c.rowid.desc()).limit(NEWEST).subquery()
    hits = sa.select(sa.func.count()).select_from(newest).where(matching)
    return db.session.scalars(hits).one() * 100 >= NEWEST


def _matching(of_fts5: str, of_postgresql: str) -> sa.ColumnElement[bool]:
    if is_sqlite():
        return sa.literal_column("concern_search").match(of_fts5)
    asked = sa.func.to_tsquery(sa.literal_column("'simple'"), of_postgresql)
    return LEXEMES.bool_op("@@")(asked)

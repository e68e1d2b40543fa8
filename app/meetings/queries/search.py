"""Finding meetings by the words of their agendas and minutes, the same on both databases (see app/kernel/search.py)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel import search
from app.kernel.db import db, is_sqlite
from app.meetings.models import AgendaItem, Meeting
from app.meetings.queries.exchange import Circle
from app.meetings.queries.records import Record
from app.meetings.rules.kinds import Part

INDEX = sa.table("meeting_search", sa.column("meeting", sa.Text), sa.column("words", sa.Text))
"""The search table: FTS5 on SQLite, a table with a GIN index on PostgreSQL. It belongs to no model."""
LEXEMES: sa.ColumnClause[str] = sa.literal_column("lexemes")
MOST_NAMED = 3
"""So many items are named under a meeting that was found."""


def key_of(meeting_id: sa.SQLColumnExpression[UUID]) -> sa.ColumnElement[str]:
    """How the search table knows a meeting: by its id as the database writes it out."""
    return sa.cast(meeting_id, sa.Text)


def having(question: str) -> Circle:
    """The meetings with all these words. The last word may go on, if none has it as it stands."""
    words = search.wanted_words(question)
    if not words:
        return sa.false()
    exact = _matching(search.fts5_question(words), search.tsquery(words))
    if db.session.scalar(sa.select(sa.select(INDEX.c.meeting).where(exact).exists())):
        return _found(exact)
    return _found(_matching(search.fts5_question_begun(words), search.tsquery_begun(words)))


def items_named(meetings: Sequence[Meeting], out: Mapping[UUID, Record], question: str) -> dict[UUID, list[AgendaItem]]:
    """The public items of these meetings in which the words stand, by meeting. `out` are the minutes that are published."""
    wanted = frozenset(search.wanted_words(question))
    found = {}
    for meeting in meetings:
        record = out.get(meeting.id)
        public = [item for item in meeting.items if item.is_public]
        found[meeting.id] = [item for item in public if _has_any(said_under(item, record), wanted)][:MOST_NAMED]
    return found


def said_under(item: AgendaItem, record: Record | None) -> list[str]:
    """All words under an item that everybody may read: of the agenda, and of the minutes if they are published."""
    said = [item.title, item.text]
    if record is not None:
        said += [record.text(Part.RESULT, item), record.text(Part.DERIVATION, item)]
        said += [f"{each.wording} {each.plain}" for each in record.decisions.get(item.id, ())]
        said += [each.what for each in record.tasks if each.item_id == item.id]
    return said


def _has_any(said: list[str], wanted: frozenset[str]) -> bool:
    there = search.normalised(" ".join(said)).split()
    return any(word.startswith(asked) for word in there for asked in wanted)


def _found(matching: sa.ColumnElement[bool]) -> Circle:
    return key_of(Meeting.id).in_(sa.select(INDEX.c.meeting).where(matching))


def _matching(of_fts5: str, of_postgresql: str) -> sa.ColumnElement[bool]:
    if is_sqlite():
        return sa.literal_column("meeting_search").match(of_fts5)
    asked = sa.func.to_tsquery(sa.literal_column("'simple'"), of_postgresql)
    return LEXEMES.bool_op("@@")(asked)

"""What pages ask the database: a list of many things must not ask more than a list of few."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.kernel.db import READING, db


@contextmanager
def overheard() -> Iterator[list[str]]:
    """The statements that reading pages send while this lasts."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    engine = db.engines[READING]
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)

"""Version stamps: a number per scope of public pages, raised by every transaction that changes what they show."""

import threading
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import READING, Base, db
from app.kernel.upsert import insert

ALL_STAMPS = "SELECT scope, version FROM stamp"
DAY = "day"
"""The scope of pages that say what lies ahead: its version is the day itself, so they are made anew each morning."""


class Stamp(Base):
    """The version of one scope."""

    __tablename__ = "stamp"

    scope: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(sa.BigInteger)


class Stamps:
    """Reads the stamps on a connection of its own per thread: one statement, no transaction around it.

    This is the only thing that a warm page asks the database, so it goes past the session. A connection that broke is
    replaced once; a database that is gone raises the driver's error.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._own = threading.local()
        self._generation = 0

    def now(self, scopes: Iterable[str]) -> tuple[int, ...]:
        """The versions of these scopes, in their order; 0 for one that never changed."""
        try:
            found = self._all(self._connection())
        except Exception:  # whatever the driver calls a broken connection; the second try tells the truth.
            self._own.connection = None
            found = self._all_or_gone()
        return tuple(clock.today().toordinal() if scope == DAY else found.get(scope, 0) for scope in scopes)

    def _all_or_gone(self) -> dict[str, int]:
        """The stamps on a new connection. Raises OperationalError when the database is gone."""
        try:
            return self._all(self._connection())
        except sa.exc.SQLAlchemyError:
            raise
        except Exception as gone:
            raise sa.exc.OperationalError(ALL_STAMPS, None, gone) from gone

    def reconnect(self) -> None:
        """Let every thread open its connection anew. The own one is closed at once, so that its file may go."""
        self._generation += 1
        self._close()

    def _close(self) -> None:
        """Close this thread's connection. Python's SQLite does not do that by itself before the next round of cleaning."""
        if (connection := getattr(self._own, "connection", None)) is not None:
            connection.close()
            self._own.connection = None

    def _connection(self) -> Any:
        own = self._own
        if getattr(own, "connection", None) is None or own.generation != self._generation:
            self._close()
            with self._app.app_context():
                pooled = db.engines[READING].raw_connection()
                own.connection = pooled.dbapi_connection
                pooled.detach()
            if hasattr(own.connection, "autocommit"):
                own.connection.autocommit = True
            own.generation = self._generation
        return own.connection

    @staticmethod
    def _all(connection: Any) -> dict[str, int]:
        cursor = connection.cursor()
        try:
            cursor.execute(ALL_STAMPS)
            return dict(cursor.fetchall())
        finally:
            cursor.close()


def raise_stamp(scope: str) -> None:
    """Say that what this scope's pages show has changed. Part of the transaction that changes it."""
    raised = insert(Stamp).values(scope=scope, version=1)
    db.session.execute(raised.on_conflict_do_update(index_elements=[Stamp.scope], set_={"version": Stamp.version + 1}))

"""Rows without order: nothing about where a row lies says when it came (docs/decisions/0018-answers-apart.md).

A model asks for it with `sqlite_with_rowid=False`. SQLite then keeps its rows in the order of their random ids. PostgreSQL
keeps them in the order in which they came and marks each with its transaction, so there they are rewritten: once a day, and
before each backup.
"""

import logging

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from app.kernel import clock
from app.kernel.db import Base, db, is_sqlite, own_transaction
from app.kernel.stamps import Stamp
from app.kernel.upsert import insert

DONE = "rewritten"
"""The stamp whose version is the day of the last rewriting. No page has this scope."""
LONGEST_WAIT = "3s"
"""A table is locked for the rewriting. Everybody else who wants it waits behind us, so we don't wait long."""
IN_USE = {"55P03", "40P01"}
"""What PostgreSQL calls a lock that did not come in time, and two who wait for each other."""

log = logging.getLogger(__name__)


def tables() -> list[sa.Table]:
    """All tables whose rows have no order."""
    return [table for table in Base.metadata.sorted_tables if table.dialect_options["sqlite"]["with_rowid"] is False]


def rewrite_daily() -> int:
    """The job: rewrite the tables once a day. Says how many; those that somebody held are tried again the next time."""
    if is_sqlite() or _last_day() == clock.today().toordinal():
        return 0
    done = rewrite()
    if done == len(tables()):
        day = {"version": clock.today().toordinal()}
        fresh = insert(Stamp).values(scope=DONE, **day)
        db.session.execute(fresh.on_conflict_do_update(index_elements=[Stamp.scope], set_=day))
    return done


def rewrite() -> int:
    """Give all rows of a table one transaction, then lay them down in the order of their ids. Says how many tables it did.

    The second step must not see the first one's transaction open: PostgreSQL keeps old versions that somebody may need.
    """
    return 0 if is_sqlite() else sum(_rewrite(table) for table in tables())


def in_order(connection: Connection) -> bool:
    """Whether all rows that this transaction sees lie in the order of their ids."""
    return is_sqlite() or not any(connection.scalar(_first_out_of_order(table)) for table in tables())


def _rewrite(table: sa.Table) -> bool:
    first = next(iter(table.primary_key.columns))
    try:
        with own_transaction() as connection:
            _wait_briefly(connection)
            connection.execute(sa.update(table).values({first: first}))
        with own_transaction() as connection:
            _wait_briefly(connection)
            connection.exec_driver_sql(f'CLUSTER "{table.name}" USING "{_key_name(connection, table)}"')
    except sa.exc.OperationalError as held:
        if getattr(held.orig, "pgcode", None) not in IN_USE:
            raise
        log.warning("%s is in use and was not rewritten", table.name)
        return False
    return True


def _wait_briefly(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")


def _key_name(connection: Connection, table: sa.Table) -> str:
    """The name of the index of the primary key, as the database knows it."""
    return str(sa.inspect(connection).get_pk_constraint(table.name)["name"])


def _first_out_of_order(table: sa.Table) -> sa.Select[bool]:
    """True, if a row lies elsewhere than its id says; else nothing."""
    lies = sa.func.row_number().over(order_by=sa.literal_column("ctid"))
    belongs = sa.func.row_number().over(order_by=list(table.primary_key.columns))
    rows = sa.select(lies.label("lies"), belongs.label("belongs")).select_from(table).subquery()
    return sa.select(sa.true()).where(rows.c.lies != rows.c.belongs).limit(1)


def _last_day() -> int:
    return db.session.scalar(sa.select(Stamp.version).where(Stamp.scope == DONE)) or 0

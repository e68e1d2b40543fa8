"""Puts many rows into a scratch database in the quickest way that it has."""

import io
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import psycopg2
from sqlalchemy.engine import make_url

from benchmarks.databases import Scratch

Rows = dict[str, list[tuple[Any, ...]]]
Columns = dict[str, tuple[str, ...]]


def load(scratch: Scratch, columns: Columns, batches: Iterable[Rows]) -> None:
    """Put the batches in, in the order of the tables. Nothing of it is durable before the end."""
    (_into_sqlite if scratch.is_sqlite else _into_postgresql)(scratch.url, columns, batches)


def _into_sqlite(url: str, columns: Columns, batches: Iterable[Rows]) -> None:
    with closing(sqlite3.connect(str(make_url(url).database), isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for rows in batches:
            for table, names in columns.items():
                marks = ", ".join("?" * len(names))
                connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows[table])
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


def _into_postgresql(url: str, columns: Columns, batches: Iterable[Rows]) -> None:
    """COPY, with the words indexed at the end, then what autovacuum would do soon."""
    searched = [f"ix_{table}_words" for table in columns if table.endswith("_search")]
    plain = url.replace("+psycopg2", "")
    with closing(psycopg2.connect(plain)) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", (searched,))
        definitions = [definition for (definition,) in cursor.fetchall()]
        for index in searched:
            cursor.execute(f"DROP INDEX {index}")
        for rows in batches:
            for table, names in columns.items():
                cursor.copy_expert(f"COPY {table} ({', '.join(names)}) FROM STDIN", _lines(rows[table]))
        for definition in definitions:
            cursor.execute(definition)
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _lines(rows: list[tuple[Any, ...]]) -> io.StringIO:
    return io.StringIO("".join("\t".join(map(_written, row)) + "\n" for row in rows))


def _written(value: Any) -> str:
    return "\\N" if value is None else str(value)

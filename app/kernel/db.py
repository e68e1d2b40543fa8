"""The database: one session a request, reading and writing kept apart, the same on SQLite and PostgreSQL.

Reading (GET) runs on connections that cannot write. Writing begins with the lock (`BEGIN IMMEDIATE` on SQLite), so that
no read-then-write loses an update, and is durable before the answer leaves (`synchronous=FULL`, `synchronous_commit=on`).
"""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase

from config import ROOT, Settings

READING = "reading"
BUSY_MILLISECONDS = 30_000

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Moment(sa.TypeDecorator[datetime]):
    """A point in time with zone, kept in UTC on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is None:
            raise ValueError("a point in time needs a zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables. The type map gives text without limits, moments with zone and enums kept as their values."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: sa.Text(),
        datetime: Moment(),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
        enum.Enum: sa.Enum(
            enum.Enum,
            native_enum=False,
            validate_strings=True,
            length=40,
            values_callable=lambda choices: [choice.value for choice in choices],
        ),
    }


class ReadingOrWriting(FlaskSession):
    """A session that takes the read-only engine while a page is only read."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        if _reading.get():
            return db.engines[READING]
        return super().get_bind(*args, **kwargs)


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": ReadingOrWriting, "expire_on_commit": False})
migrate = Migrate(directory=str(ROOT / "migrations"))


def init_app(app: Flask, settings: Settings) -> None:
    """Connect the app to its database and set each connection up."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    options = {"pool_pre_ping": not settings.database_url.startswith("sqlite")}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    app.config["SQLALCHEMY_BINDS"] = {READING: {"url": settings.database_url_read, **options}}
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True)
    with app.app_context():
        _set_up(db.engine, may_write=True)
        _set_up(db.engines[READING], may_write=False)


@contextmanager
def only_reading() -> Iterator[None]:
    """Everything inside runs on connections that cannot write."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@contextmanager
def own_transaction() -> Iterator[Connection]:
    """A transaction beside the request's own: counters that must stay even if the request fails.

    On SQLite it must end before the request begins to write.
    """
    with db.engine.begin() as connection:
        yield connection


def _set_up(engine: Engine, *, may_write: bool) -> None:
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, may_write=may_write)
    elif not may_write:
        event.listen(engine, "connect", _make_postgresql_read_only)


def _set_up_sqlite(engine: Engine, *, may_write: bool) -> None:
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={BUSY_MILLISECONDS}",
            f"query_only={0 if may_write else 1}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


def _make_postgresql_read_only(connection: Any, _record: Any) -> None:
    connection.set_session(readonly=True)

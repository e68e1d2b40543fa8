"""Databases for tests: migrated once per process, then copied fresh for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.kernel.db import READING, db
from config import Settings
from tests.support import postgres

SECRET = "a secret for tests that nobody else ever uses"


def settings_for(url: str, **changed: object) -> Settings:
    """Settings of an installation on this database."""
    values = {"secret_key": SECRET, "code_key": SECRET[::-1], "database_url": url, "database_url_read": url}
    return Settings(**{**values, "trusted_hosts": ("localhost", "127.0.0.1"), **changed})  # type: ignore[arg-type]


class Database(Protocol):
    """A database that can be put back to the state after all migrations."""

    app: Flask

    def reset(self) -> None: ...


class SqliteDatabase:
    """A file, copied from a migrated one."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "test.db"
        self._template = folder / "template.db"
        self.app = testing(create_app(settings_for(f"sqlite:///{self._file}")))
        migrate(self.app)
        self._dispose()
        shutil.copyfile(self._file, self._template)

    def reset(self) -> None:
        self._dispose()
        for rest in ("-wal", "-shm"):
            Path(f"{self._file}{rest}").unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file)

    def _dispose(self) -> None:
        self.app.extensions["page_store"].clear()
        with self.app.app_context():
            db.engine.dispose()
            db.engines[READING].dispose()


class PostgresqlDatabase:
    """A database of a throw-away server, emptied for each test; made anew from a migrated template when that fails."""

    def __init__(self, server: str) -> None:
        self._admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self._test = sa.create_engine(server.rsplit("/", 1)[0] + "/test")
        self._run("CREATE DATABASE template_of_tests")
        template = create_app(settings_for(server.rsplit("/", 1)[0] + "/template_of_tests"))
        migrate(template)
        with template.app_context():
            db.engine.dispose()
            db.engines[READING].dispose()
        self.app = testing(create_app(settings_for(server.rsplit("/", 1)[0] + "/test")))
        self._make_anew()
        self._first = postgres.everything(self._test)

    def reset(self) -> None:
        """Connections stay: one that has looked at the tables once is quicker than a new one."""
        self.app.extensions["page_store"].clear()
        if not postgres.put_back(self._test, self._first):
            self._dispose()
            self._make_anew()

    def _dispose(self) -> None:
        with self.app.app_context():
            for engine in (db.engine, db.engines[READING], self._test):
                engine.dispose()

    def _make_anew(self) -> None:
        self._run("DROP DATABASE IF EXISTS test WITH (FORCE)")
        self._run("CREATE DATABASE test TEMPLATE template_of_tests")

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(sa.text(statement))


def testing(app: Flask) -> Flask:
    app.testing = True
    return app


def migrate(app: Flask, revision: str = "head") -> None:
    with app.app_context():
        upgrade(revision=revision)


@contextmanager
def sqlite(folder: Path) -> Iterator[SqliteDatabase]:
    yield SqliteDatabase(folder)

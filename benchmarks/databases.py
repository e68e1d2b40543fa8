"""Scratch databases, migrated, durable as in real life, and gone after the run."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from tests.support import databases, postgres

BOTH = ("sqlite", "postgresql")
ROOMY = f"{postgres.DURABLE} -c shared_buffers=512MB -c maintenance_work_mem=256MB -c max_wal_size=4GB"


@dataclass(frozen=True, kw_only=True)
class Scratch:
    """One database of one kind: the app on it in this process, and the environment for servers and commands."""

    name: str
    url: str
    folder: Path
    app: Flask

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "SECRET_KEY": databases.SECRET, "CODE_KEY": databases.SECRET[::-1]}

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")


@contextmanager
def of_kind(kind: str) -> Iterator["Maker"]:
    """A maker of scratch databases of one kind. PostgreSQL's server lives as long as this."""
    with tempfile.TemporaryDirectory(prefix="ortsstimme-bench-") as folder:
        if kind == "sqlite":
            yield SqliteMaker(Path(folder))
        else:
            with postgres.server(ROOMY) as server:
                yield PostgresqlMaker(Path(folder), server)


class Maker:
    """Makes migrated databases with names."""

    kind: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str) -> Scratch:
        url = self._created(name)
        app = create_app(databases.settings_for(url))
        databases.migrate(app)
        return Scratch(name=name, url=url, folder=self.folder, app=app)

    def _created(self, name: str) -> str:
        raise NotImplementedError


class SqliteMaker(Maker):
    kind = "SQLite"

    def _created(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.db"


class PostgresqlMaker(Maker):
    kind = "PostgreSQL"

    def __init__(self, folder: Path, server: str) -> None:
        super().__init__(folder)
        self._server = server

    def _created(self, name: str) -> str:
        admin = sa.create_engine(self._server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with admin.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)"))
            connection.execute(sa.text(f"CREATE DATABASE bench_{name}"))
        return f"{self._server.rsplit('/', 1)[0]}/bench_{name}"

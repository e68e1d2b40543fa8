"""A real PostgreSQL for one test process, from the system's binaries, gone afterwards.

`TEST_DATABASE_URL` names a server to use instead. initdb refuses root, so as root everything runs as `postgres`.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB -c max_connections=80"
DURABLE = "-c shared_buffers=64MB -c max_connections=80"


@contextmanager
def server(options: str = FAST) -> Iterator[str]:
    """The address of a fresh server's `postgres` database."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with _folder() as data:
        port = _free_port()
        start(data, port, options)
        try:
            yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
        finally:
            stop(data, "immediate")


@contextmanager
def _folder() -> Iterator[Path]:
    """A new data folder, deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ortsstimme-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run("initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        yield data
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Stoppable:
    """A server of one test's own, which may be stopped and started again on the same port."""

    def __init__(self, data: Path, port: int) -> None:
        self._data, self._port = data, port
        self.address = f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"

    def start(self) -> None:
        start(self._data, self._port, FAST)

    def stop(self) -> None:
        stop(self._data, "fast")


@contextmanager
def stoppable() -> Iterator[Stoppable]:
    """A fresh server that a test may stop. It is stopped in any case afterwards."""
    with _folder() as data:
        server = Stoppable(data, _free_port())
        server.start()
        try:
            yield server
        finally:
            with suppress(RuntimeError):
                stop(data, "immediate")


def start(data: Path, port: int, options: str) -> None:
    """Start a server on this data folder and wait until it answers."""
    where = f"-p {port} -c listen_addresses=127.0.0.1 -k {data.parent} {options}"
    _run("pg_ctl", "-D", str(data), "-w", "-l", str(data.parent / "log"), "-o", where, "start")


def stop(data: Path, how: str) -> None:
    _run("pg_ctl", "-D", str(data), "-m", how, "-w", "stop")


Rows = dict[str, list[dict[str, Any]]]


def everything(engine: sa.Engine) -> Rows:
    """All rows of all tables, by the name of their table."""
    with engine.connect() as connection:
        rows = {name: connection.execute(sa.text(f'SELECT * FROM "{name}"')) for name in _tables(connection)}
        return {name: [dict(row) for row in found.mappings()] for name, found in rows.items()}


def put_back(engine: sa.Engine, first: Rows) -> bool:
    """Put these rows in the place of all others, a hundred times quicker than making the database anew.

    False when that is not possible: there are other tables or columns now, somebody holds a lock, or we are no superuser.
    """
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("SET LOCAL lock_timeout = '2s'; SET LOCAL session_replication_role = replica"))
            if set(_tables(connection)) != set(first) or _version(connection) != first["alembic_version"]:
                return False
            one = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in first)
            for name in connection.scalars(sa.text(one)).all():
                connection.execute(sa.text(f'DELETE FROM "{name}"'))
            for name, rows in first.items():
                if rows:
                    connection.execute(sa.insert(sa.table(name, *map(sa.column, rows[0]))), rows)
    except sa.exc.SQLAlchemyError:
        return False
    return True


def _tables(connection: sa.Connection) -> Sequence[str]:
    return connection.scalars(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()


def _version(connection: sa.Connection) -> list[dict[str, Any]]:
    """Which migrations the tables have seen: one that adds a column leaves their names as they are."""
    return [dict(row) for row in connection.execute(sa.text("SELECT * FROM alembic_version")).mappings()]


def _run(program: str, *arguments: str) -> None:
    found = next((str(place / program) for place in PLACES if (place / program).exists()), shutil.which(program))
    if found is None:
        raise RuntimeError("PostgreSQL's programs are missing. On Debian: apt-get install postgresql")
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    # The server keeps the output open, so it must not be a pipe that somebody waits for.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([*user, found, *arguments], stdout=said, stderr=said, cwd="/", check=False)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{program}: {said.read().decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

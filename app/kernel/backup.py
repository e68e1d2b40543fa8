"""Backup and restore: one archive with the database, the media, and the count and checksum of every table.

SQLite is copied by `VACUUM INTO`, PostgreSQL by `pg_dump -Fc`: both see one moment while the app goes on, and both write
rows without order in the order of their random ids. A damaged archive is refused before anything is touched; a restore is
one transaction and is compared with the archive's counts afterwards. CODE_KEY is not part of it.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.engine import URL, Connection, make_url

from app.kernel import clock, shuffling
from app.kernel.db import READING, Base, db, is_sqlite
from config import Settings

DATABASE = "database"
MANIFEST = "manifest.json"
MEDIA = "media"
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)

NOT_IN_ORDER = (
    "Achtung: Eine Tabelle war die ganze Zeit in Benutzung. In dieser Sicherung lässt sich erkennen, in welcher Reihenfolge "
    "vertrauliche Angaben kamen. Sichern Sie bald noch einmal und löschen Sie diese Sicherung dann."
)
"""A backup that is not as it should be is better than none, if somebody is told."""


class Damaged(Exception):
    """The archive is not what its list of contents says, or does not fit this database."""


def init_app(app: Flask) -> None:
    app.cli.add_command(commands)


commands = click.Group(
    "backup", help="Sichern und Wiederherstellen. CODE_KEY gehört nicht dazu: heben Sie ihn getrennt auf."
)


@commands.command("create")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def create_command(file: Path) -> None:
    """Datenbank und Dateien in ein Archiv sichern."""
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
        counts = create(Path(folder), file)
    click.echo(f"{file}: {sum(counts.values())} Zeilen in {len(counts)} Tabellen gesichert.")


@commands.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(file: Path) -> None:
    """Den Stand eines Archivs wiederherstellen. Ein beschädigtes Archiv ändert nichts."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            counts = restore(file, Path(folder))
    except (Damaged, tarfile.TarError, OSError, EOFError, subprocess.CalledProcessError) as fault:
        raise click.ClickException(f"Das Archiv kann nicht benutzt werden. Es wurde nichts geändert. ({fault})") from fault
    click.echo(f"{file}: {sum(counts.values())} Zeilen in {len(counts)} Tabellen wiederhergestellt und geprüft.")


def create(folder: Path, archive: Path) -> dict[str, int]:
    """Write an archive, built in `folder`; it appears under its name only when it is whole. Says rows per table."""
    dump = folder / DATABASE
    if is_sqlite():
        _copy_sqlite(dump)
        with closing(sqlite3.connect(dump)) as copied:
            tables = _summary(_rows_of_sqlite(copied))
    else:
        tables = _dump_postgresql(dump)
    manifest = {
        "made_at": clock.now().isoformat(),
        "dialect": db.engine.dialect.name,
        "database": _digest(dump),
        "tables": tables,
        "media": {str(path.relative_to(_media())): _digest(path) for path in _media_files()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft = folder / "draft.tar"
    with tarfile.open(draft, "w") as tar:
        tar.add(folder / MANIFEST, MANIFEST)
        tar.add(dump, DATABASE)
        for path in _media_files():
            tar.add(path, f"{MEDIA}/{path.relative_to(_media())}")
    shutil.move(draft, archive)
    return {name: table["count"] for name, table in tables.items()}


def restore(archive: Path, folder: Path) -> dict[str, int]:
    """Put back the state of an archive, unpacked in `folder`. Raises Damaged before anything has changed."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    manifest = _checked(folder)
    if is_sqlite():
        _restore_sqlite(folder / DATABASE)
    else:
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            "-d",
            _libpq(db.engine.url),
            str(folder / DATABASE),
        )
    _restore_media(folder / MEDIA)
    _forget_connections()
    now = {name: table["count"] for name, table in _present().items()}
    wanted = {name: table["count"] for name, table in manifest["tables"].items()}
    if now != wanted:
        raise Damaged("die Zahl der Zeilen stimmt nicht")
    return now


def _checked(folder: Path) -> dict[str, Any]:
    """The list of contents, once everything on it is there and whole."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as fault:
        raise Damaged("es fehlt das Verzeichnis") from fault
    if manifest["dialect"] != db.engine.dialect.name:
        raise Damaged(f"es kommt von {manifest['dialect']}, diese Datenbank ist {db.engine.dialect.name}")
    expected = {DATABASE: manifest["database"], **{f"{MEDIA}/{name}": value for name, value in manifest["media"].items()}}
    for name, digest in expected.items():
        if not (folder / name).exists() or _digest(folder / name) != digest:
            raise Damaged(f"{name} ist beschädigt")
    return manifest


def _copy_sqlite(target: Path) -> None:
    raw = db.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        raw.close()


def _restore_sqlite(dump: Path) -> None:
    """Copy page by page into the live file: SQLite makes it one transaction."""
    with closing(sqlite3.connect(dump)) as source:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged("die Datenbank darin ist beschädigt")
        with closing(sqlite3.connect(str(db.engine.url.database))) as target:
            source.backup(target)


def _dump_postgresql(target: Path, *, tries: int = 3) -> dict[str, dict[str, Any]]:
    """Dump and count in one snapshot, so that both tell of the same moment.

    pg_dump writes rows as they lie. Those without order are rewritten before; if one came between that and the snapshot, we
    begin again.
    """
    shuffling.rewrite()
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(sa.text("SELECT pg_export_snapshot()"))
        is_in_order = shuffling.in_order(connection)
        if is_in_order or tries <= 1:
            if not is_in_order:
                click.echo(NOT_IN_ORDER, err=True)
            _run("pg_dump", "-Fc", "--no-owner", f"--snapshot={snapshot}", "-d", _libpq(db.engine.url), "-f", str(target))
            return _summary(_rows_of(connection))
    return _dump_postgresql(target, tries=tries - 1)


def _present() -> dict[str, dict[str, Any]]:
    with db.engine.connect() as connection:
        summary = _summary(_rows_of(connection))
        connection.rollback()
    return summary


def _rows_of(connection: Connection) -> Iterator[tuple[str, Iterator[Any]]]:
    for table in Base.metadata.sorted_tables:
        yield table.name, iter(connection.execute(table.select().order_by(*table.primary_key.columns)))


def _rows_of_sqlite(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterator[Any]]]:
    for table in Base.metadata.sorted_tables:
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
        yield table.name, iter(connection.execute(f'SELECT * FROM "{table.name}" ORDER BY {keys}'))  # noqa: S608  # own names.


def _summary(tables: Iterator[tuple[str, Iterator[Any]]]) -> dict[str, dict[str, Any]]:
    """Rows and checksum of every table."""
    found: dict[str, dict[str, Any]] = {}
    for name, rows in tables:
        count, digest = 0, hashlib.sha256()
        for row in rows:
            count += 1
            digest.update(repr(tuple(row)).encode())
        found[name] = {"count": count, "sha256": digest.hexdigest()}
    return found


def _media() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.media_dir


def _media_files() -> list[Path]:
    return sorted(path for path in _media().rglob("*") if path.is_file())


def _restore_media(folder: Path) -> None:
    for path in _media_files():
        path.unlink()
    if folder.exists():
        shutil.copytree(folder, _media(), dirs_exist_ok=True)


def _forget_connections() -> None:
    db.session.remove()
    db.engine.dispose()
    db.engines[READING].dispose()
    current_app.extensions["page_store"].clear()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _libpq(url: URL) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _run(program: str, *arguments: str) -> None:
    found = next((str(place / program) for place in PROGRAMS if (place / program).exists()), shutil.which(program))
    if found is None:
        raise click.ClickException(f"{program} fehlt. Auf Debian: apt-get install postgresql-client")
    try:
        subprocess.run([found, *arguments], check=True, capture_output=True, text=True)  # noqa: S603  # our own words.
    except subprocess.CalledProcessError as fault:
        raise Damaged(fault.stderr.strip().splitlines()[-1] if fault.stderr.strip() else program) from fault

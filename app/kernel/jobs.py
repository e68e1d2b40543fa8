"""Timed work: `jobs run` does what is due and says what it did. Each job is idempotent; call it as often as you like."""

from collections.abc import Callable
from dataclasses import dataclass

import click
from flask import Flask, current_app

from app.kernel import db as database
from app.kernel import limits, network


@dataclass(frozen=True, kw_only=True)
class Job:
    """One piece of timed work. `run` says how many things it dealt with; `name` is shown to the operator."""

    name: str
    run: Callable[[], int]


def _empty_log() -> int:
    """Empty SQLite's write-ahead log, which still holds what was deleted; PostgreSQL has no such file of ours."""
    if not database.is_sqlite():
        return 0
    raw = database.db.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()
    return 1


OWN = (
    Job(name="Tagesschlüssel der Netze löschen", run=network.forget_old_keys),
    Job(name="Abgelaufene Zähler löschen", run=limits.forget_old_attempts),
)
LAST = Job(name="Schreibprotokoll leeren", run=_empty_log)
"""What the others delete still stands in the log until it is emptied."""


def init_app(app: Flask) -> None:
    app.extensions["jobs"] = list(OWN)
    app.cli.add_command(commands)


def due() -> tuple[Job, ...]:
    """All timed work in its order. Each job looks for itself what is due."""
    return (*current_app.extensions["jobs"], LAST)


def do(job: Job) -> int:
    """One job in a transaction of its own. Says how many things it dealt with."""
    count = job.run()
    database.db.session.commit()
    return count


commands = click.Group("jobs", help="Arbeiten, die zu ihrer Zeit getan werden müssen.")


@commands.command("run")
def run() -> None:
    """Alles tun, was fällig ist: Fristen, Löschungen, Aufräumen."""
    for job in due():
        click.echo(f"{job.name}: {do(job)}")

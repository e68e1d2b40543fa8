"""`flask serve`: bring the database up to date, prepare what capabilities want to have ready, and hand over to gunicorn."""

import os
import sys
from collections.abc import Callable

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade

from app.kernel.db import db
from config import ROOT

MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1024 * 1024)}
"""From this size in bytes on, glibc gives freed memory back at once. Left alone it raises the bound as it goes."""


def init_app(app: Flask) -> None:
    app.extensions["before_serving"] = []
    app.cli.add_command(serve)


def before_serving(app: Flask, prepare: Callable[[], None]) -> None:
    """Register what is to be done each time before the app serves, with the database up to date."""
    app.extensions["before_serving"].append(prepare)


@click.command("serve")
def serve() -> None:
    """Datenbank auf den neuen Stand bringen und die Seiten ausliefern (HOST und PORT ändern die Adresse)."""
    bring_up_to_date()
    for prepare in current_app.extensions["before_serving"]:
        prepare()
    db.session.commit()
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "5000")
    click.echo(f"Ortsstimme: http://{host}:{port}/   (Ende: Strg+C)")
    sys.stdout.flush()
    gunicorn = os.path.join(os.path.dirname(sys.executable), "gunicorn")
    command = [gunicorn, "-c", str(ROOT / "gunicorn.conf.py"), "wsgi:app"]
    os.execve(gunicorn, command, {**MEMORY, **os.environ})  # noqa: S606  # our own server.


def bring_up_to_date() -> None:
    """Run the migrations that are missing; none missing costs one look."""
    heads = set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
    with db.engine.connect() as connection:
        current = set(MigrationContext.configure(connection).get_current_heads())
        connection.rollback()
    if current != heads:
        upgrade()

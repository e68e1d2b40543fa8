"""The demo city on the command line, and at the start of a trial."""

import click
from flask.cli import AppGroup

from app.demo import service
from app.kernel.db import db
from app.kernel.errors import RuleBroken

commands = AppGroup("demo", help="Die Beispielstadt: Erfurt mit erfundenen Menschen.")


@commands.command("load")
def load() -> None:
    """Die Beispielstadt in eine neue Datenbank laden und die Zugänge zeigen."""
    if not service.may_be_here():
        raise click.ClickException("Die Beispielstadt gibt es nur im Probebetrieb auf dem eigenen Rechner, mit SQLite.")
    try:
        _load()
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    show_logins()


def prepare_trial() -> None:
    """Before a trial serves: load the demo city if the database is new, and show the logins."""
    if not service.may_be_here():
        return
    if service.is_new():
        _load()
    show_logins()


def show_logins() -> None:
    if service.LOGINS.exists():
        click.echo(service.LOGINS.read_text(encoding="utf-8"))


def _load() -> None:
    logins = service.load(tell=lambda step: click.echo(f"Beispielstadt: {step} …"))
    service.keep_logins(logins)
    db.session.commit()

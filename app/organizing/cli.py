"""What is stored about somebody, for the operator: when nobody knows who has written it down."""

import click
from flask.cli import AppGroup

from app.kernel.db import db
from app.organizing import exports
from app.organizing.queries import stored as queries
from app.organizing.service import stored as service

commands = AppGroup("organizing", help="Organisieren: was über jemanden gespeichert ist.")


@commands.command("find")
@click.argument("name", required=False)
def find(name: str | None) -> None:
    """Alles unter einem Namen als JSON, wer es auch aufgeschrieben hat.

    Ohne NAME fragt der Befehl danach: Dann steht der Name in keiner Liste von Befehlen. Im Protokoll steht nur, aus welchem
    Zuhörprozess wie viele Einträge kamen.
    """
    asked = (name or click.prompt("Name", err=True)).strip()
    if not asked:
        raise click.ClickException("Schreiben Sie bitte den Namen.")
    found = queries.under_name_anywhere(asked)
    content = exports.for_operator(found, queries.mentions_anywhere(asked))
    if found:
        service.tell(stored=found, account_id=None)
        db.session.commit()
    click.echo(content, nl=False)

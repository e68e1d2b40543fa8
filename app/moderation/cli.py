"""Commands of moderation."""

import click

from app.kernel import clock
from app.kernel.db import db
from app.moderation import queries, service

commands = click.Group("moderation", help="Versiegelte Originale und ihre Fristen.")


@commands.command("destroy-originals")
@click.option("--dry-run", is_flag=True, help="Nur sagen, wie viele es wären.")
def destroy_originals(*, dry_run: bool) -> None:
    """Die versiegelten Originale löschen, deren Tag gekommen ist (das tut auch `jobs run`)."""
    count = queries.due_originals(clock.today()) if dry_run else service.destroy_due_originals()
    db.session.commit()
    click.echo(f"{count} versiegelte Originale {'wären zu löschen' if dry_run else 'gelöscht'}.")

"""Commands about concerns."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.concerns.service import importing
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import gettext as _

commands = AppGroup("concerns", help="Anliegen.")


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """Anliegen aus FILE laden (CSV in UTF-8, mit Komma getrennt).

    Spalten: externe_id, ortsteil_nr, titel, text, thema, datum, kanal, sprache, unterstuetzungen; dazu, wenn gewünscht,
    richtung. Alle warten danach auf die Durchsicht. Dieselbe Datei zweimal zu laden ändert nichts.
    """
    with click.progressbar(length=1, label=_("Anliegen laden")) as bar:

        def tell(done: int, every: int) -> None:
            bar.length = every
            bar.update(done - bar.pos)

        try:
            report = importing.import_file(path=file, tell=tell)
        except RuleBroken as broken:
            raise click.ClickException(str(broken)) from None
    db.session.commit()
    for refusal in report.refused:
        click.echo(_("Zeile %(line)s abgelehnt: %(reason)s", line=refusal.line, reason=refusal.reason))
    click.echo(
        _(
            "%(accepted)s angenommen, %(refused)s abgelehnt. Von den angenommenen sind %(new)s neu.",
            accepted=report.accepted,
            refused=len(report.refused),
            new=report.new,
        )
    )

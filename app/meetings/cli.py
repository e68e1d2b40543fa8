"""Commands about meetings."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import gettext as _
from app.meetings.service import importing
from app.places.service import Outcome

commands = AppGroup("meetings", help="Treffen von Foren und Gremien.")


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="", help="Woraus die Angaben stammen, zum Beispiel der Name des Plans.")
def import_meetings(file: Path, source: str) -> None:
    """Frühere Treffen aus FILE laden (CSV in UTF-8, mit Komma getrennt).

    Spalten: gremium (Name eines Gremiums oder Forums), nr, datum_von, datum_bis, thema, seed_zeile; dazu, wenn es passt,
    anlass. Tage dürfen auch nur Monat oder Jahr sein: 2023-06 oder 2023. Dieselbe Datei zweimal zu laden ändert nichts.
    """
    try:
        done = importing.import_meetings(path=file, source=source)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    for refusal in done.refused:
        click.echo(_("Zeile %(line)s abgelehnt: %(reason)s", line=refusal.line, reason=refusal.reason))
    counts = {**{outcome.value: done.counts[outcome] for outcome in Outcome}, "refused": len(done.refused)}
    click.echo(
        _("Treffen: %(added)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(refused)s abgelehnt.", **counts)
    )

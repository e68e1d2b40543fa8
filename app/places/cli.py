"""Commands about places."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.i18n import gettext as _
from app.places import service
from app.places.service import ImportReport, Kind, Outcome

commands = AppGroup("places", help="Ortsteile, Grenzen und Raumzuschnitte.")


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scheme", help="Die Gebiete der Datei sind Planungsräume eines Raumzuschnitts mit diesem Namen.")
def import_file(file: Path, scheme: str | None) -> None:
    """Ortsteile, Grenzen oder Raumzuschnitte aus FILE laden (CSV oder GeoJSON in WGS 84).

    Was die Datei enthält, zeigt sich an ihren Spalten: key und name für Ortsteile; scheme, planungsraum, ortsteil_key
    und coverage für Raumzuschnitte. Dieselbe Datei zweimal zu laden ändert nichts.
    """
    try:
        report = service.import_places(file, scheme=scheme)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    click.echo(_summary(report))
    for refusal in report.refused:
        click.echo(f"{refusal.where}: {refusal.reason}", err=True)


@commands.command("remove")
@click.argument("key")
def remove(key: str) -> None:
    """Den Ortsteil mit dem Schlüssel KEY entfernen, wenn noch nichts an ihm hängt."""
    try:
        service.remove(key=key)
    except NotFound:
        raise click.ClickException(_("Den Ortsteil %(key)s gibt es nicht.", key=key)) from None
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    click.echo(_("Der Ortsteil %(key)s ist entfernt.", key=key))


def _summary(report: ImportReport) -> str:
    counts = {
        "added": report.counts[Outcome.ADDED],
        "changed": report.counts[Outcome.CHANGED],
        "unchanged": report.counts[Outcome.UNCHANGED],
        "refused": len(report.refused),
    }
    if report.kind is Kind.MEMBERSHIPS:
        return _(
            "Zuordnungen zu Planungsräumen: %(added)s neu, %(changed)s geändert, %(unchanged)s unverändert, "
            "%(refused)s abgelehnt.",
            **counts,
        )
    return _("Ortsteile: %(added)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(refused)s abgelehnt.", **counts)

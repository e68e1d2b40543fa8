"""Commands about the directory."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.directory.service import importing
from app.directory.service.importing import Imported
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import gettext as _
from app.places.service import Outcome

commands = AppGroup("directory", help="Verzeichnis: Gremien und ihre Mitglieder.")


@commands.command("import-gremien")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="", help="Woraus die Angaben stammen, zum Beispiel der Name des Plans.")
def import_gremien(file: Path, source: str) -> None:
    """Gremien aus FILE laden (CSV in UTF-8, mit Komma getrennt).

    Spalten: name, ebene, art, seit, turnus, koordination, raumbezug, ort, seed_zeile. Ein bekannter Name bekommt, was in der
    Datei steht; leere Felder ändern nichts. Dieselbe Datei zweimal zu laden ändert nichts.
    """
    try:
        done = importing.import_gremien(path=file, source=source)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    _tell_refused(done)
    click.echo(
        _(
            "Gremien: %(added)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(refused)s abgelehnt.",
            **_counts(done),
        )
    )


@commands.command("import-members")
@click.argument("file", type=click.Path(path_type=Path))
def import_members(file: Path) -> None:
    """Mitglieder von Gremien aus FILE laden (CSV in UTF-8, mit Komma getrennt).

    Spalten: gremium, art (verwaltungsintern oder verwaltungsextern), institution, seed_zeile. Nur Einrichtungen, keine
    Personen. Dieselbe Datei zweimal zu laden ändert nichts.
    """
    try:
        done = importing.import_members(path=file)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    _tell_refused(done)
    click.echo(
        _(
            "Mitglieder: %(added)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(refused)s abgelehnt.",
            **_counts(done),
        )
    )


def _tell_refused(done: Imported) -> None:
    for refusal in done.refused:
        click.echo(_("Zeile %(line)s abgelehnt: %(reason)s", line=refusal.line, reason=refusal.reason))


def _counts(done: Imported) -> dict[str, int]:
    return {**{outcome.value: done.counts[outcome] for outcome in Outcome}, "refused": len(done.refused)}

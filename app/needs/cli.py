"""Releases on the command line."""

from pathlib import Path
from uuid import UUID

import click
from flask.cli import AppGroup

from app.kernel.db import db, only_reading
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.quarter import Quarter
from app.needs import exports, queries, service
from app.needs.models import Release

commands = AppGroup("needs", help="Bedarfe: geschützte Zahlen je Ortsteil.")


@commands.command("release")
@click.option("--quarter", "text", required=True, help="Ein abgeschlossenes Quartal, zum Beispiel 2026-Q3.")
def release(text: str) -> None:
    """Ein Quartal zählen, schützen und für immer veröffentlichen."""
    quarter = _quarter(text)
    click.echo("Zählen, schützen und prüfen …")
    try:
        with only_reading():
            prepared = service.prepare(quarter=quarter)
        made = service.publish(prepared=prepared)
    except RuleBroken as broken:
        raise click.ClickException(str(broken)) from None
    db.session.commit()
    click.echo(f"Veröffentlicht: {made.quarter}. Alle Dateien: needs export --release {made.id} --out ORDNER")
    click.echo(
        f"{made.method['cells']} Felder in {made.method['tables']} Tabellen, {made.method['withheld']} geheim gehalten."
    )


@commands.command("export")
@click.option("--release", "release_id", type=click.UUID, help="Die Kennung einer Veröffentlichung; sonst die neueste.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Der Ordner für die Dateien.")
def export(release_id: UUID | None, out: Path) -> None:
    """Alle Dateien einer Veröffentlichung in einen Ordner schreiben."""
    wanted = _wanted(release_id)
    made = list(exports.files(wanted, queries.tables_of(wanted)))
    with click.progressbar(made, label="Dateien schreiben", item_show_func=lambda file: file.name if file else "") as parts:
        try:
            out.mkdir(parents=True, exist_ok=True)
            for file in parts:
                with (out / file.name).open("wb") as target:
                    target.writelines(file.pieces)
        except OSError as fault:
            raise click.ClickException(f"In den Ordner {out} lässt sich nicht schreiben: {fault.strerror}.") from None
    click.echo(f"{wanted.quarter}: {len(made)} Dateien in {out}")


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError:
        raise click.ClickException(f"„{text}“ ist kein Quartal. Schreiben Sie zum Beispiel 2026-Q3.") from None


def _wanted(release_id: UUID | None) -> Release:
    try:
        found = queries.get_release(release_id) if release_id else queries.newest_release()
    except NotFound:
        raise click.ClickException(f"Eine Veröffentlichung {release_id} gibt es nicht.") from None
    if found is None:
        raise click.ClickException("Es gibt noch keine Veröffentlichung. Zuerst: needs release --quarter …")
    return found

"""What everybody may see of the newest release: tables, a map, and a profile per Ortsteil."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import page_store
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.i18n import ngettext, number
from app.kernel.pages import Capability
from app.needs import labels, queries, rules
from app.needs.models import Release
from app.needs.rules import Flag, ProtectedCell, ProtectedTable
from app.needs.rules.tables import PEOPLE_COLUMN, PEOPLE_TABLE
from app.places import map as places_map
from app.places import queries as places
from app.places.map import Shown
from app.places.rules import alphabetical

bp = Capability("needs", __name__)

STEPS = ((40, "step_4"), (20, "step_3"), (10, "step_2"), (0, "step_1"))
"""From how many people on a map has which look; computed from published numbers only."""


@bp.get("/bedarfe")
@open_to_all
@page_store.kept("needs", "places", "operator")
def table() -> ResponseReturnValue:
    release = queries.newest_release()
    if release is None:
        return render_template("needs/nothing_yet.html")
    if key := request.args.get("ortsteil"):
        return _profile(release, key)
    name = request.args.get("tabelle", queries.ORTSTEIL_TOPIC)
    shown = queries.table_of(release, name)
    return render_template(
        "needs/table.html",
        release=release,
        shown=shown,
        title=labels.title_of(name, release),
        tables=[(each, labels.title_of(each, release)) for each in queries.names_of_tables(release)],
        columns=columns_of(shown, release),
        rows=rows_of(shown, release, link=True),
        signs=[(flag.sign, meaning) for flag, meaning in labels.SIGNS.items()],
        map=_map(release),
    )


def _profile(release: Release, key: str) -> ResponseReturnValue:
    if key not in release.names["ortsteil"]:
        raise NotFound
    topics = queries.table_of(release, queries.ORTSTEIL_TOPIC)
    named = {labels.name_of(topics.column_axis, topic, release): topics.cell(key, topic) for topic in topics.columns}
    ranking = rules.ranked(named)
    people = queries.table_of(release, PEOPLE_TABLE)
    return render_template(
        "needs/profile.html",
        release=release,
        ortsteil_key=key,
        name=release.names["ortsteil"][key],
        people=people.cells.get((key, PEOPLE_COLUMN), rules.ZERO),
        ranked=ranking.shown,
        withheld=sorted(ranking.withheld, key=alphabetical),
    )


def columns_of(shown: ProtectedTable, release: Release) -> list[object]:
    """The heads of a table as the component wants them."""
    keys = [*shown.columns, None] if shown.has_totals else list(shown.columns)
    names = [labels.name_of(shown.column_axis, key, release, shown.scheme) for key in keys]
    return [str(labels.AXES[shown.row_axis]), *({"text": name, "kind": "number"} for name in names)]


def rows_of(shown: ProtectedTable, release: Release, *, link: bool) -> list[list[object]]:
    """The rows of a table: its name, then a number or a sign in each cell."""
    rows: list[str | None] = [*shown.rows, None] if shown.has_totals else list(shown.rows)
    columns: list[str | None] = [*shown.columns, None] if shown.has_totals else list(shown.columns)
    return [
        [_head(shown, row, release, link=link), *(written(shown.cells[row, column]) for column in columns)] for row in rows
    ]


def written(cell: ProtectedCell) -> str:
    """A cell as it stands on a page."""
    return cell.flag.sign if cell.flag else number(cell.count or 0)


def _head(shown: ProtectedTable, row: str | None, release: Release, *, link: bool) -> object:
    name = labels.name_of(shown.row_axis, row, release, shown.scheme)
    if link and row and shown.row_axis is rules.Axis.ORTSTEIL:
        return {"text": name, "href": url_for("needs.table", ortsteil=row)}
    return name


def _map(release: Release) -> places_map.Drawing | None:
    people = queries.table_of(release, PEOPLE_TABLE)
    shown = {row: _shown(people.cell(row, PEOPLE_COLUMN)) for row in people.rows}
    drawn = places.ortsteile_with_boundaries()
    everywhere = {place.key: shown.get(place.key, _shown(rules.ZERO)) for place in drawn}
    return places_map.drawing(drawn, link=lambda key: url_for("needs.table", ortsteil=key), shown=everywhere)


def _shown(cell: ProtectedCell) -> Shown:
    if cell.flag is Flag.ZERO:
        return Shown(category="none", words=str(labels.SIGNS[Flag.ZERO]))
    if cell.count is None:
        return Shown(category="withheld", words=str(labels.SIGNS[Flag.WITHHELD]))
    look = next(look for least, look in STEPS if cell.count >= least)
    return Shown(category=look, words=ngettext("%(num)s Mensch", "%(num)s Menschen", cell.count))

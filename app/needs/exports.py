"""The files of a release: numbers for machines and for people, with the dictionary and the words that belong to them.

Everything comes from the protected tables; the same release gives the same numbers and signs in every file. All words and
numbers are gathered before the first byte leaves, so that writing needs neither the database nor the request.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.spreadsheets import archive, delimited, ods, schema, xlsx
from app.kernel.spreadsheets.delimited import EXCEL, OPEN_DATA
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, Value
from app.needs import labels
from app.needs.models import Release
from app.needs.rules import SURVEY, ProtectedCell, ProtectedTable

Pieces = Iterator[bytes]


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of a release: its name, its media type, and its bytes in pieces."""

    name: str
    media_type: str
    pieces: Pieces


CSV_TYPE = "text/csv; charset=utf-8; header=present"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
DIALECTS = {"excel": EXCEL, "offen": OPEN_DATA}
REGIONS = {"de": "de-DE", "en": "en-GB"}
"""How spreadsheets name the languages in which staff work."""
SUM = "summe"


def files(release: Release, tables: list[ProtectedTable]) -> Iterator[File]:
    """All files of a release."""
    for part in DIALECTS:
        for sheet in (numbers(release, tables), codebook()):
            yield _csv(release, sheet, part)
    yield _xlsx(release, tables)
    yield _ods(release, tables)
    yield File(name="datapackage.json", media_type="application/json", pieces=iter([_package(release, tables)]))
    yield File(name="LIESMICH.txt", media_type="text/plain; charset=utf-8", pieces=iter([_read_me(release).encode()]))


def one_file(release: Release, tables: list[ProtectedTable], format: str) -> File:
    """The file that somebody picked: a key of labels.FORMATS."""
    match format:
        case "xlsx":
            return _xlsx(release, tables)
        case "ods":
            return _ods(release, tables)
        case part if part in DIALECTS:
            return _csv(release, numbers(release, tables), part)
        case _:
            pieces = archive.pieces((part.name, part.pieces) for part in files(release, tables))
            return File(name=f"bedarfe-{release.quarter}.zip", media_type="application/zip", pieces=pieces)


def _csv(release: Release, sheet: Sheet, part: str) -> File:
    name = _csv_name(release, sheet, part)
    return File(name=name, media_type=CSV_TYPE, pieces=delimited.chunks(sheet, DIALECTS[part]))


def _csv_name(release: Release, sheet: Sheet, part: str) -> str:
    return f"bedarfe-{release.quarter}-{sheet.name}-{part}.csv"


def _xlsx(release: Release, tables: list[ProtectedTable]) -> File:
    return File(name=f"bedarfe-{release.quarter}.xlsx", media_type=XLSX_TYPE, pieces=xlsx.chunks(book(release, tables)))


def _ods(release: Release, tables: list[ProtectedTable]) -> File:
    return File(name=f"bedarfe-{release.quarter}.ods", media_type=ODS_TYPE, pieces=ods.chunks(book(release, tables)))


def numbers(release: Release, tables: Iterable[ProtectedTable]) -> Sheet:
    """Every published cell as a row of its own, for machines."""
    return Sheet(
        name="zahlen",
        title=_("Alle Zahlen"),
        columns=number_columns(),
        rows=[row for table in tables for row in _long_rows(release, table)],
        primary_key=("tabelle", "zeile", "spalte"),
    )


def book(release: Release, tables: list[ProtectedTable]) -> Book:
    """One sheet per table as people read it, then method, dictionary and all numbers."""
    wide = [_wide(release, table) for table in tables]
    sheets = [*wide, _method(release), codebook(), numbers(release, tables)]
    return Book(
        title=_title(release), sheets=sheets, made_at=release.made_at, language=REGIONS[current_language().locale.language]
    )


def codebook() -> Sheet:
    """The dictionary: what each column means."""
    columns = [
        Column(key="spalte", title=_("Spalte")),
        Column(key="titel", title=_("Titel")),
        Column(key="art", title=_("Art")),
        Column(key="bedeutung", title=_("Bedeutung")),
    ]
    rows = [(column.key, column.title, column.kind.value, column.description) for column in number_columns()]
    signs = [(flag.code, flag.sign, "zeichen", str(meaning)) for flag, meaning in labels.SIGNS.items()]
    return Sheet(name="codebuch", title=_("Codebuch"), columns=columns, rows=[*rows, *signs], primary_key=("spalte",))


def number_columns() -> list[Column]:
    """The columns of all numbers, in the reader's words."""
    code = Kind.CODE
    return [
        Column(
            key="veroeffentlichung",
            title=_("Veröffentlichung"),
            kind=code,
            description=_("Die Kennung der Veröffentlichung. Unter ihr ändert sich nie eine Zahl."),
        ),
        Column(key="quartal", title=_("Quartal"), kind=code, description=_("Das Quartal der Veröffentlichung.")),
        Column(key="tabelle", title=_("Tabelle"), kind=code, description=_("Der Name der Tabelle, zu der das Feld gehört.")),
        Column(key="zeile", title=_("Zeile"), kind=code, description=_("Schlüssel der Zeile, „summe“ bei Summen.")),
        Column(key="zeile_name", title=_("Name der Zeile"), description=_("Die Zeile in Worten.")),
        Column(key="spalte", title=_("Spalte"), kind=code, description=_("Schlüssel der Spalte, „summe“ bei Summen.")),
        Column(key="spalte_name", title=_("Name der Spalte"), description=_("Die Spalte in Worten.")),
        Column(
            key="menschen",
            title=_("Menschen"),
            kind=Kind.INTEGER,
            description=_("Zahl der Menschen; leer, wenn ein Zeichen steht. Jede Person zählt in jedem Feld einmal."),
        ),
        Column(
            key="flag",
            title=_("Zeichen"),
            kind=code,
            description=_("z: niemand. c: geheim gehalten. x: keine Zahl möglich. Leer: die Zahl gilt."),
        ),
    ]


def _long_rows(release: Release, table: ProtectedTable) -> Iterator[tuple[Value, ...]]:
    for (row, column), cell in table.cells.items():
        yield (
            str(release.id),
            release.quarter,
            table.name,
            row or SUM,
            labels.name_of(table.row_axis, row, release, table.scheme),
            column or SUM,
            labels.name_of(table.column_axis, column, release, table.scheme),
            cell.count,
            cell.code,
        )


def _wide(release: Release, table: ProtectedTable) -> Sheet:
    """A table as it stands on the page: names in front, then a number or a sign in each column."""
    rows: list[str | None] = [*table.rows, None] if table.has_totals else list(table.rows)
    keys: list[str | None] = [*table.columns, None] if table.has_totals else list(table.columns)
    names = [labels.name_of(table.column_axis, key, release, table.scheme) for key in keys]
    axis = str(labels.AXES[table.row_axis])
    columns = [Column(key="schluessel", title=_("Schlüssel"), kind=Kind.CODE), Column(key="name", title=axis)]
    columns += [Column(key=key or SUM, title=name, kind=Kind.INTEGER) for key, name in zip(keys, names, strict=True)]
    return Sheet(
        name=table.name,
        title=labels.title_of(table.name, release),
        columns=columns,
        rows=[
            (
                row or SUM,
                labels.name_of(table.row_axis, row, release, table.scheme),
                *(_shown(table.cells[row, key]) for key in keys),
            )
            for row in rows
        ],
        signs={flag.sign: str(meaning) for flag, meaning in labels.SIGNS.items()},
    )


def _shown(cell: ProtectedCell) -> Value:
    return cell.flag.sign if cell.flag else cell.count


def _method(release: Release) -> Sheet:
    rows = [(line,) for line in _read_me(release).splitlines() if line]
    return Sheet(name="methode", title=_("Methode"), columns=[Column(key="text", title=_("Methode"))], rows=rows)


def _title(release: Release) -> str:
    return _("Bedürfnisse und Hinweise aus dem Stadtteil (Bedarfshinweise), %(quarter)s", quarter=release.quarter)


def _read_me(release: Release) -> str:
    signs = [f"{flag.sign}  ({flag.code})  {meaning}" for flag, meaning in labels.SIGNS.items()]
    return "\r\n".join(
        [
            _title(release),
            "",
            _("Gezählt sind Menschen, die von sich aus etwas gesagt oder ein Anliegen unterstützt haben."),
            *_about_talks(release),
            _("Die Zahlen sind nicht repräsentativ. Sie sind kein festgestellter Bedarf."),
            _("Eine Person zählt in jedem Feld einmal. Summen sind Summen der Felder."),
            _(
                "Eine Zahl steht nur da, wenn mindestens %(usual)s Menschen dahinterstehen, bei empfindlichen Themen mehr.",
                usual=release.smallest_group["usual"],
            ),
            _("Weitere Zahlen sind geheim gehalten, damit sich keine kleine Zahl errechnen lässt."),
            _("Ein Planungsraum, zu dem ein Ortsteil nur zum Teil gehört, bekommt keine Zahl."),
            _("Diese Veröffentlichung ändert sich nicht mehr. Was später kommt, zählt in der nächsten."),
            _("Wer die Zahlen weitergibt, nennt das Quartal und lässt die Zeichen stehen."),
            _("Unter welcher Lizenz sie stehen, sagt der Betreiber."),
            "",
            *signs,
            "",
            f"SHA-256: {release.checksum}",
            "",
        ]
    )


def _about_talks(release: Release) -> list[str]:
    """What a release that counts talks says about them. Older ones do not."""
    if SURVEY not in release.method.get("channels", []):
        return []
    return [
        _("Gezählt sind auch Menschen, mit denen in einer Befragung gesprochen wurde: unter den Themen ihrer Antworten."),
        _("Ein Gespräch zählt als eine Person, ein Gruppengespräch mit so vielen Menschen, wie dabei waren."),
        _("Ein Gespräch zählt in dem Quartal, in dem es geführt wurde, soweit es bei der Veröffentlichung gelesen war."),
        _("Was später gelesen wird, zählt in keiner Veröffentlichung."),
        _("Wer in einer Befragung antwortet und außerdem ein Anliegen schreibt, zählt in einem Feld vielleicht zweimal."),
        _("Niemand weiß, wer das ist: Deshalb werden Gespräche und Anliegen nie zusammengeführt."),
    ]


def _package(release: Release, tables: list[ProtectedTable]) -> bytes:
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"bedarfe-{release.quarter}".lower(),
        "id": str(release.id),
        "title": _title(release),
        "description": _("Die Zahlen sind nicht repräsentativ. Sie sind kein festgestellter Bedarf."),
        "created": release.made_at.isoformat(),
        "version": release.quarter,
        "resources": [
            _resource(release, sheet, part) for part in DIALECTS for sheet in (numbers(release, tables), codebook())
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _resource(release: Release, sheet: Sheet, part: str) -> dict[str, Any]:
    described = schema.resource(sheet, DIALECTS[part], path=_csv_name(release, sheet, part))
    return {**described, "name": f"{sheet.name}-{part}"}

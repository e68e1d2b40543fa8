"""CSV of Ortsteile or of memberships: the header tells which. Comma or semicolon, with or without BOM."""

import csv
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from typing import Any, TypeVar

from app.kernel.i18n import lazy_gettext as _
from app.places.reading import columns, values
from app.places.reading.records import (
    FileUnreadable,
    MembershipRecord,
    OrtsteilRecord,
    Reading,
    Refusal,
    RowRefused,
)

Record = TypeVar("Record", OrtsteilRecord, MembershipRecord)


def read(text: str, name: str) -> Reading:
    """The records of a CSV file. Raises FileUnreadable when its header says neither of the two things."""
    try:
        header, *rows = _numbered_rows(text)
    except (csv.Error, ValueError):
        raise FileUnreadable(_("Die Datei %(name)s ist keine lesbare Tabelle.", name=name)) from None
    titles = [title.strip() for title in header[1]]
    memberships = columns.facts_in(titles, columns.MEMBERSHIP)
    if {fact.name for fact in memberships.values()} >= columns.NEEDED_FOR_MEMBERSHIPS:
        return _read_memberships(titles, rows, name)
    if {"key", "name"} <= {fact.name for fact in columns.facts_in(titles, columns.ORTSTEIL).values()}:
        return _read_ortsteile(titles, rows, name)
    raise FileUnreadable(
        _(
            "In der ersten Zeile von %(name)s fehlen Spalten: key und name für Ortsteile, "
            "oder scheme, planungsraum, ortsteil_key und coverage für Raumzuschnitte.",
            name=name,
        )
    )


def _read_ortsteile(titles: list[str], rows: list[tuple[int, list[str]]], name: str) -> Reading:
    known = columns.facts_in(titles, columns.ORTSTEIL)

    def record(where: str, row: dict[str, str]) -> OrtsteilRecord:
        stated = values.check_together(columns.parsed(row, known))
        return OrtsteilRecord(where=where, key=_needed(stated, "key"), stated=stated)

    ortsteile, refused = _records(titles, rows, record)
    return Reading(name=name, ortsteile=ortsteile, refused=refused)


def _read_memberships(titles: list[str], rows: list[tuple[int, list[str]]], name: str) -> Reading:
    known = columns.facts_in(titles, columns.MEMBERSHIP)

    def record(where: str, row: dict[str, str]) -> MembershipRecord:
        stated = columns.parsed(row, known)
        for fact in sorted(columns.NEEDED_FOR_MEMBERSHIPS - stated.keys()):
            raise RowRefused(_("Die Angabe %(column)s fehlt.", column=fact))
        stated.setdefault("planungsraum_key", stated["planungsraum"])
        return MembershipRecord(where=where, **stated)  # type: ignore[arg-type]

    memberships, refused = _records(titles, rows, record)
    return Reading(name=name, memberships=memberships, refused=refused)


def _records(
    titles: list[str], rows: list[tuple[int, list[str]]], record: Callable[[str, dict[str, str]], Record]
) -> tuple[list[Record], list[Refusal]]:
    accepted: list[Record] = []
    refused: list[Refusal] = []
    for line, cells in rows:
        where = str(_("Zeile %(line)s", line=line))
        try:
            accepted.append(record(where, _row(titles, cells)))
        except RowRefused as refusal:
            refused.append(Refusal(where=where, reason=str(refusal)))
    return accepted, refused


def _row(titles: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(titles):
        raise RowRefused(_("Die Zeile hat %(found)s statt %(expected)s Felder.", found=len(cells), expected=len(titles)))
    return dict(zip(titles, cells, strict=True))


def _needed(stated: dict[str, Any], fact: str) -> str:
    with suppress(KeyError):
        return str(stated.pop(fact))
    raise RowRefused(_("Die Angabe %(column)s fehlt.", column=fact))


def _numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1

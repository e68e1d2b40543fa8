"""Opens XLSX and ODS that strangers may have made: small enough, without formulas, every cell a text with its address."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from app.kernel.spreadsheets import ods_reading
from app.kernel.spreadsheets.ods_reading import Flaw, Limits, ReadCell
from app.kernel.spreadsheets.sheet import column_letters
from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_MEMBERS = 500
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_CELLS = 500_000
MOST_SIGNS = 10_000_000
"""What we read of a file; a questionnaire in twelve languages needs a small part of it. Cells and signs are counted as often
as they repeat: a text that is stored once can stand in every cell.
"""
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How XLS begins, and XLSX with a password."""
MANIFEST = "META-INF/manifest.xml"
ENCRYPTED = 1

Rows = dict[int, dict[int, ReadCell]]
Choose = Callable[[Sequence[str]], list[tuple[str, str]]]
"""Which of the sheets with these names are read, each under the name it is asked for by."""


class WorkbookRefused(Exception):
    """A file that is not read any further, and why."""

    def __init__(self, *faults: FileFault) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet: its titles by the number of their column, and its other rows that are not empty, by their number."""

    name: str
    titles: Mapping[int, str]
    rows: Mapping[int, Mapping[int, str]]

    def address(self, row: int, column: int) -> str:
        return f"{self.name}!{column_letters(column)}{row}"


def tables(data: bytes, wanted: Sequence[str]) -> tuple[Mapping[str, Table], tuple[str, ...]]:
    """The wanted sheets that there are, and the names of all others. Raises WorkbookRefused."""
    names, cells = _read(data, lambda names: [each for each in _by_plain_name(names).items() if each[0] in wanted])
    taken = {_by_plain_name(names)[name] for name in cells}
    found = {name: _table(name, cells[name]) for name in wanted if name in cells}
    return found, tuple(name for name in names if name not in taken)


def first_table(data: bytes) -> Table:
    """The first sheet, whatever its name. Raises WorkbookRefused."""
    names, cells = _read(data, lambda names: [(names[0], names[0])])
    return _table(names[0], cells[names[0]])


def _by_plain_name(names: Sequence[str]) -> dict[str, str]:
    return {name.strip().lower(): name for name in reversed(names)}


def _read(data: bytes, choose: Choose) -> tuple[Sequence[str], dict[str, Rows]]:
    """The names of all sheets, and the rows of those that `choose` picks, under the names that it gives them."""
    members = _checked(data)
    try:
        names, cells = (_from_ods if "content.xml" in members else _from_xlsx)(data, choose)
    except ods_reading.OdsTooLarge:
        raise WorkbookRefused(FileFault(kind=FileFaultKind.TOO_LARGE)) from None
    except Exception:  # openpyxl stumbles over broken files in every way there is.
        raise WorkbookRefused(FileFault(kind=FileFaultKind.NOT_A_WORKBOOK)) from None
    if faults := [fault for name, rows in cells.items() for fault in _faults(name, rows)]:
        raise WorkbookRefused(*faults)
    return names, cells


def _checked(data: bytes) -> frozenset[str]:
    """The names of what a file holds. Refuses what would not fit into memory, before anything is unpacked, texts that
    unfold themselves, and what a password locks.
    """
    if len(data) > MOST_BYTES:
        raise WorkbookRefused(FileFault(kind=FileFaultKind.TOO_LARGE))
    if data.startswith(COMPOUND):
        raise WorkbookRefused(FileFault(kind=FileFaultKind.OLD_OR_LOCKED))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise WorkbookRefused(FileFault(kind=FileFaultKind.TOO_LARGE))
            is_locked = any(member.flag_bits & ENCRYPTED for member in members) or _has_encrypted(archive)
            unfolds = not is_locked and any(_unfolds(archive.read(member)) for member in members)
    # zipfile raises RuntimeError, or a kind of it, at a password and at a way of packing that it does not know.
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        raise WorkbookRefused(FileFault(kind=FileFaultKind.NOT_A_WORKBOOK)) from None
    if is_locked or unfolds:
        raise WorkbookRefused(FileFault(kind=FileFaultKind.LOCKED if is_locked else FileFaultKind.NOT_A_WORKBOOK))
    return frozenset(member.filename for member in members)


def _unfolds(content: bytes) -> bool:
    """Whether a text may define words that stand for longer ones, in any encoding that XML readers know."""
    return any("<!DOCTYPE".encode(encoding) in content for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _has_encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether the manifest of an OpenDocument says that a password is needed."""
    return MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST)


def _from_xlsx(data: bytes, choose: Choose) -> tuple[Sequence[str], dict[str, Rows]]:
    # Only here, and so only in a process that reads a workbook: it holds 25 MB, with the numpy that it loads.
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(data), read_only=True)
    found = {name: _cells(workbook[title]) for name, title in choose(workbook.sheetnames)}
    return workbook.sheetnames, found


def _cells(sheet: Any) -> Rows:
    """The cells that are not empty, with one row and one column more than we take, so that they are noticed."""
    found: Rows = {}
    titles = next(sheet.iter_rows(max_row=1), ())
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1), start=1):
        seen = titles if number == 1 else row
        cells = {place: _cell(cell) for place, cell in enumerate(seen, start=1) if cell.value not in (None, "")}
        if cells:
            found[number] = cells
    return found


def _cell(cell: Any) -> ReadCell:
    return ReadCell(value=cell.value, flaw={"f": Flaw.FORMULA, "e": Flaw.ERROR}.get(cell.data_type))


def _from_ods(data: bytes, choose: Choose) -> tuple[Sequence[str], dict[str, Rows]]:
    limits = Limits(rows=MOST_ROWS, columns=MOST_COLUMNS, cells=MOST_CELLS, signs=MOST_SIGNS)
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as content:
        sheets = ods_reading.read(content, limits)
    names = [sheet.name for sheet in sheets]
    by_name = {sheet.name: sheet.rows for sheet in reversed(sheets)}
    return names, {name: by_name[title] for name, title in choose(names)}


def _faults(name: str, rows: Rows) -> Iterator[FileFault]:
    if max(rows, default=0) > MOST_ROWS:
        yield FileFault(kind=FileFaultKind.TOO_MANY_ROWS, cell=name, detail={"most": MOST_ROWS})
    if any(max(cells) > MOST_COLUMNS for cells in rows.values()):
        yield FileFault(kind=FileFaultKind.TOO_MANY_COLUMNS, cell=name, detail={"most": MOST_COLUMNS})
    signs = 0
    for number, cells in rows.items():
        for place, cell in cells.items():
            signs += len(cell.value) if isinstance(cell.value, str) else 0
            if cell.flaw is not None:
                yield FileFault(kind=_FLAWS[cell.flaw], cell=f"{name}!{column_letters(place)}{number}")
    if signs > MOST_SIGNS:
        yield FileFault(kind=FileFaultKind.TOO_LARGE)


_FLAWS = {Flaw.FORMULA: FileFaultKind.FORMULA, Flaw.ERROR: FileFaultKind.BAD_CELL}


def _table(name: str, rows: Rows) -> Table:
    texts = {number: {place: _text(cell.value) for place, cell in cells.items()} for number, cells in rows.items()}
    filled = {number: {place: text for place, text in cells.items() if text.strip()} for number, cells in texts.items()}
    titles = filled.pop(1, {})
    return Table(name=name, titles=titles, rows={number: cells for number, cells in filled.items() if cells})


def _text(value: Any) -> str:
    """What stands in a cell, as somebody would have typed it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value).replace("\r\n", "\n").replace("\r", "\n")

"""Opens workbooks that strangers may have made: small enough, without formulas, every cell a text with its address."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_MEMBERS = 500
MOST_ROWS = 10_000
MOST_COLUMNS = 200
"""What we read of a file; a questionnaire in twelve languages needs a small part of it."""


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
        return f"{self.name}!{get_column_letter(column)}{row}"


def tables(data: bytes, wanted: Sequence[str]) -> tuple[Mapping[str, Table], tuple[str, ...]]:
    """The wanted sheets that there are, and the names of all others. Raises WorkbookRefused."""
    _check_size(data)
    try:
        workbook = load_workbook(BytesIO(data), read_only=True)
        names = {name.strip().lower(): name for name in reversed(workbook.sheetnames)}
        cells = {name: _rows(workbook[names[name]]) for name in wanted if name in names}
    except Exception:  # openpyxl stumbles over broken files in every way there is.
        raise WorkbookRefused(FileFault(kind=FileFaultKind.NOT_A_WORKBOOK)) from None
    faults = [fault for name, rows in cells.items() for fault in _faults(name, rows)]
    if faults:
        raise WorkbookRefused(*faults)
    unknown = tuple(name for name in workbook.sheetnames if name not in {names.get(each) for each in wanted})
    return {name: _table(name, rows) for name, rows in cells.items()}, unknown


def _check_size(data: bytes) -> None:
    """Refuse what would not fit into memory, before anything is unpacked, and texts that unfold themselves."""
    if len(data) > MOST_BYTES:
        raise WorkbookRefused(FileFault(kind=FileFaultKind.TOO_LARGE))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise WorkbookRefused(FileFault(kind=FileFaultKind.TOO_LARGE))
            unfolds = any(b"<!DOCTYPE" in archive.read(member) for member in members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        raise WorkbookRefused(FileFault(kind=FileFaultKind.NOT_A_WORKBOOK)) from None
    if unfolds:
        raise WorkbookRefused(FileFault(kind=FileFaultKind.NOT_A_WORKBOOK))


def _rows(sheet: Any) -> dict[int, dict[int, Any]]:
    """The cells that are not empty, with one row and one column more than we take, so that they are noticed."""
    found = {}
    titles = next(sheet.iter_rows(max_row=1), ())
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1), start=1):
        seen = titles if number == 1 else row
        cells = {place: cell for place, cell in enumerate(seen, start=1) if cell.value not in (None, "")}
        if cells:
            found[number] = cells
    return found


def _faults(name: str, rows: Mapping[int, Mapping[int, Any]]) -> Iterator[FileFault]:
    if max(rows, default=0) > MOST_ROWS:
        yield FileFault(kind=FileFaultKind.TOO_MANY_ROWS, cell=name, detail={"most": MOST_ROWS})
    if any(max(cells) > MOST_COLUMNS for cells in rows.values()):
        yield FileFault(kind=FileFaultKind.TOO_MANY_COLUMNS, cell=name, detail={"most": MOST_COLUMNS})
    kinds = {"f": FileFaultKind.FORMULA, "e": FileFaultKind.BAD_CELL}
    for number, cells in rows.items():
        for place, cell in cells.items():
            if kind := kinds.get(cell.data_type):
                yield FileFault(kind=kind, cell=f"{name}!{get_column_letter(place)}{number}")


def _table(name: str, rows: Mapping[int, Mapping[int, Any]]) -> Table:
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
    return str(value).replace("\r\n", "\n").replace("\r", "\n")

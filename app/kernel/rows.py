"""Tables from files: UTF-8, comma, a header that names the columns. A file that cannot be read raises; a row that cannot be
taken is refused with its line and a reason, and the rest goes on.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Generic, TypeVar

from app.kernel import form
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

Record = TypeVar("Record")


class FileUnreadable(RuleBroken):
    """The file cannot be read at all; the message says why in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the line on which it begins, and its cells by the names of their columns, without space around them."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """What stands in a column that a file may leave out."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """What stands in a column that must not be empty. Raises RuleBroken."""
        if not self.cells[column]:
            raise RuleBroken(_("Die Spalte %(column)s ist leer.", column=column))
        return self.cells[column]

    def check_signs(self) -> None:
        """Raise RuleBroken when a cell holds signs that nobody can read."""
        for column, cell in self.cells.items():
            if form.cleaned(cell) != cell:
                raise RuleBroken(_("In der Spalte %(column)s stehen Zeichen, die niemand lesen kann.", column=column))

    def known(self, column: str, found: Record | None) -> Record:
        """What a cell stands for. Raises RuleBroken when nothing was found for it."""
        if found is None:
            value = self.get(column)
            raise RuleBroken(_("In der Spalte %(column)s steht etwas Unbekanntes: %(value)s", column=column, value=value))
        return found


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that was not taken: the line on which it begins, and why."""

    line: int
    reason: str


@dataclass(kw_only=True)
class Reading(Generic[Record]):
    """What a file holds."""

    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def read(path: Path, columns: Sequence[str], record: Callable[[Row], Record]) -> Reading[Record]:
    """A record for each row that is not empty. `record` refuses a row with RuleBroken. Raises FileUnreadable."""
    reading: Reading[Record] = Reading()
    for line, titles, cells in _rows(path, columns):
        try:
            reading.records.append(record(Row(line=line, cells=_named(titles, cells))))
        except RuleBroken as refused:
            reading.refused.append(Refusal(line=line, reason=str(refused)))
    return reading


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    reader = csv.reader(StringIO(_content(path), newline=""), strict=True)
    try:
        titles = [title.strip() for title in next(reader, [])]
        _check_header(titles, path, columns)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, titles, cells
            line = reader.line_num + 1
    except csv.Error:
        raise FileUnreadable(_("Die Datei %(name)s ist keine lesbare Tabelle.", name=path.name)) from None


def _named(titles: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by the names of their columns, with one kind of line end and without space around them."""
    if len(cells) != len(titles):
        raise RuleBroken(_("Die Zeile hat %(found)s statt %(expected)s Felder.", found=len(cells), expected=len(titles)))
    unified = (cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells)
    return dict(zip(titles, unified, strict=True))


def _check_header(titles: list[str], path: Path, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in titles]
    if missing or len(set(titles)) < len(titles):
        raise FileUnreadable(
            _(
                "In der ersten Zeile von %(name)s müssen diese Spalten stehen, mit Komma getrennt: %(columns)s.",
                name=path.name,
                columns=", ".join(columns),
            )
        )


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise FileUnreadable(_("Die Datei %(name)s lässt sich nicht öffnen.", name=path.name)) from None
    except UnicodeDecodeError:
        raise FileUnreadable(_("Die Datei %(name)s ist nicht in UTF-8 gespeichert.", name=path.name)) from None

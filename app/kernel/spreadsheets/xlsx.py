"""XLSX (ECMA-376), written row by row with the standard library, each piece leaving at once.

Nothing in it is a formula or a link, codes are text, dates are dates; the header row stays in sight.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from html import escape
from typing import BinaryIO

from app.kernel.spreadsheets import archive, xlsx_parts
from app.kernel.spreadsheets.archive import Member
from app.kernel.spreadsheets.sheet import Book, Column, Sheet, Value, column_letters, counted, lines, plain_number, tab_names
from app.kernel.spreadsheets.xlsx_parts import HEADER, STYLES

LONGEST_TEXT = 32_767
"""UTF-16 units that Excel keeps in a cell; a longer text would be dropped whole."""

_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: numbers of earlier days mean different days to different programs."""
_DAY_ZERO = date(1899, 12, 30).toordinal()
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def chunks(book: Book) -> Iterator[bytes]:
    """The file in pieces, never more than a few rows in memory. Raises TooManyRows."""
    return archive.pieces(_members(book))


def write(book: Book, file: BinaryIO) -> None:
    """Write the file. Raises TooManyRows."""
    file.writelines(chunks(book))


def _members(book: Book) -> Iterator[Member]:
    names = tab_names(book.sheets)
    for path, part in xlsx_parts.before_the_rows(book, names).items():
        yield path, [part.encode("utf-8")]
    for number, sheet in enumerate(book.sheets, start=1):
        yield xlsx_parts.sheet_path(number), (piece.encode("utf-8") for piece in _sheet(sheet, is_first=number == 1))


def _sheet(sheet: Sheet, *, is_first: bool) -> Iterator[str]:
    yield xlsx_parts.sheet_begins([column.kind for column in sheet.columns], is_first=is_first)
    letters = [column_letters(place) for place in range(1, len(sheet.columns) + 1)]
    yield _row(1, (_text(f"{letter}1", column.title, HEADER) for letter, column in zip(letters, sheet.columns, strict=True)))
    for number, row in enumerate(counted(sheet), start=2):
        yield _row(number, map(_cell, (f"{letter}{number}" for letter in letters), sheet.columns, row))
    yield xlsx_parts.SHEET_ENDS


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(address: str, column: Column, value: Value) -> str:
    style = STYLES[column.kind]
    match value:
        case None:
            return ""
        case str():
            return _text(address, value, style)
        case date():
            return _day(address, value, style)
        case int() | float() | Decimal():
            return _number(address, plain_number(value), style)


def _day(address: str, value: date, style: int) -> str:
    if value.toordinal() < _FIRST_DAY.toordinal():
        return _text(address, value.isoformat(), style)
    return _number(address, str(value.toordinal() - _DAY_ZERO), style)


def _number(address: str, value: str, style: int) -> str:
    return f'<c r="{address}" s="{style}"><v>{value}</v></c>'


def _text(address: str, text: str, style: int) -> str:
    """A text, as it is: with its blanks, and without what Excel would take for the number of a sign."""
    said = _ESCAPE.sub("_x005F_", escape(_short_enough(text), quote=False))
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _short_enough(text: str) -> str:
    clean = "\n".join(lines(text))
    if len(clean) <= LONGEST_TEXT // 2:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2:
        return clean
    return units[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", errors="ignore") + "…"

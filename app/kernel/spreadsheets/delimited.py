"""CSV in two dialects (RFC 4180): one that a German Excel opens by double click, one for machines.

A cell whose text begins like a formula gets a leading apostrophe in both, because both end up in spreadsheets. Numbers
are exempt: -5 stays a number.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from app.kernel.spreadsheets.sheet import Sheet, Value, even_rows, legible, plain_number

CHUNK = 64 * 1024
"""Characters gathered before a piece is handed on."""

_STARTS_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a CSV file is written. `speaking` headers show titles for people, else keys for machines."""

    title: str
    encoding: str
    delimiter: str
    decimal_sign: str
    speaking: bool

    def header(self, sheet: Sheet) -> list[str]:
        """The first row, which is also how a table schema names the columns."""
        return [column.title if self.speaking else column.key for column in sheet.columns]


EXCEL = Dialect(title="Excel (deutsch)", encoding="utf-8-sig", delimiter=";", decimal_sign=",", speaking=True)
OPEN_DATA = Dialect(title="Offene Daten", encoding="utf-8", delimiter=",", decimal_sign=".", speaking=False)


def chunks(sheet: Sheet, dialect: Dialect) -> Iterator[bytes]:
    """The file in pieces, never more than a few rows in memory."""
    text = StringIO()
    if dialect.encoding == "utf-8-sig":
        text.write("\ufeff")
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([_cell(title, dialect) for title in dialect.header(sheet)])
    for row in even_rows(sheet):
        writer.writerow(_cells(row, dialect))
        if text.tell() >= CHUNK:
            yield _emptied(text)
    yield _emptied(text)


def disarmed(text: str) -> str:
    """The text with a leading apostrophe if a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _cells(row: Sequence[Value], dialect: Dialect) -> list[str]:
    return [_cell(value, dialect) for value in row]


def _cell(value: Value, dialect: Dialect) -> str:
    match value:
        case None:
            return ""
        case str():
            return legible(disarmed(value))
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            return plain_number(value).replace(".", dialect.decimal_sign)


def _emptied(text: StringIO) -> bytes:
    piece = text.getvalue().encode("utf-8")
    text.seek(0)
    text.truncate()
    return piece

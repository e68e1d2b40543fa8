"""What a table is before it becomes a file: titles, columns and rows. Every format writes the same sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | float | Decimal | date | None
"""One cell. None is an empty cell; a text in a column of numbers is a sign that stands for a missing number."""

MOST_ROWS = 1_048_576
"""Excel and LibreOffice end here, header included."""

LONGEST_TAB_NAME = 31

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_TAB_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class TooManyRows(ValueError):
    """The table has more rows than a spreadsheet can hold; cutting it off would be a silent loss."""


class Kind(StrEnum):
    """What the cells of a column mean. A code looks like a number but is a name: 01 stays 01."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `key` is for machines, `title` for people, `description` says what the values mean."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table. Rows hold one value per column, in the order of the columns, and are read only once.

    `primary_key` names the columns that tell rows apart. `signs` are the texts that may stand in a column of numbers in
    place of a number, each with its meaning.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    primary_key: Sequence[str] = ()
    signs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Book:
    """Several sheets in one file. `made_at` and `language` (BCP 47, with region) are written into its properties."""

    title: str
    sheets: Sequence[Sheet]
    made_at: datetime
    language: str = "de-DE"


def tab_names(sheets: Sequence[Sheet]) -> list[str]:
    """A name per sheet that both formats accept: no forbidden sign, at most 31 characters, no name twice."""
    taken: set[str] = set()
    names = []
    for sheet in sheets:
        name = _free_name(_NOT_IN_TAB_NAMES.sub(" ", sheet.title).strip(" '"), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def even_rows(sheet: Sheet) -> Iterator[Sequence[Value]]:
    """The rows of a sheet. Raises ValueError for a row with a cell too many or too few."""
    width = len(sheet.columns)
    for row in sheet.rows:
        if len(row) != width:
            raise ValueError(f"a row of „{sheet.title}“ has {len(row)} cells instead of {width}")
        yield row


def counted(sheet: Sheet) -> Iterator[Sequence[Value]]:
    """The rows of a sheet for formats that hold only so many. Raises TooManyRows where they would drop the rest."""
    for number, row in enumerate(even_rows(sheet), start=2):
        if number > MOST_ROWS:
            raise TooManyRows(sheet.title)
        yield row


def legible(text: str) -> str:
    """The text with every character that XML forbids shown as � (U+FFFD)."""
    return _UNWRITABLE.sub("\ufffd", text)


def lines(text: str) -> list[str]:
    """The legible lines of a text, whatever ends them: XML knows only one kind of line end."""
    return legible(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def plain_number(value: float | Decimal) -> str:
    """The number with a decimal point and without exponent. Raises ValueError for what is no number."""
    if isinstance(value, int):
        return str(value)
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError("a table holds numbers, not infinity")
    return format(exact, "f")


def column_letters(place: int) -> str:
    """How spreadsheets call a column, counted from 1: A, Z, AA."""
    letters = ""
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _free_name(wanted: str, taken: set[str]) -> str:
    name = (wanted or "-")[:LONGEST_TAB_NAME].strip(" '") or "-"
    number = 2
    while name.casefold() in taken:
        suffix = f" ({number})"
        name = wanted[: LONGEST_TAB_NAME - len(suffix)] + suffix
        number += 1
    return name

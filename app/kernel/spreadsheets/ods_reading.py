"""ODS that strangers may have made, read event by event: no tree is built, nothing unfolds, and no more comes in than fits.

Only cells that hold something are kept. What repeats counts as often as it says, within the limits; comments, drawings and
what lies covered below another cell are left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]

PIECE = 64 * 1024
MOST_SHEETS = 500
MOST_DIGITS = 30
"""Digits of a number before and behind its point: 1E+999999 would fill the memory when it is written out."""

CellValue = str | Decimal | bool | date | datetime | time


class OdsUnreadable(Exception):
    """This is no table in ODS."""


class OdsTooLarge(Exception):
    """More sheets, cells, or signs in them than are read."""


class Flaw(StrEnum):
    """Why what stands in a cell is not what somebody typed."""

    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is read of a file. What stands beyond the last row or column is moved one behind it, so that it is noticed."""

    rows: int
    columns: int
    cells: int
    signs: int


@dataclass(frozen=True, kw_only=True)
class ReadCell:
    value: CellValue
    flaw: Flaw | None = None


@dataclass(frozen=True, kw_only=True)
class ReadSheet:
    """One sheet: its cells by the numbers of their row and column, from 1. Rows that repeat share one mapping."""

    name: str
    rows: dict[int, dict[int, ReadCell]] = field(default_factory=dict)


def read(content: IO[bytes], limits: Limits) -> list[ReadSheet]:
    """The sheets of a file, given its `content.xml`. Raises OdsUnreadable or OdsTooLarge."""
    sheets = _Sheets(limits)
    parser = DefusedXMLParser(target=sheets, forbid_dtd=True)
    try:
        while piece := content.read(PIECE):
            parser.feed(piece)
        parser.close()
    except (DefusedXmlException, ParseError, LookupError, ValueError):
        raise OdsUnreadable from None
    if not sheets.is_spreadsheet:
        raise OdsUnreadable
    return sheets.found


def _name(namespace: str, *names: str) -> frozenset[str]:
    return frozenset(f"{{urn:oasis:names:tc:opendocument:xmlns:{namespace}:1.0}}{name}" for name in names)


(_SPREADSHEET,) = _name("office", "spreadsheet")
(_TABLE,) = _name("table", "table")
(_ROW,) = _name("table", "table-row")
(_COVERED,) = _name("table", "covered-table-cell")
(_SPACE,) = _name("text", "s")
_CELLS = _name("table", "table-cell", "covered-table-cell")
_AROUND = _name("office", "document-content", "body", "spreadsheet") | _name(
    "table", "table-header-rows", "table-rows", "table-row-group"
)
_LINES = _name("text", "p", "h")
_AROUND_LINES = _name("text", "list", "list-item")
_GAPS = dict.fromkeys(_name("text", "tab"), "\x02") | dict.fromkeys(_name("text", "line-break"), "\x03")
_KEPT = {1: " ", 2: "\t", 3: "\n"}
"""White space that stands there as an element. Meanwhile it is kept in signs that no XML can hold."""
_NOT_SAID = _name("text", "note", "ruby-text")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLES = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

_NO_FORMULAS = frozenset({"of:=TRUE()", "of:=FALSE()"})
"""How LibreOffice writes yes and no."""

Attributes = Mapping[str, str]


class _Sheets:
    """What an XML parser tells its events to. What is none of the expected elements is skipped with all that is in it."""

    def __init__(self, limits: Limits) -> None:
        self.found: list[ReadSheet] = []
        self.is_spreadsheet = False
        self._limits = limits
        self._left = [MOST_SHEETS, limits.cells, limits.signs]
        self._depth = self._skipped = 0
        self._sheet: ReadSheet | None = None
        self._row: dict[int, ReadCell] | None = None
        self._cell: Attributes | None = None
        self._line: list[str] | None = None
        self._lines: list[str] = []
        self._row_number = self._column = self._row_times = 1

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._skipped:
            return
        if not (self._begin_in_cell(tag, attributes) if self._cell is not None else self._begin(tag, attributes)):
            self._skipped = self._depth

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipped:
            if self._depth < self._skipped:
                self._skipped = 0
        elif tag in _LINES and self._line is not None:
            self._lines.append(_unfolded("".join(self._line)))
            self._line = None
        elif tag in _CELLS:
            self._end_cell(is_covered=tag == _COVERED)
        elif tag == _ROW:
            self._end_row()
        elif tag == _TABLE:
            self._sheet = None

    def data(self, text: str) -> None:
        if self._line is not None and not self._skipped:
            self._count(signs=len(text))
            self._line.append(text)

    def _begin(self, tag: str, attributes: Attributes) -> bool:
        """Whether something goes on in an element outside of cells."""
        if tag == _TABLE and self.is_spreadsheet and self._sheet is None:
            self._sheet = ReadSheet(name=attributes.get(f"{_TABLES}name", ""))
            self.found.append(self._sheet)
            self._count(sheets=1)
            self._row_number = 1
            return True
        if tag == _ROW and self._sheet is not None and self._row is None:
            self._row, self._column = {}, 1
            self._row_times = _times(attributes, "number-rows-repeated")
            return True
        if tag in _CELLS and self._row is not None:
            self._cell, self._lines = attributes, []
            return True
        self.is_spreadsheet = self.is_spreadsheet or tag == _SPREADSHEET
        return tag in _AROUND and self._row is None

    def _begin_in_cell(self, tag: str, attributes: Attributes) -> bool:
        """Whether something goes on in an element inside of a cell."""
        if self._line is None:
            if tag in _LINES:
                self._line = []
            return tag in _LINES | _AROUND_LINES
        if tag == _SPACE:
            times = _whole(attributes.get(f"{_TEXT}c", "1"))
            self._count(signs=times)
            self._line.append("\x01" * times)
        elif tag in _GAPS:
            self._line.append(_GAPS[tag])
        return tag.startswith(_TEXT) and tag not in _NOT_SAID | _LINES

    def _end_cell(self, *, is_covered: bool) -> None:
        attributes, self._cell = self._cell or {}, None
        first, last = self._column, self._limits.columns + 1
        self._column += _times(attributes, "number-columns-repeated")
        cell = _cell(attributes, "\n".join(self._lines))
        if self._row is None or is_covered or (cell.value == "" and cell.flaw is None):
            return
        places = range(min(first, last), min(self._column, last + 1) if first <= last else last + 1)
        self._count(cells=len(places))
        self._row.update(dict.fromkeys(places, cell))

    def _end_row(self) -> None:
        row, self._row = self._row, None
        first, last = self._row_number, self._limits.rows + 1
        self._row_number += self._row_times
        if self._sheet is None or not row:
            return
        numbers = range(min(first, last), min(self._row_number, last + 1) if first <= last else last + 1)
        self._count(cells=len(row) * (len(numbers) - 1))
        self._sheet.rows.update(dict.fromkeys(numbers, row))

    def _count(self, *, sheets: int = 0, cells: int = 0, signs: int = 0) -> None:
        self._left = [left - more for left, more in zip(self._left, (sheets, cells, signs), strict=True)]
        if min(self._left) < 0:
            raise OdsTooLarge


def _unfolded(text: str) -> str:
    """The words of a paragraph. Where XML breaks a line there is one blank; other blanks stay, as LibreOffice means them."""
    broken = re.sub(r"[ \t\r\n]+", lambda gap: "\n" if gap[0].strip(" ") else gap[0], text)
    return broken.strip("\n").replace("\n", " ").translate(_KEPT)


def _cell(attributes: Attributes, shown: str) -> ReadCell:
    value = _value(attributes, shown)
    if attributes.get(f"{_TABLES}formula", "of:=TRUE()") not in _NO_FORMULAS:
        return ReadCell(value=value, flaw=Flaw.FORMULA)
    return ReadCell(value=value, flaw=Flaw.ERROR if attributes.get(_ERROR) == "error" else None)


def _value(attributes: Attributes, shown: str) -> CellValue:
    """The value behind a cell; where it cannot be understood, what the cell shows."""
    kind = attributes.get(f"{_OFFICE}value-type", "")
    said = attributes.get(f"{_OFFICE}{_ATTRIBUTES.get(kind, 'value')}", "")
    try:
        match kind:
            case "float" | "percentage" | "currency":
                return _number(said)
            case "date":
                return _day(said)
            case "time":
                return _time_of_day(said)
            case "boolean":
                return {"true": True, "false": False}[said]
            case "string" if said:
                return said
    except (ValueError, ArithmeticError, KeyError):
        return shown or said
    return shown


_ATTRIBUTES = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}


def _number(said: str) -> Decimal:
    number = Decimal(said[: 4 * MOST_DIGITS])
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS or len(number.as_tuple().digits) > 2 * MOST_DIGITS:
        raise InvalidOperation
    return number


def _day(said: str) -> date | datetime:
    if "T" not in said:
        return date.fromisoformat(said)
    moment = datetime.fromisoformat(said).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment


def _time_of_day(said: str) -> time:
    found = re.fullmatch(r"PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", said)
    if found is None:
        raise ValueError(said)
    return time(int(found[1]), int(found[2]), int(found[3]))


def _times(attributes: Attributes, name: str) -> int:
    return max(1, _whole(attributes.get(f"{_TABLES}{name}", "1")))


def _whole(said: str) -> int:
    """How often something stands there. More digits than any sheet has rows mean: beyond every limit."""
    digits = re.fullmatch(r"\s*\+?(\d+)\s*", said)
    return int(digits[1][:12]) if digits else 1

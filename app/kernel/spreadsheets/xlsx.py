"""XLSX through XlsxWriter, row by row. Nothing in it is a formula or a link, codes are text, dates are dates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from babel import Locale
from xlsxwriter import Workbook

from app.kernel.spreadsheets import temporary
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, Value, counted, legible, lines, tab_names

LONGEST_TEXT = 32_767
"""UTF-16 units that Excel keeps in a cell; a longer text would be dropped whole."""

WIDTHS = {Kind.TEXT: 36, Kind.CODE: 12, Kind.INTEGER: 14, Kind.DECIMAL: 14, Kind.DATE: 12}
"""Characters of a column; a longer title is wrapped."""

_LANGUAGE_NUMBERS = {"de": "407", "en": "809"}
"""How number formats name a language, so that the cells carry it."""

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def chunks(book: Book) -> Iterator[bytes]:
    """The file in pieces, by way of a temporary file."""
    return temporary.pieces(lambda file: write(book, file))


def write(book: Book, file: BinaryIO) -> None:
    """Write the file. Raises TooManyRows."""
    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": legible(book.title), "created": book.made_at})
        workbook.set_custom_property("Language", book.language, "text")
        formats = _formats(workbook, book.language)
        for sheet, name in zip(book.sheets, tab_names(book.sheets), strict=True):
            _write_sheet(workbook.add_worksheet(name), sheet, formats)


def _formats(workbook: Workbook, language: str) -> Mapping[str, Any]:
    tag = f"[$-{_LANGUAGE_NUMBERS[Locale.parse(language, sep='-').language]}]"
    return {
        "header": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        Kind.TEXT: workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        Kind.CODE: workbook.add_format({"num_format": "@", "valign": "top"}),
        Kind.INTEGER: workbook.add_format({"num_format": f"{tag}0", "valign": "top"}),
        Kind.DECIMAL: workbook.add_format({"num_format": f"{tag}General", "valign": "top"}),
        Kind.DATE: workbook.add_format({"num_format": f"{tag}yyyy-mm-dd", "valign": "top"}),
    }


def _write_sheet(worksheet: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    worksheet.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, WIDTHS[column.kind])
        worksheet.write_string(0, place, _short_enough(column.title), formats["header"])
    for number, row in enumerate(counted(sheet), start=1):
        _write_row(worksheet, number, sheet.columns, row, formats)


def _write_row(
    worksheet: Any, number: int, columns: Sequence[Column], row: Sequence[Value], formats: Mapping[str, Any]
) -> None:
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        style = formats[column.kind]
        match value:
            case None:
                continue
            case str():
                worksheet.write_string(number, place, _short_enough(value), style)
            case date():
                worksheet.write_datetime(number, place, value, style)
            case int() | float() | Decimal():
                worksheet.write_number(number, place, value, style)


def _short_enough(text: str) -> str:
    clean = "\n".join(lines(text))
    if len(clean) <= LONGEST_TEXT // 2:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2:
        return clean
    return units[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", errors="ignore") + "…"

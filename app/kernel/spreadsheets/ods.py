"""ODS, the format the German administration moves to (ODF 1.3), written row by row with the standard library, each piece
leaving at once.

Codes and texts are strings, numbers and dates are real, nothing is a formula; the header row stays in sight.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import BinaryIO

from app.kernel.spreadsheets import archive, ods_parts
from app.kernel.spreadsheets.archive import Member
from app.kernel.spreadsheets.sheet import Book, Column, Sheet, Value, counted, lines, plain_number, tab_names

_GAPS = re.compile(r"^ +| {2,}|\t")


def chunks(book: Book) -> Iterator[bytes]:
    """The file in pieces, never more than a few rows in memory. Raises TooManyRows."""
    return archive.pieces(_members(book), media_type=ods_parts.MEDIA_TYPE)


def write(book: Book, file: BinaryIO) -> None:
    """Write the file. Raises TooManyRows."""
    file.writelines(chunks(book))


def _members(book: Book) -> Iterator[Member]:
    names = tab_names(book.sheets)
    yield "META-INF/manifest.xml", [ods_parts.manifest().encode("utf-8")]
    yield "meta.xml", [ods_parts.meta(book).encode("utf-8")]
    yield "settings.xml", [ods_parts.settings(names).encode("utf-8")]
    yield "styles.xml", [ods_parts.styles(book.language).encode("utf-8")]
    yield "content.xml", (piece.encode("utf-8") for piece in _content(book.sheets, names))


def _content(sheets: Sequence[Sheet], names: Sequence[str]) -> Iterator[str]:
    yield ods_parts.CONTENT_BEGINS
    for sheet, name in zip(sheets, names, strict=True):
        yield f'<table:table table:name="{escape(name)}">'
        yield "".join(ods_parts.column(column.kind) for column in sheet.columns)
        header = "".join(_text(column.title, "header") for column in sheet.columns)
        yield f"<table:table-header-rows>{_row(header)}</table:table-header-rows>"
        for row in counted(sheet):
            yield _row("".join(map(_cell, sheet.columns, row)))
        yield "</table:table>"
    yield ods_parts.CONTENT_ENDS


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(column: Column, value: Value) -> str:
    style = column.kind.value
    match value:
        case None:
            return "<table:table-cell/>"
        case str():
            return _text(value, style)
        case date():
            return _typed("date", "date-value", value.isoformat(), style)
        case int() | float() | Decimal():
            return _typed("float", "value", plain_number(value), style)


def _typed(kind: str, attribute: str, value: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" office:{attribute}="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _text(text: str, style: str) -> str:
    paragraphs = "".join(f"<text:p>{_GAPS.sub(_kept_gap, escape(line))}</text:p>" for line in lines(text))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _kept_gap(gap: re.Match[str]) -> str:
    """White space that XML readers would fold into one blank."""
    return "<text:tab/>" if gap[0] == "\t" else f'<text:s text:c="{len(gap[0])}"/>'

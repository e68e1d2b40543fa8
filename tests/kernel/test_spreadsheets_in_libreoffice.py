"""What LibreOffice makes of our files: the same values, real types, and no formula anywhere."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from app.kernel.spreadsheets import delimited, ods, xlsx
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet

COLUMNS = (
    Column(key="key", title="Schlüssel", kind=Kind.CODE),
    Column(key="text", title="Text"),
    Column(key="people", title="Menschen", kind=Kind.INTEGER),
    Column(key="share", title="Anteil", kind=Kind.DECIMAL),
    Column(key="day", title="Tag", kind=Kind.DATE),
)
HARMLESS = (
    "Löbervorstadt ß ÄÖÜ",
    "Straße, Platz; Weg",
    "😀 Spielplatz",
    "شارع مكسور",
    "\u202erückwärts",
    "erste Zeile\nzweite Zeile",
    "zwei  Leerzeichen",
    '"; DROP',
)
CODES = ("007", "1-2", "1e5", "2026-03-01", "0,5", "TRUE")
FORMULAS = (
    "=1+1",
    "+49 361 655",
    "-5",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org")',
    "＝1+1",
    "＋1",
)
TEXTS = (*HARMLESS, *CODES, *FORMULAS)

GERMAN_CSV = "CSV:59,34,76,1,,1031,false,false"
"""How a German reader opens it: semicolon, double quotes, UTF-8, from line 1, German numbers, nothing special."""

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


@dataclass(frozen=True, kw_only=True)
class Cell:
    kind: str
    value: str
    text: str


def a_sheet(title="Stimmen"):
    rows = [("01", text, -5, Decimal("0.25"), date(2026, 3, 1)) for text in TEXTS]
    return Sheet(name="stimmen", title=title, columns=COLUMNS, rows=rows)


def a_book():
    sheets = (a_sheet(), a_sheet("Methode & Mehr"))
    return Book(title="Bedürfnisse", sheets=sheets, made_at=datetime(2026, 11, 21, tzinfo=UTC))


def opened(content, ending, folder, *, infilter=()):
    """The file as LibreOffice understands it, with a profile of its own."""
    source = folder / f"stimmen.{ending}"
    source.write_bytes(b"".join(content))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *infilter]
    subprocess.run([*command, "--convert-to", "fods", "--outdir", str(folder), str(source)], check=True, capture_output=True)
    return ElementTree.parse(folder / "stimmen.fods").getroot()  # noqa: S314  # LibreOffice has just written it.


def tables(document):
    return {table.get(f"{TABLE}name"): _rows(table) for table in document.iter(f"{TABLE}table")}


def _rows(table):
    rows = [
        [_cell(cell) for cell in row.iter(f"{TABLE}table-cell")][: len(COLUMNS)] for row in table.iter(f"{TABLE}table-row")
    ]
    return [row for row in rows if any(cell.text for cell in row)]


def _cell(cell):
    value = cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value") or ""
    paragraphs = cell.findall(f"{TEXT}p")
    return Cell(kind=cell.get(f"{OFFICE}value-type", ""), value=value, text="\n".join(map(_written, paragraphs)))


def _written(paragraph):
    parts = [paragraph.text or ""]
    for inner in paragraph:
        parts.append(" " * int(inner.get(f"{TEXT}c", "1")) if inner.tag == f"{TEXT}s" else _written(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def formulas(document):
    return [cell.get(f"{TABLE}formula") for cell in document.iter() if cell.get(f"{TABLE}formula")]


def languages(document):
    return {
        (style.get(f"{FO}language"), style.get(f"{FO}country")) for style in document.iter() if style.get(f"{FO}language")
    }


@pytest.mark.parametrize(("write", "ending"), [(xlsx.chunks, "xlsx"), (ods.chunks, "ods")])
def test_spreadsheets_come_back_whole(write, ending, tmp_path):
    document = opened(write(a_book()), ending, tmp_path)
    sheets = tables(document)
    header, *rows = sheets["Stimmen"]

    assert list(sheets) == ["Stimmen", "Methode & Mehr"]
    assert [cell.text for cell in header] == [column.title for column in COLUMNS]
    assert [row[1].text for row in rows] == list(TEXTS)
    assert {row[1].kind for row in rows} == {"string"}
    assert formulas(document) == []
    assert {(row[0].kind, row[0].text) for row in rows} == {("string", "01")}
    assert {(cell.kind, cell.value) for row in rows for cell in row[2:]} == {
        ("float", "-5"),
        ("float", "0.25"),
        ("date", "2026-03-01"),
    }


def test_ods_shows_dates_as_dates_in_german(tmp_path):
    document = opened(ods.chunks(a_book()), "ods", tmp_path)

    assert ("de", "DE") in languages(document)
    assert tables(document)["Stimmen"][1][4].text == "2026-03-01"


def test_german_csv_opens_with_numbers_and_without_formulas(tmp_path):
    content = delimited.chunks(a_sheet(), delimited.EXCEL)

    document = opened(content, "csv", tmp_path, infilter=["--infilter=" + GERMAN_CSV])

    header, *rows = next(iter(tables(document).values()))
    assert header[0].text == "Schlüssel"
    assert formulas(document) == []
    assert [row[1].text for row in rows][: len(HARMLESS)] == list(HARMLESS)
    assert [row[1].text for row in rows][-len(FORMULAS) :] == [f"'{text}" for text in FORMULAS]
    assert {(cell.kind, cell.value) for row in rows for cell in row[2:]} == {
        ("float", "-5"),
        ("float", "0.25"),
        ("date", "2026-03-01"),
    }

"""The same sheet as CSV, XLSX and ODS: every value survives, and no cell of text becomes a formula."""

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import frictionless
import openpyxl
import pytest
from odf import opendocument
from odf.namespaces import OFFICENS
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from app.kernel.spreadsheets import delimited, ods, schema, xlsx
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, TooManyRows, column_letters, tab_names

COLUMNS = (
    Column(key="key", title="Schlüssel", kind=Kind.CODE, description="Zwei Ziffern"),
    Column(key="text", title="Text"),
    Column(key="people", title="Menschen", kind=Kind.INTEGER),
    Column(key="share", title="Anteil", kind=Kind.DECIMAL),
    Column(key="day", title="Tag", kind=Kind.DATE),
)
HARMLESS = (
    "Löbervorstadt ß ÄÖÜ",
    "007",
    "1-2",
    "1e5",
    "😀 Spielplatz",
    "شارع مكسور",
    "erste Zeile\nzweite; Zeile",
    '"; DROP',
)
FORMULAS = ("=1+1", "+49 361 655", "-5", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠A1")
ROW = ("01", "Löbervorstadt", 12, Decimal("0.25"), date(2026, 3, 1))


def a_sheet(*rows, **more):
    given = {"name": "stimmen", "title": "Stimmen", "columns": COLUMNS, "rows": rows or (ROW,), **more}
    return Sheet(**given)


def of_texts(texts):
    return a_sheet(*(("01", text, -5, Decimal("-0.5"), None) for text in texts))


def a_book(*sheets):
    return Book(title="Bedürfnisse", sheets=sheets or (a_sheet(),), made_at=datetime(2026, 11, 21, tzinfo=UTC))


def csv_rows(sheet, dialect):
    text = b"".join(delimited.chunks(sheet, dialect)).decode(dialect.encoding)
    return list(csv.reader(StringIO(text, newline=""), delimiter=dialect.delimiter))


def xlsx_cells(book, place=0):
    workbook = openpyxl.load_workbook(BytesIO(b"".join(xlsx.chunks(book))))
    return workbook.worksheets[place]


def ods_rows(book, place=0):
    table = opendocument.load(BytesIO(b"".join(ods.chunks(book)))).spreadsheet.getElementsByType(Table)[place]
    return [row.getElementsByType(TableCell) for row in table.getElementsByType(TableRow)]


def test_the_german_dialect_opens_in_excel_by_double_click():
    content = b"".join(delimited.chunks(a_sheet(), delimited.EXCEL))

    assert content == ("\ufeffSchlüssel;Text;Menschen;Anteil;Tag\r\n01;Löbervorstadt;12;0,25;2026-03-01\r\n".encode())


def test_the_open_dialect_has_machine_names_and_decimal_points():
    content = b"".join(delimited.chunks(a_sheet(), delimited.OPEN_DATA))

    assert content == "key,text,people,share,day\r\n01,Löbervorstadt,12,0.25,2026-03-01\r\n".encode()


@pytest.mark.parametrize("dialect", [delimited.EXCEL, delimited.OPEN_DATA])
@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_gets_an_apostrophe_in_csv(text, dialect):
    assert csv_rows(of_texts([text]), dialect)[1][1] == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is_in_csv(text):
    assert csv_rows(of_texts([text]), delimited.EXCEL)[1][1] == text


def test_negative_numbers_stay_numbers_in_csv():
    assert csv_rows(of_texts(["x"]), delimited.EXCEL)[1][2:] == ["-5", "-0,5", ""]


def test_small_numbers_are_written_without_exponent():
    row = ("01", "x", 1, 1e-7, None)

    assert csv_rows(a_sheet(row), delimited.OPEN_DATA)[1][3] == "0.0000001"


def test_infinity_is_refused():
    with pytest.raises(ValueError, match="infinity"):
        list(delimited.chunks(a_sheet(("01", "x", 1, float("inf"), None)), delimited.OPEN_DATA))


@pytest.mark.parametrize("text", [*HARMLESS, *FORMULAS, "  zwei  Leerzeichen ", "Tab\tdarin", "a" * 6000])
def test_xlsx_keeps_every_text_and_knows_no_formula(text):
    cell = xlsx_cells(a_book(of_texts([text])))["B2"]

    assert cell.data_type in {"s", "inlineStr"}
    assert cell.value == text.replace("\r", "\n")


def test_xlsx_keeps_codes_as_text_and_dates_as_dates():
    cells = xlsx_cells(a_book())

    assert [cell.value for cell in cells[2]] == ["01", "Löbervorstadt", 12, 0.25, datetime(2026, 3, 1)]
    assert cells["A2"].number_format == "@"
    assert cells["E2"].is_date


def test_xlsx_freezes_its_header_and_says_its_language():
    workbook = openpyxl.load_workbook(BytesIO(b"".join(xlsx.chunks(a_book()))))

    assert workbook.worksheets[0].freeze_panes == "A2"
    assert workbook.properties.title == "Bedürfnisse"
    assert workbook.custom_doc_props["Language"].value == "de-DE"
    assert workbook.worksheets[0]["E2"].number_format.startswith("[$-407]")


def test_xlsx_shortens_what_no_cell_can_hold():
    value = xlsx_cells(a_book(of_texts(["😀" * 40_000])))["B2"].value

    assert value == "😀" * 16_383 + "…"


@pytest.mark.parametrize("text", [*HARMLESS, *FORMULAS, "  zwei  Leerzeichen ", "Tab\tdarin"])
def test_ods_keeps_every_text_and_knows_no_formula(text):
    cell = ods_rows(a_book(of_texts([text])))[1][1]

    assert cell.getAttrNS(OFFICENS, "value-type") == "string"
    assert cell.getAttribute("formula") is None
    assert "\n".join(extractText(line) for line in cell.childNodes) == text.replace("\r", "\n")


def test_ods_types_are_real():
    cells = ods_rows(a_book())[1]

    assert [cell.getAttrNS(OFFICENS, "value-type") for cell in cells] == ["string", "string", "float", "float", "date"]
    assert cells[3].getAttrNS(OFFICENS, "value") == "0.25"
    assert cells[4].getAttrNS(OFFICENS, "date-value") == "2026-03-01"


def test_ods_says_what_it_is_in_its_first_bytes():
    """Where `file` and all offices look for it: behind a header of 30 bytes and the name."""
    assert b"".join(ods.chunks(a_book()))[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def test_ods_begins_with_its_type_and_has_styles():
    with ZipFile(BytesIO(b"".join(ods.chunks(a_book())))) as archive:
        first = archive.infolist()[0]
        styles = archive.read("styles.xml").decode()

    assert (first.filename, first.compress_type, first.flag_bits, first.extra) == ("mimetype", ZIP_STORED, 0, b"")
    assert "number:date-style" in styles
    assert 'fo:language="de" fo:country="DE"' in styles


def test_ods_freezes_the_header_of_each_sheet():
    with ZipFile(BytesIO(b"".join(ods.chunks(a_book(a_sheet(title="A & B"), a_sheet(title="C")))))) as archive:
        settings = archive.read("settings.xml").decode()

    assert settings.count('"VerticalSplitPosition" config:type="int">1<') == 2
    assert 'config-item-map-entry config:name="A &amp; B"' in settings


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks])
def test_the_same_book_gives_the_same_bytes(write):
    assert b"".join(write(a_book())) == b"".join(write(a_book()))


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_that_xml_forbids_are_shown_as_such(bad):
    sheet = of_texts([f"a{bad}b"])

    assert csv_rows(sheet, delimited.EXCEL)[1][1] == "a\ufffdb"
    assert xlsx_cells(a_book(sheet))["B2"].value == "a\ufffdb"
    assert extractText(ods_rows(a_book(sheet))[1][1]) == "a\ufffdb"


def test_a_text_that_looks_like_an_escape_of_excel_survives():
    assert xlsx_cells(a_book(of_texts(["_x0041_"])))["B2"].value in {"_x0041_", "_x005F_x0041_"}


def test_a_sign_may_stand_in_place_of_a_number():
    book = a_book(a_sheet(("01", "x", "•", None, None), signs={"•": "zurückgehalten"}))

    assert csv_rows(book.sheets[0], delimited.EXCEL)[1][2] == "•"
    assert xlsx_cells(book)["C2"].value == "•"
    assert extractText(ods_rows(book)[1][2]) == "•"


def test_several_sheets_get_names_that_every_program_accepts():
    titles = ("Themen / Ortsteile: [alle]?", "a" * 40, "A" * 40, "'", "Methode")

    names = tab_names([a_sheet(title=title) for title in titles])

    assert names == ["Themen   Ortsteile   alle", "a" * 31, "A" * 27 + " (2)", "-", "Methode"]


def test_several_sheets_stand_in_one_file():
    book = a_book(a_sheet(title="Themen"), a_sheet(title="Methode & Mehr", rows=[("02", "y", 1, 2, None)]))

    assert xlsx_cells(book, 1).title == "Methode & Mehr"
    assert xlsx_cells(book, 1)["A2"].value == "02"
    assert extractText(ods_rows(book, 1)[1][0]) == "02"


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="4 cells"):
        list(delimited.chunks(a_sheet(ROW[:4]), delimited.EXCEL))


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks])
def test_rows_that_a_spreadsheet_would_drop_are_refused(write, monkeypatch):
    monkeypatch.setattr("app.kernel.spreadsheets.sheet.MOST_ROWS", 3)

    with pytest.raises(TooManyRows):
        list(write(a_book(a_sheet(ROW, ROW, ROW))))


def test_xlsx_tells_early_days_as_text_and_knows_columns_behind_z():
    columns = [Column(key=f"k{number}", title=f"T{number}", kind=Kind.DATE) for number in range(28)]
    row = [date(1899, 12, 31), date(1900, 2, 28), date(1900, 3, 1), *[None] * 24, date(2026, 3, 1)]
    cells = xlsx_cells(a_book(a_sheet(row, columns=columns)))

    assert [cells[f"{letter}2"].value for letter in ("A", "B")] == ["1899-12-31", "1900-02-28"]
    assert [cells[f"{letter}2"].value for letter in ("C", "AB")] == [datetime(1900, 3, 1), datetime(2026, 3, 1)]
    assert [column_letters(place) for place in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks])
def test_the_first_bytes_leave_before_any_row_is_read(write):
    read = []

    def rows() -> Iterator[tuple]:
        for number in range(20_000):
            read.append(number)
            yield (f"{number:05}", str(number * 7919), number, None, None)

    pieces = write(a_book(a_sheet(rows=rows())))

    assert next(pieces).startswith(b"PK")
    assert read == []
    assert sum(1 for _piece in pieces) > 3
    assert len(read) == 20_000


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks])
def test_a_file_that_breaks_off_cannot_be_opened(write):
    def rows() -> Iterator[tuple]:
        for number in range(20_000):
            yield (f"{number:05}", str(number * 7919), number, None, None)
        raise RuntimeError("the database is gone")

    got, whole = [], b"".join(write(a_book()))
    with pytest.raises(RuntimeError, match="gone"):
        got.extend(write(a_book(a_sheet(rows=rows()))))

    assert len(b"".join(got)) > len(whole)
    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(b"".join(got)))


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks])
def test_every_entry_is_whole_and_none_is_in_zip64(write):
    """Excel refuses entries in ZIP64: they would say in front that they are of version 4.5."""
    data = b"".join(write(a_book(a_sheet(), a_sheet(title="Noch eine"))))

    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {data[entry.header_offset + 4] for entry in archive.infolist()} == {20}


@pytest.mark.parametrize("dialect", [delimited.EXCEL, delimited.OPEN_DATA])
def test_the_description_for_machines_fits_the_file(dialect, tmp_path):
    sheet = a_sheet(ROW, ("02", "=1", "•", None, None), signs={"•": "zurückgehalten"}, primary_key=["key"])
    (tmp_path / "stimmen.csv").write_bytes(b"".join(delimited.chunks(sheet, dialect)))

    resource = frictionless.Resource.from_descriptor(
        schema.resource(sheet, dialect, path="stimmen.csv"), basepath=str(tmp_path)
    )

    assert resource.validate().flatten(["message"]) == []
    rows = resource.read_rows()
    assert list(rows[0].values())[2:4] == [12, Decimal("0.25")]
    assert list(rows[1].values())[2] is None


@pytest.mark.parametrize("write", [xlsx.chunks, ods.chunks, lambda book: delimited.chunks(book.sheets[0], delimited.EXCEL)])
def test_memory_stays_flat_however_long_the_table(write):
    short, long = (_peak(write, rows) for rows in (500, 5_000))

    assert long < short + 1_000_000


def _peak(write, count):
    def rows() -> Iterator[tuple]:
        for number in range(count):
            yield (f"{number:05}", f"Beitrag {number} " * 20, number, Decimal(number), date(2026, 1, 1))

    tracemalloc.start()
    try:
        for _piece in write(a_book(a_sheet(rows=rows()))):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

"""The files of a release say what its pages say, no more and no less, in every format."""

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path

import frictionless
import openpyxl
import pytest
from odf import opendocument
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from app.kernel.db import db
from app.needs import exports, queries, rules, service
from app.needs.models import Release
from app.needs.rules import ProtectedTable
from tests.needs import city
from tests.needs.city import SUMMER, Pattern

Rows = list[list[object]]
KEYS = ("tabelle", "zeile", "spalte", "flag")


@pytest.fixture
def release(app: object) -> Release:
    city.build()
    city.speak()
    return service.make_release(quarter=SUMMER)


@pytest.fixture
def folder(release: Release, tmp_path: Path) -> Path:
    """All files of the release, written down."""
    for file in exports.files(release, queries.tables_of(release)):
        (tmp_path / file.name).write_bytes(b"".join(file.pieces))
    return tmp_path


def open_numbers(folder: Path) -> list[dict[str, str]]:
    (path,) = folder.glob("*-zahlen-offen.csv")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def speaking_numbers(folder: Path) -> list[dict[str, str]]:
    """The German dialect, with the keys in place of the titles."""
    (path,) = folder.glob("*-zahlen-excel.csv")
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";")
    assert len(header) == len(set(header))
    return [dict(zip((column.key for column in exports.number_columns()), row, strict=True)) for row in rows]


def pattern_of_numbers(rows: list[dict[str, str]]) -> Pattern:
    """The pattern as it stands in a long file."""
    found: Pattern = {}
    for table, row, column, flag in ([entry[key] for key in KEYS] for entry in rows):
        line = found.setdefault(table, {}).setdefault(row.replace(exports.SUM, ""), {})
        line[column.replace(exports.SUM, "")] = flag
    return found


def pattern_of_sheets(sheets: list[Rows], tables: list[ProtectedTable]) -> Pattern:
    """The pattern as it stands in the first sheets of a book: key and name in front, then numbers and signs."""
    return {
        table.name: city.pattern_in_words([[str(cell) for cell in row[2:]] for row in rows[1:]], table)
        for table, rows in zip(tables, sheets, strict=False)
    }


def xlsx_sheets(path: Path) -> list[Rows]:
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path)]


def ods_sheets(path: Path) -> list[Rows]:
    tables = opendocument.load(str(path)).spreadsheet.getElementsByType(Table)
    return [
        [[extractText(cell) for cell in row.getElementsByType(TableCell)] for row in table.getElementsByType(TableRow)]
        for table in tables
    ]


def test_every_file_withholds_the_same_cells(release: Release, folder: Path):
    tables = queries.tables_of(release)
    (xlsx,), (ods,) = folder.glob("*.xlsx"), folder.glob("*.ods")

    patterns = {
        "database": city.pattern_of(tables),
        "open data": pattern_of_numbers(open_numbers(folder)),
        "German CSV": pattern_of_numbers(speaking_numbers(folder)),
        "XLSX": pattern_of_sheets(xlsx_sheets(xlsx), tables),
        "ODS": pattern_of_sheets(ods_sheets(ods), tables),
    }

    hashes = {name: rules.pattern_hash(pattern) for name, pattern in patterns.items()}
    assert hashes == dict.fromkeys(patterns, release.pattern_hash)


def test_numbers_and_flags_exclude_each_other(folder: Path):
    rows = open_numbers(folder)

    assert {(row["menschen"] == "", row["flag"] == "") for row in rows} == {(True, False), (False, True)}
    assert {row["flag"] for row in rows} == {"", "z", "c", "x"}
    assert min(int(row["menschen"]) for row in rows if row["menschen"]) >= 5


def test_the_numbers_in_the_files_are_those_of_the_release(release: Release, folder: Path):
    expected = {
        (table.name, row or exports.SUM, column or exports.SUM): cell.count
        for table in queries.tables_of(release)
        for (row, column), cell in table.cells.items()
        if cell.count
    }

    written = {(row["tabelle"], row["zeile"], row["spalte"]): row["menschen"] for row in open_numbers(folder)}

    assert {place: int(people) for place, people in written.items() if people} == expected


def test_keys_keep_their_leading_zeros(folder: Path):
    (path,) = folder.glob("*.xlsx")
    first = xlsx_sheets(path)[0]

    assert {"06", "07"} <= {row[0] for row in first}
    assert {"06", "07"} <= {row["zeile"] for row in open_numbers(folder)}


def test_open_document_cells_keep_their_types(folder: Path):
    (path,) = folder.glob("*.ods")
    first = opendocument.load(str(path)).spreadsheet.getElementsByType(Table)[0]
    rows = [row.getElementsByType(TableCell) for row in first.getElementsByType(TableRow)]

    key, name, *cells = next(row for row in rows if extractText(row[0]) == "08")

    assert [cell.getAttribute("valuetype") for cell in (key, name)] == ["string", "string"]
    numbers = [cell for cell in cells if extractText(cell).isdecimal()]
    assert {cell.getAttribute("valuetype") for cell in numbers} == {"float"}


def test_umlauts_stay_whole(folder: Path):
    (xlsx,) = folder.glob("*.xlsx")

    assert "Grün, Spiel, Sport" in {row["spalte_name"] for row in open_numbers(folder)}
    assert "Grün, Spiel, Sport" in {row["spalte_name"] for row in speaking_numbers(folder)}
    assert "Grün, Spiel, Sport" in xlsx_sheets(xlsx)[0][0]


def test_numbers_are_numbers_and_nothing_is_a_formula(folder: Path):
    (path,) = folder.glob("*.xlsx")

    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]

    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.data_type == "n" and cell.value == city.SPOKEN["08", "gruen"] for cell in cells)


def test_the_dictionary_explains_every_column(folder: Path):
    (path,) = folder.glob("*-codebuch-offen.csv")
    explained = {row["spalte"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))}

    assert set(open_numbers(folder)[0]) <= explained


def test_the_package_describes_every_csv_file(folder: Path):
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))

    assert {resource["path"] for resource in described["resources"]} == {path.name for path in folder.glob("*.csv")}
    assert len({resource["name"] for resource in described["resources"]}) == len(described["resources"])


def test_the_package_fits_its_files(folder: Path):
    package = frictionless.Package(str(folder / "datapackage.json"))

    assert package.validate().flatten(["message"]) == []
    assert {str(row["menschen"]) for row in package.get_resource("zahlen-offen").read_rows()} > {"None", "23"}


def test_the_words_beside_the_numbers_say_what_they_are_not(release: Release, folder: Path):
    words = (folder / "LIESMICH.txt").read_text("utf-8")

    assert "nicht repräsentativ" in words
    assert "mindestens 5 Menschen" in words
    assert all(flag.sign in words for flag in rules.Flag)
    assert release.checksum in words


def test_the_archive_holds_every_file(release: Release, folder: Path):
    file = exports.one_file(release, queries.tables_of(release), "alles")

    with zipfile.ZipFile(io.BytesIO(b"".join(file.pieces))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_without_the_database(release: Release):
    """The answer to a download leaves when the request and its rows are gone."""
    file = exports.one_file(release, queries.tables_of(release), "alles")
    db.session.commit()
    db.session.remove()

    assert b"".join(file.pieces)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_libreoffice_reads_the_same_numbers(folder: Path, tmp_path: Path, ending: str):
    (path,) = folder.glob(f"*.{ending}")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", str(path)]
    subprocess.run([*convert, "--outdir", str(tmp_path / "read")], check=True, capture_output=True, timeout=120)

    (read,) = (tmp_path / "read").glob("*.csv")
    rows = {row[0]: row[2:] for row in csv.reader(io.StringIO(read.read_text("utf-8")))}
    assert str(city.SPOKEN["08", "gruen"]) in rows["08"]
    assert rules.Flag.WITHHELD.sign in rows["06"]

"""ODS is read as it was written: by us, by LibreOffice, and by people who mean harm."""

import subprocess
import tracemalloc
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.spreadsheets import ods, ods_reading
from app.kernel.spreadsheets.ods_reading import Flaw, Limits, OdsTooLarge, OdsUnreadable, ReadCell
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet, lines

LIMITS = Limits(rows=1000, columns=50, cells=20_000, signs=100_000)
ATTRIBUTES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "draw": "drawing",
        "number": "datastyle",
        "style": "style",
    }.items()
)


ATTRIBUTES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def read(content, limits=LIMITS):
    return ods_reading.read(BytesIO(content.encode() if isinstance(content, str) else content), limits)


def of_rows(rows, before=""):
    """The `content.xml` of a file with one sheet."""
    return (
        f"{before}<office:document-content {ATTRIBUTES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Blatt">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def values(rows):
    """What stands in the rows of one sheet, by row and column."""
    (sheet,) = read(of_rows(rows))
    return {number: {place: cell.value for place, cell in row.items()} for number, row in sheet.rows.items()}


def text(words, attributes=""):
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


SIGNS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r")
CELLS = {
    Kind.TEXT: st.text(SIGNS, max_size=20) | st.text(" \t\n<&ä", max_size=8),
    Kind.CODE: st.text(SIGNS, max_size=5),
    Kind.INTEGER: st.integers(-(10**20), 10**20) | st.just("•"),
    Kind.DECIMAL: st.decimals(-(10**9), 10**9, places=4)
    | st.floats(-1e9, 1e9).filter(lambda each: not 0 < abs(each) < 1e-9),
    Kind.DATE: st.dates(),
}
TABLES = st.lists(st.tuples(*(st.none() | cells for cells in CELLS.values())), max_size=4)


@settings(deadline=None, max_examples=60)
@given(TABLES)
def test_what_we_write_we_read_back(rows):
    columns = [Column(key=kind, title=f"{kind}  =1 ", kind=kind) for kind in CELLS]
    sheets = [Sheet(name=name, title=name, columns=columns, rows=rows) for name in ("eins", "zwei")]
    book = Book(title="B", sheets=sheets, made_at=datetime(2026, 11, 21, tzinfo=UTC))
    with ZipFile(BytesIO(b"".join(ods.chunks(book)))) as archive:
        found = read(archive.read("content.xml"))

    titles = {place: f"{kind}  =1 " for place, kind in enumerate(CELLS, start=1)}
    wanted = [titles, *({place: _meant(cell) for place, cell in enumerate(row, start=1)} for row in rows)]
    assert [sheet.name for sheet in found] == ["eins", "zwei"]
    for sheet in found:
        cells = [{place: cell.value for place, cell in sheet.rows.get(number, {}).items()} for number in _numbers(wanted)]
        assert cells == [{place: cell for place, cell in each.items() if cell not in (None, "")} for each in wanted]


def _numbers(rows):
    return range(1, len(rows) + 1)


def _meant(cell):
    match cell:
        case str():
            return "\n".join(lines(cell))
        case float():
            return Decimal(repr(cell))
    return cell


def test_what_repeats_counts_as_often_as_it_says_and_the_empty_rest_costs_nothing():
    rest = '<table:table-cell table:number-columns-repeated="1048576"/>'
    rows = (
        row(text("a", 'table:number-columns-repeated="3"'), rest)
        + row(rest, attributes='table:number-rows-repeated="4"')
        + row(text("b"), attributes='table:number-rows-repeated="2"')
        + row(rest, attributes='table:number-rows-repeated="1048000"')
    )

    assert values(rows) == {1: {1: "a", 2: "a", 3: "a"}, 6: {1: "b"}, 7: {1: "b"}}


def test_what_stands_beyond_the_limits_is_noticed():
    far = '<table:table-cell table:number-columns-repeated="700"/>'
    rows = row(far, text("x")) + row(far, attributes='table:number-rows-repeated="5000"') + row(text("y"))

    assert values(rows) == {1: {51: "x"}, 1001: {1: "y"}}
    assert max(values(row(text("x", 'table:number-columns-repeated="999999999999999"')))[1]) == 51


def test_comments_drawings_and_covered_cells_are_left_out():
    rows = row(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>Notiz</text:p></office:annotation>'
        "<draw:frame><draw:text-box><text:p>Bild</text:p></draw:text-box></draw:frame>"
        "<text:p>\n  erste \n Zeile<text:line-break/>a<text:s text:c='3'/>b <text:span>c<text:note>n</text:note></text:span>"
        "<text:tab/></text:p><text:p>zweite</text:p></table:table-cell>",
        '<table:covered-table-cell table:number-columns-repeated="2"><text:p>verdeckt</text:p></table:covered-table-cell>',
        text("nach"),
    )

    assert values(rows) == {1: {1: "erste Zeile\na   b c\t\nzweite", 4: "nach"}}


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ('office:value-type="float" office:value="1999"', Decimal(1999)),
        ('office:value-type="percentage" office:value="0.5"', Decimal("0.5")),
        ('office:value-type="float" office:value="1E+999999999"', "gezeigt"),
        ('office:value-type="float" office:value="NaN"', "gezeigt"),
        ('office:value-type="float"', "gezeigt"),
        ('office:value-type="date" office:date-value="2026-11-16"', date(2026, 11, 16)),
        ('office:value-type="date" office:date-value="2026-11-16T00:00:00.000000000"', date(2026, 11, 16)),
        ('office:value-type="date" office:date-value="2026-11-16T18:30:00"', datetime(2026, 11, 16, 18, 30)),
        ('office:value-type="date" office:date-value="-0044-03-15"', "gezeigt"),
        ('office:value-type="time" office:time-value="PT18H30M00S"', time(18, 30)),
        ('office:value-type="time" office:time-value="PT99H30M00S"', "gezeigt"),
        ('office:value-type="boolean" office:boolean-value="true"', True),
        ('office:value-type="string" office:string-value="dahinter"', "dahinter"),
        ("", "gezeigt"),
    ],
)
def test_a_cell_holds_its_value_not_what_it_looks_like(attributes, value):
    assert values(row(text("gezeigt", attributes))) == {1: {1: value}}


def test_a_formula_says_so():
    (sheet,) = read(
        of_rows(
            row(
                text("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"'),
                text("WAHR", 'table:formula="of:=TRUE()" office:value-type="boolean" office:boolean-value="true"'),
                text("#DIV/0!", 'office:value-type="string" calcext:value-type="error"'),
            )
        )
    )

    assert sheet.rows[1][1] == ReadCell(value=Decimal(2), flaw=Flaw.FORMULA)
    assert sheet.rows[1][2] == ReadCell(value=True), "LibreOffice writes yes and no like this"
    assert sheet.rows[1][3].flaw is Flaw.ERROR


LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {b} "&{a};&{a};">' for a, b in zip("abcde", "bcdef", strict=True)
)


@pytest.mark.parametrize(
    "content",
    [
        of_rows(row(text("&f;")), before=LAUGHS + "]>"),
        of_rows(row(text("&f;")), before=LAUGHS + "]>").encode("utf-16"),
        of_rows(row(text("&f;")), before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        of_rows(row(text("x")))[:-5],
        of_rows(row(text("x"))).encode("latin-1").replace(b"x", b"\xff"),
        of_rows(row(text("x")), before='<?xml version="1.0" encoding="klingonisch"?>'),
        "<html><body>x</body></html>",
        of_rows(row(text("x"))).replace("spreadsheet>", "text>"),
        "",
    ],
    ids=["laughs", "laughs in utf-16", "outside", "cut off", "not utf-8", "encoding", "html", "odt", "empty"],
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(OdsUnreadable):
        read(content)


@pytest.mark.parametrize(
    "rows",
    [
        row(*(text("x", 'table:number-columns-repeated="50"'),), attributes='table:number-rows-repeated="100000"'),
        row(text("<text:s text:c='2000000000'/>")),
        row(text("<text:s text:c='90000'/>" * 2)),
        "</table:table><table:table>" * 600,
        row(text("x" * 100_001)),
    ],
    ids=["cells", "blanks", "more blanks", "sheets", "signs"],
)
def test_what_would_swell_is_refused_with_little_memory(rows):
    tracemalloc.start()
    try:
        with pytest.raises(OdsTooLarge):
            read(of_rows(rows))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_without_limits_it_would_swell():
    """The weak twin."""
    rows = row(text("x", 'table:number-columns-repeated="50"'), attributes='table:number-rows-repeated="100000"')

    (sheet,) = read(of_rows(rows), Limits(rows=100_000, columns=50, cells=10**9, signs=10**9))
    assert len(sheet.rows) == 100_000


FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {ATTRIBUTES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="D"><number:year/><number:text>-</number:text><number:month/></number:date-style>
<number:time-style style:name="T"><number:hours/><number:text>:</number:text><number:minutes/></number:time-style>
<number:percentage-style style:name="P"><number:number/><number:text>%</number:text></number:percentage-style>
<number:boolean-style style:name="B"><number:boolean/></number:boolean-style>
{"".join(f'<style:style style:name="c{each}" style:family="table-cell" style:data-style-name="{each}"/>' for each in "DTPB")}
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Antworten &amp; mehr">
{row(*map(text, ("wege_bus", "seit", "tag", "uhr", "anteil", "warum", "rest")))}
{
    row(
        text("WAHR", 'table:style-name="cB" office:value-type="boolean" office:boolean-value="true"'),
        text("1.999", 'office:value-type="float" office:value="1999"'),
        text("16.11.26", 'table:style-name="cD" office:value-type="date" office:date-value="2026-11-16"'),
        text("18:30", 'table:style-name="cT" office:value-type="time" office:time-value="PT18H30M00S"'),
        text("50 %", 'table:style-name="cP" office:value-type="percentage" office:value="0.5"'),
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1">'
        "<office:annotation><text:p>Notiz</text:p></office:annotation>"
        f"<text:p>{escape('Er ist <nah>')}<text:s text:c='2'/>&amp; gut.</text:p><text:p>Ja.</text:p></table:table-cell>",
        "<table:covered-table-cell/>",
    )
}
{row(text("x"), attributes='table:number-rows-repeated="2"')}
{row('<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048000"')}
</table:table></office:spreadsheet></office:body></office:document>"""


def test_a_file_of_libreoffice_is_read(tmp_path):
    (tmp_path / "papier.fods").write_text(FLAT)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "papier.fods")], check=True, capture_output=True, timeout=120)

    with ZipFile(tmp_path / "papier.ods") as archive:
        (sheet,) = read(archive.read("content.xml"))

    rows = {number: {place: cell.value for place, cell in cells.items()} for number, cells in sheet.rows.items()}
    assert sheet.name == "Antworten & mehr"
    assert list(rows) == [1, 2, 3, 4]
    assert rows[2][1] is True
    assert list(rows[2].values())[1:] == [
        Decimal(1999),
        date(2026, 11, 16),
        time(18, 30),
        Decimal("0.5"),
        "Er ist <nah>  & gut.\nJa.",
    ]
    assert rows[3] == rows[4] == {1: "x"}
    assert all(cell.flaw is None for cells in sheet.rows.values() for cell in cells.values())

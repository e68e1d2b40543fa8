"""The parts of an XLSX file that do not hold its rows: what lies in it, properties, styles and the frozen header."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from html import escape

from babel import Locale

from app.kernel.spreadsheets.sheet import Book, Kind, legible

WIDTHS = {Kind.TEXT: 36, Kind.CODE: 12, Kind.INTEGER: 14, Kind.DECIMAL: 14, Kind.DATE: 12}
"""Characters of a column; a longer title is wrapped."""
MARGIN = 0.7109375
"""What Excel adds to the characters of a column, at both of its sides."""

HEADER = 1
STYLES = {kind: number for number, kind in enumerate(Kind, start=HEADER + 1)}
"""The number of a cell's style by what it holds; 0 is a cell without one."""
FIRST_FORMAT = 164
"""From here on formats of numbers are a file's own."""
AS_TEXT = 49
"""The format that keeps what is typed, one of Excel's own."""
_LANGUAGE_NUMBERS = {"de": "407", "en": "809"}
"""How number formats name a language, so that the cells carry it."""
_NUMBER_FORMATS = {Kind.INTEGER: "0", Kind.DECIMAL: "General", Kind.DATE: "yyyy-mm-dd"}

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument"

SHEET_ENDS = "</sheetData></worksheet>"


def before_the_rows(book: Book, names: Sequence[str]) -> Mapping[str, str]:
    """All parts but the sheets, by their path."""
    return {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": _relationships(
            {
                f"{_OFFICE}/relationships/officeDocument": "xl/workbook.xml",
                f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml",
                f"{_OFFICE}/relationships/custom-properties": "docProps/custom.xml",
            }.items()
        ),
        "docProps/core.xml": _properties(book),
        "docProps/custom.xml": _language(book.language),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relationships(
            [
                *((f"{_OFFICE}/relationships/worksheet", _sheet_name(number)) for number in range(1, len(names) + 1)),
                (f"{_OFFICE}/relationships/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _styles(book.language),
    }


def sheet_path(number: int) -> str:
    """Where a sheet lies, counted from 1."""
    return f"xl/{_sheet_name(number)}"


def sheet_begins(kinds: Iterable[Kind], *, is_first: bool) -> str:
    """What stands in front of the rows: the first row stays in sight, and how wide the columns are."""
    selected = ' tabSelected="1"' if is_first else ""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{WIDTHS[kind] + MARGIN}" customWidth="1"/>'
        for place, kind in enumerate(kinds, start=1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def _sheet_name(number: int) -> str:
    return f"worksheets/sheet{number}.xml"


def _content_types(sheets: int) -> str:
    types = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": f"{_CONTENT}.custom-properties+xml",
        "/xl/workbook.xml": f"{_CONTENT}.spreadsheetml.sheet.main+xml",
        "/xl/styles.xml": f"{_CONTENT}.spreadsheetml.styles+xml",
        **{f"/{sheet_path(number)}": f"{_CONTENT}.spreadsheetml.worksheet+xml" for number in range(1, sheets + 1)},
    }
    overrides = "".join(f'<Override PartName="{path}" ContentType="{kind}"/>' for path, kind in types.items())
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    """What belongs to what; the numbers are those by which a workbook names its sheets."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _properties(book: Book) -> str:
    made = book.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legible(book.title))}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created></cp:coreProperties>'
    )


def _language(language: str) -> str:
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Language">'
        f"<vt:lpwstr>{language}</vt:lpwstr></property></Properties>"
    )


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, start=1)
    )
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>"
    )


def _styles(language: str) -> str:
    tag = f"[$-{_LANGUAGE_NUMBERS[Locale.parse(language, sep='-').language]}]"
    numbers = {kind: FIRST_FORMAT + place for place, kind in enumerate(_NUMBER_FORMATS)}
    formats = "".join(
        f'<numFmt numFmtId="{numbers[kind]}" formatCode="{tag}{code}"/>' for kind, code in _NUMBER_FORMATS.items()
    )
    cells = "".join(_style(numbers.get(kind, AS_TEXT), wraps=kind is Kind.TEXT) for kind in STYLES)
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    nothing = "<left/><right/><top/>"
    return (
        f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(numbers)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f'</fills><borders count="2"><border>{nothing}<bottom/><diagonal/></border>'
        f'<border>{nothing}<bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(STYLES) + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1">'
        f'<alignment vertical="top" wrapText="1"/></xf>{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _style(number_format: int, *, wraps: bool) -> str:
    wrap = ' wrapText="1"' if wraps else ""
    return (
        f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
        f' applyAlignment="1"><alignment vertical="top"{wrap}/></xf>'
    )

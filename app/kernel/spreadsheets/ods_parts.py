"""The parts of an ODS file that do not hold its rows: manifest, properties, styles and the frozen header."""

from collections.abc import Sequence
from html import escape

from babel import Locale

from app.kernel.spreadsheets.sheet import Book, Kind, legible

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

WIDTHS = {Kind.TEXT: "8cm", Kind.CODE: "2.5cm", Kind.INTEGER: "3cm", Kind.DECIMAL: "3cm", Kind.DATE: "3cm"}

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "number": "datastyle",
        "meta": "meta",
        "config": "config",
    }.items()
)

_HEADER_STYLE = (
    '<style:style style:name="header" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:border-bottom="0.5pt solid #000000"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)

_DATA_STYLES = {
    Kind.TEXT: "<number:text-style {name}><number:text-content/></number:text-style>",
    Kind.CODE: "<number:text-style {name}><number:text-content/></number:text-style>",
    Kind.INTEGER: (
        '<number:number-style {name}><number:number number:decimal-places="0" number:min-integer-digits="1"/>'
        "</number:number-style>"
    ),
    Kind.DECIMAL: '<number:number-style {name}><number:number number:min-integer-digits="1"/></number:number-style>',
    Kind.DATE: (
        '<number:date-style {name}><number:year number:style="long"/><number:text>-</number:text>'
        '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
        "</number:date-style>"
    ),
}


def column(kind: Kind) -> str:
    """One column of a table, in its width and with the style its empty cells have."""
    return f'<table:table-column table:style-name="{kind}-column" table:default-cell-style-name="{kind}"/>'


def manifest() -> str:
    """What lies in the file."""
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    )
    whole = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    opening = f'{_DECLARATION}<manifest:manifest xmlns:manifest="{namespace}" manifest:version="1.3">'
    return f"{opening}{whole}{entries}</manifest:manifest>"


def meta(book: Book) -> str:
    """Title, language and date of the file."""
    made = book.made_at.isoformat(timespec="seconds")
    return _document(
        "document-meta",
        f"<office:meta><dc:title>{escape(legible(book.title))}</dc:title><dc:language>{book.language}</dc:language>"
        f"<meta:creation-date>{made}</meta:creation-date></office:meta>",
        more='xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )


def settings(names: Sequence[str]) -> str:
    """The first row of every sheet stays in sight."""
    tables = "".join(_frozen(name) for name in names)
    return _document(
        "document-settings",
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>",
        more='xmlns:ooo="http://openoffice.org/2004/office"',
    )


def styles(language: str) -> str:
    """Language of all cells, and how numbers, dates and texts look."""
    locale = Locale.parse(language, sep="-")
    spoken = f'<style:text-properties fo:language="{locale.language}" fo:country="{locale.territory or "none"}"/>'
    default = f'<style:default-style style:family="table-cell">{spoken}</style:default-style>'
    data = "".join(template.format(name=f'style:name="{kind}-data"') for kind, template in _DATA_STYLES.items())
    cells = "".join(_cell_style(kind) for kind in Kind)
    return _document("document-styles", f"<office:styles>{default}{data}{_HEADER_STYLE}{cells}</office:styles>")


def _cell_style(kind: Kind) -> str:
    wrap = ' fo:wrap-option="wrap"' if kind is Kind.TEXT else ""
    return (
        f'<style:style style:name="{kind}" style:family="table-cell" style:data-style-name="{kind}-data">'
        f'<style:table-cell-properties style:vertical-align="top"{wrap}/></style:style>'
    )


def _column_style(kind: Kind) -> str:
    return (
        f'<style:style style:name="{kind}-column" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{WIDTHS[kind]}"/></style:style>'
    )


def _frozen(name: str) -> str:
    items = {
        "HorizontalSplitMode": ("short", 0),
        "VerticalSplitMode": ("short", 2),
        "VerticalSplitPosition": ("int", 1),
        "ActiveSplitRange": ("short", 2),
        "PositionTop": ("int", 0),
        "PositionBottom": ("int", 1),
    }
    entries = "".join(
        f'<config:config-item config:name="{key}" config:type="{kind}">{value}</config:config-item>'
        for key, (kind, value) in items.items()
    )
    return f'<config:config-item-map-entry config:name="{escape(name)}">{entries}</config:config-item-map-entry>'


def _opening(root: str, more: str = "") -> str:
    return f'{_DECLARATION}<office:{root} {_NAMESPACES} {more} office:version="1.3">'


def _document(root: str, inside: str, *, more: str = "") -> str:
    return f"{_opening(root, more)}{inside}</office:{root}>"


CONTENT_BEGINS = (
    _opening("document-content")
    + "<office:automatic-styles>"
    + "".join(_column_style(kind) for kind in Kind)
    + "</office:automatic-styles><office:body><office:spreadsheet>"
)
CONTENT_ENDS = "</office:spreadsheet></office:body></office:document-content>"

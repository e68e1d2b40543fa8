"""Reads questionnaires from XLSForm tables. What is not taken is said with its cell; nothing is guessed (methods B.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.questionnaires import sheets, workbook
from app.questionnaires.reading import SurveyReading
from app.questionnaires.rules import xlsform_words as words
from app.questionnaires.rules.document import GERMAN, Choice, Document, Texts
from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind
from app.questionnaires.sheets import Line
from app.questionnaires.workbook import Table, WorkbookRefused

NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name"), "texts": ("name",)}


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a file holds, and everything about it that we did not take as it is. There is no document if it is refused."""

    document: Document | None
    faults: tuple[FileFault, ...] = ()


def read_xlsform(data: bytes) -> Imported:
    """The questionnaire of an XLSX or ODS file. It may still have problems of its own: see `rules.checks`."""
    try:
        tables, unknown = workbook.tables(data, words.SHEETS)
    except WorkbookRefused as refused:
        return Imported(document=None, faults=refused.faults)
    faults = [FileFault(kind=FileFaultKind.SHEET_UNKNOWN, cell=name) for name in unknown]
    faults += _missing(tables)
    if any(fault.is_error for fault in faults):
        return Imported(document=None, faults=tuple(faults))
    document = _document(tables, faults)
    return Imported(document=None if any(fault.is_error for fault in faults) else document, faults=tuple(faults))


def _missing(tables: Mapping[str, Table]) -> list[FileFault]:
    if "survey" not in tables:
        return [FileFault(kind=FileFaultKind.SHEET_MISSING, cell="survey")]
    found = []
    for name, table in tables.items():
        titles = {"_".join(title.lower().split()) for title in table.titles.values()}
        for column in NEEDED.get(name, ()):
            if table.rows and column not in titles:
                found.append(FileFault(kind=FileFaultKind.COLUMN_MISSING, cell=name, detail={"column": column}))
    return found


def _document(tables: Mapping[str, Table], faults: list[FileFault]) -> Document:
    written = sheets.languages_of(tables["survey"])
    settings = next(iter(_lines(tables, "settings", GERMAN, faults)), None)
    default = _default(settings, written)
    tags = (settings.tags("languages") if settings else ()) or tuple(dict.fromkeys(tag or default for tag in written))
    whole = _whole(_lines(tables, "texts", default, faults))
    reading = SurveyReading(
        lists=_lists(_lines(tables, "choices", default, faults)) if "choices" in tables else None, faults=faults
    )
    for line in _lines(tables, "survey", default, faults):
        reading.read(line)
    reading.finish()
    return Document(
        **{name: whole.get(name, {}) for name in words.WHOLE if name != "title"},
        title=_title(settings, whole.get("title", {}), default),
        default_language=default,
        languages=tags or (default,),
        mixed=settings.tags("mixed") if settings else (),
        one_per_page=settings.is_yes("one_per_page", otherwise=True) if settings else True,
        questions=tuple(reading.questions),
    )


def _lines(tables: Mapping[str, Table], name: str, default: str, faults: list[FileFault]) -> Iterable[Line]:
    return sheets.lines(tables[name], default, faults) if name in tables else ()


def _default(settings: Line | None, written: tuple[str, ...]) -> str:
    """The default language: the one that is named, else German, unless nothing is written in it."""
    if settings and (named := settings.get("default_language")):
        if tag := words.tag_of(named):
            return tag
        settings.fault(FileFaultKind.VALUE_UNKNOWN, "default_language", value=named)
    return GERMAN if not written or "" in written or GERMAN in written else written[0]


def _title(settings: Line | None, title: Texts, default: str) -> Texts:
    """The title in all languages. `form_title` counts where the sheet `texts` has none."""
    if settings is None or not (named := settings.raw("form_title")):
        return title
    if title and named not in title.values():
        settings.fault(FileFaultKind.TITLE_DIFFERS, "form_title", value=named)
    return title or {default: named}


def _whole(lines: Iterable[Line]) -> dict[str, Texts]:
    found: dict[str, Texts] = {}
    for line in lines:
        name = line.get("name")
        if name not in words.WHOLE:
            line.fault(FileFaultKind.VALUE_UNKNOWN, "name", value=name)
        elif name in found:
            line.fault(FileFaultKind.NAME_TWICE, "name", name=name)
        else:
            found[name] = line.texts("label")
    return found


def _lists(lines: Iterable[Line]) -> dict[str, list[tuple[Line, Choice]]]:
    """The lists of choices by their names, each choice with the line it stands in."""
    found: dict[str, list[tuple[Line, Choice]]] = {}
    for line in lines:
        name, code = line.get("list_name"), line.get("name")
        for column in ("list_name", "name"):
            if not line.get(column):
                line.fault(FileFaultKind.CODE_MISSING, column, column=column)
        listed = found.setdefault(name, [])
        if any(choice.code == code for _, choice in listed):
            line.fault(FileFaultKind.CODE_TWICE, "name", code=code, list=name)
        choice = Choice(code=code, label=line.texts("label"), is_exclusive=line.is_yes("exclusive"))
        listed.append((line, choice))
    return found

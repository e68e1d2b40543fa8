"""Questionnaires go out as XLSForm and come back, other tools read them, and broken tables are refused with their cells."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from app.kernel.spreadsheets import ods
from app.kernel.spreadsheets.sheet import Book, Column, Sheet
from app.questionnaires import exports, importing, staff_labels, workbook
from app.questionnaires.rules import xlsform_words
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import QuestionType
from app.questionnaires.rules.xlsform_words import FileFaultKind as Kind
from tests.questionnaires.documents import EVIL, documents, full_document

SURVEY = ["type", "name", "label::Deutsch (de)", "relevant"]
FIRST = ["text", "leben", "Wie lebt es sich hier?"]
CHOICES = [["list_name", "name", "label::Deutsch (de)"], ["janein", "ja", "Ja"], ["janein", "nein", "Nein"]]


def table(*rows, titles=SURVEY, **sheets):
    """A workbook as somebody else might make it, formulas included."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in {"survey": [titles, *rows], **sheets}.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def faults(data):
    return {(fault.cell, fault.kind) for fault in importing.read_xlsform(data).faults}


def formulas(data):
    book = openpyxl.load_workbook(BytesIO(data))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def packed(**members):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.xml", content)
    return file.getvalue()


def as_ods(data):
    """The same sheets in ODS."""
    sheets = []
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        titles, *rows = sheet.iter_rows(values_only=True)
        columns = [Column(key=str(place), title=title or "") for place, title in enumerate(titles)]
        sheets.append(Sheet(name=sheet.title, title=sheet.title, columns=columns, rows=rows))
    return b"".join(ods.chunks(Book(title="Fragebogen", sheets=sheets, made_at=datetime(2026, 11, 21, tzinfo=UTC))))


def repacked(data, name, change):
    """A file with one of its members changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as fresh:
        for member in old.infolist():
            content = old.read(member)
            fresh.writestr(member.filename, change(content) if member.filename == name else content)
    return file.getvalue()


def with_cell(attributes, words="x"):
    """An ODS file with one more cell in every row, or something else in place of it."""
    cell = f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell></table:table-row>"
    data = as_ods(table(FIRST))
    return repacked(data, "content.xml", lambda content: content.replace(b"</table:table-row>", cell.encode()))


@pytest.mark.parametrize("document", [full_document(), activating_guide()], ids=["full", "guide"])
def test_a_questionnaire_comes_back_as_it_went(document):
    imported = importing.read_xlsform(exports.xlsform(document))

    assert imported.faults == ()
    assert imported.document == document


def test_a_questionnaire_comes_back_in_ods():
    imported = importing.read_xlsform(as_ods(exports.xlsform(full_document())))

    assert imported.faults == ()
    assert imported.document == full_document()


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_questionnaire_without_problems_comes_back_and_pleases_pyxform(document):
    data = exports.xlsform(document)

    assert importing.read_xlsform(data) == importing.Imported(document=document)
    assert convert(data).warnings == []


def test_pyxform_converts_everything_we_have_without_a_warning():
    form = convert(exports.xlsform(full_document()))

    assert form.warnings == []
    for sign in ('lang="Deutsch (de)" default="true()"', 'lang="Leichte Sprache (de)"', "<odk:rank", "placement-map", "-99"):
        assert sign in form.xform


def test_pyxform_would_warn_of_the_tag_of_leichte_sprache(monkeypatch):
    monkeypatch.setattr(xlsform_words, "title_of", lambda tag: f"Sprache ({tag})")

    assert "machine-readable" in str(convert(exports.xlsform(activating_guide())).warnings)


def test_nothing_is_ever_a_formula():
    questions = tuple(
        Question(key=f"q{number}", type=QuestionType.TEXT_SHORT, label={"de": text}) for number, text in enumerate(EVIL)
    )
    document = Document(title={"de": "=1+1"}, questions=questions)

    assert formulas(exports.xlsform(document)) == []
    assert formulas(table(["text", "a", "=1+1"])) == ["=1+1"], "the test would not notice one"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\ud800", "\r"])
def test_a_draft_with_unreadable_signs_and_half_a_condition_is_written_all_the_same(sign):
    broken = Question(key="x y", type=QuestionType.SCALE, label={"de": f"a{sign}b"}, condition="alter >", group="nie")

    assert importing.read_xlsform(exports.xlsform(Document(questions=(broken, broken)))).document is None


def test_a_table_of_somebody_else_is_taken_as_far_as_it_goes():
    imported = importing.read_xlsform(
        table(
            ["start", "start"],
            ["select_one janein or_other", "wohnt", "Wohnen Sie hier?"],
            ["begin group", "mehr", "Mehr"],
            ["string", "warum", "Warum?", "${wohnt} = 'ja'"],
            ["end group"],
            choices=[*CHOICES, ["janein", "-99", "k. A."], ["leer", "x", "X"]],
            settings=[["form_title", "default_language", "instance_name"], ["Umfrage", "German (de)", "x"]],
            Notizen=[["egal"]],
        )
    )

    document = imported.document
    assert document is not None
    assert document.title == {"de": "Umfrage"}
    assert [question.key for question in document.questions] == ["wohnt", "mehr", "warum"]
    assert [choice.code for choice in document.questions[0].choices] == ["ja", "nein", "other"]
    assert document.questions[0].may_refuse
    assert (document.questions[2].group, document.questions[2].condition) == ("mehr", "wohnt = 'ja'")
    assert {(fault.cell, fault.kind) for fault in imported.faults} == {
        ("Notizen", Kind.SHEET_UNKNOWN),
        ("settings!C1", Kind.COLUMN_UNKNOWN),
        ("survey!A2", Kind.TYPE_UNKNOWN),
        ("choices!A5", Kind.LIST_UNUSED),
    }


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (table(FIRST, ["text", "leben", "Noch einmal"]), ("survey!B3", Kind.NAME_TWICE)),
        (table(["text", "Leben", "Groß"]), ("survey!B2", Kind.NAME_BAD)),
        (table(["text", None, "Ohne"]), ("survey!B2", Kind.NAME_MISSING)),
        (table([None, "leben", "Ohne"]), ("survey!A2", Kind.TYPE_MISSING)),
        (table(FIRST, ["text", "b", "B", "${nie} = 1"]), ("survey!D3", Kind.REFERENCE_UNKNOWN)),
        (table(FIRST, ["text", "b", "B", "count(${leben}) > 1"]), ("survey!D3", Kind.CONDITION_WRONG)),
        (table(["select_one janein", "a", "A"]), ("choices", Kind.SHEET_MISSING)),
        (table(["select_one nie", "a", "A"], choices=CHOICES), ("survey!A2", Kind.LIST_UNKNOWN)),
        (table(FIRST, choices=[*CHOICES, CHOICES[1]]), ("choices!B4", Kind.CODE_TWICE)),
        (table(FIRST, choices=[["list_name", "label"], ["a", "b"]]), ("choices", Kind.COLUMN_MISSING)),
        (table(["text", "a", "=1+1"]), ("survey!C2", Kind.FORMULA)),
        (table(["text", "a", "#N/A"]), ("survey!C2", Kind.BAD_CELL)),
        (table(FIRST, titles=["type", "title"]), ("survey", Kind.COLUMN_MISSING)),
        (table(FIRST, titles=["type", "name", "label::de", "label::Deutsch (de)"]), ("survey!D1", Kind.COLUMN_TWICE)),
        (table(["begin group", "a", "A"]), ("survey!A2", Kind.GROUP_NOT_CLOSED)),
        (table(["begin group", "a", "A"], ["begin_group", "b", "B"]), ("survey!A3", Kind.GROUP_NESTED)),
        (table(["end group"]), ("survey!A2", Kind.GROUP_NOT_OPENED)),
        (table(["text", "a", "vielleicht"], titles=["type", "name", "required"]), ("survey!C2", Kind.VALUE_UNKNOWN)),
        (
            table(["range", "a", "start=1 end=9 step=2"], titles=["type", "name", "parameters"]),
            ("survey!C2", Kind.VALUE_UNKNOWN),
        ),
        (table(FIRST, titles=SURVEY + [None] * 200 + ["x"]), ("survey", Kind.TOO_MANY_COLUMNS)),
        (b"type;name;label", ("", Kind.NOT_A_WORKBOOK)),
        (b"", ("", Kind.NOT_A_WORKBOOK)),
        (packed(x="<a/>"), ("", Kind.NOT_A_WORKBOOK)),
        (table(FIRST)[:-200], ("", Kind.NOT_A_WORKBOOK)),
        (b"PK" + b"0" * workbook.MOST_BYTES, ("", Kind.TOO_LARGE)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, ("", Kind.OLD_OR_LOCKED)),
        (as_ods(table(["text", "Leben", "Groß"])), ("survey!B2", Kind.NAME_BAD)),
        (as_ods(table(FIRST))[:-200], ("", Kind.NOT_A_WORKBOOK)),
        (with_cell('table:formula="of:=1+1"'), ("survey!E1", Kind.FORMULA)),
        (with_cell('table:number-columns-repeated="1000000"'), ("survey", Kind.TOO_MANY_COLUMNS)),
        (with_cell("", '<text:s text:c="999999999"/>'), ("", Kind.TOO_LARGE)),
        (
            repacked(as_ods(table(FIRST)), workbook.MANIFEST, lambda old: old + b"<!-- manifest:encryption-data -->"),
            ("", Kind.LOCKED),
        ),
        (repacked(as_ods(table(FIRST)), "content.xml", lambda old: old + b" " * 30_000_000), ("", Kind.TOO_LARGE)),
        (
            repacked(as_ods(table(FIRST)), "content.xml", lambda old: old.replace(b"spreadsheet>", b"text>")),
            ("", Kind.NOT_A_WORKBOOK),
        ),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else f"{value[0]} {value[1]}",
)
def test_a_broken_table_is_refused_with_its_cell(data, fault):
    imported = importing.read_xlsform(data)

    assert imported.document is None
    assert fault in {(each.cell, each.kind) for each in imported.faults}
    for each in imported.faults:
        assert "%(" not in staff_labels.file_fault_in_words(each)


def test_a_table_without_the_sheet_survey_is_refused():
    book = openpyxl.Workbook()
    file = BytesIO()
    book.save(file)

    assert ("survey", Kind.SHEET_MISSING) in faults(file.getvalue())


@pytest.mark.parametrize(
    ("titles", "cell", "kind"),
    [
        (["type", "name", "label", "media::image"], "survey!D1", Kind.COLUMN_UNKNOWN),
        (["type", "name", "label", "hint::Klingonisch (tlh)"], "survey!D1", Kind.LANGUAGE_UNKNOWN),
        (["type", "name", "label", None], "survey!D2", Kind.COLUMN_UNTITLED),
        (["type", "name", "label", "appearance"], "survey!D2", Kind.APPEARANCE_UNKNOWN),
        (["type", "name", "label", "constraint"], "survey!D2", Kind.CONSTRAINT_UNKNOWN),
        (["type", "name", "label", "parameters"], "survey!D2", Kind.PARAMETER_UNKNOWN),
        (["type", "name", "label", "condition"], "survey!D2", Kind.CONDITIONS_DIFFER),
    ],
)
def test_what_we_do_not_know_is_listed_and_the_rest_is_taken(titles, cell, kind):
    imported = importing.read_xlsform(table([*FIRST, "x=1"], titles=titles))

    assert imported.document is not None
    assert [(fault.cell, fault.kind) for fault in imported.faults] == [(cell, kind)]
    assert "%(" not in staff_labels.file_fault_in_words(imported.faults[0])


def test_blank_columns_and_rows_do_not_matter():
    data = table([], FIRST, [], titles=[*SURVEY, *[None] * 30])

    assert importing.read_xlsform(data).faults == ()


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = packed(**{f"sheet{number}": b" " * 30_000_000 for number in range(3)})

    assert len(bomb) < 200_000
    assert faults(bomb) == {("", Kind.TOO_LARGE)}

    monkeypatch.setattr(workbook, "MOST_UNPACKED", 10**9)
    assert faults(bomb) != {("", Kind.TOO_LARGE)}, "the test would not notice that nothing is measured"


@pytest.mark.parametrize("as_file", [lambda data: (data, "xl/workbook.xml"), lambda data: (as_ods(data), "content.xml")])
def test_a_text_that_unfolds_itself_is_refused(as_file):
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data, name = as_file(table(FIRST))
    assert faults(data) == set()

    for change in (lambda old: laughs + old, lambda old: (laughs + old).decode().encode("utf-16")):
        assert faults(repacked(data, name, change)) == {("", Kind.NOT_A_WORKBOOK)}


def test_a_text_that_stands_in_very_many_cells_is_refused():
    row = ["text", *["x" * 30_000] * 199]

    assert ("", Kind.TOO_LARGE) in faults(table(row, row))


def test_what_a_translator_changes_comes_in():
    book = openpyxl.load_workbook(BytesIO(exports.xlsform(full_document())))
    sheet = book["survey"]
    column = next(cell.column for cell in sheet[1] if cell.value == "label::Leichte Sprache (de)")
    sheet.cell(2, column, "Wie ist es hier?")
    file = BytesIO()
    book.save(file)

    document = importing.read_xlsform(file.getvalue()).document

    first = full_document().questions[0]
    wanted = replace(first, label={**first.label, "de-simple": "Wie ist es hier?"})
    assert document == replace(full_document(), questions=(wanted, *full_document().questions[1:]))

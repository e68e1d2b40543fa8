"""The table of answers: the same columns whatever way people took (B-50), and names that never collide (B-53)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaires.rules import answers
from app.questionnaires.rules.columns import LONGEST_NAME, Column, ColumnKind, ColumnRole, columns, row
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import Missing, QuestionType

CHOICES = (Choice(code="bus", label={"de": "Bus"}), Choice(code="80+"), Choice(code="other"))
DOCUMENT = Document(
    questions=(
        Question(key="kopf", type=QuestionType.GROUP),
        Question(key="eins", type=QuestionType.SELECT_ONE, choices=CHOICES, may_refuse=True),
        Question(key="viele", type=QuestionType.SELECT_MULTIPLE, choices=CHOICES, may_refuse=True, condition="eins = 'bus'"),
        Question(key="rang", type=QuestionType.RANK, choices=CHOICES[:2], condition="eins = 'bus'"),
        Question(key="wert", type=QuestionType.SCALE, lowest=1, highest=5, low_label={"de": "schlecht"}),
        Question(key="tag", type=QuestionType.DATE, may_not_know=True, condition="eins = 'bus'"),
        Question(key="uhr", type=QuestionType.TIME),
        Question(key="ort", type=QuestionType.AREA),
        Question(key="zahl", type=QuestionType.INTEGER, condition="eins = 'bus'"),
        Question(key="text", type=QuestionType.TEXT_LONG, condition="eins = 'bus'"),
        Question(key="dank", type=QuestionType.NOTE),
    )
)
NAMES = (
    "eins", "eins_other", "viele_bus", "viele_80_", "viele_other_chosen", "viele_other", "rang_bus", "rang_80_",
    "wert", "tag", "uhr", "ort", "zahl", "text",
)  # fmt: skip


def _row(**raw):
    fields = {name: value if isinstance(value, list) else [value] for name, value in raw.items()}
    found = answers.read(DOCUMENT, fields, ("001",))
    assert not found.faults
    return dict(zip(NAMES, row(DOCUMENT, found.answers), strict=True))


def test_the_columns_stand_in_the_order_of_the_questions():
    found = columns(DOCUMENT)

    assert tuple(column.name for column in found) == NAMES
    assert [column.kind for column in found if column.kind not in (ColumnKind.TEXT, ColumnKind.NUMBER)] == [
        ColumnKind.DATE,
        ColumnKind.TIME,
    ]
    assert found[0].values[0] == ("bus", {"de": "Bus"})
    assert found[8].values == ((1, {"de": "schlecht"}),)
    assert found[4] == Column(
        name="viele_other_chosen", question_key="viele", kind=ColumnKind.NUMBER, role=ColumnRole.CHOSEN, choice="other"
    )


def test_a_row_says_everything():
    full = _row(
        eins="bus", viele=["other", "bus"], viele_other="Boot", **{"rang__80+": "1"}, wert="4", tag="-98", uhr="9:05",
        ort="001", zahl="42", text="Ja.",
    )  # fmt: skip

    assert tuple(full.values()) == ("bus", None, 1, 0, 1, "Boot", None, 1, 4, "-98", "09:05", "001", 42, "Ja.")


def test_what_was_not_asked_says_so_in_every_column():
    short = _row(eins="other", eins_other="Boot", viele="bus", text="alt")

    numbers = {column.name for column in columns(DOCUMENT) if column.kind is ColumnKind.NUMBER}
    hidden = [name for name in NAMES if name.startswith(("viele", "rang"))] + ["tag", "zahl", "text"]
    assert (short["eins"], short["eins_other"]) == ("other", "Boot")
    assert {name: short[name] for name in hidden} == {name: -97 if name in numbers else "-97" for name in hidden}
    assert [short[name] for name in ("wert", "uhr", "ort")] == [None, None, None]


def test_who_refuses_a_choice_refuses_each_of_its_columns():
    refused = _row(eins="bus", viele="-99")

    assert [refused[name] for name in NAMES if name.startswith("viele")] == [-99, -99, -99, "-99"]


PATHS = st.fixed_dictionaries(
    {question.key: st.sampled_from([None, *Missing, "bus"]) for question in DOCUMENT.asked if question.key != "rang"}
)


@settings(deadline=None)
@given(PATHS)
def test_every_row_fits_the_columns(path):
    found = {key: answer for key, answer in path.items() if answer is not None}

    assert len(row(DOCUMENT, found)) == len(columns(DOCUMENT))


def test_no_two_names_are_alike():
    wege = Question(
        key="wege", type=QuestionType.SELECT_MULTIPLE, choices=(*CHOICES, Choice(code="80-"), Choice(code="Bus"))
    )
    others = ("wege_bus", "wege_other", "wege_80_", "version")
    document = Document(questions=(wege, *(Question(key=key, type=QuestionType.INTEGER) for key in others)))

    names = [column.name for column in columns(document, taken=("Version", "id"))]

    assert names == [
        "wege_bus_2", "wege_80__2", "wege_other_chosen", "wege_80__3", "wege_bus_3", "wege_other_2",
        "wege_bus", "wege_other", "wege_80_", "version_2",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["x" * 200, "Straße/Weg", "İ", "日本"])
def test_names_are_plain_whatever_codes_there_are(code):
    choices = (Choice(code=code), Choice(code=code + "+"), Choice(code=code + "-"))
    document = Document(questions=(Question(key="q", type=QuestionType.RANK, choices=choices),))

    names = [column.name for column in columns(document)]

    assert len(set(names)) == 3
    assert all(name.isascii() and name.replace("_", "a").isalnum() and len(name) <= LONGEST_NAME for name in names)

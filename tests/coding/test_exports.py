"""The files of the evaluation: constant columns, choice and free text, missing values, and programs that read them."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from app.coding.exports import Export
from app.coding.exports.variables import RESERVED
from app.kernel import clock
from app.kernel.db import db
from app.moderation.models import LogEntry
from app.questionnaires import workbook
from app.questionnaires.rules import checks
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import Missing, QuestionType
from tests.coding import making
from tests.support.reader import Reader

DOCUMENT = Document(
    title={"de": "Wege"},
    questions=(
        Question(
            key="wege",
            type=QuestionType.SELECT_MULTIPLE,
            label={"de": "Womit sind Sie unterwegs?"},
            choices=tuple(Choice(code=code, label={"de": code.title()}) for code in ("bus", "rad", "other")),
        ),
        Question(key="to", type=QuestionType.TEXT_LONG, label={"de": "Wohin geht's?"}, condition="selected(wege, 'bus')"),
        Question(key="note", type=QuestionType.SCALE, label={"de": "Wie gut?"}, lowest=1, highest=5),
    ),
)
COLUMNS = ["wege_bus", "wege_rad", "wege_other_chosen", "wege_other", "to_2", "note"]


@pytest.fixture
def evaluator(staff) -> Reader:
    return staff("evaluator")


@pytest.fixture
def campaign(evaluator):
    made = making.campaign_read_by(evaluator.account_id, document=DOCUMENT)
    making.talk(made, wege=("bus", "other"), wege_other="Esel", to="Zum \"Markt\",\n'abends'; =1+1", note=4)
    making.talk(made, wege=("rad",), to=Missing.NOT_ASKED, note=Missing.NO_ANSWER)
    making.talk(made)
    db.session.commit()
    return made


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def unpacked(campaign) -> dict[str, bytes]:
    data = b"".join(Export(campaign, clock.now()).file("zip").pieces)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_columns_are_the_same_whatever_way_somebody_took(campaign):
    found = rows(unpacked(campaign)["daten-offen.csv"])

    assert list(found[0])[-6:] == COLUMNS
    assert sorted([row[name] for name in COLUMNS] for row in found) == [
        ["", "", "", "", "", ""],
        ["0", "1", "0", "", "-97", "-99"],
        ["1", "0", "1", "Esel", "Zum \"Markt\",\n'abends'; =1+1", "4"],
    ]
    assert [row["id"] for row in found] == sorted(row["id"] for row in found)


def test_the_codebook_knows_every_column_and_every_code(campaign):
    found = unpacked(campaign)
    book = rows(found["codebuch-offen.csv"])

    assert {row["variable"] for row in book} == set(rows(found["daten-offen.csv"])[0])
    assert {(row["code"], row["code_label"]) for row in book if row["variable"] == "note" and row["fehlend"]} == {
        ("-99", "keine Angabe"),
        ("-98", "weiß nicht"),
        ("-97", "nicht gestellt (Filter)"),
    }
    assert json.loads(found["datapackage.json"])["resources"]


@pytest.mark.parametrize("format", ["zip", "xlsx", "ods"])
def test_the_first_bytes_leave_before_any_answer_is_read_and_what_breaks_off_is_no_file(campaign, monkeypatch, format):
    def broken(*_given):
        raise ConnectionError("the database is gone")
        yield

    monkeypatch.setattr("app.coding.exports.rows.of", broken)
    pieces = Export(campaign, clock.now()).file(format).pieces
    got = [next(pieces)]
    with pytest.raises(ConnectionError):
        got.extend(pieces)

    assert got[0].startswith(b"PK")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(got)))


def test_exactly_the_chosen_campaign_is_in_the_file(campaign, evaluator):
    other = making.campaign_read_by(evaluator.account_id, "rieth")
    making.talk(other, gut="Nur hier.")

    assert len(rows(unpacked(other)["daten-offen.csv"])) == 1
    assert b"Nur hier." not in unpacked(campaign)["daten-offen.csv"]


def test_whoever_takes_answers_out_of_the_house_is_written_down(campaign, evaluator):
    form = evaluator.get("/arbeit/auswertung/berliner-platz/daten").form("form.form")

    page = evaluator.send(form.fill(format="offen"), status=200)

    assert len(rows(page.html.encode())) == 3
    entry = db.session.scalars(db.select(LogEntry).where(LogEntry.act == "answers.export")).one()
    assert (entry.account_id, entry.note) == (evaluator.account_id, "offen: 3")


def told_by_pspp(campaign, folder: Path, more: str) -> tuple[int, str]:
    """What pspp says to the files of a campaign: its return code, and everything it writes."""
    for name, data in unpacked(campaign).items():
        (folder / name).write_bytes(data)
    (folder / "alles.sps").write_text((folder / "daten.sps").read_text() + more)
    pspp = shutil.which("pspp")
    assert pspp, "Debian package pspp is missing"
    done = subprocess.run([pspp, "-o", "out.csv", "alles.sps"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, (folder / "out.csv").read_text() + done.stderr


def test_pspp_reads_the_syntax_and_gives_the_same_table(campaign, tmp_path: Path):
    more = "\nLIST /VARIABLES=wege_bus note.\nDISPLAY DICTIONARY.\nFREQUENCIES /VARIABLES=note wege_other to_2.\n"
    code, said = told_by_pspp(campaign, tmp_path, more)

    assert code == 0, said[:3000]
    assert "warning" not in said.lower()
    assert "Womit sind Sie unterwegs?: Bus" in said
    assert "Wohin geht's?" in said
    assert "keine Angabe" in said
    assert "Esel" in said


def test_before_anything_was_asked_there_is_no_file(evaluator, campaign):
    empty = making.campaign_read_by(evaluator.account_id, "leer")
    empty.version_id = None
    db.session.commit()

    page = evaluator.send(evaluator.get("/arbeit/auswertung/leer/daten").form("form.form"), status=422)

    assert "Noch ist kein Fragebogen veröffentlicht." in page.select_one(".error_summary").get_text()


BEGINNINGS = ("comment", "comm", "document", "define")
"""PSPP takes them for commands where they begin a line."""
AWKWARD = (*sorted(RESERVED - {"and", "or", "not"}), *BEGINNINGS, "to_2", "alter", "x_")
"""Keys that a question may have: words of SPSS, beginnings of its commands, and columns that stand there already."""


@pytest.fixture
def awkward(evaluator):
    questions = [Question(key=key, type=QuestionType.INTEGER, label={"de": f"Frage {key}"}) for key in AWKWARD]
    document = Document(title={"de": "Namen"}, questions=tuple(questions))
    assert not [problem for problem in checks.problems(document) if problem.is_error]
    made = making.campaign_read_by(evaluator.account_id, "namen", document=document)
    making.talk(made, **{key: number for number, key in enumerate(AWKWARD, start=1)})
    db.session.commit()
    return made


def test_pspp_takes_every_key_that_a_question_may_have(awkward, tmp_path: Path):
    names = [variable.name for variable in Export(awkward, clock.now()).variables if variable.question]
    code, said = told_by_pspp(awkward, tmp_path, f"\nLIST /VARIABLES={' '.join(names)}.\nDISPLAY DICTIONARY.\n")

    assert code == 0, said[:3000]
    assert "error" not in said.lower()
    assert "warning" not in said.lower()
    assert not RESERVED & set(names)
    assert ",".join(str(number) for number in range(1, len(AWKWARD) + 1)) in said


def test_pspp_would_not_take_a_word_of_its_own(awkward, tmp_path: Path, monkeypatch):
    """The weak twin."""
    monkeypatch.setattr(import_module("app.coding.exports.variables"), "RESERVED", frozenset())

    assert told_by_pspp(awkward, tmp_path, "")[0] != 0


def test_the_answers_in_ods_are_read_as_they_were_written(campaign):
    export = Export(campaign, clock.now())
    table = workbook.first_table(b"".join(export.file("ods").pieces))
    titles = list(table.titles.values())

    assert titles == [variable.name for variable in export.variables]
    cells = [dict(zip(titles, (row.get(place, "") for place in table.titles), strict=True)) for row in table.rows.values()]
    assert cells == [
        {name: cell.removeprefix("'") for name, cell in row.items()} for row in rows(unpacked(campaign)["daten-offen.csv"])
    ]

"""A spreadsheet of typed papers: in every format, tried before it counts, with hints at personal data, and never a crash."""

import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.conversations.models import Conversation, Intake
from app.kernel import clock
from app.kernel.db import db
from app.kernel.spreadsheets import ods
from app.kernel.spreadsheets.sheet import Book, Column, Kind, Sheet
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import from_json
from tests.conversations.test_entry import CLOSED, _address, _answers, _upload
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

KINDS = {"wege_bus": Kind.INTEGER, "seit": Kind.INTEGER, "note": Kind.CODE, "_tag": Kind.DATE, "warum": Kind.TEXT}
NAMED = "Frag Frau Yıldız, Telefon 0361 5551234."


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def campaign(app):
    return making.campaign(document=CLOSED)


def as_ods(*rows):
    columns = [Column(key=title, title=title, kind=kind) for title, kind in KINDS.items()]
    sheet = Sheet(name="papier", title="Papier", columns=columns, rows=rows)
    return b"".join(ods.chunks(Book(title="Papier", sheets=[sheet], made_at=datetime(2026, 11, 21, tzinfo=UTC))))


def changed(old, new, name="content.xml"):
    """A good ODS file with something else in one of its members."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(as_ods((1, 1999, "4", None, "Nah")))) as good:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad:
            for member in good.infolist():
                content = good.read(member)
                bad.writestr(member.filename, content.replace(old, new) if member.filename == name else content)
    return file.getvalue()


def test_more_rows_ask_the_database_no_more_questions_and_read_the_questionnaire_no_more_often(
    campaign, worker, monkeypatch
):
    read = []
    monkeypatch.setattr(questionnaires, "from_json", lambda kept: read.append(1) or from_json(kept))
    asked = []
    for rows in (4, 40):
        content = as_ods(*((1, 1900 + row, "4", None, f"{rows}.{row}") for row in range(rows)))
        read.clear()
        with _written() as said:
            page = _upload(worker, campaign, content)
        assert f"{rows} Gespräche sind dazugekommen" in page.text
        asked.append((len(said), len(read)))

    assert asked[0] == asked[1]


@contextmanager
def _written():
    """The statements on the connection that may write."""
    said, engine = [], db.engines[None]

    def hear(_connection, _cursor, statement, *_rest):
        said.append(statement)

    sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        sa.event.remove(engine, "before_cursor_execute", hear)


def test_ods_is_the_same_table(campaign, worker):
    page = _upload(worker, campaign, as_ods((1, 1999, "4", clock.today(), "Er ist nah.\nUnd pünktlich.")), "papier.ods")

    assert "1 Gespräch ist dazugekommen" in page.text
    assert _answers() == {"wege": "bus", "seit": "1999", "note": "4", "warum": "Er ist nah.\nUnd pünktlich."}
    assert db.session.scalars(sa.select(Conversation.day)).one() == clock.today()


REPEATED = b'<table:table-cell office:value-type="string" table:number-columns-repeated="1000000"><text:p>x</text:p>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed(b"<office:document", b'<!DOCTYPE x [<!ENTITY a "ha">]><office:document'), "lässt sich nicht lesen"),
        (changed(b"<table:table-row><table:table-cell/>", b"") + b"x" * 70_000, "lässt sich nicht lesen"),
        (changed(b"<table:table-row>", b"<table:table-row>" + REPEATED + b"</table:table-cell>"), "mehr als 200 Spalten"),
        (changed(b"Nah", b" " * 30_000_000), "zu groß"),
        (changed(b"Nah", b'<text:s text:c="900000000"/>'), "zu groß"),
        (
            changed(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>", "META-INF/manifest.xml"),
            "Passwort",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "im alten Excel-Format oder hat ein Passwort"),
        (b"PK\x05\x06" + bytes(18), "lässt sich nicht lesen"),
        (b'<?xml version="1.0"?><office:document/>', "keine Tabelle"),
        (b"%PDF-1.7", "keine Tabelle"),
    ],
    ids=["laughs", "torn", "repeated", "bomb", "blanks", "locked", "old", "no content", "flat", "pdf"],
)
def test_a_hostile_or_wrong_file_is_answered_by_a_clear_sentence(campaign, worker, content, said):
    page = _upload(worker, campaign, content, "papier.ods", status=422)

    assert said in page.select_one(".error_summary, [class*=error]").get_text()
    assert db.session.scalars(sa.select(Conversation)).all() == []


def test_a_row_that_may_tell_who_somebody_is_comes_in_with_a_hint(campaign, worker):
    content = as_ods((1, 1999, "4", None, "Er ist nah."), (1, 1980, "3", None, NAMED))
    first, again = _upload(worker, campaign, content), _upload(worker, campaign, content)
    hint = first.select_one("tbody tr").get_text(" ", strip=True)

    assert "2 Gespräche sind dazugekommen" in first.text
    assert hint.startswith("3 warum „")
    assert "Frau Yıldız\u2069“ (Name einer Person)" in hint
    assert "(Telefonnummer)" in hint
    assert again.select("tbody tr") == []


def test_a_trial_says_the_same_and_stores_nothing(campaign, worker):
    form = worker.get(_address(campaign, "/tabelle")).form("main form[method=post]")
    content = as_ods((1, 1999, "4", None, NAMED), (1, 1800, "4", None, ""))
    data = {**form.values, "is_trial": "y", "file": (BytesIO(content), "papier.ods")}
    page = worker.post(_address(campaign, "/tabelle"), data, status=200, content_type="multipart/form-data")

    assert "1 Gespräch käme dazu" in page.text
    assert [table.find("caption").get_text(strip=True) for table in page.select("table")] == [
        "Nicht übernommen",
        "Hinweise auf persönliche Angaben",
    ]
    assert db.session.scalars(sa.select(Conversation)).all() == []
    assert db.session.scalars(sa.select(Intake)).all() == []

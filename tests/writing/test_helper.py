"""The page of the writing helper, and its help below two other fields. It points, changes nothing and keeps nothing."""

from contextlib import nullcontext

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.accounts.rules import Role
from app.kernel.db import db
from app.writing import queries
from tests.concerns import known
from tests.meetings import making

pytestmark = pytest.mark.full_on_postgresql

HARD = "Der Platz wird z. B. repariert, weil die Nachbarschaftskonferenz es will."
PAYLOAD = '<img src=x onerror=alert(1)> z. B. </p><script>alert(1)</script> & "Nachbarschaftskonferenz"'
FROM_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def ask(worker, text, status=200, measure="easy", **options):
    form = worker.get("/arbeit/schreibhilfe").form("main form.form").fill(text=text, measure=measure, pruefen="text")
    return worker.send(form, status=status, **options)


def test_a_text_comes_back_with_marks_and_what_to_do(worker):
    page = ask(worker, HARD)

    assert page.select_one("#text").get_text().strip() == HARD
    assert {"z. B.", "weil", "Nachbarschaftskonferenz"} <= {mark.get_text() for mark in page.select("mark")}
    hints = page.select(".writing_report__hints li")
    assert len(hints) == len(page.select("sup"))
    assert "zum Beispiel" in page.text
    assert "Nachbarschafts-Konferenz" in page.text
    assert "Wer macht das?" in page.text


def test_each_hint_says_in_words_how_much_it_weighs(worker):
    tags = {tag.get_text() for tag in ask(worker, HARD).select(".writing_report__hints .tag")}

    assert tags <= {"Wichtig", "Hinweis", "Tipp"}
    assert "Wichtig" in tags


def test_a_long_text_has_a_level_and_its_figures_on_demand(worker):
    page = ask(worker, "Wir treffen uns im Haus.\n" * 8)

    assert "Der Text ist leicht." in page.text
    assert "Amstad" in page.select_one("details.writing_report__figures dl").get_text()
    assert "sehen nur, wie lang" in page.text


def test_a_short_text_has_no_level(worker):
    page = ask(worker, "Wir treffen uns.")

    assert "zu kurz für eine Stufe" in page.text
    assert page.select(".writing_report__figures") == []


def test_nothing_to_say_is_said(worker):
    assert "Wir haben nichts gefunden." in ask(worker, "Wir treffen uns.").select_one("[role=status]").get_text()


def test_a_field_without_a_text_asks_for_one(worker):
    page = ask(worker, "", status=422)

    assert "Schreiben Sie bitte einen Text" in page.select_one("#text-error").get_text()


def test_a_text_that_is_too_long_is_kept_and_asked_for_in_parts(worker):
    page = ask(worker, "a b " * 6_000, status=422)

    assert "in Teilen" in page.select_one("#text-error").get_text()
    assert len(page.select_one("#text").get_text()) > 20_000


def test_the_measure_makes_a_difference(worker):
    text = "Das geht heute nicht."

    assert ask(worker, text).select("mark")
    assert ask(worker, text, measure="plain").select("mark") == []


def test_a_script_gets_the_same_list(worker):
    page = ask(worker, HARD)

    answer = ask(worker, HARD, headers=FROM_SCRIPT).response.get_json()

    assert answer["said"] == page.select_one("[role=status]").get_text()
    assert BeautifulSoup(answer["html"], "html.parser").get_text() == page.select_one("[data-found]").get_text()


def test_a_script_hears_that_a_text_is_too_long(worker):
    answer = ask(worker, "a b " * 6_000, headers=FROM_SCRIPT).response.get_json()

    assert "in Teilen" in answer["said"]


def test_words_never_become_markup(worker):
    page = ask(worker, PAYLOAD)
    html = ask(worker, PAYLOAD, headers=FROM_SCRIPT).response.get_json()["html"]

    assert page.select("main img, main script") == []
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;" in html


def test_the_text_is_in_no_log_and_no_row(worker, app, caplog):
    caplog.set_level(0)

    ask(worker, "Geheimwort im Text.", headers=FROM_SCRIPT)

    rows = [repr(tuple(row)) for table in db.metadata.sorted_tables for row in db.session.execute(sa.select(table))]
    assert not any("Geheimwort" in said for said in [caplog.text, *rows])


def test_interviewers_write_for_nobody(staff):
    staff("interviewer").get("/arbeit/schreibhilfe", status=403)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INTERVIEWER])
def test_everybody_who_writes_finds_the_page(staff, role):
    details = {"department_key": None} if role is Role.DEPARTMENT_CONTACT else {}
    page = staff(role.value, **details).get("/arbeit/schreibhilfe")

    assert "Leicht schreiben" in page.select_one("h1").get_text()


def test_an_entry_in_the_progress_is_looked_at_and_not_stored(worker):
    concern = known.concern()
    address = f"/arbeit/anliegen/{concern.number}/verlauf"
    before = worker.get(address)
    form = before.form("main form.form").fill(step="done", text=PAYLOAD, happened_on="2026-11-16")

    page = worker.send(form.fill(pruefen="text"), status=200)

    assert page.select_one("#text").get_text().strip() == PAYLOAD
    assert page.select_one("#step option[selected]")["value"] == "done"
    assert "zum Beispiel" in page.text
    assert "Bisher" in page.text
    assert len(worker.get(address).select("main .timeline li")) == len(before.select("main .timeline li"))


def test_the_plain_summary_is_looked_at_and_not_stored(worker, app):
    meeting = making.meeting()
    address = f"/arbeit/treffen/{meeting.id}/protokoll"
    form = worker.get(address).form("#plain-form").fill(text=HARD)

    page = worker.send(form.fill(pruefen="plain"), status=200)

    assert page.select_one("#plain").get_text().strip() == HARD
    assert page.select_one("#plain-fehler").has_attr("hidden")
    assert "Nachbarschafts-Konferenz" in page.text
    assert worker.get(address).select_one("#plain").get_text().strip() == ""


@pytest.fixture
def begun(app):
    """The transactions that could write. Only SQLite locks the whole database with them, PostgreSQL locks rows."""
    noted = []
    note = noted.append
    sa.event.listen(db.engine, "begin", note)
    yield noted
    sa.event.remove(db.engine, "begin", note)


@pytest.mark.only_on("sqlite")
def test_looking_at_a_text_takes_no_lock(worker, begun):
    """Hints come every second: nobody who wants to store something waits for them."""
    form = worker.get("/arbeit/schreibhilfe").form("main form.form").fill(text=HARD, pruefen="text")
    begun.clear()

    worker.send(form, status=200, headers=FROM_SCRIPT)

    assert begun == []


@pytest.mark.only_on("sqlite")
def test_a_lock_would_be_noticed(worker, begun, monkeypatch):
    monkeypatch.setattr(queries, "only_reading", nullcontext)
    form = worker.get("/arbeit/schreibhilfe").form("main form.form").fill(text=HARD, pruefen="text")
    begun.clear()

    worker.send(form, status=200, headers=FROM_SCRIPT)

    assert begun

"""Progress by staff, and the answers that departments owe."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Department
from app.concerns.models import Concern, ProgressEntry
from app.concerns.rules import Progress, Review
from app.concerns.service import progress
from app.kernel.db import db
from app.moderation.models import LogEntry
from tests.concerns import known

pytestmark = pytest.mark.full_on_postgresql

SAID = {
    "step": "referred",
    "text": "Das Amt sieht sich die Bank an.",
    "department_key": "tiefbau",
    "promised_on": "2026-12-01",
}


@pytest.fixture
def departments(app):
    db.session.add_all(
        [Department(key="tiefbau", name="Tiefbauamt", short="66"), Department(key="garten", name="Gartenamt", short="67")]
    )
    db.session.flush()


@pytest.fixture
def concern(departments):
    return known.concern()


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def department(staff, departments):
    return staff("department_contact", department_key="tiefbau")


def refer(concern, *, to="tiefbau", until=date(2026, 12, 1), on=date(2026, 11, 10)):
    return progress.add_entry(
        concern=concern.row,
        step=Progress.REFERRED,
        happened_on=on,
        text="Wir haben es weitergegeben.",
        department_key=to,
        promised_on=until,
    )


def address(concern):
    return f"/arbeit/anliegen/{concern.number}/verlauf"


def test_staff_say_what_becomes_of_a_concern(worker, concern, reader):
    form = worker.get(address(concern)).form("main form")

    worker.send(form.fill(**SAID), status=303)

    public = reader.get(f"/anliegen/{concern.number}")
    assert "Das Amt sieht sich die Bank an." in public.text
    assert "Antwort versprochen bis 1. Dezember 2026" in public.text


def test_nothing_closes_without_a_text(worker, concern):
    form = worker.get(address(concern)).form("main form")

    page = worker.send(form.fill(step="done", text=""), status=422)

    assert page.select("#text-error")


def test_a_day_in_the_future_is_shown_at_its_question(worker, concern):
    form = worker.get(address(concern)).form("main form")

    page = worker.send(form.fill(step="done", text="Fertig.", happened_on="2026-11-17"), status=422)

    assert "Zukunft" in page.select_one("#happened_on-error").get_text()


def test_the_progress_of_a_foreign_ortsteil_is_not_found(worker, departments):
    foreign = known.concern(ortsteil_key="15")

    worker.get(address(foreign), status=404)


def test_planners_write_about_the_whole_city(staff, departments):
    planner = staff("planning_coordinator")
    concern = known.concern(ortsteil_key="40")

    planner.send(planner.get(address(concern)).form("main form").fill(step="planned", text="Kommt 2027."), status=303)

    assert db.session.scalars(sa.select(Concern.progress)).one() is Progress.PLANNED


def test_a_department_sees_what_waits_for_it_the_most_urgent_first(department, departments):
    later, sooner, other = known.concern(), known.concern(), known.concern()
    refer(later, until=date(2026, 12, 1))
    refer(sooner, until=date(2026, 11, 12))
    refer(other, to="garten")

    page = department.get("/arbeit/weiterleitungen")

    assert [link["href"].split("/")[4] for link in page.select(".card__link")] == [sooner.number, later.number]
    assert "Überfällig seit dem 12. November 2026" in page.text


def test_a_department_answers_once(department, concern):
    refer(concern)

    answer = department.send(
        department.get(address(concern)).form("main form").fill(text="Die Bank kommt im März."), status=303
    )

    assert "Keine Antwort steht aus" in department.follow(answer).text
    department.get(address(concern), status=404)
    entry = db.session.scalars(sa.select(ProgressEntry).where(ProgressEntry.step == Progress.ANSWERED)).one()
    assert (entry.text, entry.department_key, entry.account_id) == (
        "Die Bank kommt im März.",
        "tiefbau",
        department.account_id,
    )


def test_a_department_cannot_pass_it_on(department, concern):
    refer(concern)
    form = department.get(address(concern)).form("main form")

    department.send(form.fill(step="referred", text="Andere sind zuständig."), status=422)

    assert db.session.scalars(sa.select(Concern.progress)).one() is Progress.REFERRED


def test_a_concern_that_went_to_another_department_is_not_found(department, concern):
    refer(concern, to="garten")

    department.get(address(concern), status=404)


def test_the_last_referral_counts(department, concern, clock):
    refer(concern)
    clock.advance(hours=1)
    refer(concern, to="garten")

    assert "Keine Antwort steht aus" in department.get("/arbeit/weiterleitungen").text
    department.get(address(concern), status=404)


def test_a_contact_without_a_department_owes_nothing(staff, concern):
    refer(concern)
    reader = staff("department_contact")

    assert "Keine Antwort steht aus" in reader.get("/arbeit/weiterleitungen").text


def test_what_waits_for_review_has_no_progress_page(worker, departments):
    waiting = known.concern(review=Review.WAITING)

    worker.get(address(waiting), status=404)


def test_an_entry_is_logged(worker, concern):
    worker.send(worker.get(address(concern)).form("main form").fill(**SAID), status=303)

    logged = db.session.scalars(sa.select(LogEntry)).one()
    assert (logged.act, logged.account_id) == ("concern.progress", worker.account_id)

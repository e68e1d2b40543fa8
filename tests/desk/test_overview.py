"""The desk: what waits for a person, what is late before the rest, each a link."""

from datetime import date

import pytest

from app.accounts.models import Department
from app.concerns.models import Message
from app.concerns.rules import MessageKind, Progress, Review
from app.concerns.service import progress, wording
from app.kernel.db import db
from tests import factories

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def lines(page):
    return [link.get_text(strip=True) for link in page.select(".waiting__link")]


def promise(concern, until):
    if db.session.get(Department, "tiefbau") is None:
        db.session.add(Department(key="tiefbau", name="Tiefbauamt", short="66"))
    progress.add_entry(
        concern=concern,
        step=Progress.REFERRED,
        happened_on=date(2026, 10, 1),
        text="Wir haben es weitergegeben.",
        department_key="tiefbau",
        promised_on=until,
    )


@pytest.mark.parametrize("role", ["quarter_worker", "interviewer", "evaluator", "administrator", "planning_coordinator"])
def test_an_empty_desk_says_so_kindly(staff, role):
    assert "Ihr Schreibtisch ist leer" in staff(role).get("/arbeit").text


def test_everything_that_waits_stands_there_what_is_late_first_then_the_oldest(worker):
    factories.concern(review=Review.WAITING, reported_on=date(2026, 11, 12))
    factories.concern(review=Review.WAITING, reported_on=date(2026, 11, 14))
    asked = factories.concern(reported_on=date(2026, 11, 2))
    db.session.add(Message(concern_id=asked.id, kind=MessageKind.ANSWER, text="Ja.", language="de"))
    promise(factories.concern(), date(2026, 11, 5))
    promise(factories.concern(), date(2026, 11, 20))
    promise(factories.concern(), date(2026, 12, 24))

    page = worker.get("/arbeit")

    assert [line.a.text for line in page.select(".waiting--error")] == ["1 versprochene Antwort ist überfällig"]
    assert lines(page) == [
        "1 versprochene Antwort ist überfällig",
        "Zu 1 Anliegen gibt es eine neue Nachricht",
        "2 Anliegen sind zu prüfen",
        "1 Antwort ist für die nächsten sieben Tage versprochen",
    ]


def test_every_line_leads_to_what_waits(worker):
    number = factories.concern(review=Review.WAITING).number
    promise(factories.concern(), date(2026, 11, 5))

    opened = [worker.get(link["href"]) for link in worker.get("/arbeit").select(".waiting__link")]

    assert any(number in page.text for page in opened)


def test_originals_are_announced_a_week_before_they_are_gone(worker, clock):
    concern = factories.concern(text="Herr Schulze schreit.")
    number = concern.number
    wording.redact(concern=concern, passages=["Herr Schulze"], account=worker.account_id)
    early = worker.get("/arbeit")
    clock.advance(days=25)
    worker.set_cookie("staff", factories.session_of(factories.account("quarter_worker", ortsteile=["06"])))

    late = worker.get("/arbeit")

    assert lines(early) == []
    assert lines(late) == ["Zu 1 Anliegen wird das versiegelte Original bald gelöscht"]
    assert number in worker.get(late.select_one(".waiting__link")["href"]).text


def test_a_foreign_ortsteil_waits_for_others(worker):
    factories.concern(review=Review.WAITING, ortsteil_key="15")
    promise(factories.concern(ortsteil_key="15"), date(2026, 11, 5))

    assert lines(worker.get("/arbeit")) == []


def test_a_department_sees_what_it_owes(staff):
    promise(factories.concern(ortsteil_key="15"), date(2026, 11, 5))

    page = staff("department_contact", department_key="tiefbau").get("/arbeit")

    assert lines(page) == ["1 versprochene Antwort ist überfällig"]


def test_the_desk_stands_first_in_the_navigation(worker):
    links = worker.get("/arbeit").select(".navigation a")

    assert links[0].get_text(strip=True) == "Schreibtisch"
    assert links[0]["aria-current"] == "page"

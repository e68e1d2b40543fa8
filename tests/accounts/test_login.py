"""Coming in: password, second factor, and what the entrance does not tell."""

from app.accounts import service
from app.accounts.models import StaffSession
from app.accounts.service import hashing
from app.kernel import codes
from app.kernel.db import db
from tests import factories
from tests.accounts.conftest import WayIn, digest_of, person
from tests.accounts.test_rules import FOREIGN


def test_who_logs_in_comes_to_the_desk(way_in, worker):
    page = way_in.whole(worker)

    assert page.headers["Location"] == "/de/arbeit"
    assert db.session.get(StaffSession, digest_of(way_in.reader)).account_id == worker.id


def test_who_was_sent_to_the_login_comes_back_to_the_page(way_in, worker):
    asked = way_in.reader.get("/arbeit/konto?gemacht=passwort", status=303)

    assert asked.headers["Location"] == "/de/arbeit/anmelden?weiter=/de/arbeit/konto?gemacht%3Dpasswort"
    assert way_in.whole(worker, weiter="/de/arbeit/konto").headers["Location"] == "/de/arbeit/konto"


def test_no_address_smuggled_into_the_login_survives_it(way_in, worker):
    for address in FOREIGN:
        page = way_in.reader.get("/arbeit/anmelden", query_string={"weiter": address})

        assert page.select_one("input[name=weiter]")["value"] == ""


def test_a_foreign_address_sent_with_the_code_leads_to_the_desk(way_in, worker):
    second = way_in.first_step(worker.email).form()

    page = way_in.reader.send(second.fill(code=worker.code(), weiter="//evil.example"), status=303)

    assert page.headers["Location"] == "/de/arbeit"


def test_between_password_and_code_nobody_is_logged_in(way_in, worker):
    page = way_in.first_step(worker.email)

    assert "Set-Cookie" not in page.headers
    assert db.session.query(StaffSession).count() == 0


def test_email_addresses_are_compared_without_case_and_spaces(way_in, worker):
    way_in.first_step("  Rieth@Example.ORG ")


def test_wrong_unknown_and_switched_off_are_told_apart_by_nobody(way_in, worker, slow_hashes):
    off = person("quarter_worker", email="aus@example.org", is_active=False)
    attempts = [
        (worker.email, "falsch, aber lang genug"),
        ("niemand@example.org", "falsch, aber lang genug"),
        (off.email, factories.PASSWORD),
    ]
    slow_hashes.clear()

    answers = []
    for email, password in attempts:
        page = way_in.first_step(email, password, status=422)
        answers.append((page.status, page.html.replace(email, "…"), sorted(page.headers.keys())))

    assert answers[0] == answers[1] == answers[2]
    assert slow_hashes == ["verify"] * 3


def test_a_hash_that_cannot_be_read_costs_the_same(way_in, app, slow_hashes):
    factories.account("quarter_worker", email="neu@example.org", password_hash="!")

    way_in.first_step("neu@example.org", status=422)

    assert "stimmt nicht" in way_in.first_step("neu@example.org", status=422).text


def test_nobody_has_the_password_of_nobody(app):
    assert not hashing.matches(None, "")
    assert not hashing.matches(None, factories.PASSWORD)


def test_an_empty_login_is_asked_again_at_its_fields(way_in, app):
    page = way_in.first_step("", "", status=422)

    assert page.select_one("#email-error")
    assert page.select_one("#password-error")
    assert page.select_one("title").get_text().startswith("Fehler:")


def test_a_password_may_be_pasted_and_keeps_its_spaces(way_in, app):
    person("administrator", email="a@example.org", password_hash=hashing.hashed("  mit Rand und Leerzeichen "))

    page = way_in.reader.get("/arbeit/anmelden")
    assert page.select_one("#password")["autocomplete"] == "current-password"
    assert "onpaste" not in page.html
    way_in.first_step("a@example.org", "  mit Rand und Leerzeichen ")
    way_in.first_step("a@example.org", "mit Rand und Leerzeichen", status=422)


def test_an_outdated_hash_is_renewed_when_the_password_is_known(way_in, app):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(factories.PASSWORD)
    member = person("administrator", email="a@example.org", password_hash=old)

    way_in.whole(member)

    assert "m=19456,t=2" in member.row.password_hash


def test_the_steps_after_the_password_cannot_be_opened_alone(reader, app):
    for address in ("/arbeit/zweiter-schritt", "/arbeit/einrichten"):
        assert reader.get(address, status=303).headers["Location"] == "/de/arbeit/anmelden"


def test_a_made_up_ticket_opens_nothing(reader, worker):
    for ticket in ("", "x", "..", "0.0.0", "0" * 32 + "..1.x", "\0.\0.\0", f"{worker.id}..1.x"):
        answers = {"ticket": ticket, "code": "123456", "new_password": "vier lange gute Wörter"}
        for address in ("/arbeit/zweiter-schritt", "/arbeit/einrichten"):
            assert "noch einmal an" in reader.post(address, answers, status=422).text


def test_a_ticket_lasts_five_minutes(way_in, worker, clock):
    second = way_in.first_step(worker.email).form()
    clock.advance(minutes=5, seconds=1)
    code = worker.code()

    page = way_in.reader.send(second.fill(code=code), status=422)

    assert "zu lange gedauert" in page.text


def test_a_ticket_of_one_step_is_worthless_at_another(way_in, worker):
    ticket = way_in.first_step(worker.email).form().values["ticket"]
    answers = {"ticket": ticket, "code": "123456", "new_password": "vier lange gute Wörter"}

    page = way_in.reader.post("/arbeit/einrichten", answers, status=422)

    assert "zu lange gedauert" in page.text


def test_a_ticket_dies_with_the_password(way_in, worker):
    second = way_in.first_step(worker.email).form()
    service.set_password(account_id=worker.id, new_password="ein ganz neues Passwort")
    code = worker.code()

    way_in.reader.send(second.fill(code=code), status=422)


def test_a_ticket_dies_with_the_account(way_in, worker):
    second = way_in.first_step(worker.email).form().fill(code=worker.code())
    worker.row.is_active = False

    way_in.reader.send(second, status=422)


def test_the_login_stores_no_secret_of_the_cookie(way_in, worker):
    way_in.whole(worker)

    secret = way_in.reader.cookie("staff")
    assert len(secret) >= 43
    assert [session.id_hash for session in db.session.query(StaffSession)] == [codes.digest(secret)]


def test_a_second_login_leaves_other_devices_alone(new_reader, worker, clock):
    first, second = WayIn(new_reader()), WayIn(new_reader())
    first.whole(worker)
    clock.advance(seconds=30)

    second.whole(worker)

    first.reader.get("/arbeit/konto")
    second.reader.get("/arbeit/konto")

"""The own account."""

import pyotp
import pytest

from app.accounts.models import StaffSession
from app.accounts.service import hashing
from app.kernel import clock as kernel_clock
from app.kernel.db import db
from tests import factories

pytestmark = pytest.mark.full_on_postgresql

HOME = "/arbeit/konto"
OWN = "ein ganz neues Passwort"


@pytest.fixture
def at_work(way_in, worker):
    """The worker, logged in."""
    way_in.whole(worker)
    return way_in.reader


def test_one_sees_what_one_may(at_work):
    page = at_work.get(HOME)

    assert "Quartiersarbeit Rieth" in page.text
    assert "Anliegen prüfen und veröffentlichen" in page.text
    assert "Konten und Fachämter verwalten" not in page.text


def test_the_password_is_changed_with_the_old_one(at_work, worker):
    form = at_work.get(HOME).form("form[action$=passwort]")

    page = at_work.send(form.fill(password=factories.PASSWORD, new_password=OWN), status=303)

    assert "Ihr Passwort ist geändert." in at_work.follow(page).text
    assert hashing.matches(worker.row.password_hash, OWN)


def test_a_changed_password_begins_a_new_login(at_work):
    before = at_work.cookie("staff")
    form = at_work.get(HOME).form("form[action$=passwort]")

    at_work.send(form.fill(password=factories.PASSWORD, new_password=OWN), status=303)

    assert at_work.cookie("staff") != before
    assert db.session.query(StaffSession).count() == 1


def test_a_password_that_will_not_do_is_told_at_its_field(at_work, worker):
    wrong_answers = [
        ("nicht das alte Passwort", OWN, "password"),
        ("", OWN, "password"),
        (factories.PASSWORD, "", "new_password"),
        (factories.PASSWORD, "zu kurz", "new_password"),
        (factories.PASSWORD, "Passwort2026!", "new_password"),
        (factories.PASSWORD, "Quartiersarbeit Rieth", "new_password"),
        (factories.PASSWORD, "x" * 257, "new_password"),
    ]
    before = worker.row.password_hash
    for old, new, field in wrong_answers:
        form = at_work.get(HOME).form("form[action$=passwort]")

        page = at_work.send(form.fill(password=old, new_password=new), status=422)

        assert page.select_one(f"#{field}-error"), new
    assert worker.row.password_hash == before


def test_a_taken_over_login_cannot_guess_the_password_for_ever(at_work):
    form = at_work.get(HOME).form("form[action$=passwort]").fill(password="geraten und falsch", new_password=OWN)

    for _try in range(10):
        at_work.send(form, status=422)

    at_work.send(form.fill(password=factories.PASSWORD), status=429)


def _new_phone(reader, password=factories.PASSWORD, status=200):
    return reader.send(reader.get(HOME).form("form[action$=zweiter-faktor]").fill(password=password), status=status)


def test_another_phone_is_connected_with_the_password(at_work, worker, clock):
    page = _new_phone(at_work)
    secret = page.select_one(".copy_code__digits").get_text().replace(" ", "")
    old = worker.row.totp_secret

    done = at_work.send(page.form().fill(code=pyotp.TOTP(secret).at(kernel_clock.now())), status=303)

    assert "zweiter Faktor ist neu" in at_work.follow(done).text
    assert worker.row.totp_secret != old


def test_without_the_password_no_other_phone_is_connected(at_work, worker):
    page = _new_phone(at_work, password="geraten und falsch", status=422)

    assert page.select_one("#confirmed-password-error")
    assert page.select(".qr_code") == []


def test_a_wrong_code_connects_nothing_and_shows_the_same_picture(at_work, worker):
    page = _new_phone(at_work)
    old = worker.row.totp_secret

    again = at_work.send(page.form().fill(code="000000"), status=422)

    assert again.select_one("#code-error")
    assert again.select_one(".qr_code path:last-child")["d"] == page.select_one(".qr_code path:last-child")["d"]
    assert worker.row.totp_secret == old


def test_the_picture_of_another_person_connects_nothing(at_work, worker, staff):
    page = _new_phone(at_work)
    secret = page.select_one(".copy_code__digits").get_text().replace(" ", "")
    other = staff("evaluator")
    token = other.get(HOME).form().values["form_token"]
    answers = {**page.form().values, "form_token": token, "code": pyotp.TOTP(secret).at(kernel_clock.now())}
    old = worker.row.totp_secret

    other.post("/arbeit/konto/zweiter-faktor/bestaetigen", answers, status=422)

    assert worker.row.totp_secret == old


def test_good_news_come_from_a_list_only(at_work):
    page = at_work.get(HOME, query_string={"gemacht": "<b>Sie haben gewonnen</b>"})

    assert "gewonnen" not in page.text


def test_the_navigation_shows_what_one_may_open(at_work, staff):
    assert [link.get_text(strip=True) for link in at_work.get(HOME).select(".navigation a[aria-current]")] == ["Mein Konto"]
    assert "Konten" not in {link.get_text(strip=True) for link in at_work.get(HOME).select(".navigation a")}
    assert "Konten" in {link.get_text(strip=True) for link in staff("administrator").get(HOME).select(".navigation a")}

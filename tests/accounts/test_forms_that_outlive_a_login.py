"""Nothing that staff typed is lost because a login ended or began anew meanwhile."""

import pytest

from app.accounts import queries
from app.accounts.models import StaffSession
from app.kernel.db import db
from app.kernel.languages import FOR_STAFF

LONG = "Ein langer Satz über die Spielplätze im Rieth, den niemand zweimal tippen möchte.\nUnd noch einer."
TYPED = {"name": "Amt für Grünflächen", "short": "Grün", "what_for": LONG}
ADDRESS = "/arbeit/fachaemter"


@pytest.fixture
def administrator(staff):
    return staff("administrator")


def departments():
    db.session.expire_all()
    return [each.name for each in queries.departments()]


def test_a_form_of_an_ended_login_keeps_what_was_typed(administrator):
    form = administrator.get(ADDRESS).form().fill(**TYPED)
    db.session.query(StaffSession).delete()

    page = administrator.send(form, status=401)

    assert page.select_one("h1").get_text() == "Sie sind abgemeldet"
    assert page.select_one("textarea").get_text().removeprefix("\n") == LONG
    kept = page.form()
    assert {name: kept.values[name] for name in TYPED} == TYPED
    assert kept.action == "/de/arbeit/fachaemter"
    assert "form_token" not in kept.values
    login = page.select_one("main a[target=_blank]")
    assert login["href"] == "/de/arbeit/anmelden"
    assert departments() == []


def test_after_logging_in_again_the_kept_form_goes_through(administrator, staff):
    form = administrator.get(ADDRESS).form().fill(**TYPED)
    db.session.query(StaffSession).delete()
    kept = administrator.send(form, status=401).form()
    administrator.set_cookie("staff", staff("administrator").cookie("staff"))

    asked = administrator.send(kept, status=422)
    assert departments() == []
    administrator.send(asked.form(), status=303)

    assert departments() == ["Amt für Grünflächen"]


def test_a_form_with_the_token_of_another_login_asks_once_more(administrator, staff):
    form = administrator.get(ADDRESS).form().fill(**TYPED)
    administrator.set_cookie("staff", staff("administrator").cookie("staff"))

    page = administrator.send(form, status=422)

    assert page.select_one("h1").get_text() == "Wollen Sie das senden?"
    assert "Ja, senden" in page.text
    assert page.form().values["form_token"] != form.values["form_token"]
    assert page.form().values["what_for"] == LONG
    assert departments() == []


def test_a_form_without_the_right_token_does_nothing(administrator):
    administrator.post(ADDRESS, TYPED, status=422)
    for token in ("", "x", "ä", "0" * 64):
        administrator.post(ADDRESS, {**TYPED, "form_token": token}, status=422)

    assert departments() == []


def test_a_form_from_another_site_does_nothing_even_with_the_right_token(administrator):
    form = administrator.get(ADDRESS).form().fill(**TYPED)

    for origin in ("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81"):
        administrator.send(form, status=403, headers={"Origin": origin})

    assert departments() == []


def test_passwords_are_never_kept_on_a_page(administrator):
    typed = {"password": "das alte Geheimnis", "new_password": "das neue Geheimnis", "code": "123456"}

    page = administrator.post("/arbeit/konto/passwort", typed, status=422)

    assert "Geheimnis" not in page.html
    assert "123456" not in page.html


def test_what_is_kept_cannot_become_markup(administrator):
    evil = '"><script>alert(1)</script>\n</textarea><img src=x onerror=alert(1)>'

    page = administrator.post(ADDRESS, {"name": evil, evil: "1"}, status=422)

    assert page.select("main script, main img") == []
    assert page.form().values["name"] == evil


def test_a_page_of_an_ended_login_leads_to_the_login(administrator):
    db.session.query(StaffSession).delete()

    page = administrator.get(ADDRESS, status=303)

    assert page.headers["Location"] == "/de/arbeit/anmelden?weiter=/de/arbeit/fachaemter"


def test_the_way_back_keeps_the_language(new_reader, app):
    code = FOR_STAFF[-1].code

    page = new_reader(code).get(ADDRESS, status=303)

    assert page.headers["Location"] == f"/{code}/arbeit/anmelden?weiter=/{code}/arbeit/fachaemter"

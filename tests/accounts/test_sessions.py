"""A login ends when it ends, whoever has copied the cookie."""

from datetime import timedelta

import pytest

from app.accounts import rules, service
from app.accounts.models import StaffSession
from app.accounts.rules import Role
from app.kernel import codes
from app.kernel.db import db
from tests import factories
from tests.accounts.conftest import WayIn, person

HOME = "/arbeit/konto"


@pytest.fixture
def thief(new_reader, way_in, worker):
    """Somebody with a copy of the worker's cookie."""
    way_in.whole(worker)
    stranger = new_reader()
    stranger.set_cookie("staff", way_in.reader.cookie("staff"))
    stranger.get(HOME)
    return stranger


def refused(reader) -> bool:
    """Whether this cookie opens neither a page nor a form."""
    page = reader.get(HOME, status=303)
    reader.post("/arbeit/konto/sitzungen", status=401)
    return page.headers["Location"].startswith("/de/arbeit/anmelden")


def changed(worker, **details):
    values = {
        "name": "Rieth",
        "roles": [Role.QUARTER_WORKER],
        "ortsteile": [],
        "department_key": None,
        "is_city_wide": False,
    }
    service.change_account(account_id=worker.id, **{**values, "is_active": True, **details})


def test_a_copied_cookie_is_worthless_after_logout(thief, way_in):
    page = way_in.reader.get(HOME)

    way_in.reader.send(page.form("form[action$=abmelden]"), status=303)

    assert refused(thief)


def test_a_copied_cookie_is_worthless_after_the_password_was_changed(thief, way_in):
    form = way_in.reader.get(HOME).form("form[action$=passwort]")

    way_in.reader.send(form.fill(password=factories.PASSWORD, new_password="ein ganz neues Passwort"), status=303)

    assert refused(thief)
    way_in.reader.get(HOME)


def test_a_copied_cookie_is_worthless_after_the_account_was_switched_off(thief, worker):
    changed(worker, is_active=False)

    assert refused(thief)


def test_a_switched_off_account_is_refused_even_with_its_session_left(thief, worker):
    worker.row.is_active = False

    assert refused(thief)


def test_a_copied_cookie_is_worthless_after_the_roles_were_changed(thief, worker):
    changed(worker, roles=[Role.QUARTER_WORKER, Role.EVALUATOR])

    assert refused(thief)


def test_a_copied_cookie_is_worthless_after_the_second_factor_was_reset(thief, worker):
    service.reset_second_factor(account_id=worker.id)

    assert refused(thief)


def test_a_copied_cookie_is_worthless_after_an_administrator_ended_the_login(thief, worker):
    service.end_all_sessions(account_id=worker.id)

    assert refused(thief)


def test_a_new_name_or_ortsteil_ends_no_login(thief, worker):
    factories.ortsteil("06")
    changed(worker, name="Neuer Name", ortsteile=["06"], is_city_wide=True)

    thief.get(HOME)


def test_other_logins_can_be_ended_by_oneself(thief, way_in):
    own = way_in.reader
    secret = service.open_session(account_id=db.session.query(StaffSession).one().account_id)
    thief.set_cookie("staff", secret)
    thief.get(HOME)

    page = own.send(own.get(HOME).form("form[action$=sitzungen]"), status=303)

    assert "Überall sonst" in own.follow(page).text
    assert refused(thief)


def test_a_cookie_set_before_the_login_does_not_become_the_login(way_in, worker):
    """Fixation: a made-up cookie is not taken over, and neither is an older one."""
    way_in.reader.set_cookie("staff", "made up by somebody else")
    way_in.whole(worker)
    first = way_in.reader.cookie("staff")
    way_in.whole(worker)

    assert len({"made up by somebody else", first, way_in.reader.cookie("staff")}) == 3


def test_logging_in_again_ends_the_login_that_was_open_here(way_in, worker, new_reader):
    way_in.whole(worker)
    old = new_reader()
    old.set_cookie("staff", way_in.reader.cookie("staff"))

    way_in.whole(worker)

    assert refused(old)
    assert db.session.query(StaffSession).count() == 1


def test_a_login_that_rests_for_a_working_day_is_over(thief, clock):
    clock.advance(hours=7, minutes=59, seconds=59)
    thief.get(HOME)
    clock.advance(hours=8)

    assert refused(thief)


def test_a_login_in_use_is_over_after_a_week(thief, clock):
    for _hour in range(7 * 24 // 6 - 1):
        clock.advance(hours=6)
        thief.get(HOME)
    clock.advance(hours=5, minutes=59)
    thief.get(HOME)
    clock.advance(minutes=1)

    assert refused(thief)


def test_use_is_noted_at_most_every_five_minutes(thief, clock, worker):
    began = clock.moment

    def noted():
        db.session.expire_all()
        return db.session.query(StaffSession).one().last_seen

    clock.advance(minutes=4, seconds=59)
    thief.get(HOME)
    assert noted() == began
    clock.advance(seconds=1)
    thief.get(HOME)
    assert noted() == began + rules.SEEN_EVERY


def test_noting_the_use_does_not_stop_a_form_that_writes(thief, way_in, clock):
    form = way_in.reader.get(HOME).form("form[action$=passwort]")
    clock.advance(minutes=6)

    answers = {"password": factories.PASSWORD, "new_password": "ein ganz neues Passwort"}
    way_in.reader.send(form.fill(**answers), status=303)


def test_who_asks_is_looked_up_in_one_statement_and_not_at_all_without_a_cookie(thief, new_reader, count_statements):
    with count_statements() as without:
        new_reader().get("/arbeit/anmelden")
    with count_statements() as looked:
        thief.get("/arbeit/anmelden")

    assert not any("staff_session" in statement or "account" in statement for statement in without)
    assert sum("staff_session" in statement for statement in looked) == 1


def test_logins_that_have_run_out_are_deleted(app, clock):
    member = person("evaluator", email="a@example.org")
    service.open_session(account_id=member.id)
    clock.advance(hours=5)
    young = codes.digest(service.open_session(account_id=member.id))
    db.session.commit()
    clock.advance(hours=3)

    assert service.forget_ended_sessions() == 1
    assert [session.id_hash for session in db.session.query(StaffSession)] == [young]


def test_a_login_in_use_is_deleted_after_a_week(app, clock):
    member = person("evaluator", email="a@example.org")
    service.open_session(account_id=member.id)
    db.session.query(StaffSession).one().last_seen = clock.moment + timedelta(days=7)
    db.session.commit()
    clock.advance(days=7)

    assert service.forget_ended_sessions() == 1


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(way_in, worker):
    cookie = way_in.whole(worker).headers["Set-Cookie"].split("; ")

    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie)
    assert not any(part.startswith(("Domain", "Expires", "Max-Age")) for part in cookie)


def test_in_production_the_cookie_is_bound_to_the_host_and_to_encryption(way_in, worker, monkeypatch, world):
    monkeypatch.setitem(world.app.config, "IS_PRODUCTION", True)

    cookie = way_in.whole(worker).headers["Set-Cookie"].split("; ")

    assert cookie[0].startswith("__Host-staff=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} == set(cookie[1:])


def test_in_production_the_other_cookie_is_not_looked_at(way_in, worker, monkeypatch, world):
    way_in.whole(worker)
    monkeypatch.setitem(world.app.config, "IS_PRODUCTION", True)

    assert refused(way_in.reader)


def test_logout_clears_what_the_browser_keeps_but_not_who_was_counted(way_in, worker):
    way_in.whole(worker)
    way_in.reader.set_cookie("person", "somebody")

    page = way_in.reader.send(way_in.reader.get(HOME).form("form[action$=abmelden]"), status=303)

    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert way_in.reader.cookie("staff") is None
    assert way_in.reader.cookie("person") == "somebody"


def test_working_pages_are_kept_by_nobody(way_in, worker):
    way_in.whole(worker)

    assert way_in.reader.get(HOME).headers["Cache-Control"] == "no-store"


def test_a_made_up_cookie_opens_nothing(reader, app):
    for cookie in ("", "x", "' OR 1=1 --", "x" * 4000, "%00", "ä"):
        page = reader.get(HOME, status=303, headers={"Cookie": f"staff={cookie}"})

        assert page.headers["Location"].startswith("/de/arbeit/anmelden")


def test_the_login_is_counted_per_browser(new_reader, worker):
    first, second = WayIn(new_reader()), WayIn(new_reader())
    first.whole(worker)
    second.whole(worker)

    page = first.reader.get(HOME)

    assert page.text.count("zuletzt benutzt am") == 2
    assert page.text.count("Das ist diese Anmeldung.") == 1

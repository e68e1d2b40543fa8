"""Codes of the phone: each counts once. And the first login, at which the phone is connected."""

from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from app.accounts import service
from app.accounts.rules import Role
from app.accounts.service import second_factor
from app.kernel import clock as kernel_clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from tests import factories
from tests.accounts.conftest import Member, person

pytestmark = pytest.mark.full_on_postgresql

OWN = "vier lange gute Wörter"


@pytest.fixture
def newcomer(app):
    """Somebody who got a start password and has never logged in."""
    account = service.create_account(
        email="neu@example.org", name="Fachamt Grün", password=factories.PASSWORD, roles=[Role.DEPARTMENT_CONTACT]
    )
    return Member(account.id, account.email, None)


def test_the_codes_are_those_of_the_standard(app, clock):
    seed = service.fresh_seed()

    secret = second_factor.secret_of(seed)

    assert len(secret) == 32
    assert service.current_code(seed=seed, last_step=None) == pyotp.TOTP(secret).at(clock.moment)


def test_the_database_alone_makes_no_codes(app):
    seed = service.fresh_seed()

    assert seed.upper() not in second_factor.secret_of(seed)
    assert second_factor.secret_of(seed) != second_factor.secret_of(service.fresh_seed())


@pytest.mark.parametrize(("off", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(way_in, worker, clock, off, taken):
    code = pyotp.TOTP(second_factor.secret_of(worker.seed)).at(int(clock.moment.timestamp()) + off)
    second = way_in.first_step(worker.email).form()

    way_in.reader.send(second.fill(code=code), status=303 if taken else 422)


def test_a_code_counts_once(way_in, worker):
    code = worker.code()
    way_in.reader.send(way_in.first_step(worker.email).form().fill(code=code), status=303)

    page = way_in.reader.send(way_in.first_step(worker.email).form().fill(code=code), status=422)

    assert "schon benutzt" in page.text


def test_an_older_code_does_not_count_after_a_newer_one(way_in, worker, clock):
    totp, now = pyotp.TOTP(second_factor.secret_of(worker.seed)), int(clock.moment.timestamp())
    way_in.reader.send(way_in.first_step(worker.email).form().fill(code=totp.at(now + 30)), status=303)

    for used_up in (now, now - 30):
        way_in.reader.send(way_in.first_step(worker.email).form().fill(code=totp.at(used_up)), status=422)


def test_the_next_code_counts_again(way_in, worker):
    way_in.whole(worker)

    way_in.whole(worker)


def test_of_eight_who_send_the_same_code_at_once_one_comes_in(world, worker):
    code, ticket = worker.code(), service.offer_second_step(worker.credentials())

    def comes_in(_number: int) -> bool:
        with world.app.app_context():
            try:
                service.pass_second_step(ticket=ticket, code=code)
            except RuleBroken:
                return False
            db.session.commit()
            return True

    with world.outside(), ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(comes_in, range(8))) == 1


def test_a_trial_has_two_codes_in_half_a_minute(way_in, worker):
    way_in.whole(worker)
    way_in.whole(worker)

    with pytest.raises(RuleBroken):
        worker.code()


def test_a_code_may_be_typed_with_a_space(way_in, worker):
    code = worker.code()

    way_in.reader.send(way_in.first_step(worker.email).form().fill(code=f"{code[:3]} {code[3:]}"), status=303)


def test_anything_else_is_no_code(way_in, worker):
    second = way_in.first_step(worker.email).form()

    for code in ("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345", "0x1234", "1e5"):
        way_in.reader.send(second.fill(code=code), status=422)


def test_the_field_of_the_code_helps_the_phone(way_in, worker):
    field = way_in.first_step(worker.email).select_one("#code")

    assert field["autocomplete"] == "one-time-code"
    assert field["inputmode"] == "numeric"


def _first_login(way_in, newcomer, **answers):
    page = way_in.first_step(newcomer.email)
    secret = page.select_one(".copy_code__digits").get_text().replace(" ", "")
    code = pyotp.TOTP(secret).at(kernel_clock.now())
    return page, page.form().fill(**{"code": code, "new_password": OWN, **answers})


def test_the_first_login_connects_the_phone_and_makes_the_password_ones_own(way_in, newcomer, clock):
    page, form = _first_login(way_in, newcomer)
    assert page.select_one("svg.qr_code path")

    way_in.reader.send(form, status=303)

    assert newcomer.row.totp_secret is not None
    clock.advance(seconds=30)
    way_in.first_step(newcomer.email, factories.PASSWORD, status=422)
    assert way_in.first_step(newcomer.email, OWN).select_one("h1").get_text() == "Zweiter Schritt der Anmeldung"


def test_the_code_of_the_first_login_does_not_count_again(way_in, newcomer):
    _page, form = _first_login(way_in, newcomer)
    way_in.reader.send(form, status=303)

    second = way_in.first_step(newcomer.email, OWN).form()

    way_in.reader.send(second.fill(code=form.values["code"]), status=422)


def test_nothing_is_stored_before_the_phone_has_shown_a_code(way_in, newcomer):
    page, form = _first_login(way_in, newcomer, code="000000")

    again = way_in.reader.send(form, status=422)

    assert again.select_one("#code-error")
    assert again.select_one(".copy_code__digits").get_text() == page.select_one(".copy_code__digits").get_text()
    assert newcomer.row.totp_secret is None


def test_the_own_password_must_be_a_good_and_a_new_one(way_in, newcomer):
    _page, form = _first_login(way_in, newcomer)

    for password in ("kurz", "Passwort2026!", "Fachamt Grün 12", factories.PASSWORD):
        page = way_in.reader.send(form.fill(new_password=password), status=422)

        assert page.select_one("#new_password-error")
    assert newcomer.row.totp_secret is None


def test_a_ticket_of_the_first_login_does_not_connect_a_second_phone(way_in, new_reader, newcomer):
    _page, first = _first_login(way_in, newcomer)
    _page, other = _first_login(way_in, newcomer)
    way_in.reader.send(first, status=303)

    new_reader().send(other, status=422)


def test_after_a_reset_the_phone_is_connected_anew(way_in, worker):
    service.reset_second_factor(account_id=worker.id)

    page = way_in.first_step(worker.email)

    assert page.select_one("h1").get_text() == "Ihre erste Anmeldung"


def test_other_people_are_not_touched_by_a_first_login(way_in, newcomer):
    bystander = person("evaluator", email="daneben@example.org")
    before = (bystander.row.password_hash, bystander.row.totp_secret)

    way_in.reader.send(_first_login(way_in, newcomer)[1], status=303)

    assert (bystander.row.password_hash, bystander.row.totp_secret) == before

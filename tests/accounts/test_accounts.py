"""What administrators do with accounts."""

import pytest

from app.accounts import queries, service
from app.accounts.models import Account
from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from tests import factories

pytestmark = pytest.mark.full_on_postgresql

NEW = {"email": "Neu@Example.org", "name": "Kontakt Jugendamt", "roles": ["department_contact"]}
PASSWORD = factories.PASSWORD


@pytest.fixture
def administrator(staff):
    return staff("administrator")


def account_of(email: str) -> Account:
    db.session.expire_all()
    found = queries.find_account(email=email)
    assert found is not None
    return found


def test_a_new_account_gets_a_start_password_that_is_shown_once(administrator, new_reader):
    service.add_department(key="jugend", name="Jugendamt", short="Jugend")
    factories.ortsteil("06")
    form = administrator.get("/arbeit/konten/neu").form()

    page = administrator.send(form.fill(**NEW, department_key="jugend", ortsteile=["06"], is_city_wide="y"))

    start = page.select_one(".copy_code__digits").get_text(strip=True)
    account = account_of("neu@example.org")
    assert account.held_roles == {Role.DEPARTMENT_CONTACT}
    assert (account.department_key, account.is_city_wide) == ("jugend", True)
    assert [each.ortsteil_key for each in account.ortsteile] == ["06"]
    assert start not in administrator.get("/arbeit/konten").html
    first = new_reader().post("/arbeit/anmelden", {"email": "neu@example.org", "password": start}, status=200)
    assert first.select_one("h1").get_text() == "Ihre erste Anmeldung"


def test_what_will_not_do_is_told_at_its_field(administrator):
    wrong_answers = [
        ("email", ""),
        ("email", "keine Adresse"),
        ("name", " "),
        ("name", "x" * 121),
        ("roles", []),
        ("roles", ["evaluator", "contact_keeper"]),
        ("roles", ["king"]),
        ("department_key", "unbekannt"),
        ("ortsteile", ["99"]),
    ]
    for field, answer in wrong_answers:
        form = administrator.get("/arbeit/konten/neu").form()

        page = administrator.send(form.fill(**{**NEW, field: answer}), status=422)

        assert page.select_one(f"#{field}-error"), answer
    assert queries.find_account(email="neu@example.org") is None


def test_an_address_has_one_account(administrator):
    administrator.send(administrator.get("/arbeit/konten/neu").form().fill(**NEW))

    page = administrator.send(
        administrator.get("/arbeit/konten/neu").form().fill(**{**NEW, "email": "NEU@example.org"}), status=422
    )

    assert "schon ein Konto" in page.select_one("#email-error").get_text()


def test_roles_ortsteile_and_department_are_exchanged(administrator):
    service.add_department(key="gruen", name="Grünflächenamt", short="Grün")
    for key in ("01", "02", "03"):
        factories.ortsteil(key)
    account_id = factories.account("quarter_worker", "evaluator", ortsteile=["01", "02"], email="w@example.org").id
    form = administrator.get(f"/arbeit/konten/{account_id}").form()
    assert form.values.getlist("ortsteile") == ["01", "02"]

    answers = {"roles": ["quarter_worker", "department_contact"], "ortsteile": ["02", "03"], "department_key": "gruen"}
    administrator.send(form.fill(**answers), status=303)

    account = account_of("w@example.org")
    assert account.held_roles == {Role.QUARTER_WORKER, Role.DEPARTMENT_CONTACT}
    assert {each.ortsteil_key for each in account.ortsteile} == {"02", "03"}
    assert account.department_key == "gruen"


def test_an_unticked_box_switches_the_account_off(administrator):
    account_id = factories.account("quarter_worker", email="w@example.org").id
    form = administrator.get(f"/arbeit/konten/{account_id}").form()
    del form.values["is_active"]

    administrator.send(form, status=303)

    assert not account_of("w@example.org").is_active


def test_evaluation_and_contact_slips_stay_apart_when_an_account_is_changed(administrator):
    account_id = factories.account("evaluator", email="w@example.org").id
    form = administrator.get(f"/arbeit/konten/{account_id}").form()

    page = administrator.send(form.fill(roles=["evaluator", "contact_keeper"]), status=422)

    assert "niemand zusammen" in page.select_one("#roles-error").get_text()
    assert account_of("w@example.org").held_roles == {Role.EVALUATOR}


def test_the_last_administrator_cannot_leave(administrator):
    address = f"/arbeit/konten/{administrator.account_id}"
    form = administrator.get(address).form()

    page = administrator.send(form.fill(roles=["evaluator"]), status=422)
    assert "das einzige Konto" in page.select_one("#roles-error").get_text()

    off = administrator.get(address).form()
    del off.values["is_active"]
    administrator.send(off, status=422)


def test_an_administrator_can_leave_when_another_stays(administrator):
    factories.account("administrator", email="zwei@example.org")
    form = administrator.get(f"/arbeit/konten/{administrator.account_id}").form()

    administrator.send(form.fill(roles=["evaluator"]), status=303)

    administrator.get("/arbeit/konten", status=303)


def test_a_switched_off_administrator_does_not_count_as_another(administrator):
    factories.account("administrator", email="zwei@example.org", is_active=False)
    form = administrator.get(f"/arbeit/konten/{administrator.account_id}").form()

    administrator.send(form.fill(roles=["evaluator"]), status=422)


def test_a_start_password_replaces_password_and_second_factor(administrator):
    made = factories.account("evaluator", email="w@example.org", totp_secret=service.fresh_seed())
    before = made.password_hash
    service.open_session(account_id=made.id)
    page = administrator.get(f"/arbeit/konten/{made.id}")
    assert "1 Anmeldung ist offen." in page.text

    start = administrator.send(page.form("form[action$=startpasswort]"))

    account = account_of("w@example.org")
    assert start.select_one(".copy_code__digits").get_text(strip=True)
    assert account.password_hash != before
    assert account.totp_secret is None
    assert queries.sessions_of(account.id) == []


@pytest.mark.parametrize(("act", "news"), [("zweiter-faktor", "gelöscht"), ("sitzungen", "überall abgemeldet")])
def test_lost_phones_and_open_logins_are_dealt_with(administrator, act, news):
    made = factories.account("evaluator", email="w@example.org", totp_secret=service.fresh_seed())
    account_id = made.id
    service.open_session(account_id=account_id)
    form = administrator.get(f"/arbeit/konten/{account_id}").form(f"form[action$={act}]")

    page = administrator.follow(administrator.send(form, status=303))

    assert news in page.text
    assert queries.sessions_of(account_id) == []


def test_nothing_else_can_be_sent_along(administrator):
    account_id = factories.account("evaluator", email="w@example.org").id
    form = administrator.get(f"/arbeit/konten/{account_id}").form()

    administrator.send(form.fill(email="anders@example.org", password_hash="x", totp_secret="y", id="z"), status=303)

    account = account_of("w@example.org")
    assert (account.id, account.password_hash, account.totp_secret) == (account_id, "!", None)


def test_an_unknown_account_is_not_found(administrator):
    administrator.get("/arbeit/konten/00000000-0000-0000-0000-000000000000", status=404)
    administrator.get("/arbeit/konten/1", status=404)


def test_nobody_else_manages_accounts(staff):
    colleague = staff(*(role.value for role in Role if role is not Role.ADMINISTRATOR))

    own = f"/arbeit/konten/{colleague.account_id}"
    for address in ("/arbeit/konten", "/arbeit/konten/neu", own, "/arbeit/fachaemter"):
        colleague.get(address, status=403)
    for address in (
        "/arbeit/konten/neu",
        own,
        f"{own}/startpasswort",
        f"{own}/zweiter-faktor",
        f"{own}/sitzungen",
        "/arbeit/fachaemter",
    ):
        colleague.post(address, status=403)


def test_the_list_of_accounts_needs_a_fixed_number_of_questions(administrator, count_statements):
    def questions() -> int:
        with count_statements() as said:
            administrator.get("/arbeit/konten")
        return len(said)

    few = questions()
    for _number in range(10):
        factories.account("quarter_worker", "evaluator")

    assert questions() == few <= 6


def test_a_start_password_is_long_and_random(app):
    assert len({service.fresh_start_password() for _time in range(50)}) == 50
    assert len(service.fresh_start_password()) == 23


def test_a_password_for_a_new_account_is_judged_too(app):
    with pytest.raises(RuleBroken) as broken:
        service.create_account(email="a@example.org", name="A", password="kurz", roles=[Role.EVALUATOR])

    assert broken.value.field == "password"


def test_a_password_of_nobody_cannot_be_changed(app):
    from uuid import uuid4

    with pytest.raises(NotFound):
        service.set_password(account_id=uuid4(), new_password="ein ganz neues Passwort")

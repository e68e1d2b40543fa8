"""The departments that answer concerns."""

import pytest

from app.accounts import queries, service
from app.accounts.models import Department
from app.kernel.db import db
from app.kernel.stamps import Stamp

NEW = {"name": "Amt für Soziales", "short": "Amt 50", "what_for": "Hilfe zum Leben"}
ADDRESS = "/arbeit/fachaemter"


@pytest.fixture
def administrator(staff):
    return staff("administrator")


def test_a_department_is_added_and_shown(administrator):
    assert "Noch kein Fachamt" in administrator.get(ADDRESS).text

    page = administrator.follow(administrator.send(administrator.get(ADDRESS).form().fill(**NEW), status=303))

    assert "Amt für Soziales" in page.text
    assert queries.get_department("amt-50").what_for == "Hilfe zum Leben"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"short": ""}, "short"), ({"short": "–"}, "short"), ({"what_for": "x" * 301}, "what_for")],
)
def test_what_will_not_do_is_told_at_its_field(administrator, wrong, field):
    page = administrator.send(administrator.get(ADDRESS).form().fill(**{**NEW, **wrong}), status=422)

    assert page.select_one(f"#{field}-error")
    assert queries.departments() == []


def test_a_short_name_stands_for_one_department(administrator):
    service.add_department(key="amt-50", name="Sozialamt", short="50")

    page = administrator.send(administrator.get(ADDRESS).form().fill(**NEW), status=422)

    assert "gibt es schon" in page.select_one("#short-error").get_text()
    assert [each.name for each in queries.departments()] == ["Sozialamt"]


def test_a_renamed_department_keeps_its_key_and_changes_public_pages(administrator):
    service.add_department(key="amt-50", name="Sozialamt", short="50")
    before = db.session.get(Stamp, "concerns")
    form = administrator.get(f"{ADDRESS}/amt-50").form()

    administrator.send(form.fill(**NEW), status=303)

    db.session.expire_all()
    assert db.session.get(Department, "amt-50").name == "Amt für Soziales"
    assert before is None
    assert db.session.get(Stamp, "concerns").version == 1


def test_an_unknown_department_is_not_found(administrator):
    administrator.get(f"{ADDRESS}/unbekannt", status=404)
    token = administrator.get(ADDRESS).form().values["form_token"]
    administrator.post(f"{ADDRESS}/unbekannt", {**NEW, "form_token": token}, status=404)

"""Planners and administrators keep the directory: they found, change and check Gremien and name their members."""

from typing import Any

import pytest

from app.directory.rules import Level, MemberKind
from app.kernel.db import db
from app.moderation.models import LogEntry
from tests import factories
from tests.directory import making
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

GOOD = {"name": "Runder Tisch Rieth", "level": "social_space", "rhythm": "alle zwei Monate", "ortsteil_keys": ["06"]}


@pytest.fixture
def planner(staff: Any) -> Reader:
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("07", name="Berliner Platz")
    visitor: Reader = staff("planning_coordinator")
    return visitor


def found(reader: Reader, *, status: int = 303, **answers: object) -> Page:
    form = reader.get("/arbeit/gremien/neu").form("form.form")
    return reader.send(form.fill(**(GOOD | answers)), status=status)


def the_page() -> str:
    return f"/arbeit/gremien/{making.only_gremium().id}"


def test_an_empty_list_offers_to_begin(planner: Reader):
    assert "noch kein Gremium" in planner.get("/arbeit/gremien").text


def test_a_gremium_is_founded_and_read_by_all(planner: Reader, reader: Reader):
    page = found(planner)

    made = making.only_gremium()
    assert (made.name, made.slug, made.level) == ("Runder Tisch Rieth", "runder-tisch-rieth", Level.SOCIAL_SPACE)
    assert "gespeichert" in planner.follow(page).text
    assert "Runder Tisch Rieth" in planner.get("/arbeit/gremien").text
    assert "alle zwei Monate" in reader.get("/verzeichnis/gremien/runder-tisch-rieth").text


def test_the_page_shows_what_is_known(planner: Reader):
    found(planner)

    values = planner.get(the_page()).form("form.form").values

    assert (values["name"], values["level"], values.getlist("ortsteil_keys")) == (
        "Runder Tisch Rieth",
        "social_space",
        ["06"],
    )
    assert ("is_active" in values, "is_city_wide" in values) == (True, False)


def test_a_gremium_is_changed_and_put_to_rest(planner: Reader, reader: Reader):
    found(planner)
    form = planner.get(the_page()).form("form.form")
    form.values.poplist("is_active")

    planner.send(form.fill(name="Runder Tisch Nord", level="networking", ortsteil_keys=["06", "07"]), status=303)

    made = making.only_gremium()
    assert (made.name, made.slug, made.is_active) == ("Runder Tisch Nord", "runder-tisch-rieth", False)
    assert {place.key for place in made.ortsteile} == {"06", "07"}
    assert "Ruht" in planner.get("/arbeit/gremien").text
    reader.get("/verzeichnis/gremien/runder-tisch-rieth", status=404)


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "–"}),
        ("name", {"name": "x" * 301}),
        ("level", {"level": "city"}),
        ("level", {"level": []}),
        ("rhythm", {"rhythm": "x" * 301}),
        ("description", {"description": "x" * 5001}),
        ("ortsteil_keys", {"ortsteil_keys": ["99"]}),
        ("ortsteil_keys", {"is_city_wide": "y"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(planner: Reader, field: str, answers: dict[str, Any]):
    page = found(planner, status=422, **({"kind": "Netzwerk"} | answers))

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert page.select_one("#kind")["value"] == "Netzwerk"
    assert making.every_gremium() == []


def test_a_name_is_given_once(planner: Reader):
    found(planner)

    page = found(planner, status=422, rhythm="nie")

    assert "gibt es schon" in page.select_one("#name-error").get_text()
    assert page.select_one("#rhythm")["value"] == "nie"


def test_taking_the_name_of_another_changes_nothing(planner: Reader):
    factories.gremium("anderes", name="Anderes Gremium")
    taken = factories.gremium("eines", ["06"])
    form = planner.get(f"/arbeit/gremien/{taken.id}").form("form.form")

    page = planner.send(form.fill(name="Anderes Gremium", rhythm="oft"), status=422)

    assert "gibt es schon" in page.select_one("#name-error").get_text()
    assert [(each.name, each.rhythm) for each in making.every_gremium()] == [("Anderes Gremium", ""), ("Gremium eines", "")]


def test_members_are_written_line_by_line(planner: Reader):
    found(planner)
    form = planner.get(f"{the_page()}/mitglieder").form("form.form")

    planner.send(form.fill(internal=" Bauamt \r\n\r\nSchulamt\nBauamt", external="Jobcenter"), status=303)

    assert [(each.name, each.kind) for each in making.only_gremium().members] == [
        ("Bauamt", MemberKind.INTERNAL),
        ("Schulamt", MemberKind.INTERNAL),
        ("Jobcenter", MemberKind.EXTERNAL),
    ]
    values = planner.get(f"{the_page()}/mitglieder").form("form.form").values
    assert (values["internal"].split(), values["external"].split()) == (["Bauamt", "Schulamt"], ["Jobcenter"])


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("internal", {"internal": "Bauamt\nFrau Meier"}),
        ("internal", {"internal": "x" * 301}),
        ("internal", {"internal": "x" * 20_001}),
        ("external", {"internal": "Bauamt", "external": "Bauamt"}),
        ("external", {"external": "\n".join(f"Verein {number}" for number in range(501))}),
    ],
)
def test_members_that_cannot_be_are_said_at_their_list(planner: Reader, field: str, answers: dict[str, str]):
    found(planner)
    form = planner.get(f"{the_page()}/mitglieder").form("form.form")

    page = planner.send(form.fill(**answers), status=422)

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert making.only_gremium().members == []


def test_somebody_notes_that_all_is_still_true(planner: Reader):
    found(planner)
    assert "Noch nie geprüft" in planner.get("/arbeit/gremien").text

    page = planner.send(planner.get(the_page()).form("form.cluster"), status=303)

    assert "Zuletzt geprüft am 16. November 2026." in planner.follow(page).text
    assert "Zuletzt geprüft" in planner.get("/arbeit/gremien").text


def test_what_was_done_stands_in_the_log_with_its_account(planner: Reader):
    found(planner)
    planner.send(planner.get(the_page()).form("form.cluster"), status=303)

    logged = db.session.scalars(db.select(LogEntry).where(LogEntry.subject == "gremium:runder-tisch-rieth")).all()
    assert {entry.act for entry in logged} == {"gremium.create", "gremium.check"}
    assert {entry.account_id for entry in logged} == {planner.account_id}  # type: ignore[attr-defined]


def test_a_gremium_that_is_not_there_is_not_found(planner: Reader):
    planner.get("/arbeit/gremien/00000000-0000-0000-0000-000000000000", status=404)


def test_others_have_no_business_here(staff: Any):
    staff("quarter_worker").get("/arbeit/gremien", status=403)

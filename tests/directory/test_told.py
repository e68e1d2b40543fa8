"""What a Gremium is for, in other languages and in plain words."""

import pytest

from app.renditions.rules import RenditionState
from tests import factories

pytestmark = pytest.mark.full_on_postgresql

ADDRESS = "/arbeit/uebersetzungen/gremium/beirat/leicht"
GERMAN = "Beratung über Angelegenheiten."


@pytest.fixture
def beirat(app):
    return factories.gremium("beirat", ["06"], description=GERMAN)


def test_what_planners_tell_stands_above_the_german_words_at_once(staff, beirat, new_reader):
    planner = staff("planning_coordinator")
    before = new_reader("leicht").get("/verzeichnis/gremien/beirat").text
    new_reader("leicht").get("/verzeichnis")
    form = planner.get(ADDRESS).form("main form[action]")
    planner.send(form.fill(**{"text-description": "Hier reden Menschen.", "is_shown": "y"}), status=303)

    page = new_reader("leicht").get("/verzeichnis/gremien/beirat")

    assert "Diesen Text gibt es noch nicht leicht verständlich." in before
    assert page.select_one(".told__text").get_text() == "Hier reden Menschen."
    assert page.select_one("main [lang=de] p").get_text() == GERMAN
    assert "Hier reden Menschen." in new_reader("leicht").get("/verzeichnis").text


def test_only_who_keeps_the_directory_tells_it_and_finds_it_in_the_report(staff, beirat):
    worker = staff("quarter_worker", ortsteile=["06"])

    worker.get(ADDRESS, status=404)
    assert worker.get("/arbeit/uebersetzungen").select("#art-gremium") == []
    assert staff("administrator").get("/arbeit/uebersetzungen").select(f"section a[href$='{ADDRESS}']")


def test_a_list_says_which_words_a_machine_wrote(beirat, new_reader):
    factories.rendition(beirat.subject, "description", GERMAN, "Люди говорять.", language="uk", state=RenditionState.MACHINE)

    card = new_reader("uk").get("/verzeichnis").select_one(".card")

    assert card.select_one(".card__text[lang=uk]").get_text() == "Люди говорять."
    assert card.select(".card__body .small")

"""The page of a Gremium says what is known, and says so where something is not; an Ortsteil leads to its Gremien."""

import pytest

from app.directory import service
from app.directory.rules import Facts, Level
from app.kernel.languages import OFFERED
from tests import factories
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


def known(page: Page) -> dict[str, str]:
    rows = page.select(".definition__row")
    return {row.dt.get_text(strip=True): " ".join(row.dd.get_text(" ").split()) for row in rows if row.dt and row.dd}


def test_what_is_known_is_shown_and_what_is_not_is_called_unknown(reader: Reader):
    factories.gremium("beirat", name="Seniorenbeirat", since="2024 (geplant)", is_city_wide=True, source="Plan, Zeile 254")

    page = reader.get("/verzeichnis/gremien/beirat")

    assert known(page) == {
        "Ebene": "Vernetzungsebene",
        "Art": "nicht bekannt",
        "Seit wann?": "2024 (geplant)",
        "Wie oft?": "nicht bekannt",
        "Wer leitet es oder lädt ein?": "nicht bekannt",
        "Für welches Gebiet?": "Für die ganze Stadt",
    }
    for words in ("Seniorenbeirat", "noch nicht bekannt", "noch niemand nachgeprüft", "Plan, Zeile 254"):
        assert words in page.text


def test_everything_that_is_known_is_there(reader: Reader):
    factories.ortsteil("06", name="Rieth")
    made = factories.gremium(
        "runde",
        ["06"],
        kind="Netzwerk",
        rhythm="alle zwei Monate",
        coordination="Amt für Soziales",
        reach="Ortsteil",
        place="Rieth",
        description="Wir reden.\n\n- offen für alle",
    )
    service.set_members(gremium=made, internal=["Bauamt", "Amt für Bildung"], external=["Jobcenter"])
    service.note_checked(gremium=made)

    page = reader.get("/verzeichnis/gremien/runde")

    assert {"Netzwerk", "alle zwei Monate", "Amt für Soziales", "Ortsteil: Rieth"} <= set(known(page).values())
    lists = [[item.get_text(strip=True) for item in each.select("li")] for each in page.select("ul[lang=de]")]
    assert lists == [["Bauamt", "Amt für Bildung"], ["Jobcenter"]]
    assert [kind.get_text() for kind in page.select("h3")] == ["Aus der Stadtverwaltung", "Von außerhalb der Verwaltung"]
    assert "Zuletzt geprüft am 16. November 2026." in page.text
    assert page.select('a[href$="/ortsteile/06"]')
    assert page.select("main li")[0].get_text(strip=True) != "- offen für alle"


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_the_page_is_sound_in_every_language(reader: Reader, language: str):
    made = factories.gremium("runde", ["06"], description="Beratung.", kind="Netzwerk")
    factories.rendition(made.subject, "description", "Beratung.", "Wir reden.")
    service.set_members(gremium=made, internal=["Bauamt"], external=[])

    page = reader.get(f"/{language}/verzeichnis/gremien/runde")

    assert [each.get_text() for each in page.select(".told__text")] == (["Wir reden."] if language == "leicht" else [])
    assert page.select_one("main [lang=de] p").get_text() == "Beratung."
    assert page.select_one("h1 [lang=de]").get_text() == "Gremium runde"


@pytest.mark.parametrize("slug", ["gibtesnicht", "ruht", "RUNDE", "runde%00", "%27--", "x" * 500])
def test_what_nobody_may_see_or_nobody_knows_is_not_found(reader: Reader, slug: str):
    factories.gremium("runde")
    factories.gremium("ruht", is_active=False)

    reader.get(f"/verzeichnis/gremien/{slug}", status=404)


def test_an_ortsteil_leads_to_its_gremien_and_to_all_others(reader: Reader):
    factories.forum("rieth", ["06"], name="Forum Rieth")
    factories.gremium("forum", ["06"], name="Forum Rieth")
    factories.gremium("runde", ["06"])
    factories.gremium("dort", ["07"])

    page = reader.get("/ortsteile/06")

    there = [str(link["href"]) for link in page.select("main a") if "/verzeichnis" in str(link["href"])]
    assert there == ["/de/verzeichnis/gremien/runde", "/de/verzeichnis"]
    assert len([link for link in page.select("main a") if link.get_text() == "Forum Rieth"]) == 1


def test_an_ortsteil_shows_a_new_gremium_at_once(reader: Reader):
    factories.ortsteil("06")
    reader.get("/ortsteile/06")

    service.create(facts=Facts(name="Stadtteilrunde", level=Level.SOCIAL_SPACE), ortsteil_keys=["06"])

    assert "Stadtteilrunde" in reader.get("/ortsteile/06").text

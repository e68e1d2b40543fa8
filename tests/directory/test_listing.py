"""Who does what: the list of Gremien with its filters and its search, for everybody and in every language."""

import pytest

from app.directory import service
from app.directory.rules import Level
from app.kernel.db import db
from app.kernel.languages import OFFERED
from tests import factories
from tests.conftest import World
from tests.directory.making import facts
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

QUERIES = 4
"""The names of the Ortsteile, the Gremien, their Ortsteile, and how many work for the whole city."""


def names(page: Page) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".card__title")]


def test_an_empty_directory_says_so_kindly(reader: Reader):
    assert "noch nichts" in reader.get("/verzeichnis").text


def test_gremien_stand_under_their_levels_from_the_nearest_on(reader: Reader):
    factories.gremium("planen", level=Level.PLANNING)
    factories.gremium("reden", level=Level.NETWORKING)
    factories.gremium("wohnen", level=Level.SOCIAL_SPACE)
    factories.gremium("ruht", is_active=False)

    page = reader.get("/verzeichnis")

    assert names(page) == ["Gremium wohnen", "Gremium reden", "Gremium planen"]
    assert [section["aria-labelledby"] for section in page.select("main section")] == [
        "social_space",
        "networking",
        "planning",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Seniorenbeirat", "Stadtteilrunde"]),
        ("ortsteil=06", ["Stadtteilrunde"]),
        ("ortsteil=07", []),
        ("ortsteil=gesamt", ["Seniorenbeirat"]),
        ("ebene=networking", ["Seniorenbeirat", "Stadtteilrunde"]),
        ("ebene=planning", []),
        ("q=beirat", ["Seniorenbeirat"]),
        ("q=jugendamt", ["Stadtteilrunde"]),
        ("q=rieth", ["Stadtteilrunde"]),
        ("q=strassenfest", ["Stadtteilrunde"]),
        ("q=beirat&ortsteil=06", []),
        ("q=&ortsteil=&ebene=", ["Seniorenbeirat", "Stadtteilrunde"]),
    ],
)
def test_each_filter_shows_what_it_says(reader: Reader, query: str, found: list[str]):
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("07")
    factories.gremium("senioren", name="Seniorenbeirat", is_city_wide=True)
    runde = factories.gremium("runde", ["06"], name="Stadtteilrunde", description="Wir planen das Straßenfest.")
    service.set_members(gremium=runde, internal=["Jugendamt"], external=[])

    assert names(reader.get(f"/verzeichnis?{query}")) == found


def test_an_ortsteil_leads_on_to_what_works_for_the_whole_city(reader: Reader):
    factories.ortsteil("06")
    factories.gremium("senioren", is_city_wide=True)

    page = reader.get("/verzeichnis?ortsteil=06")

    (link,) = page.select("main p > a")
    assert "kommt 1 Gremium" in link.get_text()
    assert names(reader.get(str(link["href"]))) == ["Gremium senioren"]


@pytest.mark.parametrize(
    "query", ["ortsteil=99", "ebene=city", "ebene=%27--", "ortsteil=06%00", "ortsteil=gesamt%20", f"q={'x' * 301}"]
)
def test_what_is_on_no_list_is_not_found(reader: Reader, query: str):
    factories.ortsteil("06")

    reader.get(f"/verzeichnis?{query}", status=404)


@pytest.mark.parametrize("question", ["'", '"', "*", "a* OR b", "-", "\0", "%", "&", "!", "(", "ß", "\u202e", "مجلس", "💬"])
def test_a_search_for_signs_breaks_nothing(reader: Reader, question: str):
    factories.gremium()

    reader.get("/verzeichnis", query_string={"q": question})


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_the_list_is_a_sound_page_in_every_language(reader: Reader, language: str):
    factories.gremium("runde", ["06"], reach="Ortsteil")
    factories.gremium("senioren", is_city_wide=True)
    factories.gremium("raete", reach="44 Ortsteile")

    page = reader.get(f"/{language}/verzeichnis")

    assert len(names(page)) == 3
    assert "44 Ortsteile" in page.text


def test_plain_pages_show_plain_words_where_there_are_some(reader: Reader):
    factories.gremium("a", description="Beratung über Angelegenheiten.")
    factories.gremium("b", description="Ein Beirat.")
    factories.rendition("gremium:a", "description", "Beratung über Angelegenheiten.", "Hier reden Menschen.")

    plain = reader.get("/leicht/verzeichnis")

    assert plain.select_one(".card__text[lang=de-simple]").get_text() == "Hier reden Menschen."
    assert plain.select_one(".card__text[lang=de]").get_text() == "Ein Beirat."
    assert "Beratung über Angelegenheiten." in reader.get("/de/verzeichnis").text
    assert names(reader.get("/leicht/verzeichnis?q=Menschen")) == ["Gremium a"]


def test_a_long_list_needs_as_many_queries_as_a_short_one(reader: Reader, world: World):
    for number in range(30):
        factories.gremium(f"g{number}", ["06"])

    with asking.overheard() as asked:
        reader.get("/verzeichnis")

    assert len(asked) == QUERIES


def test_a_warm_list_is_the_same_until_something_changes(reader: Reader):
    made = service.create(facts=facts())
    first, warm = reader.get("/verzeichnis"), reader.get("/verzeichnis")
    service.change(gremium=db.session.merge(made), facts=facts(name="Beirat 60+"), ortsteil_keys=[])

    assert warm.headers["ETag"] == first.headers["ETag"]
    assert names(reader.get("/verzeichnis")) == ["Beirat 60+"]

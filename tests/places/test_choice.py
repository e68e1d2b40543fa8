"""The chosen Ortsteil: it goes along in links, and nothing else remembers it."""

import pytest

from app.kernel import page_store
from app.places import queries
from tests import factories
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def rieth(app) -> None:
    """Two Ortsteile, and a concern in each."""
    factories.ortsteil("06", name="Rieth")
    factories.ortsteil("15", name="Herrenberg")
    factories.concern(ortsteil_key="06", title="Eine Bank fehlt")
    factories.concern(ortsteil_key="15", title="Der Bus kommt spät")


def links(page: Page) -> list[str]:
    return [link["href"] for link in page.select("header a, main a")]


def test_the_start_page_lets_somebody_choose_without_script(reader: Reader, rieth):
    form = reader.get("/de/").select_one("form.choose_once")

    assert (form["method"], form["action"]) == ("get", "/de/")
    assert {option["value"] for option in form.select("select[name=ort] option")} == {"", "06", "15"}


def test_what_was_chosen_narrows_the_start_page_and_sets_no_cookie(reader: Reader, rieth):
    page = reader.get("/de/?ort=06")

    assert "Eine Bank fehlt" in page.text
    assert "Der Bus kommt spät" not in page.text
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    "address", ["/de/?ort=06", "/de/anliegen?ort=06", "/de/anliegen?ortsteil=06", "/de/anliegen/neu?ort=06"]
)
def test_the_choice_goes_along(reader: Reader, rieth, address):
    page = reader.get(address)

    assert page.select_one(".chosen_place").get_text(" ", strip=True) == "Rieth Alle Ortsteile"
    assert "/de/?ort=06" in links(page)


def test_the_choice_goes_along_to_one_concern_and_into_another_language(reader: Reader, rieth):
    leads_on = next(link for link in links(reader.get("/de/?ort=06")) if "/anliegen/2" in link)
    page = reader.get(leads_on)

    assert page.select_one(".chosen_place")
    assert f"/ar{leads_on.removeprefix('/de')}" in links(page)


def test_a_list_means_the_chosen_ortsteil_until_all_are_asked_for(reader: Reader, rieth):
    narrowed, everything = reader.get("/de/anliegen?ort=06"), reader.get("/de/anliegen?ort=06&ortsteil=")

    assert "Der Bus kommt spät" not in narrowed.text
    assert "Der Bus kommt spät" in everything.text


@pytest.mark.parametrize("nothing", ["", "ort=", "ort=99", "ort=%00", "ort=" + "6" * 300, "ort=06%27--"])
def test_what_is_no_ortsteil_chooses_nothing(reader: Reader, rieth, nothing):
    page = reader.get(f"/de/?{nothing}")

    assert not page.select(".chosen_place")
    assert "/de/" in links(page)


def test_a_kept_page_tells_the_new_name_of_the_chosen_ortsteil(reader: Reader, rieth):
    assert "Rieth" in reader.get("/de/impressum?ort=06").text
    queries.get_ortsteil("06").name = "Rieth-Nord"
    page_store.raise_stamp("places")

    assert "Rieth-Nord" in reader.get("/de/impressum?ort=06").text

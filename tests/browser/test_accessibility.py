"""Every page is fit for everybody, filled and empty, in every language, wide and narrow (T23, T24)."""

import pytest
from werkzeug.routing import Map

from app.kernel.languages import BY_CODE, FOR_STAFF, OFFERED
from tests.browser import addresses, fitness, matrix

pytestmark = pytest.mark.browser

ONLY_IN_THE_DEMO = ("{number}", "{arabic}", "{coming}", "{told}", "{untold}", "{cancelled}", "{group}")
IN_A_QUIET_TOWN = [path for path in addresses.of(addresses.PUBLIC) if not any(name in path for name in ONLY_IN_THE_DEMO)]

every_language = pytest.mark.parametrize(("language", "width"), matrix.languages(OFFERED, {"leicht", "ar"}))
every_language_of_an_empty_page = pytest.mark.parametrize(("language", "width"), matrix.languages(OFFERED, {"ar"}))
every_staff_language = pytest.mark.parametrize(("language", "width"), matrix.languages(FOR_STAFF, {"de"}))
public_page = pytest.mark.parametrize("path", addresses.of(addresses.PUBLIC))
staff_page = pytest.mark.parametrize("path", matrix.sampled({path: path for path in addresses.of(addresses.STAFF)}))


def test_every_route_that_can_be_opened_is_listed(city):
    opened = {rule.endpoint for rule in city.app.url_map.iter_rules() if "GET" in rule.methods}

    listed = {*addresses.PUBLIC, *addresses.STAFF, *addresses.LEADING_ON, *addresses.FOR_MACHINES}
    assert opened == listed


@pytest.mark.parametrize("pages", [addresses.PUBLIC, addresses.STAFF])
def test_every_listed_address_shows_its_page(city, pages):
    routes: Map = city.app.url_map

    for endpoint, paths in pages.items():
        for path in paths:
            address = city.url(path).removeprefix(city.address).partition("?")[0]
            assert routes.bind("localhost").match(address)[0] == endpoint


@pytest.mark.parametrize("path", addresses.LEADING_ON.values())
def test_some_addresses_lead_to_a_page(city, visit, path):
    visitor = visit(city)

    visitor.page.goto(city.address + (f"/de{path}" if path.startswith("/arbeit") else path).format(**city.things))

    assert visitor.page.locator("h1").is_visible()
    assert visitor.page.url.split("/")[3] in BY_CODE


@public_page
@every_language
def test_a_page_of_the_city_is_fit_for_everybody(city, visit, path, language, width):
    visitor = visit(city, language, width)

    visitor.open(path)

    assert fitness.faults(visitor.page) == []


@staff_page
@every_staff_language
def test_a_page_for_work_is_fit_for_everybody(city, visit, path, language, width):
    visitor = visit(city, language, width, cookie=city.login_for(path))

    visitor.open(path)

    assert fitness.faults(visitor.page) == []


@pytest.mark.parametrize("path", IN_A_QUIET_TOWN)
@every_language_of_an_empty_page
def test_a_page_with_nothing_on_it_is_fit_for_everybody(quiet, visit, path, language, width):
    visitor = visit(quiet, language, width)

    visitor.open(path)

    assert fitness.faults(visitor.page) == []

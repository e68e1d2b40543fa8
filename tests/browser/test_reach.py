"""What people do to pages: a large zoom, large letters, wide spacing, a way through with the Tab key (T24)."""

import pytest

from app.kernel.languages import OFFERED
from tests.browser import addresses, announced, fitness, focus, targets, weak_pages
from tests.browser.narrow import Narrow

pytestmark = pytest.mark.browser

DOZEN = (
    "/",
    "/ortsteile",
    "/ortsteile/{key}",
    "/barrierefreiheit",
    "/verzeichnis",
    "/anliegen?richtung=strength&q=Spielplatz",
    "/anliegen/neu?ort={key}",
    "/anliegen/{arabic}",
    "/nachverfolgen",
    "/treffen/{coming}",
    "/bedarfe?ortsteil={key}",
    "/umfragen/{campaign}/antworten",
)
"""One page of each kind: words, lists, cards, a table, forms, a map."""
REST = [path for path in addresses.of(addresses.PUBLIC) if path not in DOZEN]
WORK = [path for path in addresses.of(addresses.STAFF) if not path.startswith("/arbeit/tuer/")]
"""The pages at the door draw themselves while one walks; test_door.py looks at them."""
SAMPLED = {"de", "ar"}
ALREADY_LARGE = {"leicht"}
"""Its letters are half as large again to begin with; on a phone they are not doubled on top of that."""
ZOOMED = {"width": 320, "height": 256}
COLOURS = (
    pytest.param("de", {}, id="light"),
    pytest.param("ar", {"color_scheme": "dark"}, id="dark", marks=pytest.mark.full),
    pytest.param("leicht", {"forced_colors": "active"}, id="forced", marks=pytest.mark.full),
)

every_language = pytest.mark.parametrize(
    "language", [pytest.param(each.code, marks=[] if each.code in SAMPLED else [pytest.mark.full]) for each in OFFERED]
)


def _each(visitor, paths):
    """Open one address after the other, as whoever works there."""
    for path in paths:
        if path.startswith("/arbeit"):
            login = {"name": "staff", "value": visitor.town.login_for(path), "url": visitor.town.address}
            visitor.page.context.add_cookies([login])
        visitor.open(path)
        yield path


def _too_narrow(visitor, paths, *, on_phone):
    look = Narrow(visitor.page)
    return [(path, fault) for path in _each(visitor, paths) for fault in look.faults(on_phone=on_phone)]


@every_language
def test_a_dozen_pages_bear_zoom_and_letters_and_spacing(city, visit, language):
    assert _too_narrow(visit(city, language), DOZEN, on_phone=language not in ALREADY_LARGE) == []


@pytest.mark.full
@pytest.mark.parametrize("language", [each.code for each in OFFERED])
def test_every_page_of_residents_does(city, visit, language):
    assert _too_narrow(visit(city, language), REST, on_phone=language not in ALREADY_LARGE) == []


@pytest.mark.full
@pytest.mark.parametrize("share", range(3))
def test_every_page_for_work_does(city, visit, share):
    assert _too_narrow(visit(city), WORK[share::3], on_phone=False) == []


@pytest.mark.parametrize(("language", "colours"), COLOURS)
def test_eyes_can_follow_the_focus(city, visit, language, colours):
    visitor = visit(city, language)
    visitor.page.emulate_media(**colours)

    found = [(path, fault) for path in _each(visitor, DOZEN[6:]) for fault in focus.unseen(visitor.page)]

    visitor.page.emulate_media(color_scheme="light", forced_colors="none")
    assert found == []


@pytest.mark.full
@pytest.mark.parametrize("share", range(2))
def test_eyes_can_follow_the_focus_on_every_page(city, visit, share):
    visitor = visit(city)
    paths = addresses.of(addresses.PUBLIC)[share::2]

    assert [(path, fault) for path in _each(visitor, paths) for fault in focus.unseen(visitor.page)] == []


@pytest.mark.parametrize("language", ["de", *(pytest.param(each, marks=pytest.mark.full) for each in ("ar", "leicht"))])
def test_nothing_lies_on_the_focus_and_it_goes_down_the_page(city, visit, language):
    visitor = visit(city, language)
    visitor.page.set_viewport_size(ZOOMED)

    found = [(path, fault) for path in _each(visitor, DOZEN) for fault in focus.astray(visitor.page)]

    visitor.page.set_viewport_size({"width": 360, "height": 740})
    assert found == []


@pytest.mark.full
@pytest.mark.parametrize("share", range(3))
def test_on_pages_for_work_too(city, visit, share):
    visitor = visit(city)
    visitor.page.set_viewport_size(ZOOMED)

    found = [(path, fault) for path in _each(visitor, WORK[share::3]) for fault in focus.astray(visitor.page)]

    visitor.page.set_viewport_size({"width": 360, "height": 740})
    assert found == []


@every_language
def test_the_first_stop_leads_to_the_content(city, visit, language):
    visitor = visit(city, language)
    visitor.open("/anliegen")

    visitor.page.keyboard.press("Tab")
    link = visitor.page.locator(":focus")
    assert link.get_attribute("class") == "skip_link"
    assert link.bounding_box()["y"] >= 0
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")

    assert visitor.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("said", weak_pages.NARROW)
def test_a_page_that_does_not_bear_it_is_noticed(visit, city, said):
    page = visit(city).page
    weak_pages.show(page, weak_pages.NARROW[said])

    assert any(said in fault for fault in [*Narrow(page).faults(), *fitness.faults(page)])


@pytest.mark.parametrize(
    ("look", "said", "body"),
    [
        *((focus.astray, said, body) for said, body in weak_pages.ASTRAY.items()),
        *((focus.unseen, "nobody sees", body) for body in weak_pages.UNSEEN.values()),
        *((targets.faults, said, body) for said, body in weak_pages.SMALL.items()),
        *((lambda page: announced.said(page, "Fehler:"), said, body) for said, body in weak_pages.REFUSED.items()),
    ],
)
def test_a_weak_page_is_noticed(visit, city, look, said, body):
    page = visit(city).page
    weak_pages.show(page, body)

    assert any(said in fault for fault in look(page))

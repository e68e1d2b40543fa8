"""Whole ways through the house in a real browser: a resident with and without script, and a member of staff."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.accounts import service as accounts
from app.concerns.models import Concern
from app.concerns.rules import Review
from app.kernel.db import db
from app.kernel.languages import OFFERED
from tests import factories
from tests.conftest import World

pytestmark = pytest.mark.browser

TEXT = "Am Spielplatz fehlt eine Bank für die Großeltern."
CODE = re.compile(r"(?:\d{4}\s*){5}")


@pytest.fixture
def without_script(chromium: Browser, live: World):
    """A tab of a browser in which no script runs."""
    context = chromium.new_context(base_url=live.address, java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture
def place(live: World):
    """One Ortsteil to say something about."""
    factories.ortsteil("06", name="Rieth", lat=51.0, lon=11.0)
    db.session.commit()
    live.leave()
    yield
    live.enter()


def _fill(page: Page) -> None:
    page.goto("/de/anliegen/neu?ort=06")
    page.get_by_label("Das stört").check()
    page.get_by_label("Was bewegt Sie?").fill(TEXT)
    page.get_by_label("Grün, Spiel, Sport").check()


def _stored(live: World) -> list[Concern]:
    with live.app.app_context():
        return list(db.session.scalars(db.select(Concern)).all())


def _send(page: Page) -> str:
    """Press the button; says the follow-up code that the thank-you page shows."""
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    found = CODE.search(page.locator("main").inner_text())
    assert found
    return "".join(found[0].split())


def test_a_concern_is_posted_and_followed_without_script(without_script, live, place):
    page = without_script
    _fill(page)

    code = _send(page)
    page.goto("/de/nachverfolgen")
    page.get_by_label("Ihre Nummer").fill(code)
    page.get_by_role("button", name="Nachsehen").click()

    expect(page.locator("main")).to_contain_text(TEXT)
    assert [concern.review for concern in _stored(live)] == [Review.WAITING]


def test_pressing_twice_stores_once(tab, live, place):
    _fill(tab)

    tab.get_by_role("button", name="Absenden").dblclick()

    expect(tab.get_by_role("heading", level=1)).to_contain_text("Danke")
    assert len(_stored(live)) == 1


def test_an_answer_that_never_came_is_fetched_again(tab, live, place):
    _fill(tab)
    tab.route(
        re.compile(r"/anliegen/neu(\?|$)"),
        lambda route: (route.fetch(), route.abort())[1] if route.request.method == "POST" else route.continue_(),
    )
    tab.get_by_role("button", name="Absenden").click()
    tab.unroute(re.compile(r"/anliegen/neu(\?|$)"))
    tab.goto("/de/anliegen/neu")

    tab.get_by_role("button", name="Weiterschreiben").click()
    tab.get_by_role("button", name="Absenden").click()

    expect(tab.get_by_role("heading", level=1)).to_contain_text("Danke")
    assert [concern.text for concern in _stored(live)] == [TEXT]


def test_the_code_in_the_address_moves_into_the_field(tab, live, place):
    _fill(tab)
    code = _send(tab)

    tab.goto(f"/de/nachverfolgen#{code}")

    expect(tab.get_by_label("Ihre Nummer")).to_have_value(re.compile(r"\s?".join(code)))
    assert "#" not in tab.url


def test_staff_publish_what_waits_and_take_it_back(tab, live):
    factories.concern(ortsteil_key="06", review=Review.WAITING, text=TEXT)
    account = factories.account("quarter_worker", ortsteile=["06"])
    accounts.set_password(account_id=account.id, new_password=factories.PASSWORD)
    seed = accounts.fresh_seed()
    accounts.give_second_factor(account_id=account.id, seed=seed)
    email, code = account.email, accounts.current_code(seed=seed, last_step=None)
    db.session.commit()
    live.leave()

    tab.goto("/de/arbeit")
    tab.get_by_label("E-Mail").fill(email)
    tab.get_by_label("Passwort").fill(factories.PASSWORD)
    tab.get_by_role("button").last.click()
    tab.get_by_label(re.compile("Code|Ziffern|Zahl")).fill(code)
    tab.get_by_role("button").last.click()
    tab.get_by_role("link", name="1 Anliegen").click()
    tab.get_by_role("link", name=TEXT[:20]).click()
    tab.get_by_role("button", name="Veröffentlichen").click()
    published = [concern.review for concern in _stored(live)]
    tab.get_by_role("button", name=re.compile("ückgängig|urücknehmen")).first.click()

    assert published == [Review.PUBLISHED]
    assert [concern.review for concern in _stored(live)] == [Review.WAITING]
    live.enter()


@pytest.mark.parametrize("language", OFFERED, ids=lambda one: one.code)
def test_the_language_menu_keeps_the_page(tab, live, place, language):
    tab.goto("/de/anliegen?richtung=idea")
    tab.locator(".language_menu summary").click()
    tab.locator(f".language_menu a[href*='/{language.code}/']").click()

    assert tab.url.endswith(f"/{language.code}/anliegen?richtung=idea")
    assert tab.locator("html").get_attribute("dir") == language.direction


def test_easily_understandable_pages_are_set_larger(tab, live, place):
    sizes = []
    for language in ("de", "leicht"):
        tab.goto(f"/{language}/")
        style = "e => [parseFloat(getComputedStyle(e).fontSize), parseFloat(getComputedStyle(e).lineHeight)]"
        sizes.append(tab.locator("main ol li").first.evaluate(style))

    assert sizes[1][0] >= 1.2 * sizes[0][0]
    assert sizes[1][1] >= 1.5 * sizes[1][0]


@pytest.mark.parametrize("path", ["/de/", "/de/anliegen/neu"])
def test_a_first_visit_is_light(tab, live, place, path):
    weights = []
    tab.on("response", lambda answer: weights.append(answer))  # noqa: PLW0108  # Playwright asks for a real function.

    tab.goto(path, wait_until="networkidle")

    bytes_on_the_wire = [
        answer.request.sizes()["responseBodySize"] for answer in weights if not answer.url.startswith("data:")
    ]
    assert len(bytes_on_the_wire) <= 6
    assert sum(bytes_on_the_wire) <= 40_000

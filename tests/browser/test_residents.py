"""What residents do on a phone: withdraw, say where they are, read in Arabic."""

import re
import unicodedata

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, expect

from app.concerns.models import Concern
from app.kernel import backup
from app.kernel.db import db
from app.kernel.languages import OFFERED
from tests import factories

pytestmark = pytest.mark.browser

HERE = {"latitude": 50.9787, "longitude": 11.0328}


@pytest.fixture
def city_of_four(live):
    """Four Ortsteile, so that not all of them are near."""
    for key, name, lat in (("06", "Rieth", 50.99), ("07", "Nord", 51.0), ("08", "Ost", 51.02), ("09", "Weit", 52.5)):
        factories.ortsteil(key, name=name, lat=lat, lon=11.03)
    with live.outside():
        yield live


def _rows(live) -> dict[str, object]:
    with live.app.app_context():
        present = backup._present()
        db.session.rollback()
        return present


def test_a_concern_is_withdrawn_for_good(small, visit):
    visitor = visit(small)
    page = visitor.page
    visitor.open("/nachverfolgen")
    page.get_by_label("Ihre Nummer").fill(small.things["code"])
    page.get_by_role("button", name="Nachsehen").click()

    page.get_by_role("button", name=re.compile("urückziehen")).click()
    page.get_by_role("button", name="Ja, für immer löschen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Anliegen ist zurückgezogen.")
    with small.app.app_context():
        assert "Die Bank am Platz ist kaputt." not in db.session.scalars(sa.select(Concern.text)).all()
    visitor.open(f"/anliegen/{small.things['number']}", status=404)


def test_the_phone_says_where_it_is_and_nothing_of_it_is_stored(city_of_four, tab):
    context: BrowserContext = tab.context
    context.grant_permissions(["geolocation"], origin=city_of_four.address)
    context.set_geolocation(HERE)
    before = _rows(city_of_four)

    tab.goto("/de/anliegen/neu")
    tab.get_by_role("button", name="Meinen Standort benutzen").click()
    tab.locator(".locate__answers input").first.wait_for()
    offered = tab.locator(".locate__answers label").all_inner_texts()
    chosen = tab.locator(".locate__answers input:checked").count()
    tab.get_by_label("Rieth", exact=True).check()

    assert (offered, chosen) == (["Rieth", "Nord", "Ost"], 0)
    assert tab.locator("#ortsteil_key").input_value() == "06"
    assert _rows(city_of_four) == before


def test_a_phone_that_keeps_its_place_to_itself_gets_the_list(city_of_four, tab):
    tab.context.clear_permissions()

    tab.goto("/de/anliegen/neu")
    tab.get_by_role("button", name="Meinen Standort benutzen").click()

    tab.get_by_text("Das hat nicht geklappt. Bitte wählen Sie aus der Liste.").wait_for()
    assert tab.locator("#ortsteil_key option").count() == 5


@pytest.mark.parametrize("path", ["/", "/anliegen", "/anliegen/neu", "/anliegen/{number}", "/nachverfolgen"])
def test_arabic_pages_run_from_the_right_and_their_buttons_are_arabic(small, visit, path):
    visitor = visit(small, "ar")

    visitor.open(path)

    page = visitor.page
    words = " ".join(page.locator("main button, main .button, main label, h1, h2").all_inner_texts())
    words = words.replace("Rieth", "").replace("Ortsteil 06", "")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert [sign for sign in words if unicodedata.name(sign, "").startswith("LATIN")] == []


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_words_in_another_script_begin_where_their_language_begins(city, visit, language):
    visitor = visit(city, language)

    visitor.open("/anliegen/{arabic}")

    assert visitor.page.evaluate("getComputedStyle(document.querySelector('main blockquote')).direction") == "rtl"


def test_easily_understandable_pages_are_calm(small, visit):
    """F-28: one family of letters, lines from the start, no hyphens, a light ground even when the device is dark."""
    visitor = visit(small, "leicht")
    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")

    visitor.open("/anliegen/{number}")

    styles = visitor.page.evaluate(
        """() => [...document.querySelectorAll("main :is(h1, h2, p, li, dd, button, span)")].map((one) => {
          const { fontFamily, textAlign, hyphens } = getComputedStyle(one);
          return { family: fontFamily, hyphens, align: one.closest(".button") ? "start" : textAlign };
        })"""
    )
    ground = visitor.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    visitor.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert len({style["family"] for style in styles}) <= 2
    assert {style["align"] for style in styles} == {"start"}
    assert {style["hyphens"] for style in styles} <= {"none", "manual"}
    assert min(int(part) for part in re.findall(r"\d+", ground)[:3]) > 230

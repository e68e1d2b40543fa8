"""The face of the house in a real browser: plain language, narrow screens, and what the small scripts improve."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page, Route
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField, validators
from wtforms.fields.choices import SelectChoice

from app.kernel import assets, headers
from app.kernel.languages import KNOWN, Language

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ADDRESS = "https://face.test/"
CODE = "12345678901234567890"
LANGUAGES = {language.code: language for language in KNOWN}
PLACES = ("Altstadt", "Rieth", "Brühl", "Hochheim", "Bischleben", "Daberstedt", "Marbach", "Melchendorf", "Vieselbach")
PAGE = """
{% extends "layouts/form.html" %}
{% from "components/card.html" import card %}
{% from "components/choices.html" import choices %}
{% from "components/draft_offer.html" import draft_offer %}
{% from "components/field.html" import field %}
{% from "components/locate.html" import locate %}
{% from "components/button.html" import button %}
{% from "components/table.html" import table %}
{% block title %}Prüfseite{% endblock %}
{% block content %}
<h1>Prüfseite</h1>
<form class="form" method="post" action="/" data-behaviour="draft once" data-draft="trial" novalidate>
{{ draft_offer() }}
{{ field(form.text, "Ein Satz reicht.", "long") }}
{{ locate(form.place, "/near") }}
{{ field(form.place, kind="filter") }}
{{ choices(form.kind, icons={"a": "sun"}) }}
{{ field(form.code, kind="code") }}
{{ button("Absenden") }}
</form>
<h2>Gesagt</h2>
{% call card("Wort" * 40, "/1", "Rieth", "مرحبا", "ar") %}mehr{% endcall %}
{{ table("Zahlen", ["Ort"] + ["Spalte"] * 12, [["Rieth"] + [1] * 12]) }}
{% endblock %}
"""


class Questions(Form):
    text = TextAreaField("Was gibt es?", [validators.Length(max=50)])
    place = SelectField("Wo?", choices=[SelectChoice("", "Bitte wählen"), *(SelectChoice(name, name) for name in PLACES)])
    kind = RadioField(
        "Was ist es?", choices=[SelectChoice("a", "Gut"), SelectChoice("b", "Schlecht")], validate_choice=False
    )
    code = StringField("Nummer", render_kw={"data-behaviour": "code-from-hash"})
    has_errors = False


def rendered(language: Language) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = lambda words, **values: words % values if values else words
    links = [
        {
            "code": other.code,
            "name": other.name,
            "lang": other.tag,
            "dir": other.direction,
            "href": f"/{other.code}/",
            "current": other is language,
        }
        for other in KNOWN
    ]
    return environment.from_string(PAGE).render(
        language=language,
        language_links=links,
        footer_links=[{"text": "Impressum", "href": "/impressum"}],
        site_name="Ortsstimme",
        asset=lambda name: f"/{name}",
        form=Questions(),
    )


@pytest.fixture
def visit(chromium):
    """Open the page as it would be served, under the policy of the house and without a network."""
    contexts = []
    files = {asset.name: asset.content for asset in assets.gathered()}

    def answer(route: Route, language: Language) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name in files:
            route.fulfill(body=files[name], content_type="text/css" if name.endswith("css") else "text/javascript")
        elif name == "near":
            route.fulfill(json={"message": "Zwei Orte sind nah.", "choices": [{"value": "Rieth", "text": "Rieth, 300 m"}]})
        else:
            route.fulfill(
                body=rendered(language),
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": headers.POLICY},
            )

    def opened(code: str = "de", path: str = "", **circumstances) -> Page:
        context = chromium.new_context(reduced_motion="reduce", **circumstances)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: answer(route, LANGUAGES[code]))
        page.goto(ADDRESS + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def style(page: Page, selector: str, name: str) -> str:
    return page.evaluate("([s, n]) => getComputedStyle(document.querySelector(s))[n]", [selector, name])


def pixels(page: Page, selector: str, name: str) -> float:
    return float(style(page, selector, name).removesuffix("px"))


def test_plain_language_is_larger_and_calmer(visit):
    german, plain = visit("de"), visit("leicht", color_scheme="dark")

    size = pixels(plain, "main p", "fontSize")
    assert pixels(plain, "body", "fontSize") >= 1.2 * pixels(german, "body", "fontSize")
    assert pixels(plain, "main p", "lineHeight") >= 1.5 * size
    assert style(plain, "h1", "hyphens") == "none"
    assert style(plain, "main p", "textAlign") == "start"


def test_plain_language_stays_light_when_the_device_is_dark(visit):
    dark, plain = visit("de", color_scheme="dark"), visit("leicht", color_scheme="dark")

    light = visit("de")
    assert style(plain, "html", "backgroundColor") == style(light, "html", "backgroundColor")
    assert style(dark, "html", "backgroundColor") != style(light, "html", "backgroundColor")


@pytest.mark.parametrize("code", ["de", "leicht", "ar"])
def test_nothing_sticks_out_of_a_narrow_screen(visit, code):
    page = visit(code, viewport={"width": 320, "height": 640})

    page.click("summary")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("code", "scheme"), [("de", "light"), ("ar", "dark"), ("leicht", "dark")])
def test_the_accessibility_engine_finds_nothing(visit, code, scheme):
    page = visit(code, color_scheme=scheme, viewport={"width": 360, "height": 740})

    assert Axe().run(page).response["violations"] == []


def test_main_actions_fit_a_thumb(visit):
    page = visit(viewport={"width": 360, "height": 740})

    heights = page.locator("button, summary, select, .choices__tile, input.field__control").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)"
    )

    assert len(heights) >= 6
    assert min(heights) >= 44


def test_the_focus_is_always_visible(visit):
    page = visit()

    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const here = document.activeElement;
              const drawn = [[here], [here, "::after"], [here.nextElementSibling]].filter(([one]) => one);
              return drawn.some((one) => parseFloat(getComputedStyle(...one).outlineWidth) >= 3
                && getComputedStyle(...one).outlineStyle === "solid");
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


def test_everything_can_be_asked_without_scripts(visit):
    page = visit(java_script_enabled=False)

    assert page.locator("textarea, select, input[type=radio], button[type=submit]").count() == 5
    assert not page.locator(".locate, .draft_offer, .field__count").locator("visible=true").count()


def test_the_nearest_places_are_offered_and_none_is_chosen(visit):
    page = visit(permissions=["geolocation"], geolocation={"latitude": 51.0, "longitude": 11.0})

    page.click(".locate button")
    page.wait_for_selector(".locate__answers input")
    chosen_before = page.locator(".locate__answers input:checked").count()
    page.check(".locate__answers input")

    assert chosen_before == 0
    assert page.inner_text(".locate__status") == "Zwei Orte sind nah."
    assert page.input_value("#place") == "Rieth"
    assert "place-near" not in page.evaluate("[...new FormData(document.forms[0]).keys()]")


def test_a_phone_that_does_not_know_where_it_is_says_so_in_words(visit):
    page = visit()

    page.click(".locate button")

    page.get_by_text("Das hat nicht geklappt. Bitte wählen Sie aus der Liste.").wait_for()


def test_a_code_moves_from_the_address_into_the_field(visit):
    page = visit(path=f"#{CODE}")

    assert page.input_value("#code") == "1234 5678 9012 3456 7890"
    assert CODE not in page.url


def test_a_lost_text_is_offered_again_and_not_forced(visit):
    page = visit()
    page.fill("#text", "Die Bank fehlt.")

    page.reload()
    before = page.input_value("#text")
    page.click("[data-draft-take]")

    assert before == ""
    assert page.input_value("#text") == "Die Bank fehlt."


def test_reading_stores_nothing(visit):
    page = visit()

    assert page.evaluate("sessionStorage.length + localStorage.length + document.cookie.length") == 0


def test_a_long_list_can_be_searched_without_its_accents(visit):
    page = visit()

    page.fill(".field__search", "bruhl")

    assert page.locator("#place option").all_inner_texts() == ["Bitte wählen", "Brühl"]


def test_the_characters_left_are_counted(visit):
    page = visit()

    page.fill("#text", "12345")

    assert page.inner_text(".field__count") == "Übrige Zeichen: 45"


def test_the_language_menu_closes_with_escape_and_gives_the_focus_back(visit):
    page = visit()
    page.click("summary")

    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert not page.locator("details[open]").count()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"

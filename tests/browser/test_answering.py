"""Answering a questionnaire with a browser: in Arabic to the last button, back and forth, without a script."""

import unicodedata

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from app.conversations.models import Answer
from app.kernel.db import db
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import QuestionType
from tests.surveys import making

pytestmark = pytest.mark.browser

THREE = Document(
    title={"ar": "السكن هنا", "de": "Wohnen hier"},
    languages=("ar", "de"),
    default_language="de",
    questions=(
        Question(
            key="hund",
            type=QuestionType.SELECT_ONE,
            label={"ar": "هل لديك كلب؟", "de": "Haben Sie einen Hund?"},
            is_required=True,
            choices=(
                Choice(code="ja", label={"ar": "نعم", "de": "Ja"}),
                Choice(code="nein", label={"ar": "لا", "de": "Nein"}),
            ),
        ),
        Question(
            key="gut", type=QuestionType.TEXT_LONG, label={"ar": "ما الجميل هنا؟", "de": "Was ist gut?"}, may_refuse=True
        ),
        Question(key="alter", type=QuestionType.INTEGER, label={"ar": "منذ كم سنة؟", "de": "Seit wie vielen Jahren?"}),
    ),
)
NOTHING_LATIN = """() => [...document.querySelectorAll("main :is(button, .button, label, legend, h1, h2, p)")]
  .filter((one) => !one.closest("[lang]:not(html)")).map((one) => one.innerText).join(" ")"""


@pytest.fixture
def asked(live):
    making.campaign(document=THREE)
    with live.outside():
        yield live


def _arabic(page: Page) -> None:
    """The whole page speaks Arabic: its frame, its buttons, its messages (B-11)."""
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    words = page.evaluate(NOTHING_LATIN)
    assert [sign for sign in words if unicodedata.name(sign, "").startswith("LATIN")] == [], words


def _press(page: Page, go: str) -> None:
    page.locator(f"button[name=go][value='{go}']").first.click()


def _kept(live) -> dict[str, str]:
    with live.app.app_context():
        return {answer.key: answer.value for answer in db.session.scalars(sa.select(Answer))}


def test_an_arabic_run_stays_arabic_from_the_first_button_to_the_last(asked, tab, clock):
    tab.goto("/ar/umfragen/berliner-platz/antworten")
    _arabic(tab)
    _press(tab, "weiter")
    expect(tab.locator("#f-hund-error")).to_be_visible()
    _arabic(tab)

    tab.get_by_label("نعم").check()
    _press(tab, "weiter")
    tab.locator("#f-gut").fill("الحديقة")
    _arabic(tab)
    _press(tab, "weiter")
    tab.locator("#f-alter").fill("٧")
    _arabic(tab)
    _press(tab, "weiter")
    _arabic(tab)
    _press(tab, "weiter")
    _arabic(tab)
    clock.advance(seconds=5)
    _press(tab, "absenden")
    expect(tab.locator("main a[href$='/kontakt']")).to_be_visible()
    _arabic(tab)

    assert _kept(asked) == {"hund": "ja", "gut": "الحديقة", "alter": "7"}


def test_without_script_nothing_is_lost_on_the_way_back_and_forth(asked, chromium, clock):
    context = chromium.new_context(base_url=asked.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/de/umfragen/berliner-platz/antworten")
    page.get_by_label("Nein").check()
    _press(page, "weiter")
    page.locator("#f-gut").fill("Der Park")
    _press(page, "weiter")
    _press(page, "zurueck")
    expect(page.locator("#f-gut")).to_have_value("Der Park")
    _press(page, "zurueck")
    expect(page.get_by_label("Nein")).to_be_checked()
    _press(page, "alle")
    expect(page.locator("#f-gut")).to_have_value("Der Park")
    page.locator("#f-alter").fill("9")
    page.locator("#f-alter").press("Enter")
    clock.advance(seconds=5)
    _press(page, "absenden")
    expect(page.locator("main a[href$='/kontakt']")).to_be_visible()
    context.close()

    assert _kept(asked) == {"hund": "nein", "gut": "Der Park", "alter": "9"}


def test_the_slip_does_not_hear_where_somebody_came_from(asked, tab, clock):
    heard = []
    tab.on("request", lambda request: heard.append(request.headers.get("referer")) if "/kontakt" in request.url else None)
    tab.goto("/de/umfragen/berliner-platz/antworten")
    tab.get_by_label("Nein").check()
    for _each in range(4):
        _press(tab, "weiter")
    clock.advance(seconds=5)
    _press(tab, "absenden")

    tab.locator("main a[href$='/kontakt']").click()
    expect(tab.locator("#is_agreed")).to_be_visible()

    assert heard == [None]
    assert tab.evaluate("[sessionStorage.length, localStorage.length, document.cookie, document.referrer]") == [0, 0, "", ""]

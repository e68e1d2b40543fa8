"""Eight whole journeys by keyboard alone: with and without a script, from left to right and from right to left."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.accounts import service as accounts
from app.concerns.models import Concern, Message
from app.concerns.rules import Review
from app.conversations.models import Answer
from app.kernel.db import db
from app.mailing import service as mailing
from app.mailing.models import Subscription
from app.mailing.service import links
from app.notices.models import Notice
from tests import factories
from tests.browser import weak_pages
from tests.browser.hands import Hands

pytestmark = pytest.mark.browser

TEXT = "An der Haltestelle fehlt ein Dach."
WAYS = [
    pytest.param(("de", True), id="de"),
    pytest.param(("ar", False), id="ar-no-script", marks=pytest.mark.full),
    pytest.param(("leicht", False), id="leicht-no-script", marks=pytest.mark.full),
    pytest.param(("ar", True), id="ar", marks=pytest.mark.full),
]


@pytest.fixture(params=WAYS)
def hands(request, small, chromium):
    """Hands on a phone with a keyboard, in one language, with or without a script."""
    language, has_script = request.param
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=has_script)
    yield Hands(context.new_page(), small, language)
    context.close()


def _all(town, what):
    with town.app.app_context():
        return list(db.session.scalars(sa.select(what)))


def test_say_something(hands, small):
    hands.open("/")
    hands.press("main a[href*='/anliegen/neu']")
    hands.choose("[name=direction]")
    hands.write("[name=text]", TEXT)
    hands.reach("#ortsteil_key")
    hands.page.keyboard.press("ArrowDown")
    hands.choose("[name=topic_key]")
    hands.press()

    expect(hands.page.locator(".copy_code")).to_be_visible()
    assert TEXT in _all(small, Concern.text)


def test_look_up_and_write_back(hands, small):
    hands.open("/nachverfolgen")
    hands.write("[name=code]", small.things["code"])
    hands.press()
    hands.write("[name=text]", TEXT)
    hands.press()

    expect(hands.page.locator(".notice--good")).to_be_visible()
    assert TEXT in _all(small, Message.text)


def test_say_that_it_concerns_me_too_and_take_it_back(hands, small):
    hands.open("/anliegen")
    hands.press(f".card__link[href$='{small.things['number']}']")
    hands.press()
    counted = max(_all(small, Concern.supports))
    hands.press("form[action$='betrifft-mich-doch-nicht'] button")

    assert (counted, max(_all(small, Concern.supports))) == (1, 0)


def test_answer_a_survey(hands, small, clock):
    hands.open("/umfragen")
    hands.press(f"a[href$='/umfragen/{small.things['campaign']}']")
    hands.press("a[href$='/antworten']")
    if hands.language != "de":
        hands.press("main a[href*='/de/']")
    hands.write("#f-gut", TEXT)
    while not hands.page.locator("[value=absenden]").count():
        hands.press()
    clock.advance(seconds=5)
    hands.press()

    expect(hands.page.locator("main a[href$='/kontakt']")).to_be_visible()
    assert TEXT in _all(small, Answer.value)


def test_report_a_text_and_a_barrier(hands, small):
    hands.open("/anliegen/{number}")
    hands.press("main a[href*='/melden/inhalt']")
    hands.choose("[name=reason]")
    hands.write("[name=text]", TEXT)
    hands.choose("[name=in_good_faith]")
    hands.press()
    hands.press("footer a[href*='/melden/barriere']")
    hands.write("[name=text]", TEXT)
    hands.press()

    expect(hands.page.locator(".copy_code")).to_be_visible()
    assert _all(small, Notice.text).count(TEXT) == 2


def test_change_the_language_and_find_an_ortsteil(hands, small):
    hands.open("/anliegen")
    hands.unfold(".language_menu summary")
    hands.press(".language_menu a[href^='/tr/']")
    hands.press(".header__home")
    hands.press("main a[href$='/tr/ortsteile']")
    hands.press("main li a[href$='/ortsteile/06']")

    expect(hands.page.locator("h1")).to_have_text("Ortsteil 06")
    assert hands.page.url.endswith("/tr/ortsteile/06")


def test_ask_for_invitations_and_confirm(hands, small, clock):
    hands.open("/foren/{slug}")
    hands.unfold(".fold summary")
    hands.reach(".fold a[href*='/post/einladungen/']")
    hands.reach(".fold a[href^='webcal:']")
    hands.back()
    hands.follow()
    hands.write("[name=email]", "ada@example.org")
    clock.advance(seconds=5)
    hands.press()
    with small.app.app_context():
        asked = db.session.scalars(sa.select(Subscription).where(Subscription.email == "ada@example.org")).one()
        small.things["asked_token"] = links.token_for(links.Act.CONFIRM, mailing.reader_of(asked))
    hands.open("/post/bestaetigen/{asked_token}")
    hands.press()

    assert None not in _all(small, Subscription.confirmed_at)


def test_staff_log_in_and_publish(small, chromium):
    with small.app.app_context():
        account = factories.account("quarter_worker", ortsteile=["06"])
        accounts.set_password(account_id=account.id, new_password=factories.PASSWORD)
        seed = accounts.fresh_seed()
        accounts.give_second_factor(account_id=account.id, seed=seed)
        email, code = account.email, accounts.current_code(seed=seed, last_step=None)
        db.session.commit()
    page = chromium.new_context(viewport={"width": 1280, "height": 740}).new_page()
    hands = Hands(page, small, "de")

    hands.open("/arbeit")
    hands.write("[type=email]", email)
    hands.write("[type=password]", factories.PASSWORD)
    hands.press()
    hands.write("[name=code]", code)
    hands.press()
    hands.press("main a[href$='/arbeit/anliegen']")
    hands.press(f"main a[href$='{small.things['waiting']}']")
    hands.press("form[action$='/veroeffentlichen'] button")
    page.context.close()

    assert Review.WAITING not in _all(small, Concern.review)


def test_hands_notice_what_only_a_mouse_can_press(small, chromium):
    page = chromium.new_context().new_page()
    weak_pages.show(page, '<a href="#x">Weiter</a> <div class="button" onclick="alert()">Absenden</div>')

    with pytest.raises(pytest.fail.Exception, match="never comes"):
        Hands(page, small, "de").reach(".button")
    page.context.close()

"""What a campaign says about itself, in other languages and in plain words: on its page and on paper."""

import pytest

from app.kernel.i18n import speaking
from app.kernel.languages import BY_CODE
from app.renditions.rules import RenditionState
from app.surveys.exports import codes, letter, slip
from tests import factories
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

PAGE = "/umfragen/berliner-platz"
SUMMARY, STREETS = "Wir möchten hören, was Sie bewegt.", "Mainzer Straße"


@pytest.fixture
def campaign(app):
    return making.campaign(summary=SUMMARY, area_note=STREETS)


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def address(campaign, code="uk"):
    return f"/arbeit/uebersetzungen/campaign/{campaign.id}/{code}"


def letter_in(code, campaign):
    with speaking(BY_CODE[code]):
        made = letter.data_of(campaign, [], has_photos=False)
    return [made["campaign"]["text"], *(each["text"] for each in made["what"][1:])]


def test_its_page_shows_what_was_told_above_the_german_words(worker, campaign, new_reader):
    before = new_reader("uk").get(PAGE)
    form = worker.get(address(campaign)).form("main form[action]")
    said = {"text-title": "Як тут живеться?", "text-summary": "Ми слухаємо.", "text-area_note": "Вулиця", "is_shown": "y"}
    worker.send(form.fill(**said), status=303)

    after = new_reader("uk").get(PAGE)

    assert before.select(".told") == []
    assert before.select_one("main p.small.soft + p[lang=de]").get_text() == SUMMARY, (
        "a word that it is there in German only"
    )
    assert after.select_one(".told__text[lang=uk]").get_text() == "Як тут живеться?\nМи слухаємо."
    assert after.select_one("main p.lines[lang=de]").get_text() == SUMMARY
    assert [each.get_text() for each in after.select("dd span")] == ["Вулиця", STREETS]
    assert new_reader("de").get(PAGE).select(".told") == []


def test_plain_words_stand_on_the_page_of_staff_with_their_state(worker, campaign):
    factories.rendition(campaign.subject, "summary", SUMMARY, "Wir fragen Sie.")

    page = worker.get(f"/arbeit/befragungen/{campaign.id}")

    assert page.select_one("dd [lang=de-simple]").get_text() == "Wir fragen Sie."
    assert page.select(f"a[href$='/uebersetzungen/campaign/{campaign.id}']")


@pytest.mark.parametrize("code", ["leicht", "uk"])
def test_papers_speak_the_language_of_their_readers_where_somebody_told_it(campaign, code):
    tag = BY_CODE[code].tag
    factories.rendition(campaign.subject, "title", campaign.title, "Titel", language=tag)
    factories.rendition(campaign.subject, "summary", SUMMARY, "Kurz", language=tag)

    assert letter_in(code, campaign) == ["Titel", "Kurz", STREETS]
    assert letter_in("en", campaign) == [campaign.title, SUMMARY, STREETS]
    with speaking(BY_CODE[code]):
        assert slip.data_of(campaign, making.GUIDE, tag)["campaign"]["text"] == "Titel"
        assert codes.data_of(campaign, [])["campaign"]["text"] == "Titel"


def test_no_paper_shows_what_nobody_let_others_read_and_a_machine_is_named(campaign):
    row = factories.rendition(campaign.subject, "summary", SUMMARY, "Kurz", is_shown=False, state=RenditionState.MACHINE)
    hidden = letter_in("leicht", campaign)
    row.is_shown = True

    shown = letter_in("leicht", campaign)

    assert hidden == [campaign.title, SUMMARY, STREETS]
    assert shown[1] == "Kurz"
    assert "Maschine" in shown[-1]


def test_only_who_prepares_a_campaign_tells_it(staff, campaign):
    staff("quarter_worker", ortsteile=["09"]).get(address(campaign), status=404)
    staff("planning_coordinator").get(address(campaign), status=404)
    staff("quarter_worker", ortsteile=["06"]).get("/arbeit/uebersetzungen/campaign/berliner-platz/uk", status=404)


def test_a_public_reason_for_its_end_is_told_too_and_a_secret_one_is_nobodys(worker, campaign, new_reader):
    campaign.state, campaign.stop_reason, campaign.is_stop_public = "stopped", "Niemand hat Zeit.", True
    factories.rendition(campaign.subject, "stop_reason", "Niemand hat Zeit.", "Es geht nicht weiter.")
    told = new_reader("leicht").get(PAGE).text
    campaign.is_stop_public = False

    assert "Es geht nicht weiter." in told
    assert "text-stop_reason" not in worker.get(address(campaign, "leicht")).text

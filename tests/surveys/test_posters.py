"""The poster of a campaign asks a question, says who comes and when, and leads to the page in the language of the phone."""

from datetime import date

import pytest

from app.surveys.rules.kinds import AccessMode
from tests import factories
from tests.support.papers import Paper
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def poster(worker, campaign, query="papier=a4&sprache=de&sprache=uk&als=pdf"):
    return Paper(worker.get(f"/arbeit/befragungen/{campaign.id}/plakate?{query}").response.get_data())


def test_it_asks_and_says_who_comes_when_and_where_to_answer(worker):
    days = {"starts_on": date(2026, 11, 9), "ends_on": date(2026, 12, 4)}
    campaign = making.campaign(sponsor="Plattform e. V.", phone="0361 1234", **days)
    said = poster(worker, campaign).text.replace("\n", " ").replace("\u00a0", " ").replace("\u00ad ", "")

    assert "Was bewegt Sie?" in said
    assert "Wie lebt es sich am Berliner Platz?" in said
    assert "zwischen dem 9. November 2026 und dem 4. Dezember 2026" in said
    assert "antworten Sie im Internet" in said
    assert "Plattform e. V." in said
    assert "0361 1234" in said
    assert "Що вас хвилює?" in said
    assert f"/b/{campaign.slug}" in said


def test_a_survey_at_the_door_alone_promises_no_answers_online(worker):
    said = poster(worker, making.campaign(access=AccessMode.CLOSED)).text

    assert "Tür" in said
    assert "Internet" not in said


def test_a_survey_that_nobody_sees_yet_warns_before_it_is_printed(worker):
    seen, hidden = making.campaign(), making.campaign("rieth")
    hidden.is_public = False
    addresses = [f"/arbeit/befragungen/{campaign.id}/plakate" for campaign in (seen, hidden)]

    warned = ["Noch sieht niemand die Seite dieser Befragung." in worker.get(address).text for address in addresses]
    assert warned == [False, True]


def test_usual_languages_are_those_of_the_questionnaire(worker):
    campaign = making.campaign()
    spoken = {"de", *making.GUIDE.languages}
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/plakate")

    assert {box["value"] for box in page.select("[name=sprache][checked]")} <= spoken
    assert f"/de/arbeit/befragungen/{campaign.id}/plakate" in {
        link["href"] for link in worker.get(f"/arbeit/befragungen/{campaign.id}").select("main a")
    }


def test_posters_of_other_ortsteile_are_not_there(staff):
    campaign = making.campaign()
    factories.ortsteil("07")

    staff("quarter_worker", ortsteile=["07"]).get(f"/arbeit/befragungen/{campaign.id}/plakate", status=404)

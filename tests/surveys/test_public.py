"""What everybody reads about campaigns."""

import pytest

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.page_store import raise_stamp
from app.surveys.models import Campaign
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.service import codes
from tests import factories
from tests.support.reader import Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

PATH = "/umfragen/berliner-platz"


def test_campaigns_stand_where_they_belong(reader: Reader, app):
    making.campaign("jetzt-a")
    making.campaign("bald-b", phase=Phase.TRAINING)
    making.campaign("vorbei-c", phase=Phase.ASSEMBLY)
    making.campaign("vorbei-d", state=CampaignState.STOPPED)
    making.campaign("geheim").is_public = False

    page = reader.get("/umfragen")

    found = {
        section["aria-labelledby"]: sorted(link["href"].split("/")[-1] for link in section.select("a"))
        for section in page.select("main section")
    }
    assert found == {"jetzt": ["jetzt-a"], "bald": ["bald-b"], "vorbei": ["vorbei-c", "vorbei-d"]}


def test_without_campaigns_the_page_says_so(reader: Reader, app):
    assert "Gerade gibt es keine Befragung." in reader.get("/umfragen").text


def test_a_campaign_says_who_asks_where_and_that_it_speaks_for_nobody_else(reader: Reader, app):
    making.campaign(sponsor="Plattform e. V.", phone="0361 12345", area_note="Mainzer Straße", summary="Wir hören zu.")

    page = reader.get(PATH)

    for words in (
        "Plattform e. V.",
        "0361 12345",
        "Mainzer Straße",
        "Wir hören zu.",
        "nicht repräsentativ",
        "Wir fragen gerade",
    ):
        assert words in page.text
    ways = [link["href"] for link in page.select("main a.button")]
    assert ways == [f"/de{PATH}/antworten", f"/de{PATH}/kontakt"]


@pytest.mark.parametrize(("is_public", "is_said"), [(True, True), (False, False)])
def test_a_stop_is_said_and_its_reason_if_it_is_public(reader: Reader, app, is_public, is_said):
    making.campaign(state=CampaignState.STOPPED, stop_reason="Niemand kann danach weiterarbeiten.", is_stop_public=is_public)

    page = reader.get(PATH)

    assert "Diese Befragung wurde beendet." in page.text
    assert ("Niemand kann danach weiterarbeiten." in page.text) is is_said
    assert not page.select("main a.button")


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.MAIN_SURVEY])
def test_outside_the_main_survey_nobody_is_sent_to_the_questions(reader: Reader, app, phase):
    making.campaign(phase=phase)

    assert not [link for link in reader.get(PATH).select("main a") if link["href"].endswith("antworten")]


def test_a_kept_page_changes_with_its_campaign(reader: Reader, app):
    making.campaign()
    assert "Wir fragen gerade" in reader.get(PATH).text

    db.session.execute(db.update(Campaign).values(phase_number=6))
    raise_stamp("surveys")

    assert "Wir lesen gerade" in reader.get(PATH).text


def test_the_short_link_leads_to_a_campaign_and_a_forum_goes_first(reader: Reader, app):
    making.campaign("berliner-platz")
    making.campaign("rieth")
    factories.forum("rieth")
    making.campaign("geheim").is_public = False

    assert reader.get("/q/berliner-platz", status=302).headers["Location"] == "/de/umfragen/berliner-platz"
    assert "anliegen" in reader.get("/q/rieth", status=302).headers["Location"]
    reader.get("/q/geheim", status=404)


def test_the_short_link_on_paper_leads_to_the_campaign_whatever_forums_are_called(reader: Reader, app):
    making.campaign("rieth")
    factories.forum("rieth")
    making.campaign("geheim").is_public = False

    assert reader.get("http://127.0.0.1:5000/b/rieth", status=302).headers["Location"] == "/de/umfragen/rieth"
    reader.get("http://127.0.0.1:5000/b/geheim", status=404)
    reader.get("http://127.0.0.1:5000/b/gibtesnicht", status=404)


def test_codes_are_new_each_time_and_many_at_once_are_refused(app):
    campaign = making.campaign(access=AccessMode.HOUSEHOLD_CODE)

    made = codes.make(campaign, 20) + codes.make(campaign, 20)

    assert len(set(made)) == 40
    assert all(len(code) == 14 for code in made)
    with pytest.raises(RuleBroken):
        codes.make(campaign, codes.MOST_AT_ONCE + 1)


def test_a_code_of_another_campaign_opens_nothing(app):
    mine, other = making.campaign("hier"), making.campaign("dort")
    code = codes.make(other, 1)[0]

    with pytest.raises(RuleBroken):
        codes.use(campaign=mine, code=code)
    codes.use(campaign=other, code=code)
    with pytest.raises(RuleBroken):
        codes.use(campaign=other, code=code)

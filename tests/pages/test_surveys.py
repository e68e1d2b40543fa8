"""The pages of places lead to where people are asked, and to what came out; never to surveys of other places."""

from datetime import date, timedelta

import pytest

from app.coding.models import ResultRelease
from app.kernel import clock, page_store
from app.kernel.db import db
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.service import campaigns as service
from tests import factories
from tests.support import asking
from tests.support.reader import Page, Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql


def show_results(campaign: Campaign, *days: date) -> Campaign:
    """Results of a campaign that everybody can read since these days."""
    for number, day in enumerate(days, 1):
        db.session.add(ResultRelease(campaign_id=campaign.id, number=number, made_on=day, facts={}))
    db.session.flush()
    return campaign


def over(slug: str, days_ago: int = 1, **facts: object) -> Campaign:
    """A campaign that has shown its results."""
    return show_results(making.campaign(slug, phase=Phase.ASSEMBLY, **facts), clock.today() - timedelta(days=days_ago))


def led_to(page: Page) -> list[str]:
    """Where the page leads that belongs to a single survey, each once, in the order of the page."""
    addresses = (link["href"].partition("?")[0] for link in page.select('main a[href*="/umfragen/"]'))
    return list(dict.fromkeys(address.removeprefix("/de/umfragen/") for address in addresses))


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [
        ({}, True),
        ({"access": AccessMode.HOUSEHOLD_CODE}, True),
        ({"access": AccessMode.CLOSED}, False),
        ({"phase": Phase.TRAINING}, False),
        ({"phase": Phase.EVALUATION}, False),
        ({"state": CampaignState.STOPPED}, False),
    ],
)
def test_the_start_page_leads_to_a_survey_that_can_be_answered_now(reader: Reader, app, facts, is_there):
    making.campaign("laut", **facts)
    making.campaign("leise").is_public = False

    page = reader.get("/de/")

    assert led_to(page) == (["laut"] if is_there else [])
    assert ("Eine Befragung läuft:" in page.text) is is_there
    assert page.select('main a[href$="/umfragen"]')


def test_the_start_page_names_two_surveys_at_most(reader: Reader, app):
    for number in range(3):
        making.campaign(f"nummer-{number}")

    assert len(led_to(reader.get("/de/"))) == 2


def test_the_start_page_tells_the_newest_results_for_a_while(reader: Reader, app):
    over("alt", days_ago=61)
    assert led_to(reader.get("/de/")) == []

    over("neu", days_ago=60)
    show_results(making.campaign("neuer", phase=Phase.FOLLOW_UP), clock.today() - timedelta(days=99), clock.today())
    over("geheim", days_ago=0).is_public = False
    page_store.raise_stamp(service.SCOPE)

    assert led_to(reader.get("/de/")) == ["neuer/ergebnisse"]


def test_an_ortsteil_and_a_forum_show_their_own_surveys_alone(reader: Reader, app):
    forum, other = factories.forum("rieth", ["06"]), factories.forum("herrenberg", ["15"])
    making.campaign("hier", access=AccessMode.CLOSED, forum_id=forum.id)
    over("war-hier", days_ago=400, forum_id=forum.id)
    making.campaign("dort", ortsteil="15", forum_id=other.id)
    over("war-dort", ortsteil="15", forum_id=other.id)

    for here, there in (("/ortsteile/06", "/ortsteile/15"), ("/foren/rieth", "/foren/herrenberg")):
        assert led_to(reader.get(here)) == ["hier", "war-hier/ergebnisse"]
        assert led_to(reader.get(there)) == ["dort", "war-dort/ergebnisse"]


def test_a_place_without_surveys_says_nothing_of_them(reader: Reader, app):
    factories.ortsteil("06")
    making.campaign("bald", phase=Phase.TRAINING)
    making.campaign("beendet", state=CampaignState.STOPPED)

    assert "Befragung" not in reader.get("/ortsteile/06").text


@pytest.mark.parametrize("address", ["/de/", "/de/ortsteile/06", "/de/foren/rieth"])
def test_a_kept_page_is_made_anew_when_a_survey_changes(reader: Reader, app, address):
    made = making.campaign("laut", forum_id=factories.forum("rieth").id)
    assert led_to(reader.get(address)) == ["laut"]

    campaigns.get(made.id).title = "Ein anderer Name"
    assert "Ein anderer Name" not in reader.get(address).text

    service.changed(campaigns.get(made.id), act="campaign.change", account_id=None)
    assert "Ein anderer Name" in reader.get(address).text


@pytest.mark.parametrize("address", ["/de/", "/de/ortsteile/06", "/de/foren/rieth"])
def test_surveys_cost_a_page_one_query(reader: Reader, app, address):
    forum = factories.forum("rieth")
    for number in range(3):
        making.campaign(f"laut-{number}", forum_id=forum.id)
        over(f"vorbei-{number}", forum_id=forum.id)

    with asking.overheard() as asked:
        assert led_to(reader.get(address))

    assert len([statement for statement in asked if "FROM campaign" in statement]) == 1, "\n".join(asked)

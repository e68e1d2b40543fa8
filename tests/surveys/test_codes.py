"""Household codes are gone when the main survey is over; staff read when, and find where they are made."""

import pytest
import sqlalchemy as sa
from flask import current_app

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.jobs import Job
from app.moderation.models import LogEntry
from app.surveys import jobs
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.service import codes
from tests.mailing.making import do_jobs
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

OVER = [
    (Phase.EVALUATION, CampaignState.RUNNING),
    (Phase.FOLLOW_UP, CampaignState.FINISHED),
    (Phase.MAIN_SURVEY, CampaignState.STOPPED),
]


@pytest.fixture
def campaign(app):
    made = making.campaign(access=AccessMode.HOUSEHOLD_CODE)
    first = codes.make(made, 3)[0]
    codes.use(campaign=made, code=first)
    return made


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def _left(campaign) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(HouseholdCode.campaign_id == campaign.id)) or 0


def _end(campaign, phase: Phase, state: CampaignState) -> None:
    db.session.execute(sa.update(Campaign).where(Campaign.id == campaign.id).values(phase_number=int(phase), state=state))


@pytest.mark.parametrize(("phase", "state"), OVER)
def test_all_codes_go_with_the_main_survey_and_those_of_others_stay(campaign, phase, state):
    other = making.campaign("rieth", access=AccessMode.HOUSEHOLD_CODE)
    codes.make(other, 2)
    do_jobs()
    assert (_left(campaign), _left(other)) == (3, 2), "while people are asked, no code goes"

    _end(campaign, phase, state)
    do_jobs()

    assert (_left(campaign), _left(other)) == (0, 2)
    assert [entry.subject for entry in db.session.scalars(sa.select(LogEntry))] == [campaign.subject]


def test_a_job_that_does_nothing_leaves_them(campaign, monkeypatch):
    """The weak twin: nothing else deletes the codes, so the test above would catch a job that is idle or not there."""
    idle = [each for each in current_app.extensions["jobs"] if each.run is not codes.forget_leftovers]
    assert len(idle) == len(current_app.extensions["jobs"]) - 1
    monkeypatch.setitem(current_app.extensions, "jobs", [*idle, Job(name="Nichts", run=lambda: 0)])
    assert codes.forget_leftovers in [each.run for each in jobs.JOBS]
    _end(campaign, *OVER[0])

    do_jobs()

    assert _left(campaign) == 3


@pytest.mark.parametrize(("phase", "state"), OVER)
def test_no_code_is_made_any_more(campaign, worker, phase, state):
    form = worker.get(f"/arbeit/befragungen/{campaign.id}/papier").form("main form[action$=codes]")
    _end(campaign, phase, state)
    codes.forget(campaign)

    with pytest.raises(RuleBroken):
        codes.make(db.session.get(Campaign, campaign.id), 1)
    worker.send(form.fill(number="1"), status=422)
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/papier")

    assert _left(campaign) == 0
    assert not page.select("main form[action$=codes]")


def test_staff_find_the_codes_and_read_when_they_go(campaign, worker):
    address = f"/de/arbeit/befragungen/{campaign.id}/papier#codes"

    links = [link["href"] for link in worker.get(f"/arbeit/befragungen/{campaign.id}").select("main nav a")]
    page = worker.get(f"/arbeit/befragungen/{campaign.id}/papier")

    assert address in links
    assert "Alle Codes werden gelöscht, wenn" in page.select_one("#codes").find_parent("section").get_text()
    db.session.execute(sa.update(Campaign).values(access=AccessMode.OPEN_LINK))
    assert address not in [link["href"] for link in worker.get(f"/arbeit/befragungen/{campaign.id}").select("main nav a")]

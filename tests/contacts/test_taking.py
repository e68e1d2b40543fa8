"""A slip is taken in once, with a purpose, a way and a consent, and with the day on which it will be gone."""

from datetime import date, timedelta
from threading import Thread

import pytest
import sqlalchemy as sa

from app.contacts import queries, service
from app.contacts.models import ContactSlip, SlipIntake
from app.contacts.rules import Means, Purpose
from app.contacts.service import Refused, Slip, Taken
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.rules.kinds import MeetingState
from app.surveys.rules.intake import Closed
from app.surveys.rules.kinds import CampaignState
from tests.meetings import making as meetings
from tests.surveys import making

TODAY = date(2026, 11, 16)


@pytest.fixture
def campaign(app):
    made = making.campaign()
    db.session.commit()
    return made


def _slip(**changed) -> Slip:
    values = {
        "name": "Ada Lovelace",
        "means": Means.EMAIL,
        "email": "ada@example.org",
        "purposes": [Purpose.RESULTS, Purpose.ASSEMBLY_INVITATION],
        "language": "ar",
        "ortsteil_key": "06",
        "consent": "Ich möchte, dass Sie sich bei mir melden.",
    }
    return Slip(**{**values, **changed})


def _take(campaign, client_id=None, **changed) -> Taken:
    return service.take(campaign=campaign, client_id=client_id or fresh_id(), slip=_slip(**changed))


def _only() -> ContactSlip:
    return db.session.scalars(sa.select(ContactSlip)).one()


def test_a_slip_is_kept_with_what_it_is_for(campaign):
    assert _take(campaign) is Taken.NEW

    kept = _only()
    assert kept.purposes == ["assembly_invitation", "results"]
    assert (kept.consented_on, kept.delete_on) == (TODAY, TODAY + timedelta(days=365))
    assert db.session.scalar(sa.select(SlipIntake.count)) == 1


def test_the_same_slip_again_is_known_and_another_one_changes_nothing(campaign):
    client_id = fresh_id()
    _take(campaign, client_id)

    assert _take(campaign, client_id, purposes=[Purpose.ASSEMBLY_INVITATION, Purpose.RESULTS]) is Taken.KNOWN
    assert _take(campaign, client_id, name="Grace") is Taken.OTHER
    assert _take(making.campaign("rieth"), client_id) is Taken.OTHER
    assert _only().name == "Ada Lovelace"
    assert db.session.scalar(sa.select(SlipIntake.count)) == 1


def test_a_slip_that_was_corrected_is_still_known(campaign):
    client_id = fresh_id()
    _take(campaign, client_id)
    service.correct(slip=_only(), facts=_slip(name="Ada King"), account_id=_nobody())

    assert _take(campaign, client_id) is Taken.KNOWN
    assert _only().name == "Ada King"


def test_the_slower_of_two_uploads_finds_what_the_quicker_one_stored(campaign, monkeypatch):
    client_id = fresh_id()
    _take(campaign, client_id)
    seen, look = [], queries.find_by_client_hash
    monkeypatch.setattr(queries, "find_by_client_hash", lambda key: look(key) if seen else seen.append(key))

    assert _take(campaign, client_id) is Taken.KNOWN
    assert db.session.scalar(sa.select(SlipIntake.count)) == 1


def test_uploads_at_the_same_time_make_one_slip(app, world, campaign):
    client_id, campaign_id, outcomes = fresh_id(), campaign.id, []

    def upload() -> None:
        with app.app_context():
            outcomes.append(_take(db.session.get(type(campaign), campaign_id), client_id))
            db.session.commit()

    with world.outside():
        threads = [Thread(target=upload) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(outcomes) == [Taken.KNOWN] * 3 + [Taken.NEW]
    assert _only()


@pytest.mark.parametrize(("state", "why"), [(CampaignState.STOPPED, Closed.STOPPED), (CampaignState.FINISHED, Closed.OVER)])
def test_a_campaign_that_has_ended_takes_no_slips(campaign, state, why):
    client_id = fresh_id()
    _take(campaign, client_id)
    campaign.state = state

    with pytest.raises(Refused) as refused:
        _take(campaign)

    assert refused.value.why is why
    assert _take(campaign, client_id) is Taken.KNOWN


def test_a_slip_that_would_be_deleted_at_once_is_refused(campaign):
    """Half a year after the assembly nothing may be kept any more."""
    campaign.assembly_id = meetings.meeting(TODAY - timedelta(days=183)).id

    with pytest.raises(Refused):
        _take(campaign)


@pytest.mark.parametrize(("state", "days"), [(MeetingState.DRAFT, 30 + 183), (MeetingState.CANCELLED, 365)])
def test_the_assembly_says_when_a_slip_is_gone(campaign, state, days):
    campaign.assembly_id = meetings.meeting(TODAY + timedelta(days=30), state=state).id

    _take(campaign)

    assert _only().delete_on == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (None, TODAY),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=2)),
        (TODAY - timedelta(days=3), TODAY),
        (TODAY + timedelta(days=1), TODAY),
        (date(1970, 1, 1), TODAY),
    ],
)
def test_a_wrong_clock_deletes_no_slip(campaign, told, kept):
    _take(campaign, day=told)

    assert _only().consented_on == kept


def test_a_slip_of_paper_keeps_the_day_on_it(campaign):
    service.enter(campaign=campaign, client_id=fresh_id(), slip=_slip(day=TODAY - timedelta(days=60)))

    assert _only().consented_on == TODAY - timedelta(days=60)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=365), date(1, 1, 1)])
def test_a_slip_of_paper_from_tomorrow_or_too_long_ago_is_refused(campaign, day):
    with pytest.raises(RuleBroken):
        service.enter(campaign=campaign, client_id=fresh_id(), slip=_slip(day=day))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"purposes": []}, "purposes"),
        ({"email": ""}, "phone"),
        ({"email": "ada"}, "email"),
        ({"email": "ada@example.org, eve@example.org"}, "email"),
        ({"ortsteil_key": "99"}, "ortsteil_key"),
        ({"language": "xx"}, "language"),
        ({"name": "ä" * 301}, "name"),
        ({"themes": "ä" * 301}, "themes"),
        ({"consent": ""}, "is_agreed"),
        ({"consent": "\0"}, "is_agreed"),
    ],
)
def test_what_is_missing_is_said_at_its_field(campaign, changed, field):
    with pytest.raises(RuleBroken) as broken:
        _take(campaign, **changed)

    assert broken.value.field == field
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ContactSlip)) == 0


def test_signs_that_no_database_takes_are_left_out(campaign):
    _take(campaign, name="Ada\0 \ud800", skill="Kochen\0")

    assert (_only().name, _only().skill) == ("Ada", "Kochen")


def _nobody():
    from tests import factories

    return factories.account("contact_keeper").id

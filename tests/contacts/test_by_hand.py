"""People without a mail address are told by letter or phone, and ticked off: once, with the day; it can be taken back."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.contacts import by_hand, queries, service
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.outbox import OutgoingMail
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.moderation.models import LogEntry
from app.surveys.rules.kinds import TeamRole
from tests import factories
from tests.meetings import making as meetings
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/kontakte/berliner-platz"
RESULTS, INVITED = Purpose.RESULTS, Purpose.ASSEMBLY_INVITATION
YESTERDAY = date(2026, 11, 15)


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def keeper(campaign, staff):
    visitor = staff("contact_keeper")
    making.member(campaign, visitor.account_id, TeamRole.CONTACT_KEEPER)
    return visitor


@pytest.fixture
def people(campaign):
    """One for a letter, one for a call, one for a mail, and one who did not ask for results."""
    return {
        "Zoe": _slip(campaign, "Zoe", means=Means.LETTER, address="Rieth 2\n99089 Erfurt"),
        "Mia": _slip(campaign, "Mia", means=Means.PHONE, phone="0361 2", language="ar"),
        "Ada": _slip(campaign, "Ada", means=Means.EMAIL, email="ada@example.org"),
        "Eve": _slip(campaign, "Eve", Purpose.SKILL, means=Means.PHONE, phone="0361 3"),
    }


def _slip(campaign, name: str, *purposes: Purpose, **facts) -> ContactSlip:
    values = {"language": "de", "ortsteil_key": "06", "consent": "Ja.", "name": name, **facts}
    # consented the day before, so that yesterday is a day on which somebody could be told
    service.take(
        campaign=campaign, client_id=fresh_id(), slip=Slip(purposes=purposes or (RESULTS,), day=YESTERDAY, **values)
    )
    return db.session.scalars(sa.select(ContactSlip).where(ContactSlip.name == name)).one()


def _left(campaign, purpose: Purpose = RESULTS) -> list[str]:
    """Who still waits for a letter or a call."""
    db.session.expire_all()
    found = queries.round_of(campaign, purpose, queries.find_word(campaign, purpose) or "")
    return [slip.name for slip in (*found.letters, *found.calls)]


def _mailed() -> set[str]:
    return set(db.session.scalars(sa.select(OutgoingMail.recipient)))


def test_a_keeper_ticks_people_off_with_the_day_and_takes_it_back(campaign, keeper, people):
    page = keeper.get(f"{LIST}/erreichen/ergebnisse")
    assert page.select_one("#offen").get_text(strip=True) == "Noch zu erreichen: 2 Menschen"
    assert [legend.get_text() for legend in page.select(".choices legend")] == ["1 Brief", "1 Anruf"]
    assert "99089 Erfurt" in page.select_one("#briefe").get_text()
    assert not {"Ada", "Eve"} & {name.get_text() for name in page.select(".choices__tile strong")}

    form = page.form("form.printed").fill(slips=[str(people["Mia"].id)], day="2026-11-15")
    done = keeper.follow(keeper.send(form, status=303))

    assert "1 Zettel ist abgehakt." in done.text
    assert _left(campaign) == ["Zoe"]
    assert "Mia · 15. November 2026" in done.select_one("#gesagt").get_text(" ", strip=True).replace("\n", " ")
    overview = keeper.get(LIST).select_one("#sagen").find_parent("section").get_text(" ", strip=True)
    assert "Noch zu erreichen: 2 Menschen" in overview, "one letter and one mail"
    assert "1 Mensch weiß es durch einen Brief oder Anruf." in overview

    keeper.follow(keeper.send(done.form("#gesagt form"), status=303))

    assert _left(campaign) == ["Zoe", "Mia"]


def test_only_the_day_is_kept_and_the_log_names_nobody(campaign, people):
    account_id = factories.account("contact_keeper").id

    for _again in range(2):
        by_hand.tick(campaign=campaign, purpose=RESULTS, slip_ids=[people["Zoe"].id], day=None, account_id=account_id)

    assert people["Zoe"].told_on == {"results": "2026-11-16"}
    entries = [(each.act, each.subject, each.note) for each in db.session.scalars(sa.select(LogEntry))]
    assert entries == [("contacts.tick", campaign.subject, "results; 1")]


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"slips": []}, "slips"), ({"day": "2026-11-17"}, "day"), ({"day": "bald"}, "day"), ({"day": "2026-11-14"}, "day")],
)
def test_what_is_wrong_is_said_and_the_ticks_stay(campaign, keeper, people, sent, field):
    form = keeper.get(f"{LIST}/erreichen/ergebnisse").form("form.printed")

    page = keeper.send(form.fill(**{"slips": [str(people["Zoe"].id)], **sent}), status=422)

    assert page.select(f".error_summary a[href='#{field}']")
    assert len(page.select("input[name=slips][checked]")) == len(sent.get("slips", ["Zoe"]))
    assert _left(campaign) == ["Zoe", "Mia"]


def test_slips_of_other_campaigns_and_other_wishes_are_not_ticked_off(campaign, keeper, people):
    foreign = _slip(making.campaign("rieth"), "Fremd", means=Means.PHONE, phone="0361 9")
    form = keeper.get(f"{LIST}/erreichen/ergebnisse").form("form.printed")

    for slip in (foreign, people["Eve"]):
        keeper.send(form.fill(slips=[str(slip.id)]), status=422)
    keeper.get("/arbeit/kontakte/rieth/erreichen/ergebnisse", status=404)
    keeper.get(f"{LIST}/erreichen/unsinn", status=404)
    with pytest.raises(RuleBroken, match="Kündigen"):
        by_hand.tick(campaign=campaign, purpose=INVITED, slip_ids=[people["Zoe"].id], day=None, account_id=keeper.account_id)

    assert foreign.told == people["Eve"].told == people["Zoe"].told == []


def test_an_invitation_is_told_again_when_the_day_moves(campaign, keeper):
    _slip(campaign, "Zoe", INVITED, means=Means.PHONE, phone="0361 1")
    assert "Kündigen Sie zuerst" in keeper.get(f"{LIST}/erreichen/einladung").text
    assembly = meetings.meeting(state=MeetingState.ANNOUNCED)
    campaign.assembly_id = assembly.id
    slip = db.session.scalars(sa.select(ContactSlip)).one()
    by_hand.tick(campaign=campaign, purpose=INVITED, slip_ids=[slip.id], day=None, account_id=keeper.account_id)
    assert _left(campaign, INVITED) == []

    moved = db.session.get(Meeting, assembly.id)
    moved.first_day = moved.last_day = date(2026, 12, 20)
    db.session.flush()

    assert _left(campaign, INVITED) == ["Zoe"]


def test_whoever_was_told_by_phone_gets_no_mail_about_the_same(campaign, people):
    """The notion is the same: a mail address that comes later brings no second telling, and its twin without a tick does."""
    account_id = factories.account("contact_keeper").id
    by_hand.tick(campaign=campaign, purpose=RESULTS, slip_ids=[people["Mia"].id], day=None, account_id=account_id)
    for name in ("Mia", "Zoe"):
        facts = Slip(
            means=Means.EMAIL,
            purposes=[RESULTS],
            language="de",
            ortsteil_key="06",
            consent="Ja.",
            name=name,
            email=f"{name.lower()}@example.org",
        )
        service.correct(slip=people[name], facts=facts, account_id=account_id)

    service.tell_results(campaign)

    assert _mailed() == {"ada@example.org", "zoe@example.org"}

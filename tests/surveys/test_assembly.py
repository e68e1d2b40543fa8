"""The assembly of a campaign is one of the meetings of those who lead it; what grows from it is not lost from sight."""

from datetime import date, timedelta

import pytest

from app.contacts import service as contacts
from app.contacts.models import ContactSlip
from app.contacts.rules import Means
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.stamps import Stamp
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingKind, MeetingState
from app.moderation.models import LogEntry
from app.surveys.models import Campaign
from app.surveys.rules.kinds import CampaignState, Phase
from app.surveys.service import assembly as service
from tests.meetings import making as meetings
from tests.support.reader import Page, Reader
from tests.surveys import making

TODAY = date(2026, 11, 16)


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


def page_of(worker: Reader, of: Campaign) -> Page:
    return worker.get(f"/arbeit/befragungen/{of.id}/versammlung")


def logged(of: Campaign) -> list[str]:
    wanted = db.select(LogEntry.note).where(LogEntry.subject == of.subject, LogEntry.act == "campaign.assembly")
    return list(db.session.scalars(wanted.order_by(LogEntry.at)))


def assembly(day: date = TODAY + timedelta(days=14), **changed: object) -> Meeting:
    return meetings.meeting(day, kind=MeetingKind.RESIDENTS_ASSEMBLY, title="Versammlung am Platz", **changed)


def test_one_of_the_own_coming_meetings_becomes_the_assembly_and_may_be_parted_again(worker, clock):
    of, forum, wanted = making.campaign(phase=Phase.ASSEMBLY), meetings.meeting(TODAY), assembly()
    meetings.meeting(TODAY - timedelta(days=1))
    assembly(state=MeetingState.CANCELLED)
    elsewhere = assembly(ortsteile=[making.factories.ortsteil("07")])
    page = page_of(worker, of)

    offered = [option["value"] for option in page.select("#meeting option")]
    assert offered == ["", str(wanted.id), str(forum.id)]
    assert page.select_one('a[href$="/arbeit/treffen/neu?art=residents_assembly"]')

    form = page.form("form[action$=versammlung]")
    assert "Wählen Sie bitte ein Treffen aus" in worker.send(form, status=422).text
    assert "Wählen Sie bitte nur aus" in worker.send(form.fill(meeting=str(elsewhere.id)), status=422).text
    done = worker.follow(worker.send(form.fill(meeting=str(wanted.id)), status=303))
    worker.send(form, status=303)

    assert "Versammlung am Platz" in done.text
    assert "Montag, 30. November 2026" in done.text
    assert "Angekündigt" in done.text
    assert "wer die Kontaktzettel pflegt" in done.text
    assert "fünf Phasen" in done.text
    assert logged(of) == [wanted.subject]
    assert db.session.get(Stamp, "surveys").version == 1
    clock.advance(minutes=1)
    worker.send(done.form("form[action$=loesen]"), status=303)
    assert db.session.get(Campaign, of.id).assembly_id is None
    assert logged(of) == [wanted.subject, ""]


def test_an_ended_campaign_keeps_its_assembly(worker):
    of = making.campaign(state=CampaignState.FINISHED, phase=Phase.FOLLOW_UP, assembly_id=assembly().id)

    assert not page_of(worker, of).select("form[action*=versammlung]")
    with pytest.raises(RuleBroken, match="abgeschlossen"):
        service.unset(campaign=of, account_id=None)


def test_an_assembly_that_was_called_off_is_none(worker):
    of = making.campaign(phase=Phase.ASSEMBLY)
    off = assembly(state=MeetingState.CANCELLED, cancelled_reason="Sturm")

    with pytest.raises(RuleBroken, match="abgesagt"):
        service.choose(campaign=of, meeting=off, account_id=None)
    of.assembly_id = off.id
    assert "Planen Sie eine neue" in page_of(worker, of).text


def test_slips_are_kept_for_half_a_year_after_the_assembly(worker):
    of = making.campaign(phase=Phase.ASSEMBLY)
    slip = ContactSlip(client_hash="a", payload_hash="b", campaign_id=of.id, means=Means.PHONE, purposes=["results"])
    slip.phone, slip.language, slip.ortsteil_key, slip.consent = "0361", "de", "06", "Ja."
    slip.consented_on, slip.delete_on = TODAY, TODAY + timedelta(days=365)
    db.session.add(slip)

    service.choose(campaign=of, meeting=assembly(), account_id=None)
    contacts.follow_assemblies()

    db.session.refresh(slip)
    assert slip.delete_on < TODAY + timedelta(days=215)


def test_a_campaign_that_follows_up_lists_groups_with_their_next_date_and_overdue_tasks(worker):
    held = assembly(TODAY - timedelta(days=60))
    early, late = TODAY - timedelta(days=60), TODAY + timedelta(days=3)
    bench = meetings.action_group("bank", founded_on=early, next_on=late)
    lost = meetings.action_group("licht", founded_on=early)
    meetings.action_group("fremd", founded_on=early)
    held.groups = [bench, lost]
    meetings.task(group_id=bench.id, what="Holz kaufen", due_on=TODAY - timedelta(days=1))
    meetings.task(held, what="Brief schreiben", due_on=TODAY - timedelta(days=5))
    meetings.task(group_id=bench.id, what="Streichen", due_on=TODAY)
    meetings.task(what="Ganz anderes", due_on=TODAY - timedelta(days=1))
    of = making.campaign(phase=Phase.FOLLOW_UP, assembly_id=held.id)

    page = page_of(worker, of)

    groups = [" ".join(card.get_text(" ").split()) for card in page.select("section[aria-labelledby=gruppen] article")]
    assert groups == [
        "Aktionsgruppe licht gegründet Kein nächster Termin, zuletzt am 17. September 2026",
        "Aktionsgruppe bank gegründet Nächster Termin: 19. November 2026",
    ]
    tasks = [link.get_text() for link in page.select("section[aria-labelledby=ueberfaellig] li a")]
    assert tasks == ["Brief schreiben", "Holz kaufen"]

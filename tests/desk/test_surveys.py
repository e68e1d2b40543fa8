"""What of surveys waits on a desk: for those who lead, who ask, who read and who keep slips; nothing of ended ones."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.coding import queries as coding
from app.coding.models import ResultRelease
from app.coding.service import marking
from app.contacts import by_hand
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.conversations.models import PaperEntry
from app.kernel import clock, codes
from app.kernel.db import db
from app.meetings.rules.kinds import MeetingState
from app.surveys.models import Campaign, CampaignNote
from app.surveys.rules.kinds import CampaignState, Phase, TeamRole
from app.surveys.rules.phases import NOTES
from tests import factories
from tests.coding.making import campaign_read_by, talk
from tests.meetings import making as meetings
from tests.support import asking
from tests.support.reader import Page, Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

READY = "1 Befragung ist bereit für den nächsten Schritt"
OVER = "Bei 1 Befragung ist der letzte Tag der Gespräche vorbei"
NO_ASSEMBLY = "1 Befragung hat noch keine Versammlung"
TALKS = "Für 1 Befragung können Sie Gespräche führen"
INVITE = "1 Mensch ist mit Brief oder Anruf zur Versammlung einzuladen"
TELL = "1 Mensch soll mit Brief oder Anruf erfahren, was herauskam"
SLIP = "1 Kontaktzettel wird bald gelöscht"


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def keeper(staff) -> Reader:
    return staff("contact_keeper")


def lines(visitor: Reader) -> list[str]:
    return [link.get_text(strip=True) for link in visitor.get("/arbeit").select(".waiting__link")]


def opened(visitor: Reader) -> Page:
    """Where the first line leads."""
    return visitor.get(visitor.get("/arbeit").select_one(".waiting__link")["href"])


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def campaign(slug: str = "hier", *, noted: bool = False, **facts: object) -> Campaign:
    """A campaign; `noted`: everything is written down that its phase asks for."""
    made = making.campaign(slug, **facts)
    for note in NOTES[made.phase] if noted else ():
        db.session.add(CampaignNote(campaign_id=made.id, note=note, text="Ist klar."))
    db.session.flush()
    return made


def show_results(of: Campaign, day: date) -> None:
    db.session.add(ResultRelease(campaign_id=of.id, number=1, made_on=day, facts={}))


def slip(of: Campaign, purpose: Purpose = Purpose.RESULTS, *, days: int = 90, **changed: str) -> None:
    """A slip of somebody without a mail address, to be deleted in so many days."""
    values = {"phone": "0361 1", "means": Means.PHONE, "language": "de", "ortsteil_key": "06", "consent": "Ja.", **changed}
    kept = {"client_hash": codes.fresh_id(), "payload_hash": "", "consented_on": ago(10), "delete_on": ago(-days)}
    db.session.add(ContactSlip(campaign_id=of.id, purposes=[purpose.value], **kept, **values))


def paper(of: Campaign, first_by: UUID, second_by: UUID | None = None, mark: str = "1234") -> None:
    """A paper that was typed in two days ago."""
    kept = {"client_hash": codes.fresh_id(), "version_id": of.version_id, "language": "de", "day": ago(2), "first": {}}
    entry = PaperEntry(campaign_id=of.id, mark=mark, first_by=first_by, second_by=second_by, **kept)
    entry.second = {"people": "1"} if second_by else {}
    db.session.add(entry)


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        ({"phase": Phase.PURPOSE, "noted": True}, [READY]),
        ({"phase": Phase.PURPOSE}, []),
        ({"phase": Phase.TRAINING, "noted": True}, []),
        ({"phase": Phase.EVALUATION}, []),
        ({"phase": Phase.ASSEMBLY}, [NO_ASSEMBLY]),
        ({"phase": Phase.FOLLOW_UP, "noted": True}, [READY]),
        ({"phase": Phase.FOLLOW_UP, "noted": True, "state": CampaignState.FINISHED}, []),
        ({"phase": Phase.ASSEMBLY, "state": CampaignState.STOPPED}, []),
    ],
)
def test_what_a_phase_waits_for(worker, facts, waits):
    campaign(**facts)

    assert lines(worker) == waits
    assert not waits or "Wie lebt es sich am Berliner Platz?" in opened(worker).text


@pytest.mark.parametrize(("days", "waits"), [(1, [OVER, TALKS]), (0, [TALKS])])
def test_interviews_wait_when_their_last_day_is_over(worker, days, waits):
    campaign(noted=True, starts_on=ago(28), ends_on=ago(days))

    assert lines(worker) == waits


def test_reading_is_done_when_results_are_shown(worker):
    made = campaign(phase=Phase.EVALUATION)
    assert lines(worker) == []

    show_results(made, ago(0))

    assert lines(worker) == [READY]


def test_what_belongs_to_others_waits_for_them(worker, staff):
    campaign(ortsteil="15", noted=True, phase=Phase.PURPOSE)
    campaign("dort", ortsteil="15", phase=Phase.ASSEMBLY)
    campaign("drüben", ortsteil="15", starts_on=ago(9), ends_on=ago(3))

    assert lines(worker) == []
    assert lines(staff("quarter_worker", ortsteile=["15"])) == [OVER, READY, NO_ASSEMBLY, TALKS]


def test_interviewers_see_how_many_campaigns_they_ask_for(staff):
    interviewer = staff("interviewer")
    for slug, facts in (("a", {}), ("b", {}), ("c", {"phase": Phase.EVALUATION}), ("d", {"state": CampaignState.STOPPED})):
        making.member(campaign(slug, **facts), interviewer.account_id)
    campaign("fremd")

    assert lines(interviewer) == ["Für 2 Befragungen können Sie Gespräche führen"]
    assert "Gespräche führen" in opened(interviewer).text


def test_papers_wait_for_the_one_who_can_type_or_decide(staff):
    interviewer, other = staff("interviewer"), factories.account("interviewer").id
    made, fremd, beendet = campaign(phase=Phase.EVALUATION), campaign("fremd"), campaign("aus", state=CampaignState.STOPPED)
    for each in (made, beendet):
        making.member(each, interviewer.account_id)
    paper(made, interviewer.account_id, mark="1111")
    paper(fremd, other)
    paper(beendet, other)
    assert lines(interviewer) == []

    paper(made, other, mark="2222")
    paper(made, interviewer.account_id, other, mark="3333")

    assert lines(interviewer) == ["2 Blätter warten auf die zweite Eingabe"]
    assert "Das älteste vom 14. November 2026" in interviewer.get("/arbeit").text
    assert "Blatt 2222" in opened(interviewer).text


def test_answers_that_nobody_has_read_wait_for_the_team(staff):
    evaluator = staff("evaluator")
    made = campaign_read_by(evaluator.account_id)
    fremd, beendet = campaign("fremd"), campaign_read_by(evaluator.account_id, "aus", state=CampaignState.RUNNING)
    for each in (made, fremd, beendet):
        talk(each, gut="Der Park.", stoert="Der Lärm.")
    beendet.state = CampaignState.STOPPED
    assert lines(evaluator) == ["2 Antworten sind noch nicht gelesen"]
    assert "Wie lebt es sich" in evaluator.get("/arbeit").select_one(".waiting .small").text

    marking.read(campaign=made, text=coding.page(made)[0], marks=[], turn=1, account_id=evaluator.account_id)

    assert lines(evaluator) == ["1 Antwort ist noch nicht gelesen"]
    assert "Der" in opened(evaluator).text


def kept_by(keeper: Reader, slug: str = "hier", **facts: object) -> Campaign:
    made = campaign(slug, phase=Phase.ASSEMBLY, **facts)
    making.member(made, keeper.account_id, TeamRole.CONTACT_KEEPER)
    return made


@pytest.mark.parametrize(
    ("ahead", "state", "waits"),
    [
        (0, MeetingState.ANNOUNCED, True),
        (-1, MeetingState.ANNOUNCED, False),
        (9, MeetingState.DRAFT, False),
        (9, MeetingState.CANCELLED, False),
    ],
)
def test_people_without_a_mail_address_are_invited_while_the_assembly_is_ahead(keeper, ahead, state, waits):
    made = kept_by(keeper)
    made.assembly_id = meetings.meeting(ago(-ahead), state=state, cancelled_reason="Sturm").id
    slip(made, Purpose.ASSEMBLY_INVITATION)
    slip(made, Purpose.ASSEMBLY_INVITATION, email="a@example.org", phone="")
    slip(made, Purpose.SKILL)

    assert lines(keeper) == ([INVITE] if waits else [])


@pytest.mark.parametrize(("days", "waits"), [(14, True), (15, False)])
def test_people_without_a_mail_address_are_told_of_new_results(keeper, days, waits):
    made = kept_by(keeper)
    show_results(made, ago(days))
    slip(made)
    slip(made, email="a@example.org", phone="")

    assert lines(keeper) == ([TELL] if waits else [])


def test_whoever_was_ticked_off_waits_no_more(keeper):
    made = kept_by(keeper)
    show_results(made, ago(1))
    slip(made)
    assert lines(keeper) == [TELL]

    slip_id = db.session.scalars(db.select(ContactSlip.id)).one()
    by_hand.tick(campaign=made, purpose=Purpose.RESULTS, slip_ids=[slip_id], day=None, account_id=keeper.account_id)

    assert lines(keeper) == []


@pytest.mark.parametrize(("days", "waits"), [(7, True), (8, False)])
def test_slips_are_announced_a_week_before_they_are_gone(keeper, days, waits):
    slip(kept_by(keeper), days=days, email="a@example.org")

    assert lines(keeper) == ([SLIP] if waits else [])


@pytest.mark.parametrize(("state", "waits"), [(CampaignState.RUNNING, [TELL, SLIP, INVITE]), (CampaignState.FINISHED, [])])
def test_slips_of_ended_and_of_foreign_campaigns_wait_for_nobody(keeper, state, waits):
    for made in (kept_by(keeper, state=state), campaign("fremd", phase=Phase.ASSEMBLY)):
        made.assembly_id = meetings.meeting().id
        show_results(made, ago(1))
        slip(made, days=3)
        slip(made, Purpose.ASSEMBLY_INVITATION)

    assert lines(keeper) == waits
    assert not waits or "Kontaktzettel" in opened(keeper).text


@pytest.mark.parametrize("role", ["quarter_worker", "interviewer", "evaluator", "contact_keeper"])
def test_the_desk_asks_as_little_for_many_campaigns_as_for_one(staff, role):
    visitor = staff(role, ortsteile=["06"])
    other, counts = factories.account("interviewer").id, []
    for number in range(4):
        for phase in (Phase.MAIN_SURVEY, Phase.EVALUATION, Phase.ASSEMBLY):
            made = campaign(f"nummer-{number}-{phase.value}", phase=phase)
            if phase is not Phase.ASSEMBLY:
                talk(made, gut="Der Park.")
                paper(made, other)
            for team_role in TeamRole:
                making.member(made, visitor.account_id, team_role)
            show_results(made, ago(1))
            slip(made, days=3)
        with asking.overheard() as asked:
            assert lines(visitor)
        counts.append(len(asked))

    assert counts[0] == counts[-1], counts

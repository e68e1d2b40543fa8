"""Contact keepers see the slips of their own campaigns, keep them right, take them along, and tell people."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from app.accounts.rules import Role, may, may_be_held_together
from app.contacts import labels, service
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.languages import BY_CODE
from app.kernel.outbox import OutgoingMail
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.moderation.models import LogEntry
from app.surveys.models import Campaign
from app.surveys.rules.kinds import TeamRole
from tests import factories
from tests.mailing.making import do_jobs
from tests.meetings import making as meetings
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

LIST = "/arbeit/kontakte/berliner-platz"
CONSENT = "Ich möchte, dass Sie sich bei mir melden."
INVITED, RESULTS = Purpose.ASSEMBLY_INVITATION, Purpose.RESULTS


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def keeper(campaign, staff):
    """Somebody who keeps the slips of this campaign."""
    visitor = staff("contact_keeper")
    making.member(campaign, visitor.account_id, TeamRole.CONTACT_KEEPER)
    return visitor


def _slip(campaign, name: str, *purposes: Purpose, **changed) -> ContactSlip:
    values = {"means": Means.LETTER, "language": "de", "ortsteil_key": "06", "consent": CONSENT, "name": name, **changed}
    if not any(values.get(way) for way in ("phone", "email", "address")):
        values["address"] = "Berliner Platz 1, Erfurt"
    service.take(campaign=campaign, client_id=fresh_id(), slip=Slip(purposes=purposes or (RESULTS,), **values))
    return db.session.scalars(sa.select(ContactSlip).where(ContactSlip.name == name)).one()


def _names(page) -> list[str]:
    return [tag.get_text() for tag in page.select("tbody th")]


def _log() -> list[tuple[str, str, str]]:
    db.session.expire_all()
    return sorted((each.act, each.subject, each.note) for each in db.session.scalars(sa.select(LogEntry)))


def _mails() -> dict[str, OutgoingMail]:
    return {mail.recipient: mail for mail in db.session.scalars(sa.select(OutgoingMail))}


def test_slips_come_by_name_and_can_be_chosen(campaign, keeper):
    _slip(campaign, "Zoe", INVITED, means=Means.PHONE, phone="0361 1")
    _slip(campaign, "ada", RESULTS, language="ar")
    _slip(campaign, "Özlem", INVITED, language="tr")
    _slip(campaign, "")

    assert _names(keeper.get(LIST)) == ["ada", "Özlem", "Zoe", "ohne Namen"]
    assert _names(keeper.get(f"{LIST}?zweck=assembly_invitation")) == ["Özlem", "Zoe"]
    assert _names(keeper.get(f"{LIST}?weg=phone")) == ["Zoe"]
    assert _names(keeper.get(f"{LIST}?sprache=tr&zweck=assembly_invitation")) == ["Özlem"]
    assert len(_names(keeper.get(f"{LIST}?zweck=unsinn&ab=-7"))) == 4


def test_a_long_list_goes_on_on_the_next_page(campaign, keeper, monkeypatch):
    monkeypatch.setattr("app.contacts.staff_views.PAGE", 2)
    for name in ("a", "b", "c"):
        _slip(campaign, name)

    first = keeper.get(LIST)
    second = keeper.get(next(str(link["href"]) for link in first.select("a") if "ab=2" in link.get("href", "")))

    assert (_names(first), _names(second)) == (["a", "b"], ["c"])


def test_only_campaigns_in_whose_team_one_keeps_contacts_are_there(campaign, keeper, staff):
    foreign = making.campaign("rieth")
    making.member(foreign, keeper.account_id, TeamRole.INTERVIEWER)
    found = _slip(foreign, "Ada")

    overview = keeper.get("/arbeit/kontakte")

    assert [link.get_text() for link in overview.select(".card__link")] == [campaign.title]
    keeper.get("/arbeit/kontakte/rieth", status=404)
    keeper.get(f"/arbeit/kontakte/rieth/zettel/{found.id}", status=404)
    keeper.get(f"{LIST}/zettel/{found.id}", status=404)
    keeper.send(keeper.get(f"{LIST}/neu").form("form.form"), address="/arbeit/kontakte/rieth/datei", status=422)
    assert "noch keine" in staff("contact_keeper").get("/arbeit/kontakte").text


def _statuses(world, app, visitor, permission: str, **known: str) -> set[int]:
    """How every page and every button that asks for this permission answers somebody."""
    adapter, found = app.url_map.bind("localhost"), set()
    for rule in app.url_map.iter_rules():
        mark = getattr(app.view_functions[rule.endpoint], "access", None)
        if mark is None or mark.permission != permission:
            continue
        usual = {name: str(UUID(int=7)) if name.endswith("_id") else "7" for name in rule.arguments}
        values = {name: value for name, value in {**usual, "language": "de", **known}.items() if name in rule.arguments}
        for method in sorted(rule.methods & {"GET", "POST"}):
            with world.outside():
                found.add(visitor._client.open(adapter.build(rule.endpoint, values), method=method).status_code)
    return found


def test_whoever_reads_answers_is_kept_out_of_every_page_of_the_slips(app, world, campaign, keeper, staff):
    """A-32, and its twin: the keeper gets in. Being in the team of the campaign does not help."""
    known = {"slug": campaign.slug, "slip_id": str(_slip(campaign, "Ada").id), "what": "ergebnisse"}
    evaluator = staff("evaluator")
    making.member(campaign, evaluator.account_id, TeamRole.CONTACT_KEEPER)

    assert _statuses(world, app, evaluator, "contacts.keep", **known) == {403}
    assert _statuses(world, app, keeper, "contacts.keep", **known) == {200, 422}


def test_whoever_keeps_slips_is_kept_out_of_every_page_of_the_answers(app, world, campaign, keeper):
    """A-32 the other way round, whatever pages of the evaluation there are."""
    making.member(campaign, keeper.account_id, TeamRole.EVALUATOR)

    assert _statuses(world, app, keeper, "conversations.read", slug=campaign.slug) <= {403}
    assert not may(frozenset({Role.CONTACT_KEEPER}), "conversations.read")
    assert not may_be_held_together(frozenset({Role.CONTACT_KEEPER, Role.EVALUATOR}))


def test_a_slip_of_paper_is_written_down_once(campaign, keeper):
    form = keeper.get(f"{LIST}/neu").form()
    form.fill(name="Ada", means="phone", phone="0361 12345", purposes=["results"], language="ar", is_agreed="y")
    form.fill(day="2026-10-01")

    for _again in range(2):
        keeper.send(form, status=303)
    other = keeper.send(form.fill(name="Eve"), status=422)

    kept = db.session.scalars(sa.select(ContactSlip)).one()
    assert (kept.name, kept.language, str(kept.consented_on), kept.consent) == ("Ada", "ar", "2026-10-01", CONSENT)
    assert "schon mit anderen Angaben" in other.text
    assert _log() == []


def test_the_usual_words_are_kept_in_the_language_of_the_slip(keeper, campaign):
    campaign.version_id = None
    db.session.flush()
    form = keeper.get(f"{LIST}/neu").form().fill(means="phone", phone="0361 12345", purposes=["results"], is_agreed="y")
    for number, language in enumerate(("de", "ar", "leicht")):
        form.values["client_id"] = f"{number}" * 32
        keeper.send(form.fill(language=language), status=303)
    kept = {slip.language: slip.consent for slip in db.session.scalars(sa.select(ContactSlip))}

    assert kept["de"].startswith("Sie dürfen meine Angaben speichern")
    assert kept["ar"] == labels.usual_consent(BY_CODE["ar"])
    assert len(set(kept.values())) == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": ""}, "phone"),
        ({"email": "ada"}, "email"),
        ({"purposes": []}, "purposes"),
        ({"means": []}, "means"),
        ({"is_agreed": []}, "is_agreed"),
        ({"day": "bald"}, "day"),
        ({"day": "2099-01-01"}, "day"),
        ({"ortsteil_key": "99"}, "ortsteil_key"),
        ({"address": "ä" * 301}, "address"),
    ],
)
def test_what_is_wrong_is_said_at_its_question_and_nothing_typed_is_lost(campaign, keeper, wrong, field):
    form = keeper.get(f"{LIST}/neu").form()
    form.fill(name="Ada", means="phone", phone="0361 12345", purposes=["results"], is_agreed="y").fill(**wrong)

    page = keeper.send(form, status=422)

    assert page.select_one(f"#{field}-error")
    assert page.select_one("#name")["value"] == "Ada"
    assert db.session.scalars(sa.select(ContactSlip)).all() == []


def test_a_slip_is_corrected_and_its_consent_stays(campaign, keeper):
    found = _slip(campaign, "Ada", language="ar", email="old@example.org")
    form = keeper.get(f"{LIST}/zettel/{found.id}").form()

    page = keeper.send(form.fill(name="Ada King", email="new@example.org", purposes=["skill"]), status=303)

    assert "gespeichert" in keeper.follow(page).text
    found = db.session.get(ContactSlip, found.id)
    assert (found.name, found.email, found.purposes, found.language) == ("Ada King", "new@example.org", ["skill"], "ar")
    assert found.consent == CONSENT
    assert _log() == [("contacts.correct", campaign.subject, "")]


def test_a_withdrawn_slip_is_gone_at_once_with_its_mails_and_the_log_names_nobody(campaign, keeper):
    found = _slip(campaign, "Ada", email="ada@example.org")
    service.tell_results(campaign)
    page = keeper.get(f"{LIST}/zettel/{found.id}")

    keeper.send(page.form("main details form"), status=303)

    assert db.session.scalars(sa.select(ContactSlip.id)).all() == []
    assert _mails() == {}
    assert [entry[:2] for entry in _log()] == [("contacts.tell", campaign.subject), ("contacts.withdraw", campaign.subject)]
    assert str(found.id) not in str(_log())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_what_was_chosen_and_its_making_is_logged(campaign, keeper, kind):
    _slip(campaign, "Zoe", INVITED, address="Rieth 2\n99089 Erfurt")
    _slip(campaign, "Ada", INVITED, phone="+49 361 1", skill="=1+1")
    _slip(campaign, "Eve", RESULTS)
    form = keeper.get(f"{LIST}?zweck=assembly_invitation").form('form[action$="/datei"]').fill(format=kind)

    page = keeper.send(form, status=200)

    data = page.response.get_data()
    if kind == "xlsx":
        rows = [[cell or "" for cell in row] for row in load_workbook(BytesIO(data)).active.iter_rows(values_only=True)]
        assert [row[0] for row in rows] == ["Name", "Ada", "Zoe"]
        assert (rows[1][2], rows[1][8], rows[2][1]) == ("+49 361 1", "=1+1", "Rieth 2\n99089 Erfurt")
    else:
        text = data.decode("utf-8-sig")
        assert text.splitlines()[0].startswith("Name;Anschrift;Telefon;E-Mail;Weg;Sprache;Zwecke")
        assert text.index("Ada") < text.index("Zoe")
        assert ";=1+1" not in text
        assert "Eve" not in text
    assert _log() == [("contacts.export", campaign.subject, f"{kind}; zweck=assembly_invitation; 2")]


def test_a_file_in_an_unknown_format_is_refused_and_not_logged(campaign, keeper):
    _slip(campaign, "Ada")
    form = keeper.get(LIST).form('form[action$="/datei"]').fill(format="pdf")

    keeper.send(form, status=422)

    assert _log() == []


def test_people_are_invited_once_in_their_language_and_again_when_the_day_moves(campaign, keeper):
    _slip(campaign, "Ada", INVITED, email="ada@example.org", language="en")
    _slip(campaign, "Grace", INVITED, email="grace@example.org", language="de")
    _slip(campaign, "Eve", RESULTS, email="eve@example.org")
    _slip(campaign, "Zoe", INVITED, means=Means.LETTER, phone="0361 1", address="Rieth 2")
    _slip(campaign, "Mia", INVITED, means=Means.PHONE, phone="0361 2", address="Rieth 3")
    assembly = meetings.meeting(title="Versammlung am Platz")
    campaign.assembly_id = assembly.id

    page = keeper.get(LIST)
    words = page.select_one("#sagen").find_parent("section").get_text(" ", strip=True)
    keeper.send(page.form('form[action$="/einladen"]'), status=303)

    assert "2 Menschen bekommen eine E-Mail." in words
    assert "1 Mensch braucht einen Brief." in words
    assert "1 Mensch braucht einen Anruf." in words
    assert set(_mails()) == {"ada@example.org", "grace@example.org"}
    assert _mails()["ada@example.org"].language == "en"
    assert "Versammlung am Platz" in _mails()["grace@example.org"].subject
    assert "Kontaktzettel" in _mails()["grace@example.org"].body
    assert service.invite(campaign) == 0
    moved = db.session.get(Meeting, assembly.id)
    moved.first_day = moved.last_day = date(2026, 12, 20)
    db.session.flush()
    assert service.invite(campaign) == 2


def test_two_slips_with_one_address_get_one_mail(campaign):
    _slip(campaign, "Ada", RESULTS, email="us@example.org")
    _slip(campaign, "Eve", RESULTS, email="us@example.org")

    assert service.tell_results(campaign) == 1
    assert service.tell_results(campaign) == 0


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (None, None),
        (date(2026, 12, 1), MeetingState.DRAFT),
        (date(2026, 12, 1), MeetingState.CANCELLED),
        (date(2026, 11, 1), MeetingState.ANNOUNCED),
    ],
)
def test_without_an_assembly_ahead_nobody_is_invited(campaign, keeper, day, state):
    _slip(campaign, "Ada", INVITED, email="ada@example.org")
    if day:
        campaign.assembly_id = meetings.meeting(day, state=state).id

    token = keeper.get(LIST).form('form[action$="/datei"]').values
    page = keeper.post(f"{LIST}/einladen", token, status=422)

    assert page.select(".error_summary")
    assert _mails() == {}


def test_what_cannot_be_sent_yet_is_said_instead_of_offered(campaign, keeper):
    _slip(campaign, "Ada", INVITED, email="ada@example.org")
    before = keeper.get(LIST)
    db.session.get(Campaign, campaign.id).assembly_id = meetings.meeting(date(2026, 12, 1)).id
    db.session.flush()

    assert "Kündigen Sie zuerst die Versammlung" in before.text
    assert not before.select('form[action$="/einladen"]')
    assert keeper.get(LIST).select('form[action$="/einladen"]')


def test_results_are_told_only_when_everybody_can_read_them(campaign, keeper):
    _slip(campaign, "Ada", RESULTS, email="ada@example.org")
    campaign.is_public = False

    token = keeper.get(LIST).form('form[action$="/datei"]').values
    keeper.post(f"{LIST}/ergebnisse", token, status=422)
    assert _mails() == {}
    db.session.get(Campaign, campaign.id).is_public = True
    page = keeper.send(keeper.get(LIST).form('form[action$="/ergebnisse"]'), status=303)

    assert "1 E-Mail geht jetzt hinaus." in keeper.follow(page).text
    assert f"/de/umfragen/{campaign.slug}" in _mails()["ada@example.org"].body


def test_the_link_in_a_mail_is_a_withdrawal(campaign, reader):
    """One click stops the mails at once; the slip goes with the next timed work, within the hour."""
    _slip(campaign, "Ada", RESULTS, email="ada@example.org")
    _slip(campaign, "Eve", RESULTS, email="eve@example.org")
    service.tell_results(campaign)
    link = _mails()["ada@example.org"].headers["List-Unsubscribe"].strip("<>").split("/de/")[1]

    reader.post(f"/de/{link}", {"List-Unsubscribe": "One-Click"})
    assert set(_mails()) == {"eve@example.org"}
    do_jobs()

    assert db.session.scalars(sa.select(ContactSlip.name)).all() == ["Eve"]


def test_whoever_agrees_anew_on_another_day_is_told_again(campaign, reader, clock):
    _slip(campaign, "Ada", RESULTS, email="ada@example.org")
    service.tell_results(campaign)
    link = _mails()["ada@example.org"].headers["List-Unsubscribe"].strip("<>").split("/de/")[1]
    reader.post(f"/de/{link}")
    do_jobs()
    clock.advance(days=1)

    _slip(campaign, "Ada", INVITED, email="ada@example.org")
    campaign.assembly_id = meetings.meeting().id

    assert service.invite(campaign) == 1


def test_a_corrected_address_is_told_again_and_the_wrong_one_no_more(campaign):
    found = _slip(campaign, "Ada", RESULTS, email="wrong@example.org")
    service.tell_results(campaign)
    facts = Slip(
        means=Means.EMAIL, purposes=[RESULTS], language="de", ortsteil_key="06", consent=CONSENT, email="ada@example.org"
    )

    service.correct(slip=found, facts=facts, account_id=factories.account("contact_keeper").id)
    service.tell_results(campaign)

    assert set(_mails()) == {"ada@example.org"}

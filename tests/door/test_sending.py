"""Phones send talks, slips and rings: once is kept, twice is one, other words change nothing (B-20, B-25)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.contacts.models import ContactSlip
from app.conversations.models import Answer, Conversation
from app.conversations.rules import FREE_NOTES
from app.kernel.db import Base, db
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Question, to_json
from app.questionnaires.rules.kinds import QuestionType
from app.surveys.models import ContactAttempt
from app.surveys.rules.kinds import CampaignState, Phase
from tests.door import making
from tests.surveys.making import GUIDE

pytestmark = pytest.mark.full_on_postgresql

JSON = {"Accept": "application/json"}


class Phone:
    """A phone of an interviewer, logged in."""

    def __init__(self, reader, **facts):
        self.reader = reader
        self.campaign = making.team(reader.account_id, **facts)
        self.slug = self.campaign.slug
        self.token = ""

    def package(self, **options):
        return self.reader.get(f"/arbeit/tuer/{self.slug}/paket", **options)

    def send(self, where, fields, *, status):
        self.token = self.token or self.package().response.json["token"]
        sent = {**fields, "form_token": self.token}
        page = self.reader.post(f"/arbeit/tuer/{self.slug}/{where}", sent, status=status, headers=JSON)
        return page.response.json if page.response.is_json else None


@pytest.fixture
def phone(staff):
    return Phone(staff("interviewer"))


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_talk_is_stored_once_however_often_it_is_sent(phone):
    talk = making.talk(phone.campaign)

    assert phone.send("gespraeche", talk, status=201) == {"state": "new"}
    assert phone.send("gespraeche", talk, status=200) == {"state": "known"}
    assert phone.send("gespraeche", {**talk, "f-gut": "Die Linden."}, status=409)["reason"] == "other"

    kept = {answer.key: answer.value for answer in db.session.scalars(sa.select(Answer))}
    assert (count(Conversation), kept) == (1, {"gut": "Der Brunnen.", "stoert": "Am Abend ist es laut.", "einladung": "ja"})


def test_a_slip_is_stored_once(phone):
    slip = making.slip()

    phone.send("zettel", slip, status=201)
    phone.send("zettel", slip, status=200)
    phone.send("zettel", {**slip, "slip-name": "Bea"}, status=409)

    assert [each.name for each in db.session.scalars(sa.select(ContactSlip))] == ["Ada"]


def test_a_door_that_says_no_leaves_the_route(phone):
    one, other = making.route(phone.campaign, phone.reader.account_id, "links", "rechts")
    one_id, other_id = one.id.hex, other.id.hex
    refusal = making.attempt(one, "refused")
    assert [door["id"] for door in phone.package().response.json["doors"]] == [one_id, other_id]

    phone.send("versuche", refusal, status=201)
    phone.send("versuche", refusal, status=200)

    assert [door["id"] for door in phone.package().response.json["doors"]] == [other_id]
    assert count(ContactAttempt) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"talk-setting": "moon"}, "setting"),
        ({"talk-ortsteil_key": "99"}, "ortsteil_key"),
        ({"talk-language": "xx"}, "language"),
        ({"talk-people": "99"}, "people"),
        ({"talk-interviewers": "9"}, "interviewers"),
        ({"talk-willingness": "5"}, "willingness"),
        ({"f-einladung": "vielleicht"}, "einladung"),
        ({"f-gut": "x" * 5001}, "gut"),
    ],
)
def test_what_cannot_be_taken_is_named_at_its_field(phone, changed, field):
    answer = phone.send("gespraeche", making.talk(phone.campaign, **changed), status=422)

    assert list(answer["errors"]) == [field]
    assert count(Conversation) == 0


@pytest.mark.parametrize("client_id", ["", "1", "x" * 32, "a" * 31])
def test_an_id_that_two_could_have_is_refused(phone, client_id):
    phone.send("gespraeche", making.talk(phone.campaign, **{"talk-client_id": client_id}), status=422)
    phone.send("zettel", making.slip(**{"slip-client_id": client_id}), status=422)

    assert (count(Conversation), count(ContactSlip)) == (0, 0)


def test_only_words_that_were_shown_can_be_agreed_to(phone):
    phone.send("zettel", making.slip(**{"slip-consent": "Alles."}), status=422)
    phone.send("zettel", making.slip(**{"slip-consent": ""}), status=422)

    assert count(ContactSlip) == 0


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"state": CampaignState.STOPPED}, "stopped"),
        ({"phase": Phase.TRAINING}, "not_yet"),
        ({"phase": Phase.ASSEMBLY}, "over"),
    ],
)
def test_a_closed_campaign_says_why_it_takes_nothing(staff, facts, why):
    phone = Phone(staff("interviewer"), **facts)

    answer = phone.send("gespraeche", making.talk(phone.campaign), status=409)

    assert (answer["reason"], answer["why"], bool(answer["message"])) == ("closed", why, True)
    assert count(Conversation) == 0


def test_a_talk_belongs_to_the_version_with_which_it_was_led(phone):
    """B-05: published again while it waited on the phone."""
    talk = making.talk(phone.campaign)
    first = phone.campaign.version_id
    fresh = replace(
        GUIDE, questions=(Question(key="neu", type=QuestionType.TEXT_LONG, is_required=True, label={"de": "Was nun?"}),)
    )
    version = QuestionnaireVersion(questionnaire_id=phone.campaign.questionnaire_id, number=2, document=to_json(fresh))
    db.session.add(version)
    db.session.flush()
    phone.campaign.version_id = version.id
    fresh_id = version.id

    phone.send("gespraeche", talk, status=201)

    assert db.session.scalar(sa.select(Conversation.version_id)) == first
    assert phone.package().response.json["version"] == fresh_id.hex


def test_a_talk_in_free_notes_needs_no_answers(staff):
    question = Question(key="gut", type=QuestionType.TEXT_LONG, is_required=True, label={"de": "Was ist gut?"})
    phone = Phone(staff("interviewer"), document=replace(GUIDE, questions=(question,)))
    bare = {**making.talk(phone.campaign), "f-gut": "", "f-stoert": "", "f-einladung": ""}
    phone.send("gespraeche", bare, status=422)

    phone.send("gespraeche", {**bare, "talk-free_notes": "Wir sprachen über den Park."}, status=201)

    notes = sa.select(Answer.value).where(Answer.key == FREE_NOTES)
    assert db.session.scalar(notes) == "Wir sprachen über den Park."


def test_what_was_said_and_its_german_stay_beside_each_other(staff):
    phone = Phone(staff("interviewer"), document=replace(GUIDE, languages=("de", "ar")))
    said = {"talk-language": "ar", "f-gut": "النافورة", "german-gut": "Der Brunnen", "german-fremd": "x"}

    phone.send("gespraeche", making.talk(phone.campaign, **said), status=201)

    kept = {answer.key: (answer.value, answer.german) for answer in db.session.scalars(sa.select(Answer))}
    assert kept["gut"] == ("النافورة", "Der Brunnen")


def test_two_uploads_at_once_make_one_row(phone, world):
    """The one that comes second finds what the first has stored."""
    talk, address = making.talk(phone.campaign), f"/de/arbeit/tuer/{phone.slug}/gespraeche"
    talk["form_token"] = phone.package().response.json["token"]
    cookie = phone.reader.cookie("staff")

    def upload(_number):
        client = world.app.test_client()
        client.set_cookie("staff", cookie)
        return client.post(address, data=talk, headers=JSON).status_code

    with world.outside(), ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(upload, range(4)))

    assert statuses == [200, 200, 200, 201]
    assert count(Conversation) == 1


def test_who_is_logged_out_loses_nothing_and_sends_nothing(phone, new_reader):
    talk = making.talk(phone.campaign)
    nobody = new_reader()

    nobody.post(f"/arbeit/tuer/{phone.slug}/gespraeche", talk, status=401, headers=JSON)
    nobody.get(f"/arbeit/tuer/{phone.slug}/paket", status=303)
    phone.reader.post(f"/arbeit/tuer/{phone.slug}/gespraeche", {**talk, "form_token": "x"}, status=422, headers=JSON)

    assert count(Conversation) == 0


def test_who_is_not_in_the_team_neither_asks_nor_sends(phone, staff):
    stranger = staff("interviewer")

    stranger.get(f"/arbeit/tuer/{phone.slug}", status=404)
    stranger.get(f"/arbeit/tuer/{phone.slug}/paket", status=404)
    token = staff_token(stranger)
    stranger.post(f"/arbeit/tuer/{phone.slug}/gespraeche", {**making.talk(phone.campaign), "form_token": token}, status=404)


def staff_token(reader):
    return reader.get("/arbeit/konto").select_one("[name=form_token]")["value"]


def test_nothing_in_the_rows_leads_from_a_talk_to_a_slip_a_door_or_an_account(phone):
    """A-30, B-40: the only things they share are the campaign, the Ortsteil and the day."""
    (door,) = making.route(phone.campaign, phone.reader.account_id, "links")
    account = phone.reader.account_id
    sent = [
        ("gespraeche", making.talk(phone.campaign)),
        ("zettel", making.slip()),
        ("versuche", making.attempt(door, "conversation")),
    ]
    for where, fields in sent:
        phone.send(where, fields, status=201)

    assert _leads(phone, account) == set()
    assert {"day", "consented_on", "on_day"} == {
        column.name
        for name in ("conversation", "answer", "contact_slip", "contact_attempt")
        for column in Base.metadata.tables[name].columns
        if isinstance(column.type, sa.Date) and column.name != "delete_on"
    }

    db.session.execute(sa.update(Answer).where(Answer.key == "gut").values(value=str(door.id)))
    assert _leads(phone, account) == {str(door.id)}, "a weak talk that names its door is found"


def _leads(phone, account):
    """What a talk shares with slips, doors and accounts, besides what many talks share."""
    tables = Base.metadata.tables
    talk = _values(tables["conversation"]) | _values(tables["answer"])
    others = _values(tables["contact_slip"]) | _values(tables["contact_attempt"]) | {str(account), account.hex}
    return talk & others - {str(phone.campaign.id), "06", "2026-11-16", "1", "de", ""}


def _values(table):
    rows = db.session.execute(sa.select(table)).all()
    return {str(value) for row in rows for value in row if value is not None}

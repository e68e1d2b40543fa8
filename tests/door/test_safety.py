"""Safety files come back: who may make a key and bring talks in, which keys are taken, that each talk counts once."""

import json
from base64 import urlsafe_b64encode

import pytest
import sqlalchemy as sa

from app.conversations.models import Conversation
from app.door import rules
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.moderation.models import LogEntry
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Phase, TeamRole
from tests.door import making
from tests.surveys import making as surveys

pytestmark = pytest.mark.full_on_postgresql

JSON = {"Accept": "application/json"}
AT = "/arbeit/tuer/berliner-platz/sicherung"


def _modulus(bits, last=1):
    number = (1 << (bits - 1)) | last
    return urlsafe_b64encode(number.to_bytes((bits + 7) // 8)).decode().rstrip("=")


def _jwk(last=1, **changed):
    return {"kty": "RSA", "e": "AQAB", "n": _modulus(3072, last), "alg": "RSA-OAEP-256", "key_ops": ["wrapKey"], **changed}


def _text(jwk):
    return json.dumps({name: value for name, value in jwk.items() if value is not None})


@pytest.fixture
def eve(staff):
    return staff("evaluator")


@pytest.fixture
def campaign(eve):
    made = surveys.campaign()
    surveys.member(made, eve.account_id, TeamRole.EVALUATOR)
    return made


def _token(reader):
    return reader.get(AT).select_one("[name=form_token]")["value"]


def _bring(reader, fields, status, token=None):
    sent = {**fields, "form_token": token or _token(reader)}
    return reader.post(AT, sent, status=status, headers=JSON).response.json


def _key(reader, jwk, *, status=303, **ticks):
    sent = {"jwk": _text(jwk), "is_kept": "y", "form_token": _token(reader), **ticks}
    return reader.post(f"{AT}/schluessel", sent, status=status)


def _kept(campaign_id):
    return db.session.scalar(sa.select(Campaign.safety_key).where(Campaign.id == campaign_id))


def _talks():
    return db.session.scalar(sa.select(sa.func.count()).select_from(Conversation))


def test_a_talk_of_a_file_counts_once_however_often_it_is_brought(eve, campaign):
    talk, token = making.talk(campaign), _token(eve)

    assert _bring(eve, talk, 201, token) == {"state": "new"}
    assert _bring(eve, talk, 200, token) == {"state": "known"}
    assert _bring(eve, {**talk, "f-gut": "Die Linden."}, 409, token)["reason"] == "other"
    assert list(_bring(eve, making.talk(campaign, **{"talk-people": "99"}), 422, token)["errors"]) == ["people"]
    assert _talks() == 1


def test_a_talk_that_the_phone_has_sent_itself_is_known(eve, campaign, staff):
    ann = staff("interviewer")
    surveys.member(campaign, ann.account_id)
    talk = making.talk(campaign)
    package = ann.get("/arbeit/tuer/berliner-platz/paket").response.json
    ann.post("/arbeit/tuer/berliner-platz/gespraeche", {**talk, "form_token": package["token"]}, headers=JSON)

    assert _bring(eve, talk, 200) == {"state": "known"}


def test_a_talk_of_another_campaign_is_refused(eve, campaign):
    """The name in a file is not proof: the questionnaire is."""
    stranger = making.talk(surveys.campaign("rieth"))

    assert "language" in _bring(eve, stranger, 422)["errors"]
    assert _talks() == 0


def test_a_campaign_that_is_over_says_so(eve, campaign):
    campaign.phase_number = int(Phase.ASSEMBLY)

    assert _bring(eve, making.talk(campaign), 409)["why"] == "over"


def test_without_a_script_the_page_says_what_it_needs(eve, campaign):
    page = eve.get(AT)
    sent = {**making.talk(campaign), "form_token": _token(eve)}

    assert "braucht einen Browser mit Skripten" in page.select_one("[data-safety-plain]").get_text()
    assert page.select_one("[data-safety]").has_attr("hidden")
    assert "nur in einem Browser mit Skripten" in eve.post(AT, sent, status=422).text
    assert _talks() == 0


def test_only_the_evaluation_of_this_campaign_comes_in(campaign, staff):
    """A stranger to the team, one who asks in it, and one who leads it."""
    stranger, ann, lead = staff("evaluator"), staff("interviewer", "evaluator"), staff("quarter_worker")
    surveys.member(campaign, ann.account_id)
    surveys.member(campaign, lead.account_id, TeamRole.LEAD)
    talk = making.talk(campaign)

    for reader, status in ((stranger, 404), (ann, 404), (lead, 403)):
        token = reader.get("/arbeit/konto").select_one("[name=form_token]")["value"]
        reader.get(AT, status=status)
        reader.post(AT, {**talk, "form_token": token}, status=status, headers=JSON)
        reader.post(f"{AT}/schluessel", {"jwk": _text(_jwk()), "is_kept": "y", "form_token": token}, status=status)

    assert (_talks(), _kept(campaign.id)) == (0, "")


def test_the_public_half_is_kept_logged_and_taken_along_by_phones(eve, campaign, staff):
    ann = staff("interviewer")
    surveys.member(campaign, ann.account_id)
    campaign_id = campaign.id

    page = eve.follow(_key(eve, _jwk(ext=True)))
    _key(eve, _jwk())

    sign = rules.sign_of(_kept(campaign_id))
    assert "Der Schlüssel gilt." in page.text
    assert sign in page.text
    assert json.loads(ann.get("/arbeit/tuer/berliner-platz/paket").response.json["safetyKey"])["n"] == _jwk()["n"]
    entries = db.session.scalars(sa.select(LogEntry).where(LogEntry.act == "campaign.safety_key")).all()
    assert [(entry.account_id, entry.note) for entry in entries] == [(eve.account_id, sign)], "the same key twice is one act"


def test_a_key_is_replaced_only_by_somebody_who_knows_what_that_means(eve, campaign):
    campaign_id = campaign.id
    _key(eve, _jwk())

    refused = _key(eve, _jwk(3), status=422)
    assert "Es gibt schon einen Schlüssel" in refused.text
    assert json.loads(refused.select_one("[name=jwk]")["value"])["n"] == _jwk(3)["n"], "nobody has to make it again"
    assert json.loads(_kept(campaign_id))["n"] == _jwk()["n"]

    _key(eve, _jwk(3), is_replacing="y")
    assert json.loads(_kept(campaign_id))["n"] == _jwk(3)["n"]


def test_a_key_whose_file_is_not_kept_is_not_taken(eve, campaign):
    campaign_id = campaign.id

    assert "Speichern Sie zuerst die Schlüsseldatei." in _key(eve, _jwk(), status=422, is_kept="").text
    assert _kept(campaign_id) == ""


def test_a_secret_half_is_refused_and_not_shown_again(eve, campaign):
    campaign_id = campaign.id

    page = _key(eve, _jwk(d="geheim123"), status=422)

    assert "Er darf Ihr Gerät nicht verlassen." in page.text
    assert "geheim123" not in page.html
    assert _kept(campaign_id) == ""


@pytest.mark.parametrize(
    "jwk",
    [
        _jwk(kty="EC"),
        _jwk(n=_modulus(2047)),
        _jwk(n=_modulus(4097)),
        _jwk(last=2),
        _jwk(n=None),
        _jwk(n=12),
        _jwk(n="ä" * 512),
        _jwk(n="A" * 513),
        _jwk(e="Aw"),
        _jwk(e=None),
        _jwk(alg="RS256"),
        _jwk(use="sig"),
        _jwk(key_ops=["unwrapKey"]),
        _jwk(key_ops=["sign"]),
        _jwk(key_ops=[]),
        _jwk(key_ops="wrapKey"),
        _jwk(key_ops=[[]]),
    ],
)
def test_what_cannot_lock_a_file_is_no_key(jwk):
    with pytest.raises(RuleBroken):
        rules.public_key(_text(jwk))


@pytest.mark.parametrize("text", ["", "[]", "1", "{", "[" * 3000, "x" * 5000, "\x00"])
def test_what_is_no_key_at_all_is_refused(text):
    with pytest.raises(RuleBroken):
        rules.public_key(text)


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_a_key_of_a_usual_length_is_kept_without_what_it_does_not_need(bits):
    kept = json.loads(rules.public_key(_text(_jwk(n=_modulus(bits), kid="Eve", key_ops=None))))

    assert kept.keys() == {"kty", "alg", "key_ops", "ext", "n", "e"}

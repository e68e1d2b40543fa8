"""The contact slip of residents: a page of its own, purposes ticked one by one, nothing carried over (A-30, A-31)."""

import pytest

from app.contacts.models import ContactSlip
from app.conversations.models import Conversation
from app.kernel.db import db
from app.surveys.models import Campaign
from app.surveys.rules.kinds import CampaignState
from tests import factories
from tests.support.reader import Page, Reader
from tests.surveys import making

pytestmark = pytest.mark.full_on_postgresql

PATH = "/umfragen/berliner-platz/kontakt"
ANSWERS = "/umfragen/berliner-platz/antworten"
GOOD = {"purposes": ["results"], "means": "email", "email": "ada@example.org", "is_agreed": "y"}


@pytest.fixture
def campaign(app):
    return making.campaign()


def _filled(reader: Reader, clock, **answers: object):
    form = reader.get(PATH).form("main form").fill(**{**GOOD, **answers})
    clock.advance(seconds=5)
    return form


def _slips() -> list[ContactSlip]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ContactSlip)))


def test_a_slip_is_kept_with_what_was_ticked_and_the_words_agreed_to(reader: Reader, campaign, clock):
    done = reader.send(_filled(reader, clock, purposes=["results", "join_in"], themes="Spielplatz"))

    slip = _slips()[0]
    assert slip.purposes == ["results", "join_in"]
    assert (slip.email, slip.themes, slip.language, slip.ortsteil_key) == ("ada@example.org", "Spielplatz", "de", "06")
    assert slip.consent == "Ich möchte, dass Sie sich bei mir melden."
    assert "Set-Cookie" not in done.headers


def test_nothing_is_ticked_beforehand_and_the_words_say_their_language(new_reader, campaign):
    page = new_reader("ar").get(PATH)

    assert not page.select("input[checked]")
    assert page.select_one("blockquote")["lang"] == "de"
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("purposes", []),
        ("purposes", ["spam"]),
        ("means", ""),
        ("means", "pigeon"),
        ("email", "ada"),
        ("email", ""),
        ("name", "x" * 301),
        ("is_agreed", []),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_stays(reader: Reader, campaign, clock, field, wrong):
    page = reader.send(_filled(reader, clock, themes="Garten", **{field: wrong}), status=422)

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert page.select_one("#themes")["value"] == "Garten"
    assert _slips() == []


def test_the_way_that_was_chosen_must_be_known(reader: Reader, campaign, clock):
    page = reader.send(_filled(reader, clock, means="letter"), status=422)

    assert "Adresse" in page.select_one("#address-error").get_text()


def test_the_same_again_is_the_same_and_another_slip_is_not_taken(reader: Reader, campaign, clock):
    form = _filled(reader, clock)
    reader.send(form)

    reader.send(form, status=200)
    other = reader.send(form.fill(email="bo@example.org"), status=409)

    assert "bo@example.org" in other.text
    assert [slip.email for slip in _slips()] == ["ada@example.org"]
    clock.advance(seconds=5)
    reader.send(other.form())
    assert sorted(slip.email for slip in _slips()) == ["ada@example.org", "bo@example.org"]


@pytest.mark.parametrize("weak", [{"website": "x"}, {"token": ""}, {"agreed_to": "other words"}])
def test_a_slip_that_may_not_be_meant_is_shown_again(reader: Reader, campaign, clock, weak):
    page = reader.send(_filled(reader, clock, **weak), status=422)
    assert _slips() == []

    clock.advance(seconds=5)
    reader.send(page.form())

    assert len(_slips()) == 1


@pytest.mark.parametrize("change", [{"state": CampaignState.STOPPED}, {"state": CampaignState.FINISHED}])
def test_a_campaign_that_is_over_takes_no_slips(reader: Reader, campaign, clock, change):
    form = _filled(reader, clock)
    db.session.execute(db.update(Campaign).values(change))

    assert not reader.get(PATH).select("main form")
    reader.send(form, status=409)


def test_several_ortsteile_are_asked_for(reader: Reader, campaign, clock):
    campaign.ortsteile = [factories.ortsteil("06"), factories.ortsteil("07")]

    reader.send(_filled(reader, clock), status=422)
    reader.send(_filled(reader, clock, ortsteil_key="07"))

    assert _slips()[0].ortsteil_key == "07"


def test_answers_and_slip_share_nothing(reader: Reader, campaign, clock):
    """The way from the thanks to the slip: no query, no referrer, no id of the answers, and rows that share no value."""
    page = reader.get(ANSWERS)
    once = page.form().values["client_id"]
    for _each in range(4):
        page = reader.send(page.form().fill(go="weiter", **{"f-gut": "Der Park"}), status=200)
    clock.advance(seconds=5)
    thanks = reader.send(page.form().fill(go="absenden"))

    link = next(link["href"] for link in thanks.select("main a") if link["href"].endswith("/kontakt"))
    slip: Page = reader.get(link)
    reader.send(_filled(reader, clock))

    assert link == f"/de{PATH}"
    assert thanks.headers["Referrer-Policy"] == "no-referrer"
    assert once not in slip.html
    talk, paper = db.session.scalars(db.select(Conversation)).one(), _slips()[0]
    assert not {str(talk.id), talk.client_hash, talk.payload_hash} & {str(paper.id), paper.client_hash, paper.payload_hash}

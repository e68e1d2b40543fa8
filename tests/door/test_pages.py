"""What an interviewer opens: the list, the screen that is a plain form without script, the slip, what a phone takes."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.contacts.models import ContactSlip
from app.conversations.models import Conversation
from app.door import exports
from app.kernel.db import db
from app.surveys.exports import attributes
from app.surveys.models import ContactAttempt
from tests.door import making
from tests.surveys.making import GUIDE

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def ann(staff):
    return staff("interviewer")


def test_the_list_shows_the_own_campaigns_only(ann):
    making.team(ann.account_id)
    making.team(ann.account_id, slug="rieth", phase=3)
    from tests.surveys.making import campaign

    campaign(slug="fremd")

    page = ann.get("/arbeit/tuer")

    assert sorted(link["href"] for link in page.select("main h3 a")) == [
        "/de/arbeit/tuer/berliner-platz",
        "/de/arbeit/tuer/rieth",
    ]
    assert "noch nicht begonnen" in page.text


def test_a_talk_can_be_written_down_without_a_script(ann):
    campaign = making.team(ann.account_id)
    form = ann.get(f"/arbeit/tuer/{campaign.slug}").form("form[action$='gespraeche']")

    page = ann.send(form.fill(**{"f-gut": "Der Brunnen.", "talk-setting": "doorstep"}), status=303)

    assert "Das Gespräch ist gespeichert." in ann.follow(page).text
    assert db.session.scalar(sa.select(Conversation.setting)) == "doorstep"


def test_phone_and_paper_call_willingness_the_same(ann):
    page = ann.get(f"/arbeit/tuer/{making.team(ann.account_id).slug}")
    lists = json.loads(page.select_one("[data-door-words]").string)["lists"]

    assert lists["willingness"] == [[value, str(words)] for value, words in attributes.WILLINGNESS.items()]
    assert [each.get_text(strip=True) for each in page.select("#talk-willingness label")][1:] == [
        "nein",
        "eher nein",
        "eher ja",
        "ja",
    ]


def test_a_wrong_answer_keeps_what_was_typed(ann):
    campaign = making.team(ann.account_id)
    form = ann.get(f"/arbeit/tuer/{campaign.slug}").form("form[action$='gespraeche']")

    page = ann.send(form.fill(**{"f-gut": "Der Brunnen.", "f-einladung": "quatsch", "talk-people": "0"}), status=422)

    assert page.select_one("#f-gut").get_text().strip() == "Der Brunnen."
    assert "Wählen Sie bitte" in page.select_one(".error_summary").get_text()


def test_a_slip_and_a_ring_can_be_written_down_without_a_script(ann):
    campaign = making.team(ann.account_id)
    (door,) = making.route(campaign, ann.account_id, "links")
    slug, door_id = campaign.slug, door.id.hex
    slip = ann.get(f"/arbeit/tuer/{slug}/zettel").form("form[action$='zettel']")
    refused = ann.send(slip.fill(**{"slip-name": "Ada", "slip-means": "phone"}), status=422)
    assert "Kreuzen Sie mindestens eins an" in refused.text

    filled = slip.fill(**{"slip-purposes": ["results"], "slip-phone": "0361 1", "slip-consent": making.CONSENT})
    ann.send(filled, status=303)
    ring = ann.get(f"/arbeit/tuer/{slug}/versuche").form("form[action$='versuche']")
    ann.send(ring.fill(**{"attempt-door": door_id, "attempt-outcome": "later"}), status=303)

    assert db.session.scalar(sa.select(ContactSlip.name)) == "Ada"
    assert db.session.scalar(sa.select(ContactAttempt.outcome)) == "later"


def test_a_questionnaire_without_words_to_agree_to_still_takes_slips(ann):
    campaign = making.team(ann.account_id, document=replace(GUIDE, consent={}))
    slug, usual = campaign.slug, exports.words_in("uk")["consent"]
    form = ann.get(f"/arbeit/tuer/{slug}/zettel").form("form[action$='zettel']")
    agreed = form.fill(
        **{"slip-purposes": ["results"], "slip-means": "phone", "slip-phone": "0361 1", "slip-consent": usual}
    )

    ann.send(agreed, status=303)

    assert db.session.scalar(sa.select(ContactSlip.consent)) == usual


def test_before_anything_is_published_no_link_leads_nowhere(ann):
    campaign = making.team(ann.account_id, phase=3)
    campaign.version_id = None
    db.session.commit()

    assert not ann.get(f"/arbeit/tuer/{campaign.slug}").select("[data-door-plain] a")


def test_the_page_that_a_phone_keeps_names_no_door(ann):
    campaign = making.team(ann.account_id)
    making.route(campaign, ann.account_id, "3. Klingel links")
    slug = campaign.slug

    assert "3. Klingel links" not in ann.get(f"/arbeit/tuer/{slug}").html
    assert "3. Klingel links" in ann.get(f"/arbeit/tuer/{slug}/versuche").html


def test_the_package_holds_what_is_needed_in_a_stairwell_and_no_more(ann):
    campaign = making.team(ann.account_id)
    (door,) = making.route(campaign, ann.account_id, "3. Klingel")
    slug, door_id = campaign.slug, door.id.hex

    page = ann.get(f"/arbeit/tuer/{slug}/paket")
    package = page.response.json

    assert package["doors"] == [{"id": door_id, "house": "Nr. 12", "bell": "3. Klingel", "isReached": False}]
    assert [question["key"] for question in package["document"]["questions"]] == ["gut", "stoert", "einladung"]
    assert package["words"]["de"]["next"] == "Weiter"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_package_that_has_not_changed_is_not_sent_again(ann, world):
    campaign = making.team(ann.account_id)
    address = f"/de/arbeit/tuer/{campaign.slug}/paket"
    tag, client = ann.get(address).headers["ETag"], world.app.test_client()
    client.set_cookie("staff", ann.cookie("staff"))

    with world.outside():
        answers = [client.get(address, headers={"If-None-Match": known}) for known in (tag, '"other"')]

    assert [answer.status_code for answer in answers] == [304, 200]


def test_the_words_of_an_arabic_talk_are_arabic(app):
    arabic, tigrinya = exports.words_in("ar"), exports.words_in("ti")

    assert (arabic["dir"], arabic["tag"], arabic["called"]) == ("rtl", "ar", "العربية")
    assert (tigrinya["dir"], tigrinya["tag"], tigrinya["next"]) == ("ltr", "de", "Weiter")


def test_the_key_of_the_phone_belongs_to_the_account(ann, staff):
    campaign = making.team(ann.account_id)
    bo = staff("interviewer")
    from tests.surveys.making import member

    member(campaign, bo.account_id, name="Bo")
    address = f"/arbeit/tuer/{campaign.slug}/paket"

    first, second, other = (each.get(address).response.json["key"] for each in (ann, ann, bo))

    assert first == second != other
    assert len(first) == 64


def test_a_phone_installs_a_worker_and_a_sign(ann, reader):
    campaign = making.team(ann.account_id)

    worker = reader.get("/arbeit/tuer/dienst.js")
    manifest = ann.get(f"/arbeit/tuer/{campaign.slug}/app.webmanifest").response.json

    assert worker.headers["Service-Worker-Allowed"] == "/de/arbeit/tuer/"
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert '"/static/door.' in worker.html
    assert (manifest["start_url"], manifest["scope"]) == ("/de/arbeit/tuer/berliner-platz", "/de/arbeit/tuer/")


def test_logging_out_here_keeps_what_waits_on_the_phone(ann):
    campaign = making.team(ann.account_id)
    token = ann.get(f"/arbeit/tuer/{campaign.slug}/paket").response.json["token"]

    page = ann.post("/arbeit/tuer/abmelden", {"form_token": token}, status=303)

    assert page.headers["Clear-Site-Data"] == '"cache"'
    ann.get("/arbeit/tuer", status=303)


def test_the_screen_speaks_the_language_of_its_address_whoever_came_first(ann):
    campaign = making.team(ann.account_id)

    first, second = (
        json.loads(ann.get(f"/{language}/arbeit/tuer/{campaign.slug}").select_one("[data-door-words]").string)
        for language in ("en", "de")
    )

    assert (first["words"]["route"], second["words"]["route"]) == ("Your route", "Ihre Route")

"""Meetings as data for other programs, in the shape of OParl 1.1: own addresses, whole links, nothing that is not public."""

import json
from datetime import date, timedelta

import pytest

from app.directory.models import Gremium
from app.directory.rules import Level
from app.kernel.db import db
from app.meetings.models import Decision
from app.meetings.rules.kinds import MeetingState, MinutesState, Mode, Part, Precision
from tests import factories
from tests.meetings import making

pytestmark = pytest.mark.full_on_postgresql

HOST = "http://127.0.0.1:5000"
DATA = f"{HOST}/daten/oparl"


@pytest.fixture
def get(reader):
    """What stands under an address of ours."""

    def read(address, status=200):
        page = reader.get(address.removeprefix(HOST), status=status)
        return json.loads(page.response.get_data()) if status == 200 else page

    return read


@pytest.fixture
def evening(app):
    """A forum evening in autumn, with one item that is not public."""
    forum = factories.forum("rieth", ["06"], name="Forum Rieth")
    meeting = making.meeting(
        date(2026, 10, 20), title="Herbstforum", forums=[forum], place="Saal", address="Mainzer Straße 1"
    )
    making.item(meeting, "Haltestelle")
    making.item(meeting, "Personalsache", is_public=False)
    making.item(meeting, "Verschiedenes")
    return meeting


@pytest.fixture
def told(evening):
    """The same evening with its minutes out."""
    minutes = making.minutes(evening, MinutesState.PUBLISHED)
    first, hidden, _last = evening.items
    for item, wording in ((first, "Die Haltestelle bekommt ein Dach."), (hidden, "Geheimes wird beschlossen.")):
        db.session.add(Decision(item_id=item.id, wording=wording, mode=Mode.CONSENSUS))
        making.text(evening, Part.RESULT, f"Ergebnis zu {item.title}", item)
    db.session.flush()
    return minutes


def test_a_meeting_carries_what_the_standard_asks_for(get, evening):
    found = get(f"/daten/oparl/treffen/{evening.id}")

    assert found["id"] == f"{DATA}/treffen/{evening.id}"
    assert found["type"] == "https://schema.oparl.org/1.1/Meeting"
    assert (found["name"], found["cancelled"], found["meetingState"]) == ("Herbstforum", False, "durchgeführt")
    assert (found["start"], found["end"]) == ("2026-10-20T17:00:00+02:00", "2026-10-20T19:00:00+02:00")
    assert found["organization"] == [f"{DATA}/foren/rieth"]
    assert found["location"]["streetAddress"] == "Mainzer Straße 1"
    assert found["created"] == found["modified"] == "2026-11-16T12:00:00+01:00"
    assert "resultsProtocol" not in found


def test_the_agenda_keeps_its_order_and_leaves_out_what_is_not_public(get, evening):
    items = get(f"/daten/oparl/treffen/{evening.id}")["agendaItem"]

    assert [(item["order"], item["number"], item["name"], item["public"]) for item in items] == [
        (1, "1", "Haltestelle", True),
        (3, "3", "Verschiedenes", True),
    ]


def test_published_minutes_bring_results_decisions_and_the_file(get, told, evening):
    found = get(f"/daten/oparl/treffen/{evening.id}")

    assert found["agendaItem"][0]["result"] == "im Konsens"
    assert found["agendaItem"][0]["resolutionText"] == "Die Haltestelle bekommt ein Dach."
    assert found["agendaItem"][0]["ortsstimme:resultText"] == "Ergebnis zu Haltestelle"
    assert found["resultsProtocol"]["mimeType"] == "application/pdf"
    assert found["resultsProtocol"]["accessUrl"] == f"{HOST}/de/treffen/{evening.id}/protokoll.pdf"
    assert "Geheimes" not in json.dumps(found)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.AGREED, MinutesState.APPROVED])
def test_minutes_on_their_way_are_not_told(get, told, evening, state):
    told.state = state
    found = get(f"/daten/oparl/treffen/{evening.id}")

    assert "resultsProtocol" not in found
    assert "Dach" not in json.dumps(found)
    get(f"/daten/oparl/treffen/{evening.id}/protokoll", status=404)


def test_every_id_leads_to_its_object(get, told, evening):
    found = get(f"/daten/oparl/treffen/{evening.id}")
    inside = [found, found["location"], found["resultsProtocol"], *found["agendaItem"]]

    for each in inside:
        assert get(each["id"]) == ({**each, "meeting": found["id"]} if each["type"].endswith("AgendaItem") else each)
    assert [get(address)["id"] for address in found["organization"]] == found["organization"]


def test_an_item_that_is_not_public_is_not_there(get, evening):
    get(f"/daten/oparl/tagesordnungspunkte/{evening.items[1].id}", status=404)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"day": date(2026, 12, 1)}, "terminiert"),
        ({"day": date(2026, 12, 1), "invited_on": date(2026, 11, 1)}, "eingeladen"),
        ({"day": date(2026, 11, 1)}, "durchgeführt"),
    ],
)
def test_the_state_of_a_meeting_follows_its_life(get, app, changed, state):
    meeting = making.meeting(**changed)

    assert get(f"/daten/oparl/treffen/{meeting.id}")["meetingState"] == state


def test_a_cancelled_meeting_says_so_and_a_draft_is_not_there(get, app):
    cancelled = making.meeting(state=MeetingState.CANCELLED)
    draft = making.meeting(state=MeetingState.DRAFT)

    assert get(f"/daten/oparl/treffen/{cancelled.id}")["cancelled"] is True
    get(f"/daten/oparl/treffen/{draft.id}", status=404)


def test_what_is_known_in_part_says_how_exactly(get, app):
    meeting = making.meeting(date(2023, 6, 1), last_day=date(2023, 6, 30), starts_at=None, precision=Precision.MONTH)
    found = get(f"/daten/oparl/treffen/{meeting.id}")

    assert "start" not in found
    assert found["ortsstimme:firstDay"] == "2023-06-01"
    assert found["ortsstimme:precision"] == "month"


def test_a_body_and_a_forum_lead_to_their_meetings(get, evening):
    db.session.add(Gremium(slug="runde", name="Steuerungsrunde", level=next(iter(Level)), kind="beratend"))
    forum, body = get("/daten/oparl/foren/rieth"), get("/daten/oparl/gremien/runde")

    assert (body["organizationType"], body["classification"]) == ("Gremium", "beratend")
    assert [each["name"] for each in get(forum["meeting"])["data"]] == ["Herbstforum"]
    assert get(body["meeting"])["data"] == []


def test_a_long_list_is_read_page_by_page_and_nothing_is_missed(get, app, clock):
    for number in range(55):
        making.meeting(title=f"Nummer {number}", created_at=clock() - timedelta(days=60 - number))
    first = get("/daten/oparl/treffen")
    second = get(first["links"]["next"])

    assert first["pagination"] == {"totalElements": 55, "elementsPerPage": 50, "currentPage": 1, "totalPages": 2}
    assert [each["name"] for each in (*first["data"], *second["data"])] == [f"Nummer {number}" for number in range(55)]
    assert "next" not in second["links"]
    assert second["links"]["prev"] == first["links"]["self"] == first["links"]["first"]


def test_a_list_can_be_asked_for_what_is_new(get, app, clock):
    long_ago, since = clock() - timedelta(days=9), "2026-11-10T00:00:00+01:00"
    making.meeting(title="alt", created_at=long_ago, changed_at=long_ago)
    making.meeting(title="geändert", created_at=long_ago + timedelta(hours=1))
    making.meeting(title="neu")

    def names(asked):
        return [each["name"] for each in get(f"/daten/oparl/treffen?{asked}")["data"]]

    assert names(f"created_since={since}") == ["neu"]
    assert names(f"modified_since={since}") == ["geändert", "neu"]
    assert names(f"modified_since={since}&created_until=2026-11-10") == ["geändert"]
    assert names("modified_until=2026-11-10T00:00:00Z") == ["alt"]


@pytest.mark.parametrize(
    "asked", ["seite=0", "seite=x", "seite=²", "seite=99999", "modified_since=gestern", "forum=gibtesnicht"]
)
def test_a_question_nobody_can_answer_gets_no_list(get, app, asked):
    get(f"/daten/oparl/treffen?{asked}", status=404)


def test_programs_in_other_pages_may_read_it_and_it_is_german_for_everybody(reader, told, evening):
    page = reader.get(f"/daten/oparl/treffen/{evening.id}", headers={"Accept-Language": "ar"})

    assert page.headers["Access-Control-Allow-Origin"] == "*"
    assert page.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "im Konsens" in page.response.get_data(as_text=True)

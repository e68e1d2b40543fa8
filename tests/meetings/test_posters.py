"""The poster of a meeting: what, when, where, in each language; and the short address that people type from it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import segno

from app.kernel import clock
from app.kernel.i18n import in_language
from app.kernel.languages import BY_CODE
from app.meetings.rules.kinds import MeetingState
from app.meetings.rules.short import short_of, span_of
from tests import factories
from tests.meetings import making
from tests.support.papers import Paper
from tests.support.reader import Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff) -> Reader:
    visitor: Reader = staff("quarter_worker", ortsteile=["06"])
    return visitor


def poster(worker, meeting, query="sprache=de&sprache=ar&sprache=uk"):
    page = worker.get(f"/arbeit/treffen/{meeting.id}/plakate?papier=a4&{query}&als=pdf")
    assert page.headers["Content-Type"] == "application/pdf"
    return Paper(page.response.get_data())


def test_the_poster_of_a_meeting_says_what_when_and_where(worker):
    meeting = making.meeting(
        title="Sommerfest", forums=[factories.forum(name="Forum Rieth")], access=["lift"], purpose="Mit Musik."
    )

    said = poster(worker, meeting).text.replace("\n", " ")

    for words in (
        "Sommerfest",
        "Forum Rieth",
        "Montag, 30. November 2026, 17:00 bis 19:00 Uhr",
        "Aufzug",
        "Mit Musik.",
        "Stadtteilzentrum",
    ):
        assert words in said
    assert "понеділок, 30 листопада 2026" in said
    assert f"/t/{short_of(meeting.id)}" in said


def test_its_code_leads_where_a_phone_finds_its_own_language(worker, reader, app):
    meeting = making.meeting()
    address = f"{app.config['SETTINGS'].public_url}/t/{short_of(meeting.id)}"
    code = [[bool(square) for square in row] for row in segno.make(address, error="m", micro=False, mask=0).matrix]

    assert poster(worker, meeting).black_squares(len(code)) == code
    opened = reader.get(f"/t/{short_of(meeting.id)}", status=302, headers={"Accept-Language": "ar,de;q=0.5"})
    assert opened.headers["Location"] == f"/ar/treffen/{meeting.id}"


@pytest.mark.parametrize("typed", ["3f9a01c7", "3F9A01C7", "3f9aoIc7"])
def test_a_short_address_may_be_typed_as_it_looks(reader, typed):
    meeting = making.meeting(id=UUID("3f9a01c7-0000-4000-8000-000000000001"))

    assert reader.get(f"/t/{typed}", status=302).headers["Location"].endswith(f"/treffen/{meeting.id}")


@pytest.mark.parametrize("odd", ["3f9a01c", "3f9a01c70", "rieth", "%00", "%ff", "..%2f", "x" * 2000, "٣f9a01c7", "ffffffff"])
def test_what_no_meeting_begins_with_is_not_found(reader, odd):
    making.meeting()

    reader.get(f"/t/{odd}", status=404)


def test_a_draft_has_a_poster_and_nobody_else_finds_it_yet(worker, reader):
    draft = making.meeting(state=MeetingState.DRAFT)

    assert "Noch sieht niemand die Seite dieses Treffens." in worker.get(f"/arbeit/treffen/{draft.id}/plakate").text
    assert poster(worker, draft).text
    reader.get(f"/t/{short_of(draft.id)}", status=404)


def test_of_two_meetings_that_begin_alike_the_later_one_is_meant(reader):
    first, later = (UUID(f"3f9a01c7-0000-4000-8000-00000000000{number}") for number in (1, 2))
    making.meeting(id=later, day=clock.today() + timedelta(days=9))
    making.meeting(id=first, day=clock.today() + timedelta(days=2))

    assert reader.get("/t/3f9a01c7", status=302).headers["Location"].endswith(str(later))


def test_a_short_address_spans_all_ids_that_begin_so():
    wanted = uuid4()
    first, last = span_of(short_of(wanted))

    assert first <= wanted <= last
    assert span_of("xyz") is None


def test_a_cancelled_meeting_says_so_in_every_language(worker):
    dropped = making.meeting(state=MeetingState.CANCELLED, cancelled_reason="Der Raum ist nass.")
    said = poster(worker, dropped, "sprache=de&sprache=en").text.replace("\n", " ")

    assert "Dieses Treffen fällt aus." in said
    assert in_language(BY_CODE["en"], "Dieses Treffen fällt aus.") in said
    assert "Alle sind willkommen" not in said


def test_usual_languages_are_those_that_are_interpreted(worker):
    page = worker.get(f"/arbeit/treffen/{making.meeting(interpreting=['ar', 'ku']).id}/plakate")

    assert [box["value"] for box in page.select("[name=sprache][checked]")] == ["de", "ar"]


def test_posters_of_other_ortsteile_are_not_there(staff):
    meeting = making.meeting()
    factories.ortsteil("07")

    staff("quarter_worker", ortsteile=["07"]).get(f"/arbeit/treffen/{meeting.id}/plakate", status=404)

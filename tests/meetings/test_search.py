"""Search in agendas and minutes: the same on both databases, in all scripts, and only what everybody may read."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import Decision, Meeting
from app.meetings.queries.search import INDEX
from app.meetings.rules.kinds import MeetingState, MinutesState, Mode, Part
from app.meetings.service import changing, indexing, planning
from tests import factories
from tests.meetings import making
from tests.support.reader import Reader


def said(meeting: Meeting) -> Meeting:
    """What every change of a meeting does."""
    changing.changed(meeting, act="meeting.change", account=None)
    return meeting


def minuted(text: str, state: MinutesState = MinutesState.PUBLISHED, *, is_public: bool = True) -> Meeting:
    meeting: Meeting = making.meeting(clock.today() - timedelta(days=9))
    item = making.item(meeting, "Verschiedenes", is_public=is_public)
    making.minutes(meeting, state)
    making.text(meeting, Part.RESULT, text, item)
    return said(meeting)


def found(reader: Reader, question: str) -> list[str]:
    return [title.get_text(strip=True) for title in reader.get(f"/treffen?q={question}").select(".card__title")]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Die Straßenlaterne", "strassenlaterne"),
        ("Die Straßenlaterne", "STRASSENLAT"),
        ("Spielplätze für alle", "Spielplatz"),
        ("Лавочка во дворе", "лавочки"),
        ("حديقة للأطفال", "حديقة"),
        ("Đường tối", "duong"),
        ("Bänke am Teich", "Teich Bänke"),
    ],
)
def test_words_are_found_in_all_scripts_and_forms(reader: Reader, stored: str, asked: str):
    meeting, other = minuted(stored), minuted("Etwas anderes")

    assert found(reader, asked) == [meeting.title]
    assert other.title not in found(reader, asked)


def test_title_purpose_place_hosts_and_agenda_are_searched(reader: Reader):
    forum = factories.forum(name="Forum Rieth")
    meeting = making.meeting(title="Abend am Teich", purpose="Um Enten.", place="Bootshaus", forums=[forum])
    making.item(meeting, "Fischotter", text="und Biber")
    said(meeting)

    for asked in ("Teich", "Enten", "Bootshaus", "Rieth", "Fischotter", "Biber"):
        assert found(reader, asked) == ["Abend am Teich"], asked


def test_decisions_tasks_parked_points_and_summaries_are_searched(reader: Reader):
    meeting = minuted("Nichts Besonderes")
    db.session.add(Decision(item_id=meeting.items[0].id, wording="Der Kiosk bleibt.", plain="Ja", mode=Mode.CONSENSUS))
    making.task(meeting, what="Schlüssel nachmachen", item_id=meeting.items[0].id)
    making.parked(meeting, "Ein Trampolin")
    making.text(meeting, Part.PLAIN, "Alles wird bunt.")
    said(meeting)

    for asked in ("Kiosk", "Schlüssel", "Trampolin", "bunt"):
        assert found(reader, asked) == [meeting.title], asked


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.AGREED, MinutesState.APPROVED])
def test_minutes_are_found_only_when_they_are_published(reader: Reader, state: MinutesState):
    minuted("Ein Geheimnis", state)

    assert found(reader, "Geheimnis") == []


def test_an_item_that_is_not_public_is_found_by_nothing(reader: Reader):
    minuted("Ein Geheimnis", is_public=False)

    assert found(reader, "Geheimnis") == []
    assert found(reader, "Verschiedenes") == []


def test_a_draft_is_found_by_nothing_and_an_announced_meeting_at_once(reader: Reader):
    draft = said(making.meeting(title="Laternenfest", state=MeetingState.DRAFT)).id
    assert found(reader, "Laternenfest") == []

    planning.announce(meeting=db.session.get_one(Meeting, draft), account_id=None)

    assert found(reader, "Laternenfest") == ["Laternenfest"]


def test_a_meeting_is_found_by_its_new_words_alone(reader: Reader):
    planned = said(making.meeting(title="Laternenfest")).id
    meeting = db.session.get_one(Meeting, planned)
    meeting.title = "Lampionfest"
    said(meeting)

    assert found(reader, "Laternenfest") == []
    assert found(reader, "Lampionfest") == ["Lampionfest"]


def test_a_meeting_that_is_thrown_away_leaves_no_words(reader: Reader):
    draft = said(making.meeting(state=MeetingState.DRAFT))
    planning.remove(meeting=draft, account_id=None)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(INDEX)) == 0


def test_the_items_in_which_the_words_stand_are_named_and_linked(reader: Reader):
    meeting = making.meeting(title="Abend")
    making.item(meeting, "Laternen am Weg")
    making.item(meeting, "Noch etwas", text="über Laternen")
    making.item(meeting, "Kuchen")
    making.item(meeting, "Laternen im Streit", is_public=False)
    said(meeting)

    links = reader.get("/treffen?q=Laterne").select(".card__body a")

    assert [link.get_text() for link in links] == ["Laternen am Weg", "Noch etwas"]
    assert str(links[0]["href"]).endswith(f"/treffen/{meeting.id}#punkt-1")


def test_filters_hold_while_searching(reader: Reader):
    factories.ortsteil("07")
    here = said(making.meeting(title="Licht hier"))
    said(making.meeting(title="Licht dort", ortsteile=[factories.ortsteil("07")]))

    assert found(reader, f"Licht&ortsteil={here.ortsteile[0].key}") == ["Licht hier"]


@pytest.mark.parametrize("asked", ["%22", "%27%20OR%20meeting%20MATCH%20*", "*", "-", "NEAR(a b)", "a%26b", "%F0%9F%8C%B3"])
def test_signs_are_no_questions_to_the_database(reader: Reader, asked: str):
    said(making.meeting(title="Abend"))

    assert found(reader, asked) == []


def test_a_search_page_goes_on_where_it_ended(reader: Reader):
    for day in range(25):
        said(making.meeting(clock.today() - timedelta(days=day), title=f"Licht {day}"))

    first = reader.get("/treffen?q=Licht")
    (further,) = [str(link["href"]) for link in first.select("main a") if "vor=" in str(link.get("href"))]

    assert "q=Licht" in further
    assert len(first.select(".card")) + len(reader.get(further).select(".card")) == 25


def test_indexing_many_is_indexing_each(reader: Reader):
    meetings = [making.meeting(title=f"Licht {number}") for number in range(3)]
    for meeting in meetings:
        indexing.reindex(meeting)
    one_by_one = db.session.execute(sa.select(INDEX).order_by(INDEX.c.meeting)).all()
    indexing.reindex(*meetings)

    assert db.session.execute(sa.select(INDEX).order_by(INDEX.c.meeting)).all() == one_by_one

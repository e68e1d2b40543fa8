"""Meetings of the past from files: loaded once as real meetings of real bodies, with no more of a date than is known."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result

from app.demo import gremien, reading
from app.kernel.db import db
from app.meetings import labels
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingKind, MeetingState, Precision
from app.moderation.models import LogEntry
from app.places import DATA
from app.places import service as places
from tests import factories
from tests.conftest import World
from tests.support.reader import Reader

HEADER = "gremium,anlass,nr,datum_von,datum_bis,thema,seed_zeile"
GOOD = "Gremium beirat,,4,2023-01-24,,Licht im Hof,254"
Import = Callable[..., Result]


@pytest.fixture
def take_in(world: World, tmp_path: Path) -> Import:
    """Run the command on a file with these lines."""

    def run(*lines: str, header: str = HEADER) -> Result:
        path = tmp_path / "sitzungen.csv"
        path.write_text("\n".join((header, *lines)), encoding="utf-8")
        with world.outside():
            return world.app.test_cli_runner().invoke(args=["meetings", "import", str(path), "--source", "Fachplan"])

    return run


def found() -> list[Meeting]:
    return list(db.session.scalars(sa.select(Meeting).order_by(Meeting.first_day)))


def only() -> Meeting:
    (meeting,) = found()
    return meeting


def test_a_row_becomes_a_meeting_that_everybody_may_read(world: World, take_in: Import, reader: Reader):
    beirat = factories.gremium("beirat")

    assert "1 neu" in take_in(GOOD).output

    meeting = only()
    assert (meeting.kind, meeting.state, meeting.precision) == (
        MeetingKind.ADVISORY_BOARD,
        MeetingState.ANNOUNCED,
        Precision.DAY,
    )
    assert [each.id for each in meeting.gremien] == [beirat.id]
    assert meeting.is_city_wide
    page = reader.get(f"/treffen/{meeting.id}")
    assert "Dienstag, 24. Januar 2023" in page.text
    assert "Licht im Hof" in page.text
    assert "Fachplan, Zeile 254" in page.text
    assert "kein Protokoll" in page.text
    assert "Gremium beirat" in reader.get("/treffen?q=Licht").text


def test_the_same_file_again_changes_nothing(world: World, take_in: Import):
    factories.gremium("beirat")
    take_in(GOOD)
    before = only().id

    assert "0 neu, 0 geändert, 1 unverändert" in take_in(GOOD).output
    assert only().id == before
    assert db.session.scalar(sa.select(sa.func.count()).where(LogEntry.act == "meeting.import")) == 1


def test_what_was_put_right_in_the_file_is_put_right_here(world: World, take_in: Import, reader: Reader):
    factories.gremium("beirat")
    take_in(GOOD)

    assert "1 geändert" in take_in(GOOD.replace("Licht", "Lärm").replace("2023-01-24", "2023-01-25")).output
    assert (only().first_day, only().items[0].title) == (date(2023, 1, 25), "Lärm im Hof")
    assert "Gremium beirat" in reader.get("/treffen?q=Laerm&q=Lärm").text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-06-19", "2023-07-04", "19. Juni bis 4. Juli 2023"),
        ("2023-06", "", "im Juni 2023"),
        ("2023-06", "2023-07-04", "Juni 2023 bis Juli 2023"),
        ("2022", "2023", "2022 bis 2023"),
        ("2023", "", "im Jahr 2023"),
    ],
)
def test_no_more_of_a_date_is_said_than_the_file_knows(world: World, take_in: Import, first: str, last: str, said: str):
    factories.gremium("beirat")
    take_in(f"Gremium beirat,,4,{first},{last},Licht,254")

    assert labels.when(only()) == said


def test_a_forum_and_an_event_of_nobody_come_in_too(world: World, take_in: Import):
    factories.forum("rieth", ["06"], name="Forum Rieth")
    take_in("Forum Rieth,,1,2023-01-24,,Licht,", ",Ein Fest für alle,2,2023-02-24,,Lärm,")

    evening, feast = found()
    assert (evening.kind, [place.key for place in evening.ortsteile], evening.is_city_wide) == (
        MeetingKind.FORUM,
        ["06"],
        False,
    )
    assert (feast.kind, feast.title, feast.is_city_wide) == (MeetingKind.OTHER, "Ein Fest für alle", True)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Unbekannte Runde,,4,2023-01-24,,Licht,254", "Unbekanntes: Unbekannte Runde"),
        (",,4,2023-01-24,,Licht,254", "Die Spalte gremium ist leer"),
        ("Gremium beirat,,,2023-01-24,,Licht,254", "Die Spalte nr ist leer"),
        ("Gremium beirat,,4,,,Licht,254", "Die Spalte datum_von ist leer"),
        ("Gremium beirat,,4,24.1.2023,,Licht,254", "kein Datum"),
        ("Gremium beirat,,4,2023-02-30,,Licht,254", "kein Datum"),
        ("Gremium beirat,,4,2023-01-24,2023-13,Licht,254", "kein Datum"),
        ("Gremium beirat,,4,2023-01-24,2023-01-23,Licht,254", "vor dem ersten"),
        ("Gremium beirat,,4,0023-01-24,,Licht,254", "das Jahr"),
        ("Gremium beirat,,4,2023-01-24,,,254", "Die Spalte thema ist leer"),
        (f"Gremium beirat,,4,2023-01-24,,{'x' * 301},254", "zu lang"),
        ("Gremium beirat,,4,2023-01-24,,Li\x07cht,254", "niemand lesen"),
        ("Gremium beirat,4,2023-01-24,,Licht,254", "6 statt 7"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_reason(world: World, take_in: Import, line: str, why: str):
    factories.gremium("beirat")

    said = take_in(line, GOOD.replace(",4,", ",5,")).output

    assert "Zeile 2 abgelehnt" in said
    assert why in said
    assert "1 neu" in said


def test_the_same_number_twice_in_a_file_is_refused(world: World, take_in: Import):
    factories.gremium("beirat")

    assert "steht schon in Zeile 2" in take_in(GOOD, GOOD).output


def test_a_file_without_its_columns_changes_nothing(world: World, take_in: Import):
    answer = take_in(GOOD, header="gremium,nr")

    assert answer.exit_code == 1
    assert "datum_von" in answer.output
    assert found() == []


def test_the_history_of_the_demo_city_loads_whole(world: World):
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)
    gremien.convene()
    db.session.commit()
    path = reading.DATA / "meetings_history.csv"
    with world.outside():
        said = world.app.test_cli_runner().invoke(args=["meetings", "import", str(path)]).output

    assert "29 neu, 0 geändert, 0 unverändert, 0 abgelehnt" in said

"""Talks of campaigns in a release: counted by people, once in each cell, as far as they were read."""

import pytest

from app.coding.service import codebook, marking
from app.coding.service.codebook import ThemeFacts
from app.coding.service.marking import Mark
from app.concerns.rules import Direction
from app.kernel import clock as kernel_clock
from app.kernel.errors import RuleBroken
from app.needs import exports, queries, service
from app.needs.rules import Axis
from tests.coding import making
from tests.needs import city
from tests.needs.city import SUMMER
from tests.support.reader import Reader
from tests.surveys import making as surveys

AUTUMN = SUMMER.following
MANY = {("06", "gruen"): 12, ("07", "gruen"): 11}


@pytest.fixture
def campaign(app: object):
    city.build()
    return surveys.campaign()


@pytest.fixture
def theme(campaign):
    return making.theme(campaign, "Spielplätze", "gruen")


def people(quarter=SUMMER) -> dict[tuple[str, str], int]:
    """People in talks, cell by cell, in all tables."""
    counted = queries.counted_talks(quarter)
    return {place: cell.people for table in counted.tables for place, cell in table.cells.items()} if counted else {}


def test_a_talk_counts_once_in_a_cell_with_as_many_people_as_took_part(campaign, theme):
    swings, noise = making.theme(campaign, "Schaukeln", "gruen"), making.theme(campaign, "Lärm", "verkehr")
    city.talk(campaign, theme, theme, (theme, Direction.IDEA), swings)
    city.talk(campaign, theme, noise, people=6)
    city.talk(campaign, noise, at="07")

    assert people() == {
        ("06", "gruen"): 7,
        ("06", "verkehr"): 6,
        ("07", "verkehr"): 1,
        ("06", "survey"): 7,
        ("07", "survey"): 1,
        ("gruen", "survey"): 7,
        ("verkehr", "survey"): 7,
        ("gruen", "problem"): 7,
        ("gruen", "idea"): 1,
        ("verkehr", "problem"): 7,
    }
    counted = queries.counted_talks(SUMMER)
    assert {place: each.people for place, each in counted.people.items()} == {"06": 7, "07": 1}
    assert counted.distinct[Axis.CHANNEL, "survey"] == 8


def test_only_the_first_reading_of_talks_of_the_quarter_counts(campaign, theme):
    city.read(city.talk(campaign), theme, turn=2)
    city.talk(campaign, theme, on=SUMMER.last_day)
    city.talk(campaign, theme, on=AUTUMN.first_day)

    assert people()["06", "gruen"] == 1
    assert people(AUTUMN)["06", "gruen"] == 1


def test_themes_count_as_what_they_are_today(campaign, theme):
    swings, noise = making.theme(campaign, "Schaukeln", "wohnumfeld"), making.theme(campaign, "Lärm", "verkehr")
    city.talk(campaign, swings)
    city.talk(campaign, noise)

    codebook.merge(campaign=campaign, themes=[swings, theme], into=theme, account_id=None)
    parts = [ThemeFacts(topic_key="verkehr", label=label) for label in ("Autos", "Bahn")]
    codebook.split(campaign=campaign, theme=noise, parts=parts, account_id=None)

    assert {place for place in people() if place[0] == "06"} == {("06", "gruen"), ("06", "survey")}


def test_talks_are_added_to_voices_and_never_joined_with_them(campaign, theme):
    city.speak(MANY)
    for _ in range(8):
        city.talk(campaign, theme)

    release = service.make_release(quarter=SUMMER)

    by_topic, by_channel = (queries.table_of(release, name) for name in (queries.ORTSTEIL_TOPIC, queries.ORTSTEIL_CHANNEL))
    assert by_topic.cell("06", "gruen").count == 20
    assert by_channel.cell("06", "survey").count == 8
    assert queries.table_of(release, "people").cell("06", "people").count == 20


@pytest.mark.parametrize(("talks", "shown"), [(4, None), (5, 17)])
def test_few_people_in_talks_are_withheld_however_many_voices_there_are(campaign, theme, talks: int, shown: int | None):
    city.speak(MANY)
    for _ in range(talks):
        city.talk(campaign, theme)

    release = service.make_release(quarter=SUMMER)

    assert queries.table_of(release, queries.ORTSTEIL_TOPIC).cell("06", "gruen").count == shown


def test_what_was_not_read_when_a_quarter_was_released_counts_nowhere(campaign, theme, clock):
    city.speak(MANY)
    for _ in range(8):
        city.talk(campaign, theme)
    late = city.talk(campaign)
    first = service.make_release(quarter=SUMMER)

    city.read(late, theme)
    city.speak({("06", "gruen"): 9}, on=AUTUMN.first_day)
    clock.advance(days=60)

    assert queries.quarters_waiting(kernel_clock.now()) == [AUTUMN]
    second = service.make_release(quarter=AUTUMN)
    numbers = [queries.table_of(each, queries.ORTSTEIL_TOPIC).cell("06", "gruen").count for each in (first, second)]
    assert numbers == [20, 9]


def test_a_quarter_with_talks_alone_can_be_released(campaign, theme):
    city.talk(campaign)
    assert queries.quarters_waiting(kernel_clock.now()) == []
    for _ in range(6):
        city.talk(campaign, theme)
    assert queries.quarters_waiting(kernel_clock.now()) == [SUMMER]

    release = service.make_release(quarter=SUMMER)

    assert queries.table_of(release, queries.TOPIC_CHANNEL).cell("gruen", "survey").count == 6


def test_what_is_read_while_a_release_is_prepared_stops_it(campaign, theme):
    making.talk(campaign, gut="Schön hier.")
    city.speak(MANY, on=AUTUMN.first_day)
    city.speak(MANY)
    city.talk(campaign, theme)
    late = city.talk(campaign)
    prepared = service.prepare(quarter=SUMMER)

    (text,) = marking.queries.page(campaign)
    mark = Mark(start=0, end=6, theme_id=theme.id, direction=Direction.STRENGTH)
    marking.read(campaign=campaign, text=text, marks=[mark], turn=1, account_id=None)
    assert queries.state(SUMMER) == prepared.state, "that talk belongs to another quarter"
    city.read(late, theme)

    with pytest.raises(RuleBroken, match="noch einmal"):
        service.publish(prepared=prepared)


def test_staff_see_talks_of_the_running_quarter_at_once(campaign, theme, staff):
    city.speak({("06", "gruen"): 2}, on=AUTUMN.first_day)
    city.talk(campaign, theme, people=3, on=AUTUMN.first_day)

    page = staff("quarter_worker", ortsteile=["06"]).get("/arbeit/bedarfe")

    live = [row.get_text(" ", strip=True) for row in page.select("table tbody tr")]
    assert live == ["Rieth Grün, Spiel, Sport 5"]


def test_pages_and_files_have_a_column_for_talks_and_say_how_they_count(campaign, theme, reader: Reader):
    city.speak(MANY)
    for _ in range(8):
        city.talk(campaign, theme)
    release = service.make_release(quarter=SUMMER)

    page = reader.get(f"/bedarfe?tabelle={queries.ORTSTEIL_CHANNEL}")
    written = {file.name: b"".join(file.pieces).decode("utf-8", "replace") for file in _files(release)}

    assert "in einer Befragung" in [head.get_text(strip=True) for head in page.select("table thead th")]
    assert ",06,Rieth,survey,in einer Befragung,8," in written["bedarfe-2026-Q3-zahlen-offen.csv"]
    assert "zählt in keiner Veröffentlichung" in written["LIESMICH.txt"]
    assert "nie zusammengeführt" in written["LIESMICH.txt"]


def _files(release):
    return list(exports.files(release, queries.tables_of(release)))

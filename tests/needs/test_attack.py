"""From voices to the published file, and into the hands of somebody who wants to know who spoke.

The attacker has the open data of a release, the members of every Planungsraum, and the time to open every public page.
"""

import csv
import io
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from app.coding.service import releasing
from app.concerns.labels import CHANNELS, DIRECTIONS
from app.concerns.models import Concern, Topic, Voice
from app.concerns.rules import SHOWN_GROUP, Channel, Direction, Review, VoiceKind
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.needs import exports, queries, service
from app.needs.models import Release
from app.needs.rules import AreaScheme, Axis, Flag, ProtectedCell, ProtectedTable
from app.needs.rules.documents import checksum
from app.surveys.rules.kinds import Phase
from tests import factories
from tests.coding import making
from tests.needs import city, talks
from tests.needs.attacker import Attacker, complaints
from tests.needs.city import SPRING, SUMMER
from tests.needs.voices import truth_about
from tests.support.reader import Page, Reader
from tests.surveys import making as surveys

pytestmark = pytest.mark.full_on_postgresql

QUARTERS = (SPRING.previous, SPRING, SUMMER)
TOPICS = ("gruen", "verkehr", "wohnumfeld", "kultur", "kinder")
SENSITIVE = "kinder"
DIRECTION_WORDS = {str(word): direction for direction, word in DIRECTIONS.items()}
CHANNEL_WORDS = {str(word): channel for channel, word in CHANNELS.items()}

Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, kw_only=True)
class Read:
    """A release as it stands in its file."""

    tables: tuple[ProtectedTable, ...]
    schemes: tuple[AreaScheme, ...]


@pytest.fixture
def releases(app: object) -> list[Release]:
    """Four Ortsteile speak in three quarters: alone, in groups of all sizes, with many or few who join in."""
    city.build()
    db.session.get(Topic, SENSITIVE).is_sensitive = True
    dice = random.Random(11)
    for quarter in QUARTERS:
        for _ in range(45):
            _speak(dice, quarter)
    return [service.make_release(quarter=quarter) for quarter in QUARTERS]


def test_nothing_withheld_can_be_found_in_the_file_and_on_the_pages(releases: list[Release], reader: Reader):
    seen = pages_counted(reader)

    for release in releases:
        read, truth = read_file(release), people_in(release.quarter)
        few = {key for key, people in truth.items() if people < smallest(key)}
        beside = {key for key, people in truth.items() if 0 < people - seen[release.quarter][key] < smallest(key)}
        withheld = {key for key, cell in cells_of(read.tables) if cell.flag is Flag.WITHHELD}
        assert few | beside < withheld, "the city has too little to protect"

        knowing, naive = Attacker(read, seen=seen[release.quarter]), Attacker(read, sees_zeros=False)
        knowing.look_into_triples()

        assert complaints(knowing, smallest=smallest, small=few, beside=beside) == []
        assert complaints(naive, smallest=smallest, small=few) == []


def test_the_same_attacker_finds_people_where_partners_are_shown(releases: list[Release], reader: Reader):
    release = releases[-1]
    seen, truth = pages_counted(reader)[release.quarter], people_in(release.quarter)
    few = {key for key, people in truth.items() if people < smallest(key)}

    careless = Attacker(with_partners_shown(read_file(release), truth), seen=seen)

    assert complaints(careless, smallest=smallest, small=few) != []


def test_every_number_in_the_file_is_true_and_large_enough(releases: list[Release]):
    for release in releases:
        truth = people_in(release.quarter)
        shown = {key: cell.count for key, cell in cells_of(read_file(release).tables) if cell.count is not None}

        assert shown == {key: truth[key] for key in shown}
        assert all(people >= smallest(key) for key, people in shown.items())


def test_the_file_leads_to_the_checksum_of_its_release(releases: list[Release]):
    for release in releases:
        assert checksum(read_file(release).tables) == release.checksum


THEMES = {"Bänke": "gruen", "Schaukeln": "gruen", "Radwege": "verkehr", "Licht": "verkehr", "Müll": "wohnumfeld"}
CAMPAIGN = "berliner-platz"


@pytest.fixture
def asked(app: object) -> None:
    """Four Ortsteile speak, and in three of them people are asked; the results of the campaign are there for everybody."""
    city.build()
    dice = random.Random(5)
    for _ in range(60):
        _speak(dice, SUMMER, topics=TOPICS[:3])
    campaign = surveys.campaign(CAMPAIGN, phase=Phase.EVALUATION)
    themes = [making.theme(campaign, label, topic) for label, topic in THEMES.items()]
    for _ in range(45):
        said = dice.choices(themes, (9, 4, 6, 1, 2), k=dice.choice((1, 2, 3)))
        directions = [dice.choice((Direction.STRENGTH, Direction.PROBLEM)) for _ in said]
        at = dice.choices(("06", "07", "08"), (6, 2, 1))[0]
        city.talk(campaign, *zip(said, directions, strict=True), people=dice.choice((1, 1, 1, 1, 5)), at=at)
    releasing.publish(campaign=campaign, account_id=None)


@pytest.mark.usefixtures("asked")
def test_nothing_said_in_talks_can_be_found_in_the_file_and_in_the_results_of_the_campaign(reader: Reader):
    counted = queries.counted(SUMMER)
    release = service.make_release(quarter=SUMMER)
    read = read_file(release)
    (known,) = talks.results_of(counted)

    told = results_on(reader.get(f"/umfragen/{CAMPAIGN}/ergebnisse"))
    names = {str(theme.id): theme.label for theme in db.session.scalars(sa.select(making.Theme))}
    assert told == {(names[theme], least) for (theme, at), (least, most) in known.bounds.items() if not at and least == most}
    assert any(cell.count for _key, cell in cells_of(read.tables))
    assert talks.found_about_talks(counted, read) == []
    assert talks.found_about_voices(counted, read) == []


@pytest.mark.usefixtures("asked")
def test_the_same_attacker_finds_talks_where_partners_are_shown():
    counted = queries.counted(SUMMER)
    truth = Counter(sum((Counter(truth_about(each).people) for each in counted.populations), Counter()))

    careless = with_partners_shown(read_file(service.make_release(quarter=SUMMER)), truth)

    assert talks.found_about_talks(counted, careless) != []


def results_on(page: Page) -> set[tuple[str, int]]:
    """The themes with the people behind them, as the page of a campaign names them."""
    return {
        (section.select_one("h3").get_text(strip=True), int(found[1]))
        for section in page.select("section section")
        if (found := re.search(r"(\d+) Menschen haben davon gesprochen", section.get_text(" ", strip=True)))
    }


def smallest(key: Key) -> int:
    return 10 if SENSITIVE in key else 5


def cells_of(tables: Iterable[ProtectedTable]) -> Iterator[tuple[Key, ProtectedCell]]:
    return (((table.name, *place), cell) for table in tables for place, cell in table.cells.items())


def read_file(release: Release) -> Read:
    """The open data of a release, read as anybody would."""
    written = exports.one_file(release, queries.tables_of(release), "offen")
    rows = list(csv.DictReader(io.StringIO(b"".join(written.pieces).decode("utf-8"), newline="")))
    names = dict.fromkeys(row["tabelle"] for row in rows)
    quarter = Quarter.parse(release.quarter)
    return Read(
        tables=tuple(_table(name, [row for row in rows if row["tabelle"] == name]) for name in names),
        schemes=queries.schemes_of(quarter),
    )


def people_in(quarter: str) -> Counter[Key]:
    """How many people really stand behind each number. In this city nobody speaks twice."""
    found: Counter[Key] = Counter()
    wanted = sa.select(Concern, Voice.people).join(Voice, Voice.concern_id == Concern.id)
    published = wanted.where(Concern.review == Review.PUBLISHED, Voice.quarter == quarter)
    for concern, people in db.session.execute(published):
        for key in _keys_of(concern.ortsteil_key, concern.topic_key, str(concern.channel), str(concern.direction)):
            found[key] += people
    return found


def pages_counted(reader: Reader) -> dict[str, Counter[Key]]:
    """How many people anybody can count on the pages of all concerns, by quarter."""
    found: dict[str, Counter[Key]] = {str(quarter): Counter() for quarter in QUARTERS}
    for number, reported_on in [(each.number, each.reported_on) for each in db.session.scalars(sa.select(Concern))]:
        page = reader.get(f"/anliegen/{number}")
        for key in _keys_of(*_said_on(page)):
            found[str(Quarter.of_day(reported_on))][key] += _people_on(page)
    return found


def with_partners_shown(read: Read, truth: Counter[Key]) -> Read:
    """The same release if only numbers of few people were withheld."""

    def shown(key: Key, cell: ProtectedCell) -> ProtectedCell:
        return ProtectedCell(count=truth[key]) if cell.flag is Flag.WITHHELD and truth[key] >= smallest(key) else cell

    tables = tuple(
        ProtectedTable(
            **{name: getattr(table, name) for name in ("name", "row_axis", "column_axis", "rows", "columns", "scheme")},
            cells={place: shown((table.name, *place), cell) for place, cell in table.cells.items()},
        )
        for table in read.tables
    )
    return Read(tables=tables, schemes=read.schemes)


def _speak(dice: random.Random, quarter: Quarter, topics: tuple[str, ...] = TOPICS) -> None:
    supports = dice.choice((0, 0, 1, 3, 8))
    concern = factories.concern(
        ortsteil_key=dice.choice(tuple(city.NAMES)),
        topic_key=dice.choices(topics, (5, 4, 3, 1, 2)[: len(topics)])[0],
        channel=dice.choice((Channel.ONLINE, Channel.PAPER, Channel.MEETING)),
        direction=dice.choice((Direction.STRENGTH, Direction.PROBLEM, Direction.IDEA)),
        people=dice.choice((1, 1, 1, 1, 3, SHOWN_GROUP, 7)),
        supports=supports,
        reported_on=quarter.first_day,
    )
    for _ in range(supports):
        factories.voice(concern, VoiceKind.SUPPORT)


def _keys_of(ortsteil: str, topic: str, channel: str, direction: str) -> Iterator[Key]:
    """Where a voice counts, in all tables and their sums."""
    yield "people", ortsteil, "people"
    places = {
        queries.ORTSTEIL_TOPIC: [(ortsteil, topic)],
        queries.ORTSTEIL_CHANNEL: [(ortsteil, channel)],
        queries.TOPIC_CHANNEL: [(topic, channel)],
        queries.TOPIC_DIRECTION: [(topic, direction)],
    } | {
        scheme.key: [(room.key, topic) for room in scheme.planungsraeume if room.adds_up and ortsteil in room.whole]
        for scheme in queries.schemes_of(SUMMER)
    }
    for name, found in places.items():
        for row, column in found:
            yield from ((name, *place) for place in ((row, column), (row, None), (None, column), (None, None)))


def _table(name: str, rows: list[dict[str, str]]) -> ProtectedTable:
    cells = {(_key(row["zeile"]), _key(row["spalte"])): _cell(row) for row in rows}
    one, _dash, other = name.partition("-")
    is_scheme, is_people = one == "raumzuschnitt", name == "people"
    return ProtectedTable(
        name=name,
        row_axis=Axis.PLANUNGSRAUM if is_scheme else Axis.ORTSTEIL if is_people else Axis(one),
        column_axis=Axis.TOPIC if is_scheme else Axis.PEOPLE if is_people else Axis(other),
        rows=tuple(dict.fromkeys(row for row, _ in cells if row)),
        columns=tuple(dict.fromkeys(column for _, column in cells if column)),
        cells=cells,
        scheme=name if is_scheme else None,
    )


def _key(written: str) -> str | None:
    return None if written == exports.SUM else written


def _cell(row: dict[str, str]) -> ProtectedCell:
    flags = {flag.code: flag for flag in Flag}
    return ProtectedCell(flag=flags[row["flag"]]) if row["flag"] else ProtectedCell(count=int(row["menschen"]))


def _said_on(page: Page) -> tuple[str, str, str, str]:
    """Ortsteil, topic, channel and direction of a concern, as its page says them."""
    terms = [term.get_text(" ", strip=True) for term in page.select("main dt")]
    facts = dict(zip(terms, (value.get_text(" ", strip=True) for value in page.select("main dd")), strict=True))
    ortsteile = {name: key for key, name in city.NAMES.items()}
    topics = {topic.label: topic.key for topic in db.session.scalars(sa.select(Topic))}
    (direction,) = {tag.get_text(strip=True) for tag in page.select(".tag")} & DIRECTION_WORDS.keys()
    return (
        ortsteile[facts["Ortsteil"]],
        topics[facts["Thema"]],
        CHANNEL_WORDS[facts["Gesagt"].split(", ")[-1]],
        DIRECTION_WORDS[direction],
    )


def _people_on(page: Page) -> int:
    """The author or the stated group, and those who say that it concerns them too."""
    group = re.search(r"Dahinter stehen (\d+) Menschen", page.text)
    others = re.search(r"(\d+) Mensch(?:en haben| hat) gesagt", page.text)
    return (int(group[1]) if group else 1) + (int(others[1]) if others else 0)

"""Fills a scratch database with published concerns and the voices behind them: by bulk, and the same rows every time."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.concerns.models import Concern, NumberSeries, ProgressEntry, Topic, Voice
from app.concerns.rules import NUMBERS_A_YEAR, Channel, Direction, Progress, Review, VoiceKind
from app.forums import service as forums
from app.kernel import clock
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.places import queries as places
from app.places import service as places_service
from benchmarks import bulk, minimal
from benchmarks.databases import Scratch
from benchmarks.words import Speaker
from config import ROOT

PLACES_DATA = ROOT / "app/places/data"
SEED = 20_260_930
AT_ONCE = 50_000
SUPPORTED = 10
"""Every so many concerns have one more voice behind them."""
WITH_PROGRESS = 100
PER_PERSON = 3
"""How many concerns a person reports on average."""
WITHOUT_COOKIE = 0.5
"""The share of voices that came without the cookie: each is a person of its own, from a network that others share."""
LANGUAGES = ("de", "de", "de", "de", "ar", "uk", "en", "ru", "fa", "de-simple")
FORUMS = {"rieth": ("06",), "mitte": ("01", "02", "03"), "osten": ("07", "08")}

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the database holds now: sequences from the oldest to the newest, all of one closed quarter."""

    quarter: Quarter
    concerns: int
    voices: int
    seconds: float

    def sequence(self, age: int) -> int:
        """The sequence of the concern that is the so-manieth newest; 0 is the newest."""
        return self.newest - age

    @property
    def oldest(self) -> int:
        return self.quarter.year * NUMBERS_A_YEAR + 1

    @property
    def newest(self) -> int:
        return self.oldest + self.concerns - 1


def fill(scratch: Scratch, *, concerns: int) -> Filled:
    """Places, forums, so many published concerns with voices, progress and search rows, and the anchors' table."""
    begun = time.monotonic()
    quarter = Quarter.of_day(clock.today()).previous
    with scratch.app.app_context():
        _fill_places()
        keys = sorted(places.keys())
        topics = list(db.session.scalars(sa.select(Topic.key).order_by(Topic.position)))
        db.session.add(NumberSeries(year=quarter.year, last=concerns))
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    minimal.fill(scratch.url)
    town = Town(quarter=quarter, concerns=concerns, ortsteile=keys, topics=topics)
    bulk.load(scratch, COLUMNS, town.batches())
    return Filled(
        quarter=quarter, concerns=concerns, voices=concerns + -(-concerns // SUPPORTED), seconds=time.monotonic() - begun
    )


def _fill_places() -> None:
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places_service.import_places(Path(PLACES_DATA / name))
    for slug, keys in FORUMS.items():
        forums.create(slug=slug, name=f"Forum {slug}", ortsteil_keys=keys)


COLUMNS: dict[str, tuple[str, ...]] = {
    Concern.__tablename__: (
        "id", "sequence", "client_key", "fingerprint", "code_hash", "direction", "topic_key", "ortsteil_key", "title",
        "text", "where_exactly", "affected", "language", "channel", "people", "review", "progress", "reported_on",
        "supports", "imported_supports", "suspicion", "has_hints",
    ),
    Voice.__tablename__: ("id", "concern_id", "kind", "support_key", "person", "network", "people", "quarter"),
    ProgressEntry.__tablename__: ("id", "concern_id", "step", "happened_on", "text", "link", "written_at"),
    "concern_search": ("rowid", "words"),
}  # fmt: skip
"""The columns that are filled, in the order of the rows below; all others stay empty."""


class Town:
    """Invents the rows. Ortsteile and topics are spoken of unevenly, as in life."""

    def __init__(self, *, quarter: Quarter, concerns: int, ortsteile: list[str], topics: list[str]) -> None:
        self._dice = random.Random(SEED)
        self._speaker = Speaker(self._dice, concerns)
        self._quarter = quarter
        self._concerns = concerns
        self._ortsteil = self._uneven(ortsteile)
        self._topic = self._uneven(topics)
        self._channel = self._uneven([channel.value for channel in Channel])
        self._direction = self._uneven([Direction.PROBLEM, Direction.IDEA, Direction.STRENGTH, Direction.CONTRIBUTION])
        self._people = max(1, concerns // PER_PERSON)

    def batches(self) -> Iterator[Rows]:
        """Rows of all tables, many at once."""
        numbers = iter(range(self._concerns))
        while some := list(islice(numbers, AT_ONCE)):
            rows: Rows = {table: [] for table in COLUMNS}
            for number in some:
                self._add(rows, number)
            yield rows

    def _add(self, rows: Rows, number: int) -> None:
        identity, (text, words) = self._random_hex(16), self._speaker.say(number)
        sequence = self._quarter.year * NUMBERS_A_YEAR + 1 + number
        channel, is_supported = self._channel(), number % SUPPORTED == 0
        people = 1 if channel == Channel.ONLINE else 1 + number % 3
        day = self._quarter.first_day.isoformat()
        rows["concern"].append(
            (
                identity, sequence, self._random_hex(32), self._random_hex(32), self._random_hex(32), str(self._direction()),
                self._topic(), self._ortsteil(), "", text, "", "[]", self._dice.choice(LANGUAGES), channel, people,
                str(Review.PUBLISHED), str(Progress.OPEN), day, int(is_supported), 0, "", False,
            )
        )  # fmt: skip
        rows["voice"].append(self._voice(identity, VoiceKind.AUTHOR, people))
        if is_supported:
            rows["voice"].append(self._voice(identity, VoiceKind.SUPPORT, 1))
        if number % WITH_PROGRESS == 0:
            rows["progress_entry"].extend(self._progress(identity, day))
        rows["concern_search"].append((sequence, words))

    def _voice(self, concern: str, kind: VoiceKind, people: int) -> tuple[Any, ...]:
        support_key = self._random_hex(32) if kind is VoiceKind.SUPPORT else None
        network, person = None, f"{self._dice.randrange(self._people):064x}"
        if self._dice.random() < WITHOUT_COOKIE:
            network, person = f"{self._dice.randrange(self._people):064x}", self._random_hex(32)
        return (self._random_hex(16), concern, str(kind), support_key, person, network, people, str(self._quarter))

    def _progress(self, concern: str, day: str) -> Iterator[tuple[Any, ...]]:
        for step in (Progress.DISCUSSED, Progress.PLANNED):
            yield (self._random_hex(16), concern, str(step), day, "Das Forum hat darüber gesprochen.", "", f"{day} 12:00:00")

    def _random_hex(self, length: int) -> str:
        return self._dice.randbytes(length).hex()

    def _uneven(self, choices: list[Any]) -> Callable[[], Any]:
        """Each choice is half as likely as another one at half its place in the list."""
        weights = [1 / place for place in range(1, len(choices) + 1)]
        drawn = self._dice.choices(choices, weights, k=AT_ONCE)
        position = iter(range(10**12))
        return lambda: drawn[next(position) * 7919 % AT_ONCE]

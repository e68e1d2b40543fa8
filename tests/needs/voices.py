"""Invented voices, and how they are counted: a straightforward reading of the rules, to hold the protection against."""

import random
from collections import defaultdict
from dataclasses import dataclass

from app.needs.rules import AreaScheme, Axis, Counted, CountedRelease, CountedTable, Planungsraum, SmallestGroup

TABLES = {
    "ortsteil_topic": (Axis.ORTSTEIL, Axis.TOPIC),
    "ortsteil_channel": (Axis.ORTSTEIL, Axis.CHANNEL),
    "topic_channel": (Axis.TOPIC, Axis.CHANNEL),
    "topic_direction": (Axis.TOPIC, Axis.DIRECTION),
}


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One person says one thing."""

    person: int
    ortsteil: str
    topic: str
    channel: str
    direction: str
    public: bool = False
    """Does it show on a public page?"""
    certain: bool = True
    """Is it certain that the person is not somebody else who speaks there, too?"""


@dataclass(frozen=True, kw_only=True)
class City:
    """The names of all there is."""

    ortsteile: tuple[str, ...]
    topics: tuple[str, ...]
    channels: tuple[str, ...] = ("online", "paper", "doorstep", "counter", "meeting", "phone")
    directions: tuple[str, ...] = ("strength", "problem", "idea", "contribution")

    def names(self, axis):
        return {
            Axis.ORTSTEIL: self.ortsteile,
            Axis.TOPIC: self.topics,
            Axis.CHANNEL: self.channels,
            Axis.DIRECTION: self.directions,
        }[axis]


def city(ortsteile=53, topics=16, **others):
    return City(
        ortsteile=tuple(f"{number:02d}" for number in range(1, ortsteile + 1)),
        topics=tuple(f"topic{number:02d}" for number in range(1, topics + 1)),
        **others,
    )


def voices_in(city, *, people, seed, public=0.0, uncertain=0.0):
    """Few places and topics have most voices, many have a few or none, as in life."""
    dice = random.Random(seed)
    areas = [dice.paretovariate(1.0) for _ in city.ortsteile]
    topics = [dice.paretovariate(1.5) for _ in city.topics]
    found = []
    for person in range(people):
        home = dice.choices(city.ortsteile, areas)[0]
        certain = dice.random() >= uncertain
        for _ in range(1 + int(dice.expovariate(1.2))):
            found.append(
                Voice(
                    person=person,
                    ortsteil=home if dice.random() < 0.9 else dice.choices(city.ortsteile, areas)[0],
                    topic=dice.choices(city.topics, topics)[0],
                    channel=dice.choices(city.channels, [10, 3, 2, 2, 1, 0.6][: len(city.channels)])[0],
                    direction=dice.choices(city.directions, [4, 6, 3, 1][: len(city.directions)])[0],
                    public=dice.random() < public,
                    certain=certain,
                )
            )
    return found


def schemes_of(city, *sizes, seed=0):
    """Area schemes that cut the city into so many Planungsräume each, without regard to one another."""
    dice = random.Random(seed)
    schemes = []
    for number, size in enumerate(sizes):
        members = defaultdict(list)
        for ortsteil in city.ortsteile:
            members[f"raum{dice.randrange(size)}"].append(ortsteil)
        rooms = tuple(Planungsraum(key=key, whole=tuple(names)) for key, names in sorted(members.items()))
        schemes.append(AreaScheme(key=f"scheme{number}", planungsraeume=rooms))
    return tuple(schemes)


def counted(people_by_cell):
    """From the voices of a cell to its count."""
    persons = {voice.person for voice in people_by_cell}
    certain = {voice.person for voice in people_by_cell if voice.certain}
    seen = {voice.person for voice in people_by_cell if voice.public}
    return Counted(people=len(persons), fewest=max(1, len(certain)), unseen=len(persons - seen))


def release_of(voices, city, *, schemes=(), smallest_group=None, period="2026-Q3"):
    by_cell, by_ortsteil, distinct = defaultdict(list), defaultdict(list), defaultdict(set)
    for voice in voices:
        by_ortsteil[voice.ortsteil].append(voice)
        for name, axes in TABLES.items():
            by_cell[name, *(getattr(voice, axis) for axis in axes)].append(voice)
        for axis in (Axis.TOPIC, Axis.CHANNEL, Axis.DIRECTION):
            distinct[axis, getattr(voice, axis)].add(voice.person if voice.certain else -1)
    tables = tuple(
        CountedTable(
            name=name,
            row_axis=rows,
            column_axis=columns,
            rows=city.names(rows),
            columns=city.names(columns),
            cells={key[1:]: counted(found) for key, found in by_cell.items() if key[0] == name},
        )
        for name, (rows, columns) in TABLES.items()
    )
    return CountedRelease(
        period=period,
        tables=tables,
        people={ortsteil: counted(by_ortsteil[ortsteil]) for ortsteil in city.ortsteile if by_ortsteil[ortsteil]},
        schemes=tuple(schemes),
        smallest_group=smallest_group or SmallestGroup(),
        distinct={key: len(persons) for key, persons in distinct.items()},
    )


def simple(numbers, *, smallest=5, schemes=(), name="ortsteil_topic"):
    """A release of one table, with numbers as they stand: rows are Ortsteile a, b, c, columns topics 0, 1, 2."""
    rows = tuple("abcdefghij"[: len(numbers)])
    columns = tuple("0123456789"[: len(numbers[0])])
    table = CountedTable(
        name=name,
        row_axis=Axis.ORTSTEIL,
        column_axis=Axis.TOPIC,
        rows=rows,
        columns=columns,
        cells={
            (row, column): Counted.hidden(number)
            for row, line in zip(rows, numbers, strict=True)
            for column, number in zip(columns, line, strict=True)
        },
    )
    return CountedRelease(
        period="2026-Q3", tables=(table,), schemes=tuple(schemes), smallest_group=SmallestGroup(usual=smallest)
    )


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What each published number really stands for, by (table, row, column), reckoned here once more."""

    people: dict
    fewest: dict
    seen: dict

    def small(self, smallest):
        return {key for key, number in self.fewest.items() if 0 < number < smallest(key)}

    def beside(self, smallest):
        """Where too few people stand beside those on public pages."""
        return {key for key, number in self.people.items() if 0 < number - self.seen[key] < smallest(key)}


def truth_about(release):
    truth = Truth(people=defaultdict(int), fewest=defaultdict(int), seen=defaultdict(int))

    def add(table, row, column, cell):
        truth.people[table, row, column] += cell.people
        truth.fewest[table, row, column] += cell.fewest
        truth.seen[table, row, column] += cell.people - cell.unseen

    def add_with_totals(table, row, column, cell):
        for key in ((row, column), (row, None), (None, column), (None, None)):
            add(table, *key, cell)

    for table in release.tables:
        for (row, column), cell in table.cells.items():
            add_with_totals(table.name, row, column, cell)
            if (table.row_axis, table.column_axis) != (Axis.ORTSTEIL, Axis.TOPIC):
                continue
            for scheme in release.schemes:
                for room in scheme.planungsraeume:
                    if row in room.whole and not room.partly:
                        add_with_totals(scheme.key, room.key, column, cell)
    for ortsteil, cell in release.people.items():
        add("people", ortsteil, "people", cell)
    return truth

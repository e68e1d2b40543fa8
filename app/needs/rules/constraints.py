"""What an attacker knows about a release without a single number in it: which numbers are sums of which.

Every number that is not zero is a cell (zeros are shown, so nobody needs to guess them). Two kinds of knowledge tie them:

- a *sum* says that a total equals its parts: the margins of every table, and every Planungsraum cell, which is the sum of
  the Ortsteil cells of its members. An area union that somebody asks for is one more sum.
- a *union* says that one group of distinct people stands behind several cells: the people of an Ortsteil are at least as
  many as speak of any one topic and at most as many as all topics together, and the same by channel. The number for the
  Ortsteil is published; the numbers for a whole topic or channel are not, but they exist, and tie tables together.

People who show on public pages can be counted there. So a cell is `seen` people anybody can count plus `unseen` others, and
the others are protected like a table of their own: subtracting the seen from a cell must not leave 1 to k-1.

People in talks are a population beside those behind concerns (see `system`), and are looked at twice: as they are, and as
somebody faces them who holds the results of the campaigns (see `campaigns`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations, product

from app.needs.rules import campaigns
from app.needs.rules.counts import NOBODY, SURVEY, AreaScheme, Axis, CampaignTalks, Counted, CountedRelease, CountedTable
from app.needs.rules.system import Cell, Sum, System, Union
from app.needs.rules.tables import PEOPLE_COLUMN, PEOPLE_TABLE, CellKey

Place = tuple[str | None, str | None]


def system_of(release: CountedRelease) -> System:
    """Everything that is known about this release. Raises ValueError if its counts contradict each other."""
    voices, *of_talks = release.populations
    system = _builder(voices).system()
    for talks in of_talks:
        system = system.beside(_of_talks(talks))
        if release.talks and release.talks.campaigns:
            system = system.beside(_informed(_of_talks(talks, release.talks.campaigns)))
    return system


def _of_talks(talks: CountedRelease, of_campaigns: Iterable[CampaignTalks] = ()) -> System:
    """What is known about talks: each stands in one Ortsteil. With campaigns, their results are known, too."""
    from app.needs.rules.reach import within_reach

    builder = _builder(talks, of_campaigns)
    builder.add_topics()
    campaigns.tie(builder, of_campaigns)
    return within_reach(builder.system())


def _informed(system: System) -> System:
    return replace(system, cells=tuple(replace(cell, is_informed=True) for cell in system.cells))


def _builder(release: CountedRelease, of_campaigns: Iterable[CampaignTalks] = ()) -> "Builder":
    """What is known about any population."""
    builder = Builder(release)
    for table in release.tables:
        builder.add_table(table)
    for table in release.tables:
        if publishes_planungsraeume(table):
            for scheme in release.schemes:
                builder.add_scheme(scheme, table)
    builder.add_people()
    for campaign in of_campaigns:
        campaigns.add_results(builder, campaign)
    builder.add_unions()
    builder.add_triples()
    return builder


def publishes_planungsraeume(table: CountedTable) -> bool:
    return (table.row_axis, table.column_axis) == (Axis.ORTSTEIL, Axis.TOPIC)


class Builder:
    """Collects cells and ties. `by_key` finds the position of a cell again."""

    def __init__(self, release: CountedRelease) -> None:
        self.release = release
        self.cells: list[Cell] = []
        self.by_key: dict[CellKey, int] = {}
        self.sums: list[Sum] = []
        self.unions: list[Union] = []
        self.triples: list[Union] = []
        self.hidden = 0
        self.groups: dict[tuple[Axis, str], list[tuple[int, ...]]] = defaultdict(list)

    def system(self) -> System:
        return System(
            cells=tuple(self.cells),
            sums=tuple(self.sums),
            unions=tuple(self.unions),
            triples=tuple(self.triples),
            hidden=self.hidden,
        )

    def add_table(self, table: CountedTable) -> None:
        places = [(row, column) for row in table.rows for column in table.columns if table.cell(row, column).people]
        for row, column in places:
            self._add(table, CellKey(table.name, row, column), table.cell(row, column))
        self._add_margins(table, table.name, places, self._distinct_in(table))
        self._remember_groups(table, places)

    def add_scheme(self, scheme: AreaScheme, table: CountedTable) -> None:
        distinct: dict[Place, int] = {}
        places = []
        for room in scheme.planungsraeume:
            if not room.adds_up:
                continue
            if self.release.people:
                distinct[room.key, None] = sum(self._people(ortsteil).fewest for ortsteil in room.whole)
            for topic in table.columns:
                parts = [CellKey(table.name, ortsteil, topic) for ortsteil in room.whole]
                if self._add_sum(table, CellKey(scheme.key, room.key, topic), parts):
                    places.append((room.key, topic))
        self._add_margins(table, scheme.key, places, distinct)

    def add_people(self) -> None:
        for ortsteil, counted in sorted(self.release.people.items()):
            if counted.people:
                self._add(None, CellKey(PEOPLE_TABLE, ortsteil, PEOPLE_COLUMN), counted)

    def add_unions(self) -> None:
        """Tie the tables by the people of each Ortsteil, topic, channel and direction."""
        for (axis, name), groups in self.groups.items():
            published = self._published_whole(axis, name)
            self._check(axis, name, published, groups)
            if published is not None or len(groups) > 1:
                whole = self.new_hidden() if published is None else published
                self.unions += [Union(whole=whole, parts=parts) for parts in groups]

    def add_triples(self) -> None:
        """Tie three tables by the people of an Ortsteil who speak of a topic through a channel, whatever their number."""
        tables = {(table.row_axis, table.column_axis): table for table in self.release.tables}
        for one, two, three in combinations(Axis, 3):
            sides = [tables[pair] for pair in ((one, two), (one, three), (two, three)) if pair in tables]
            if len(sides) < 3:
                continue
            parts: dict[int, list[int]] = defaultdict(list)
            for names in product(sides[0].rows, sides[0].columns, sides[1].columns):
                keys = [CellKey(side.name, *line) for side, line in zip(sides, combinations(names, 2), strict=True)]
                if all(key in self.by_key for key in keys):
                    triple = self.new_hidden()
                    for key in keys:
                        parts[self.by_key[key]].append(triple)
            self.triples += [Union(whole=whole, parts=tuple(found)) for whole, found in parts.items()]

    def add_topics(self) -> None:
        """Tie the talks about a topic to those in all Ortsteile: nobody is in two."""
        tables = {(table.row_axis, table.column_axis): table for table in self.release.tables}
        by_place, by_channel = tables.get((Axis.ORTSTEIL, Axis.TOPIC)), tables.get((Axis.TOPIC, Axis.CHANNEL))
        if by_place and by_channel:
            for topic in by_channel.rows:
                parts = [CellKey(by_place.name, ortsteil, topic) for ortsteil in by_place.rows]
                self._add_sum(by_channel, CellKey(by_channel.name, topic, SURVEY), parts)

    def position(self, rows: Axis, columns: Axis, row: str, column: str) -> int:
        """Where the number of this row and column is, in the table of these axes."""
        name = next(table.name for table in self.release.tables if (table.row_axis, table.column_axis) == (rows, columns))
        return self.by_key[CellKey(name, row, column)]

    def add_cell(self, cell: Cell) -> None:
        """One more cell. All cells come before the first hidden number."""
        self.by_key[cell.key] = len(self.cells)
        self.cells.append(cell)

    def new_hidden(self) -> int:
        """A number that exists and is not published."""
        self.hidden += 1
        return len(self.cells) + self.hidden - 1

    def _add(self, table: CountedTable | None, key: CellKey, counted: Counted, floor: int | None = None) -> None:
        if floor is None:
            floor = max(1, counted.people - counted.unseen)
        smallest = self.release.smallest_group.of(*_topic(table, key))
        self.add_cell(Cell(key=key, counted=counted, smallest=smallest, floor=floor))

    def _add_sum(self, table: CountedTable, total: CellKey, parts: Iterable[CellKey], distinct: int | None = None) -> bool:
        """Make the total a cell, unless nobody is in it. Where it is one already, the sum is one more thing to know."""
        found = [self.by_key[key] for key in parts if key in self.by_key]
        if not found:
            return False
        if total not in self.by_key:
            cells = [self.cells[index] for index in found]
            fewest = sum(cell.counted.fewest for cell in cells)
            counted = Counted(
                people=sum(cell.people for cell in cells),
                fewest=fewest if distinct is None else max(1, min(fewest, distinct)),
                unseen=sum(cell.counted.unseen for cell in cells),
            )
            self._add(table, total, counted, floor=sum(cell.floor for cell in cells))
        self.sums.append(Sum(total=self.by_key[total], parts=tuple(found)))
        return True

    def _add_margins(
        self, table: CountedTable, name: str, places: list[tuple[str, str]], distinct: Mapping[Place, int]
    ) -> None:
        rows, columns = _lines(name, places)
        for row, parts in rows.items():
            self._add_sum(table, CellKey(name, row, None), parts, distinct.get((row, None)))
        for column, parts in columns.items():
            self._add_sum(table, CellKey(name, None, column), parts, distinct.get((None, column)))
        grand_total = CellKey(name, None, None)
        self._add_sum(table, grand_total, [CellKey(name, row, None) for row in rows])
        self._add_sum(table, grand_total, [CellKey(name, None, column) for column in columns])

    def _distinct_in(self, table: CountedTable) -> dict[Place, int]:
        """How many different people stand behind the totals of a table, where that is known."""
        known = dict(self.release.distinct)
        known |= {(Axis.ORTSTEIL, key): counted.fewest for key, counted in self.release.people.items()}
        places: dict[Place, int] = {}
        for (axis, name), fewest in known.items():
            if axis is table.row_axis:
                places[name, None] = fewest
            if axis is table.column_axis:
                places[None, name] = fewest
        return places

    def _remember_groups(self, table: CountedTable, places: list[tuple[str, str]]) -> None:
        for axis, lines in zip((table.row_axis, table.column_axis), _lines(table.name, places), strict=True):
            for name, parts in lines.items():
                self.groups[axis, name].append(tuple(self.by_key[key] for key in parts))

    def _published_whole(self, axis: Axis, name: str) -> int | None:
        if axis is not Axis.ORTSTEIL or not self.release.people:
            return None
        key = CellKey(PEOPLE_TABLE, name, PEOPLE_COLUMN)
        if key not in self.by_key:
            raise ValueError(f"the tables speak of people in Ortsteil {name}, but it is said to have none")
        return self.by_key[key]

    def _people(self, ortsteil: str) -> Counted:
        return self.release.people.get(ortsteil, NOBODY)

    def _check(self, axis: Axis, name: str, whole: int | None, groups: list[tuple[int, ...]]) -> None:
        """The counts must be possible, or every inference from them would be idle."""
        for numbers in ([cell.people for cell in self.cells], [cell.seen for cell in self.cells]):
            at_least = max(numbers[part] for parts in groups for part in parts)
            at_most = min(sum(numbers[part] for part in parts) for parts in groups)
            stated = at_least if whole is None else numbers[whole]
            if not at_least <= stated <= at_most:
                raise ValueError(
                    f"the counts for {axis} {name} contradict each other: {at_least} to {at_most}, stated {stated}"
                )


def _topic(table: CountedTable | None, key: CellKey) -> list[str]:
    """The topic a number speaks of, if any."""
    if table is None:
        return []
    named = ((table.row_axis, key.row), (table.column_axis, key.column))
    return [name for axis, name in named if axis is Axis.TOPIC and name is not None]


def _lines(table: str, places: list[tuple[str, str]]) -> tuple[dict[str, list[CellKey]], dict[str, list[CellKey]]]:
    """The cells of each row, and the cells of each column."""
    rows: dict[str, list[CellKey]] = defaultdict(list)
    columns: dict[str, list[CellKey]] = defaultdict(list)
    for row, column in places:
        rows[row].append(CellKey(table, row, column))
        columns[column].append(CellKey(table, row, column))
    return rows, columns

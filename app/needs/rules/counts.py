"""What goes in: the counted people of one closed quarter, before anything is protected. Never shown, never exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

LOWEST_SMALLEST_GROUP = 3
USUAL_SMALLEST_GROUP = 5
SURVEY = "survey"
"""The channel of all talks of campaigns."""


class Axis(StrEnum):
    """What the rows or the columns of a table are."""

    ORTSTEIL = "ortsteil"
    PLANUNGSRAUM = "planungsraum"
    TOPIC = "topic"
    CHANNEL = "channel"
    DIRECTION = "direction"
    PEOPLE = "people"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """The people of one cell."""

    people: int
    """Distinct people: the number that is published if the rules allow it."""
    fewest: int
    """At least so many different people stand behind it, even if everyone who may be the same person is."""
    unseen: int
    """Those of them who show on no public page with anything that belongs to this cell."""

    def __post_init__(self) -> None:
        if not (
            0 <= self.fewest <= self.people and 0 <= self.unseen <= self.people and (self.fewest > 0) == (self.people > 0)
        ):
            raise ValueError(f"{self} cannot be: fewest and unseen lie between 0 and people, and people are at least one")

    @classmethod
    def hidden(cls, people: int) -> Self:
        """People each known to be somebody else, none of whom shows on a public page."""
        return cls(people=people, fewest=people, unseen=people)


NOBODY = Counted(people=0, fewest=0, unseen=0)


@dataclass(frozen=True, kw_only=True)
class CountedTable:
    """People by two properties. Cells that are not named hold nobody. Totals are sums of cells and not given."""

    name: str
    row_axis: Axis
    column_axis: Axis
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Counted]

    def __post_init__(self) -> None:
        rows, columns = set(self.rows), set(self.columns)
        if len(rows) < len(self.rows) or len(columns) < len(self.columns):
            raise ValueError(f"{self.name} has a row or a column twice")
        if "" in rows | columns:
            raise ValueError(f"{self.name} has a row or a column without a name")
        if strangers := [key for key in self.cells if key[0] not in rows or key[1] not in columns]:
            raise ValueError(f"{self.name} has no row and column for {strangers[0]}")

    def cell(self, row: str, column: str) -> Counted:
        return self.cells.get((row, column), NOBODY)


@dataclass(frozen=True, kw_only=True)
class Planungsraum:
    """A named set of Ortsteile. One with Ortsteile that belong only partly is named, and gets no numbers."""

    key: str
    whole: tuple[str, ...]
    partly: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        return not self.partly and bool(self.whole)


@dataclass(frozen=True, kw_only=True)
class AreaScheme:
    """The Raumzuschnitt of one office, or an area union somebody asks for."""

    key: str
    planungsraeume: tuple[Planungsraum, ...]

    def __post_init__(self) -> None:
        if len({room.key for room in self.planungsraeume}) < len(self.planungsraeume):
            raise ValueError(f"{self.key} names a Planungsraum twice")


@dataclass(frozen=True, kw_only=True)
class SmallestGroup:
    """The least number of people a published number may stand for (k): usually five, more for sensitive topics."""

    usual: int = USUAL_SMALLEST_GROUP
    by_topic: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if min([self.usual, *self.by_topic.values()]) < LOWEST_SMALLEST_GROUP:
            raise ValueError(f"a published number stands for at least {LOWEST_SMALLEST_GROUP} people")

    def of(self, *topics: str) -> int:
        """For a cell that speaks of these topics (none, or one)."""
        return max([self.usual, *(self.by_topic.get(topic, 0) for topic in topics)])


@dataclass(frozen=True, kw_only=True)
class CampaignTalks:
    """What a campaign can show of the talks that a release counts, and under which numbers of the release they stand."""

    key: str
    places: frozenset[tuple[str, str]]
    """The Ortsteile and topics of which somebody spoke."""
    directions: frozenset[tuple[str, str]]
    """The topics and directions in which somebody spoke."""
    themes: Mapping[tuple[str, str], int]
    """People by topic and theme."""
    theme_directions: Mapping[tuple[str, str, str], int]
    """People by topic, theme and direction."""
    shown: Mapping[tuple[str, str | None], frozenset[int]] = field(default_factory=dict)
    """The numbers that its results have ever shown for a theme, and for a theme and a direction."""


@dataclass(frozen=True, kw_only=True)
class CountedTalks:
    """People in talks of campaigns: a population of its own, because nobody knows who of them is behind a concern, too.

    A talk stands in one Ortsteil and one campaign. The tables are those of the release, cell by cell.
    """

    tables: tuple[CountedTable, ...]
    people: Mapping[str, Counted]
    distinct: Mapping[tuple[Axis, str], int] = field(default_factory=dict)
    campaigns: tuple[CampaignTalks, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CountedRelease:
    """Everything one release will publish, counted. All of it is protected together."""

    period: str
    """The closed quarter, "2026-Q3"."""
    tables: tuple[CountedTable, ...]
    people: Mapping[str, Counted] = field(default_factory=dict)
    """Distinct people per Ortsteil, one more published number each. Ortsteile that are not named hold nobody."""
    schemes: tuple[AreaScheme, ...] = ()
    """Each publishes Planungsraum by topic, summed from the Ortsteile."""
    smallest_group: SmallestGroup = field(default_factory=SmallestGroup)
    distinct: Mapping[tuple[Axis, str], int] = field(default_factory=dict)
    """Distinct people behind a whole topic, channel or direction in the city. Never published: a total stands for no more
    people than that. Where it is not given, the people of the cells are taken to be different ones."""
    talks: CountedTalks | None = None
    """People in talks: they are added to the numbers. Everything else here speaks of voices of concerns alone."""

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables] + [scheme.key for scheme in self.schemes]
        if len(set(names)) < len(names):
            raise ValueError("two tables or schemes have the same name")
        if self.talks and [table.name for table in self.talks.tables] != [table.name for table in self.tables]:
            raise ValueError("talks are counted in the tables of the release, one by one")

    @property
    def populations(self) -> tuple["CountedRelease", ...]:
        """The release of concerns alone, and the release of talks alone. A published number is the sum of both."""
        voices = replace(self, talks=None)
        if self.talks is None:
            return (voices,)
        of_talks = replace(voices, tables=self.talks.tables, people=self.talks.people, distinct=self.talks.distinct)
        return voices, of_talks

    @property
    def holds_nobody(self) -> bool:
        return not any(each.people for one in self.populations for each in one.people.values())

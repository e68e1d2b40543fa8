"""Numbers and what ties them, as the linear program wants them: cells, sums, unions.

Two populations stand behind a release: voices of concerns, and people in talks of campaigns. A published number is the sum
of both, and nothing else ties them, because nobody knows who is the same. So each population has cells of its own, and a
number that is withheld is withheld in both: its cells are *twins*. Who knows all of one population is left with the other.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.needs.rules.counts import Counted
from app.needs.rules.tables import CellKey


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One number somebody may be behind."""

    key: CellKey
    counted: Counted
    smallest: int
    """The least number of people it may be published for (k)."""
    floor: int
    """What everybody knows it to be at least: zeros and public pages are visible."""
    ceiling: int | None = None
    """What everybody knows it to be at most."""
    others: int = 0
    """So many different people of the other population stand behind the same published number."""
    is_informed: bool = False
    """A number once more, as somebody faces it who holds the results of the campaigns; or one of these results."""
    is_fixed: bool = False
    """A number of these results: shown or withheld there, whatever a release does."""
    reach: tuple[int, int] | None = None
    """Between which numbers it is known to be if everything is withheld, where that is less than should be possible."""

    @property
    def people(self) -> int:
        return self.counted.people

    @property
    def seen(self) -> int:
        return self.counted.people - self.counted.unseen

    @property
    def is_small(self) -> bool:
        return max(self.counted.fewest, self.others) < self.smallest

    @property
    def is_primary(self) -> bool:
        """Must it be withheld for its own sake: too few people, or too few beside those on public pages?"""
        return self.is_small or 0 < self.counted.unseen < self.smallest


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """A whole equals its parts. Positions beyond the cells are hidden."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Union:
    """No part is larger than the whole, and all parts together are no smaller. Positions beyond the cells are hidden."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class System:
    """All cells of a release, and what ties them. Cells are named by their position."""

    cells: tuple[Cell, ...]
    sums: tuple[Sum, ...]
    unions: tuple[Union, ...]
    triples: tuple[Union, ...]
    """Unions of hidden numbers: see `System.without_triples` for why they stand apart."""
    hidden: int
    """How many more numbers exist that are not published. Their positions follow those of the cells."""
    starts: tuple[int, ...] = (0,)
    """Where the cells of each population begin."""
    hidden_starts: tuple[int, ...] = (0,)
    """Behind how many hidden numbers those of each population begin."""

    @cached_property
    def primary(self) -> frozenset[int]:
        return frozenset(index for index, cell in enumerate(self.cells) if cell.is_primary)

    @cached_property
    def withholdable(self) -> frozenset[int]:
        """All cells but those that the results of a campaign show."""
        return frozenset(index for index, cell in enumerate(self.cells) if not cell.is_fixed or cell.is_primary)

    @cached_property
    def by_key(self) -> Mapping[CellKey, tuple[int, ...]]:
        """The cells behind each published number."""
        found: dict[CellKey, list[int]] = defaultdict(list)
        for index, cell in enumerate(self.cells):
            found[cell.key].append(index)
        return {key: tuple(positions) for key, positions in found.items()}

    def with_twins(self, positions: Iterable[int]) -> frozenset[int]:
        """These cells and all others behind the same published numbers."""
        return frozenset(twin for index in positions for twin in self.by_key[self.cells[index].key])

    def population(self, position: int) -> int:
        """To which population a cell or a hidden number belongs. No sum and no union has two."""
        hidden = position - len(self.cells)
        return bisect(self.starts, position) if hidden < 0 else bisect(self.hidden_starts, hidden)

    def apart(self, positions: Iterable[int]) -> list[list[int]]:
        """These cells, population by population, voices last: they have most to choose from.

        What is withheld in one population tells nothing about the others.
        """
        found: dict[int, list[int]] = defaultdict(list)
        for index in sorted(positions):
            found[self.population(index)].append(index)
        return [found[population] for population in sorted(found, reverse=True)]

    def without_triples(self) -> "System":
        """What a quick attacker knows. Triples are many, matter only where few people speak, and are slow to mind."""
        return replace(self, triples=())

    def positions(self, keys: Iterable[CellKey]) -> frozenset[int]:
        return frozenset(index for key in keys for index in self.by_key.get(key, ()))

    def beside(self, other: "System") -> "System":
        """Both as one. Nothing ties them but that twins are withheld together."""
        own, others = len(self.cells), len(other.cells)
        mine = [*range(own), *range(own + others, own + others + self.hidden)]
        theirs = [*range(own, own + others), *range(own + others + self.hidden, own + others + self.hidden + other.hidden)]
        return System(
            cells=_with_others((*self.cells, *other.cells)),
            sums=(*_moved_sums(self.sums, mine), *_moved_sums(other.sums, theirs)),
            unions=(*_moved(self.unions, mine), *_moved(other.unions, theirs)),
            triples=(*_moved(self.triples, mine), *_moved(other.triples, theirs)),
            hidden=self.hidden + other.hidden,
            starts=(*self.starts, *(own + start for start in other.starts)),
            hidden_starts=(*self.hidden_starts, *(self.hidden + start for start in other.hidden_starts)),
        )


def _moved_sums(sums: Iterable[Sum], to: list[int]) -> list[Sum]:
    return [Sum(total=to[each.total], parts=tuple(to[part] for part in each.parts)) for each in sums]


def _moved(unions: Iterable[Union], to: list[int]) -> list[Union]:
    return [Union(whole=to[each.whole], parts=tuple(to[part] for part in each.parts)) for each in unions]


def _with_others(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Tell each cell how many people are known to be different ones in its twins."""
    fewest: dict[CellKey, int] = defaultdict(int)
    for cell in cells:
        fewest[cell.key] = max(fewest[cell.key], cell.counted.fewest)
    return tuple(cell if cell.is_fixed else replace(cell, others=fewest[cell.key]) for cell in cells)

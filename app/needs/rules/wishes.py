"""What has to be possible for every withheld cell, and how it is proved: by worlds in which it is so.

For an attacker the withheld numbers are the unknowns of a linear program, and what she learns of one of them is the interval
between its least and its greatest value. It is wide enough if the cell *may* stand where it must not be ruled out. Each such
wish is proved by one world that agrees with everything published and in which the cell stands there. One world proves many
cells, so many are asked about together. Withholding more never narrows an interval: a proof, once found, stays good.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.needs.rules.system import Cell, System

if TYPE_CHECKING:
    from app.needs.rules.worlds import Worlds

EXACT = 1e-6
"""Below this a deviation is rounding of the solver. Counts are whole numbers, so it cannot hide a person."""

Deviations = Sequence[float]
"""How far each cell stands from its true count in some world."""

Note = Callable[[Deviations], None]


class Floors(StrEnum):
    """What an attacker knows a withheld number to be at least."""

    VISIBLE = "visible"
    """Zeros are shown and public pages can be counted: at least one, and at least those seen."""
    NONE = "none"
    """Nothing: any withheld number might be zero."""


class Doubt(StrEnum):
    """What must not be ruled out about a withheld cell."""

    ANY = "any"
    """That it holds another number than it does: it is not even withheld."""
    RISE = "rise"
    """That it holds k people beside those seen on public pages."""
    FALL = "fall"
    """That it holds no more people than anybody can see anyway."""
    VANISH = "vanish"
    """That it holds nobody, for those who know nothing of zeros and public pages."""
    MOVE = "move"
    """That it holds one person more, or one fewer, in whichever of its populations."""


DOUBTS_OF = {
    Floors.VISIBLE: (Doubt.RISE, Doubt.FALL, Doubt.MOVE),
    Floors.NONE: (Doubt.VANISH,),
}
"""Which doubts an attacker with this knowledge must be left with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A world is asked for in which this cell stands at least so high, or at most so low."""

    cell: int
    at_least: float = float("-inf")
    at_most: float = float("inf")


def wishes_for(doubt: Doubt, index: int, cell: Cell) -> tuple[Wish, ...]:
    """Any one of these worlds proves the doubt."""
    low, high = cell.reach or (0, math.inf if cell.ceiling is None else cell.ceiling)
    match doubt:
        case Doubt.RISE:
            return (Wish(cell=index, at_least=min(cell.seen + cell.smallest, high)),)
        case Doubt.FALL:
            return (Wish(cell=index, at_most=max(cell.floor, low)),)
        case Doubt.VANISH:
            return (Wish(cell=index, at_most=0),)
        case Doubt.MOVE:
            return (Wish(cell=index, at_least=cell.people + 1), Wish(cell=index, at_most=cell.people - 1))
        case Doubt.ANY:
            return ()


class Unproved:
    """The doubts about withheld cells for which no world has been found yet."""

    def __init__(self, system: System, withheld: Collection[int]) -> None:
        self.cells = system.cells
        self.with_twins = system.with_twins
        primary = system.primary & set(withheld)
        unsure = system.with_twins(primary)
        self.open: dict[Doubt, set[int]] = {
            Doubt.RISE: set(primary),
            Doubt.FALL: set(primary),
            Doubt.VANISH: {
                index for index in primary if system.cells[index].is_small and not system.cells[index].is_informed
            },
            Doubt.MOVE: {index for index in set(withheld) - unsure if not system.cells[index].is_informed},
        }
        truth = [0.0] * len(system.cells)
        self._settle(truth, self.open)

    def after_trying(self, worlds: "Worlds", *, together: int, note: Note = lambda _: None) -> list[tuple[Doubt, int]]:
        """Look for worlds, so many cells at a time, and return what cannot be proved. `note` is told each world found."""
        failed = []
        for doubt in DOUBTS_OF[worlds.floors]:
            for batch in _spread(sorted(self.open[doubt] & worlds.up.keys()), together):
                failed += [(doubt, index) for index in self._try(worlds, doubt, batch, note)]
        return self.still_open(failed)

    def still_open(self, failed: Iterable[tuple[Doubt, int]]) -> list[tuple[Doubt, int]]:
        """Those that no world has proved meanwhile, of whichever population."""
        return [(doubt, index) for doubt, index in failed if index in self.open[doubt]]

    def _try(self, worlds: "Worlds", doubt: Doubt, batch: Sequence[int], note: Note) -> Iterator[int]:
        """Look for one world for all of the batch, else for each half of it; say which single cells have none."""
        wanted = [index for index in batch if index in self.open[doubt]]
        wishes = [wishes_for(doubt, index, self.cells[index]) for index in wanted]
        match wanted:
            case []:
                return
            case [index]:
                if not any(self._find(worlds, [wish], note) for wish in wishes[0]):
                    yield index
            case _:
                if not self._find(worlds, [first for first, *_ in wishes], note):
                    half = len(wanted) // 2
                    yield from self._try(worlds, doubt, wanted[:half], note)
                    yield from self._try(worlds, doubt, wanted[half:], note)

    def _find(self, worlds: "Worlds", wishes: Sequence[Wish], note: Note) -> bool:
        world = worlds.find(wishes)
        if world is None:
            return False
        self._settle(world, DOUBTS_OF[worlds.floors])
        note(world)
        return True

    def _settle(self, world: Deviations, doubts: Iterable[Doubt]) -> None:
        """Strike out whatever this world proves."""
        for doubt in doubts:
            proved = {index for index in self.open[doubt] if self._proves(doubt, index, world[index])}
            self.open[doubt] -= self.with_twins(proved) if doubt is Doubt.MOVE else proved

    def _proves(self, doubt: Doubt, index: int, deviation: float) -> bool:
        cell = self.cells[index]
        low, high = cell.people + deviation - EXACT, cell.people + deviation + EXACT
        return any(wish.at_least <= high and low <= wish.at_most for wish in wishes_for(doubt, index, cell))


def _spread(indices: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Batches of at most this size, each from all over the release: neighbours get in each other's way."""
    step = -(-len(indices) // size)
    return (indices[start::step] for start in range(step))

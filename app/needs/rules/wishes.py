"""What has to be possible for every withheld cell, and how it is proved: by worlds in which it is so.

For an attacker the withheld numbers are the unknowns of a linear program, and what she learns of one of them is the interval
between its least and its greatest value. It is wide enough if the cell *may* stand where it must not be ruled out. Each such
wish is proved by one world that agrees with everything published and in which the cell stands there. One world proves many
cells, so many are asked about together. Withholding more never narrows an interval: a proof, once found, stays good.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.needs.rules.constraints import Cell, System

if TYPE_CHECKING:
    from app.needs.rules.worlds import Worlds

EXACT = 1e-6
"""Below this a deviation is rounding of the solver. Counts are whole numbers, so it cannot hide a person."""

Deviations = Sequence[float]
"""How far each cell stands from its true count in some world."""


class Floors(StrEnum):
    """What an attacker knows a withheld number to be at least."""

    VISIBLE = "visible"
    """Zeros are shown and public pages can be counted: at least one, and at least those seen."""
    NONE = "none"
    """Nothing: any withheld number might be zero."""


class Need(StrEnum):
    """What has to be possible for a withheld cell."""

    HIDE = "hide"
    """Be withheld in the first place."""
    RISE = "rise"
    """Hold k people beside those seen on public pages."""
    FALL = "fall"
    """Hold no more people than anybody can see anyway."""
    VANISH = "vanish"
    """Hold nobody, for those who know nothing of zeros and public pages."""
    MOVE = "move"
    """Hold one person more, or one fewer."""


PROVED_UNDER = {
    Floors.VISIBLE: (Need.RISE, Need.FALL, Need.MOVE),
    Floors.NONE: (Need.VANISH,),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A world is asked for in which this cell stands at least so high, or at most so low."""

    cell: int
    at_least: float = float("-inf")
    at_most: float = float("inf")


def wishes_for(need: Need, index: int, cell: Cell) -> tuple[Wish, ...]:
    """Any one of these worlds proves the need."""
    match need:
        case Need.RISE:
            return (Wish(cell=index, at_least=cell.seen + cell.smallest),)
        case Need.FALL:
            return (Wish(cell=index, at_most=cell.floor),)
        case Need.VANISH:
            return (Wish(cell=index, at_most=0),)
        case Need.MOVE:
            return (Wish(cell=index, at_least=cell.people + 1), Wish(cell=index, at_most=cell.people - 1))
        case Need.HIDE:
            return ()


class Unproved:
    """The needs of withheld cells for which no world has been found yet."""

    def __init__(self, system: System, withheld: Collection[int]) -> None:
        self.cells = system.cells
        primary = system.primary & set(withheld)
        self.open: dict[Need, set[int]] = {
            Need.RISE: set(primary),
            Need.FALL: set(primary),
            Need.VANISH: {index for index in primary if system.cells[index].is_small},
            Need.MOVE: set(withheld) - primary,
        }
        self.settle([0.0] * len(system.cells))

    def settle(self, deviations: Deviations) -> None:
        """Strike out whatever this world proves."""
        for need, indices in self.open.items():
            indices -= {index for index in indices if self._proves(need, index, deviations[index])}

    def after_trying(
        self, worlds: "Worlds", *, together: int, note: Callable[[Deviations], None] = lambda _: None
    ) -> list[tuple[Need, int]]:
        """Look for worlds, so many cells at a time, and return what cannot be proved. `note` is told each world found."""
        failed = []
        for need in PROVED_UNDER[worlds.floors]:
            for batch in _spread(sorted(self.open[need]), together):
                failed += [(need, index) for index in self._try(worlds, need, batch, note)]
        return failed

    def _try(self, worlds: "Worlds", need: Need, batch: Sequence[int], note: Callable[[Deviations], None]) -> Iterator[int]:
        wanted = [index for index in batch if index in self.open[need]]
        alternatives = [wishes_for(need, index, self.cells[index]) for index in wanted]
        if not wanted:
            return
        attempts = alternatives[0] if len(wanted) == 1 else ()
        for wishes in [[wish] for wish in attempts] or [[first for first, *_ in alternatives]]:
            if (world := worlds.find(wishes)) is not None:
                self.settle(world)
                note(world)
                return
        if len(wanted) == 1:
            yield wanted[0]
            return
        half = len(wanted) // 2
        yield from self._try(worlds, need, wanted[:half], note)
        yield from self._try(worlds, need, wanted[half:], note)

    def _proves(self, need: Need, index: int, deviation: float) -> bool:
        number = self.cells[index].people + deviation
        return any(
            wish.at_least - EXACT <= number <= wish.at_most + EXACT for wish in wishes_for(need, index, self.cells[index])
        )


def _spread(indices: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Batches of at most this size, each from all over the release: neighbours get in each other's way."""
    step = -(-len(indices) // size)
    return (indices[start::step] for start in range(step))

"""How far a number is narrowed by what is known anyway: a release is asked to leave no less room than that.

Talks about a topic in three Ortsteile are at least three. Results of campaigns tell numbers, and of which themes few spoke.
Where this leaves a number no room, no release can give it any. So we ask first what would be possible if the release
withheld everything.
"""

import math
from dataclasses import replace

from app.needs.rules.system import Cell, System
from app.needs.rules.wishes import EXACT, Floors, Unproved
from app.needs.rules.worlds import Worlds

TOGETHER = 40
"""How many cells are asked about at once."""


def within_reach(system: System) -> System:
    """The same system, its cells knowing where they have less room than is wished for, whatever is withheld."""
    worlds = Worlds(system, system.withholdable, Floors.VISIBLE)
    too_much = {index for _doubt, index in Unproved(system, system.primary).after_trying(worlds, together=TOGETHER)}
    cells = (
        replace(cell, reach=_reach(cell, *worlds.interval(index))) if index in too_much else cell
        for index, cell in enumerate(system.cells)
    )
    return replace(system, cells=tuple(cells))


def _reach(cell: Cell, low: float, high: float) -> tuple[int, int]:
    """In whole people. What has no end is as far as anybody asks."""
    return math.ceil(low - EXACT), math.floor(min(high, cell.people + cell.smallest) + EXACT)

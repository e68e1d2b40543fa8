"""What ties three tables together, and how to see at once which of it a set of numbers breaks.

There are thousands of triples, and few are ever broken. So the linear program starts without them and is given those that
matter. Whether the hidden number of a triple exists is seen without solving: the best it can be is as large as the smallest
of its three cells.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from app.needs.rules.system import System
from app.needs.rules.wishes import EXACT

Line = tuple[tuple[int, float], ...]
"""Positions of cells and hidden numbers with factors. They add up to no less than nothing."""


class Triples:
    """The inequalities of all triples of a system."""

    def __init__(self, system: System) -> None:
        self.lines: list[Line] = []
        self._first = len(system.cells)
        self._everything = self._first + system.hidden
        self._limits: dict[int, list[int]] = defaultdict(list)
        for union in system.triples:
            self.lines.append((*((part, 1.0) for part in union.parts), (union.whole, -1.0)))
        covers = len(self.lines)
        for union in system.triples:
            for part in union.parts:
                self._limits[part].append(len(self.lines))
                self.lines.append(((union.whole, 1.0), (part, -1.0)))
        pairs = [(part, union.whole) for union in system.triples for part in union.parts]
        self._parts, self._wholes = np.array(pairs, dtype=int).reshape(-1, 2).T
        self._cover_wholes = np.array([union.whole for union in system.triples], dtype=int)
        self._cover_starts = np.cumsum([0, *(len(line) - 1 for line in self.lines[:covers])])[:-1]

    def broken_by(self, numbers: Sequence[float]) -> list[int]:
        """The lines to take into the program, because no hidden numbers fit these numbers of the cells. None: they fit."""
        if not self.lines:
            return []
        best = np.full(self._everything, np.inf)
        best[: self._first] = numbers
        np.minimum.at(best, self._parts, best[self._wholes])
        covered = np.add.reduceat(best[self._parts], self._cover_starts)
        broken = np.nonzero(covered < best[self._cover_wholes] - EXACT)[0].tolist()
        parts = {position for line in broken for position, _ in self.lines[line] if position >= self._first}
        return [*broken, *(line for part in sorted(parts) for line in self._limits[part])]

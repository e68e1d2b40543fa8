"""The linear program: all numbers that agree with what is published. Imported only where a release is made or checked.

A *world* is one such set of numbers. It is written as the deviation of every cell from its true count, so that the true
numbers are the world in which nothing deviates. Cells that are published do not move. To find partners for a withheld
cell, published cells may be allowed to move at a price; those that move in the cheapest world have to be withheld with it.

The solver (HiGHS) starts afresh for every question: with its presolve that is faster here than a warm start (measured), and
the same question gets the same answer whatever was asked before.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import highspy
import numpy as np

from app.needs.rules.constraints import System
from app.needs.rules.wishes import Deviations, Floors, Wish


class Worlds:
    """Answers whether a world exists. `movable` are the cells that may differ from the truth, the rest is published."""

    def __init__(self, system: System, movable: Collection[int], floors: Floors) -> None:
        self.system = system
        self.floors = floors
        self.movable = sorted(movable)
        self.up = {cell: 2 * place for place, cell in enumerate(self.movable)}
        self.people = np.array([cell.people for cell in system.cells], dtype=float)
        floor = [cell.floor if floors is Floors.VISIBLE else 0 for cell in system.cells]
        self.room_below = {cell: system.cells[cell].people - floor[cell] for cell in self.movable}
        self.effort = 0
        self._columns = 2 * len(self.movable)
        self._rows: list[tuple[list[tuple[int, float]], float, float]] = []
        self._tie_sums()
        self._tie_unions()
        self._solver = self._build()

    def find(self, wishes: Sequence[Wish]) -> Deviations | None:
        """A world that fulfils all wishes at once, as deviations of all cells; None if there is none."""
        if any(self.people[wish.cell] - wish.at_most > self.room_below[wish.cell] for wish in wishes):
            return None
        for wish in wishes:
            self._demand(wish)
        found = self._solve()
        for wish in wishes:
            self._bound(wish.cell, (0, highspy.kHighsInf), (0, self.room_below[wish.cell]))
        return self._deviations() if found else None

    def interval(self, cell: int) -> tuple[float, float]:
        """The least and the greatest number this cell has in any world."""
        return self._extreme(cell, 1.0), self._extreme(cell, -1.0)

    def price(self, prices: Iterable[tuple[int, float]]) -> None:
        """What it costs per person to move a cell."""
        for cell, cost in prices:
            self._solver.changeColCost(self.up[cell], cost)
            self._solver.changeColCost(self.up[cell] + 1, cost)

    def _demand(self, wish: Wish) -> None:
        rise = max(0.0, wish.at_least - self.people[wish.cell])
        fall = max(0.0, self.people[wish.cell] - wish.at_most)
        self._bound(wish.cell, (rise, 0 if fall else highspy.kHighsInf), (fall, 0 if rise else self.room_below[wish.cell]))

    def _bound(self, cell: int, up: tuple[float, float], down: tuple[float, float]) -> None:
        self._solver.changeColBounds(self.up[cell], *up)
        self._solver.changeColBounds(self.up[cell] + 1, *down)

    def _solve(self) -> bool:
        """Is there a world? Anything but a clean yes is a no: what cannot be proved counts as found out."""
        self._solver.clearSolver()
        self._solver.run()
        self.effort += self._solver.getInfo().simplex_iteration_count
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _deviations(self) -> list[float]:
        values = self._solver.getSolution().col_value
        deviations = [0.0] * len(self.system.cells)
        for cell, up in self.up.items():
            deviations[cell] = values[up] - values[up + 1]
        return deviations

    def _extreme(self, cell: int, sense: float) -> float:
        self._solver.changeColCost(self.up[cell], sense)
        self._solver.changeColCost(self.up[cell] + 1, -sense)
        found = self._solve()
        self.price([(cell, 0.0)])
        if not found:  # Downwards the floor is the end; upwards there may be none, if no total of this cell is published.
            return math.inf
        return float(self.people[cell]) + self._deviations()[cell]

    def _tie_sums(self) -> None:
        for tie in self.system.sums:
            terms = [*self._terms(tie.total, 1.0), *(term for part in tie.parts for term in self._terms(part, -1.0))]
            self._row(terms, 0.0, 0.0)

    def _tie_unions(self) -> None:
        for tie in self.system.unions:
            whole, people = self._whole(tie.whole)
            for parts in tie.groups:
                everybody = [term for part in parts for term in self._terms(part, 1.0)]
                self._row([*everybody, *_negative(whole)], people - self.people[list(parts)].sum(), highspy.kHighsInf)
                for part in parts:
                    self._row([*whole, *self._terms(part, -1.0)], self.people[part] - people, highspy.kHighsInf)

    def _whole(self, cell: int | None) -> tuple[list[tuple[int, float]], float]:
        """Terms and true number of a union's whole; one that is not published is a number of its own, whatever it is."""
        if cell is not None:
            return self._terms(cell, 1.0), float(self.people[cell])
        self._columns += 1
        return [(self._columns - 1, 1.0)], 0.0

    def _terms(self, cell: int, factor: float) -> list[tuple[int, float]]:
        return [(self.up[cell], factor), (self.up[cell] + 1, -factor)] if cell in self.up else []

    def _row(self, terms: list[tuple[int, float]], lower: float, upper: float) -> None:
        if terms:
            self._rows.append((terms, lower, upper))

    def _build(self) -> Any:
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self._columns, len(self._rows)
        program.col_cost_ = np.zeros(self._columns)
        program.col_lower_ = np.zeros(self._columns)
        limits = np.full(self._columns, highspy.kHighsInf)
        limits[1 : 2 * len(self.movable) : 2] = [self.room_below[cell] for cell in self.movable]
        program.col_upper_ = limits
        program.row_lower_ = np.array([lower for _, lower, _ in self._rows])
        program.row_upper_ = np.array([upper for _, _, upper in self._rows])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)])
        program.a_matrix_.index_ = np.array([column for terms, _, _ in self._rows for column, _ in terms], dtype=np.int32)
        program.a_matrix_.value_ = np.array([factor for terms, _, _ in self._rows for _, factor in terms])
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(program)
        return solver


def _negative(terms: list[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(column, -factor) for column, factor in terms]

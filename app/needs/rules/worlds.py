"""The linear program: all numbers that agree with what is published. Imported only where a release is made or checked.

A *world* is one such set of numbers. It is written as the deviation of every cell from its true count, so that the true
numbers are the world in which nothing deviates. Cells that are published do not move. To find partners for a withheld
cell, published cells may be allowed to move at a price; those that move in the cheapest world have to be withheld with it.

The solver (HiGHS) starts afresh for every question: with its presolve that is faster here than a warm start (measured).
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import highspy
import numpy as np

from app.needs.rules.system import Cell, System
from app.needs.rules.triples import Line, Triples
from app.needs.rules.wishes import Deviations, Floors, Wish

STILL = 0.01
"""The price of moving a withheld cell by a person where triples count: needless moves would break many of them."""


FAR = 1000.0
"""What a person more or fewer in a cell is worth when its extremes are sought: much more than keeping all others still."""


class Worlds:
    """Answers whether a world exists. `movable` are the cells that may differ from the truth, the rest is published."""

    def __init__(self, system: System, movable: Collection[int], floors: Floors) -> None:
        self.system = system
        self.floors = floors
        self.movable = sorted(movable)
        self.populations = {system.population(cell) for cell in self.movable}
        self.up = {cell: 2 * place for place, cell in enumerate(self.movable)}
        self.people = [cell.people for cell in system.cells]
        floor = [cell.floor if floors is Floors.VISIBLE else 0 for cell in system.cells]
        self.room_below = {cell: system.cells[cell].people - floor[cell] for cell in self.movable}
        self.room_above = {cell: _room_above(system.cells[cell]) for cell in self.movable}
        self.effort = 0
        self._triples = Triples(system)
        self._taken_in: set[int] = set()
        self._still = STILL if system.triples else 0.0
        self._solver = self._build()

    def find(self, wishes: Sequence[Wish]) -> Deviations | None:
        """A world that fulfils all wishes at once, as deviations of all cells; None if there is none."""
        if any(not self._has_room(wish) for wish in wishes):
            return None
        for wish in wishes:
            self._demand(wish)
        world = self._solve()
        for wish in wishes:
            self._bound(wish.cell, (0, self.room_above[wish.cell]), (0, self.room_below[wish.cell]))
        return world

    def interval(self, cell: int) -> tuple[float, float]:
        """The least and the greatest number this cell has in any world."""
        return self._extreme(cell, FAR), self._extreme(cell, -FAR)

    def price(self, prices: Iterable[tuple[int, float]]) -> None:
        """What it costs per person to move a cell, beside keeping still."""
        for cell, cost in prices:
            self._solver.changeColCost(self.up[cell], cost + self._still)
            self._solver.changeColCost(self.up[cell] + 1, cost + self._still)

    def _has_room(self, wish: Wish) -> bool:
        people = self.people[wish.cell]
        return people - wish.at_most <= self.room_below[wish.cell] and wish.at_least - people <= self.room_above[wish.cell]

    def _demand(self, wish: Wish) -> None:
        rise = max(0.0, wish.at_least - self.people[wish.cell])
        fall = max(0.0, self.people[wish.cell] - wish.at_most)
        up, down = self.room_above[wish.cell], self.room_below[wish.cell]
        self._bound(wish.cell, (rise, 0 if fall else up), (fall, 0 if rise else down))

    def _bound(self, cell: int, up: tuple[float, float], down: tuple[float, float]) -> None:
        self._solver.changeColBounds(self.up[cell], *up)
        self._solver.changeColBounds(self.up[cell] + 1, *down)

    def _solve(self) -> Deviations | None:
        """The cheapest world. Anything but a clean yes is a no: what cannot be proved counts as found out."""
        while True:
            self._solver.clearSolver()
            self._solver.run()
            self.effort += self._solver.getInfo().simplex_iteration_count
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            world = self._deviations()
            numbers = [people + deviation for people, deviation in zip(self.people, world, strict=True)]
            broken = set(self._triples.broken_by(numbers)) - self._taken_in
            if not broken:
                return world
            self._take_in(broken)

    def _deviations(self) -> list[float]:
        values = self._solver.getSolution().col_value
        deviations = [0.0] * len(self.system.cells)
        for cell, up in self.up.items():
            deviations[cell] = values[up] - values[up + 1]
        return deviations

    def _extreme(self, cell: int, sense: float) -> float:
        self._solver.changeColCost(self.up[cell], sense)
        self._solver.changeColCost(self.up[cell] + 1, -sense)
        world = self._solve()
        self.price([(cell, 0.0)])
        # Downwards the floor is the end. Upwards there may be none, if no total of this cell is published.
        return math.inf if world is None else self.people[cell] + world[cell]

    def _take_in(self, lines: Collection[int]) -> None:
        for line in sorted(lines):
            columns, factors, lower = self._row(self._triples.lines[line])
            self._solver.addRow(lower, highspy.kHighsInf, len(columns), columns, factors)
        self._taken_in.update(lines)

    def _row(self, line: Line) -> tuple[list[int], list[float], float]:
        """What adds up to no less than nothing in numbers, in deviations: published cells have none."""
        columns: list[int] = []
        factors: list[float] = []
        stated = 0.0
        for position, factor in line:
            if position >= len(self.people):
                columns.append(2 * len(self.movable) + position - len(self.people))
                factors.append(factor)
                continue
            stated += factor * self.people[position]
            if position in self.up:
                columns += [self.up[position], self.up[position] + 1]
                factors += [factor, -factor]
        return columns, factors, -stated

    def _lines(self) -> Iterator[tuple[Line, bool]]:
        """Sums, which add up to nothing, and unions, which add up to nothing or more, of all populations that can move."""
        for sum_ in self.system.sums:
            if self.system.population(sum_.total) not in self.populations:
                continue
            yield ((sum_.total, 1.0), *((part, -1.0) for part in sum_.parts)), True
        for union in self.system.unions:
            if self.system.population(union.whole) not in self.populations:
                continue
            yield (*((part, 1.0) for part in union.parts), (union.whole, -1.0)), False
            for part in union.parts:
                yield ((union.whole, 1.0), (part, -1.0)), False

    def _build(self) -> Any:
        rows = [(*self._row(line), is_sum) for line, is_sum in self._lines()]
        rows = [row for row in rows if row[0]]
        width = 2 * len(self.movable) + self.system.hidden
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = width, len(rows)
        program.col_cost_ = np.array([self._still] * (2 * len(self.movable)) + [0.0] * self.system.hidden)
        program.col_lower_ = np.zeros(width)
        limits = np.full(width, highspy.kHighsInf)
        limits[0 : 2 * len(self.movable) : 2] = [self.room_above[cell] for cell in self.movable]
        limits[1 : 2 * len(self.movable) : 2] = [self.room_below[cell] for cell in self.movable]
        program.col_upper_ = limits
        program.row_lower_ = np.array([lower for _, _, lower, _ in rows])
        program.row_upper_ = np.array([lower if is_sum else highspy.kHighsInf for _, _, lower, is_sum in rows])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _, _, _ in rows)])
        program.a_matrix_.index_ = np.array([column for columns, _, _, _ in rows for column in columns], dtype=np.int32)
        program.a_matrix_.value_ = np.array([factor for _, factors, _, _ in rows for factor in factors])
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(program)
        return solver


def _room_above(cell: Cell) -> float:
    return highspy.kHighsInf if cell.ceiling is None else float(cell.ceiling - cell.people)

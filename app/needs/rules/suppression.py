"""Protection: which numbers have to be withheld with the small ones, so that the small ones cannot be found.

A small number alone can be subtracted back from its totals. So it needs partners, and the cheapest ones are asked of the
linear program: the published cells that move in the cheapest world in which the small cell stands where it must not be
ruled out. That world may use any cell of any table, so what ties the tables together is minded from the start.

Many cells are asked about at once first, which is quick and withholds too much; then fewer at once, choosing only among
what was withheld so far, as long as the work stays within bounds. If little work is left over, the cells are also asked
about one by one from the start, and the cheaper pattern is kept. In the end the audit judges; where it still finds
something, more is withheld. This ends: with everything withheld but the zeros, all numbers may be any multiple of the
true ones, or as low as the zeros and the public pages allow, and every doubt remains.
"""

from collections.abc import Collection, Iterable
from itertools import product

from app.needs.rules.constraints import system_of
from app.needs.rules.counts import CountedRelease
from app.needs.rules.proof import audit_pattern
from app.needs.rules.publishing import published
from app.needs.rules.system import System
from app.needs.rules.tables import ProtectedRelease
from app.needs.rules.wishes import EXACT, Deviations, Floors, Unproved

TOGETHER = (100, 30, 10, 3, 1)
"""How many cells are asked about at once, from the quick to the sparing choice."""
EFFORT = 80_000
"""Steps of the solver (about five seconds) within which a more sparing choice is still begun. Counted, not timed: the same
release is protected alike on every machine."""
GROWTH = 3
"""A more sparing choice takes up to so many times the steps of the one before (measured)."""
PRICE_OF_TOTALS = 4
"""A withheld total is worth as much as four cells that hold as many people."""


class ProtectionFailed(RuntimeError):
    """No pattern was found that passes the audit. The release must not be made."""


def protect(release: CountedRelease) -> ProtectedRelease:
    """Withhold what has to be withheld, and no more than sensible. What comes out has passed the audit."""
    system = system_of(release)
    return published(release, system, pattern_for(system))


def pattern_for(system: System) -> frozenset[int]:
    """Which cells to withhold, so that the audit passes."""
    everything = system.withholdable
    withheld = _partners_chosen(system.without_triples())
    while findings := audit_pattern(system, withheld).findings:
        if withheld == everything:
            raise ProtectionFailed(f"{len(findings)} numbers cannot be protected, the first is {findings[0]}")
        narrow = system.positions(finding.key for finding in findings)
        more, _ = _partners(system, withheld, narrow, choice=everything, together=1)
        withheld = withheld | more if more else everything
    return withheld


def _partners_chosen(system: System) -> frozenset[int]:
    """Small cells and partners that protect them, chosen ever more sparingly."""
    small = system.with_twins(system.primary)
    choice = system.withholdable
    spent = 0
    for together in TOGETHER:
        partners, effort = _partners(system, small, small, choice, together)
        choice = partners | small
        spent += effort
        if spent + GROWTH * effort > EFFORT:
            return choice
    one_by_one, _ = _partners(system, small, small, system.withholdable, together=1)
    return min(choice, one_by_one | small, key=lambda cells: sum(cost for _, cost in _prices(system, cells)))


def _partners(
    system: System, withheld: Collection[int], narrow: Collection[int], choice: Collection[int], together: int
) -> tuple[frozenset[int], int]:
    """Cells to withhold, out of a choice, so that what is asked of narrow cells becomes possible; and the effort."""
    from app.needs.rules.worlds import Worlds

    partners: set[int] = set()
    effort = 0
    unproved = Unproved(system, narrow)
    for floors, population in product(Floors, system.apart(choice)):
        worlds = Worlds(system, population, floors)
        worlds.price(_prices(system, set(population) - set(withheld) - partners))

        def withhold_what_moves(world: Deviations, worlds: Worlds = worlds) -> None:
            moved = system.with_twins(cell for cell in worlds.movable if abs(world[cell]) > EXACT) - set(withheld) - partners
            worlds.price((cell, 0.0) for cell in moved if cell in worlds.up)
            partners.update(moved)

        unproved.after_trying(worlds, together=together, note=withhold_what_moves)
        effort += worlds.effort
    return frozenset(partners), effort


def _prices(system: System, cells: Iterable[int]) -> Iterable[tuple[int, float]]:
    """Large numbers are worth more to planners than small ones, totals more than single cells."""
    for index in cells:
        cell = system.cells[index]
        yield index, float(cell.people * (PRICE_OF_TOTALS if cell.key.is_total else 1))

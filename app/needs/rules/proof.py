"""The audit: nothing withheld can be found by adding, subtracting and solving. Exact, over the whole release at once.

The audit asks that

- a cell withheld for its own sake *may* hold k people beside those seen on public pages, and *may* hold no more than anybody
  can see anyway (one person, or those on public pages); so its interval is at least k wide and contains 1 to k-1;
- seen by someone who knows nothing of zeros and public pages it may also hold nobody at all: 0 to k-1;
- every other withheld cell may hold one person more or one fewer, so that it cannot be told from the first kind.

All of this is asked for voices of concerns as if all talks were known, for talks as if all voices were known, and for talks
once more as if the results of their campaigns were known, too; for talks as far as it is possible at all (see `reach`).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import product

from app.needs.rules.constraints import system_of
from app.needs.rules.counts import AreaScheme, CountedRelease
from app.needs.rules.publishing import withheld_in
from app.needs.rules.system import Cell, System
from app.needs.rules.tables import CellKey, ProtectedRelease
from app.needs.rules.wishes import Doubt, Floors, Unproved

TOGETHER = 40
"""How many cells are asked about at once. Measured: more fail together more often, fewer need more questions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A cell about which too much can be found out."""

    key: CellKey
    missing: Doubt
    """What should be possible and is not."""
    lower: float
    """The least number it can be."""
    upper: float
    """The greatest number it can be."""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """The result of an audit."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not self.findings


def audit(release: CountedRelease, protected: ProtectedRelease) -> Audit:
    """Try to find out what is withheld. Raises ValueError if the numbers shown are not those that were counted."""
    system = system_of(release)
    return audit_pattern(system, withheld_in(system, protected))


def may_publish_union(release: CountedRelease, protected: ProtectedRelease, union: AreaScheme) -> bool:
    """May this area union be published beside a release that is out already, without giving anything away?"""
    wider = system_of(replace(release, schemes=(*release.schemes, union)))
    return audit_pattern(wider, withheld_in(wider, protected) | wider.with_twins(wider.primary)).passed


def audit_pattern(system: System, withheld: Collection[int]) -> Audit:
    """The audit of a pattern: which cells are withheld, everything else being published."""
    unhidden = [
        Finding(key=cell.key, missing=Doubt.ANY, lower=cell.people, upper=cell.people)
        for cell in (system.cells[index] for index in sorted(system.primary - set(withheld)))
    ]
    return Audit(findings=(*unhidden, *_too_narrow(system, withheld)))


def _too_narrow(system: System, withheld: Collection[int]) -> list[Finding]:
    from app.needs.rules.worlds import Worlds

    unproved = Unproved(system, withheld)
    failed: dict[tuple[Doubt, int], Worlds] = {}
    for floors, population in product(Floors, system.apart(withheld)):
        worlds = Worlds(system, population, floors)
        failed |= dict.fromkeys(unproved.after_trying(worlds, together=TOGETHER), worlds)
    return [
        _finding(system.cells[cell], doubt, *failed[doubt, cell].interval(cell))
        for doubt, cell in unproved.still_open(failed)
    ]


def _finding(cell: Cell, missing: Doubt, lower: float, upper: float) -> Finding:
    return Finding(key=cell.key, missing=missing, lower=lower, upper=upper)

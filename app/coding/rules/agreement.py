"""How far two people who read the same answers agree (A-43): percent agreement and Cohen's κ, per theme."""

from collections.abc import Hashable, Iterable, Set
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Of `units` read by both, `both` were given the theme by both, `neither` by none, the others by one alone.

    κ is None where it says nothing: no units, or both gave the theme to all or to none.
    """

    both: int
    neither: int
    first_alone: int
    second_alone: int

    @property
    def units(self) -> int:
        return self.both + self.neither + self.first_alone + self.second_alone

    @property
    def share(self) -> float | None:
        """Agreement from 0 to 1."""
        return (self.both + self.neither) / self.units if self.units else None

    @property
    def kappa(self) -> float | None:
        if not self.units:
            return None
        first, second = (self.both + self.first_alone) / self.units, (self.both + self.second_alone) / self.units
        by_chance = first * second + (1 - first) * (1 - second)
        return None if by_chance == 1 else ((self.both + self.neither) / self.units - by_chance) / (1 - by_chance)


def agreement(units: Iterable[Hashable], first: Set[Hashable], second: Set[Hashable]) -> Agreement:
    """Compare which of the units that both have read were given a theme by one and by the other."""
    read = set(units)
    mine, theirs = read & first, read & second
    return Agreement(
        both=len(mine & theirs),
        neither=len(read - mine - theirs),
        first_alone=len(mine - theirs),
        second_alone=len(theirs - mine),
    )

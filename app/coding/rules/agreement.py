"""How far two people who read the same answers agree (A-43): percent agreement and Cohen's κ, per theme."""

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


def between(units: int, first: int, second: int, both: int) -> Agreement:
    """Of so many units that both have read, so many were given a theme by one, by the other, and by both."""
    return Agreement(both=both, neither=units - first - second + both, first_alone=first - both, second_alone=second - both)

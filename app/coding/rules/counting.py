"""How many talks touched a theme. A talk counts once per theme (A-40), a group talk by its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.concerns.rules import Direction


@dataclass(frozen=True, kw_only=True)
class ThemeCount:
    """`talks` touched the theme, `people` took part in them, `mentions` are all passages (for the team only)."""

    theme_id: UUID
    talks: int
    people: int
    mentions: int
    by_direction: dict[Direction, int]
    """People, per direction; somebody may be in several."""

    def __add__(self, other: "ThemeCount") -> "ThemeCount":
        """Both counts of one theme. No talk may be in both."""
        directions = [each for each in Direction if each in self.by_direction or each in other.by_direction]
        return ThemeCount(
            theme_id=self.theme_id,
            talks=self.talks + other.talks,
            people=self.people + other.people,
            mentions=self.mentions + other.mentions,
            by_direction={each: self.by_direction.get(each, 0) + other.by_direction.get(each, 0) for each in directions},
        )


def together(counts: Iterable[ThemeCount]) -> dict[UUID, ThemeCount]:
    """The counts of each theme, added up. They are of different talks: those of one day and those of another."""
    found: dict[UUID, ThemeCount] = {}
    for each in counts:
        found[each.theme_id] = found[each.theme_id] + each if each.theme_id in found else each
    return found

"""What a campaign may show to everybody: small groups are withheld, and no two releases give anybody away (D-30, D-41)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.coding.rules.counting import ThemeCount
from app.concerns.rules import Direction

USUAL = 5
SENSITIVE = 10
"""From so many people on a number may be shown; on sensitive topics from more (D-30)."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence that was cleared to be shown."""

    direction: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ThemeResult:
    """A theme as everybody sees it. `people` None: how many may not be told. `directions` are all there, or none is."""

    theme_id: str
    label: str
    label_plain: str
    topic_key: str
    people: int | None
    directions: Mapping[str, int]
    quotes: Sequence[Said]


@dataclass(frozen=True, kw_only=True)
class Results:
    """What is frozen in one release."""

    number: int
    day: str
    talks: int
    people: int
    languages: Sequence[str]
    households: int | None
    households_reached: int | None
    codebook_version: int
    smallest: int
    themes: Sequence[ThemeResult]

    @property
    def date(self) -> date:
        return date.fromisoformat(self.day)

    @property
    def shown(self) -> list[ThemeResult]:
        """The themes with a number, the most named first."""
        return sorted((theme for theme in self.themes if theme.people), key=lambda theme: -(theme.people or 0))

    @property
    def few(self) -> list[ThemeResult]:
        """The themes without a number, by name: their order says nothing (D-34)."""
        return sorted((theme for theme in self.themes if theme.people is None), key=lambda theme: theme.label.casefold())


def smallest_group(*, is_sensitive: bool) -> int:
    return SENSITIVE if is_sensitive else USUAL


def may_show(people: int, *, smallest: int, earlier: Collection[int]) -> bool:
    """Whether a number may stand beside those of earlier releases.

    It needs enough people, and every difference to a number shown before must be nobody or enough people too: else the
    few who came in between could be read from it.
    """
    return people >= smallest and all(people == before or abs(people - before) >= smallest for before in earlier)


def leaves_no_few(quarters: Iterable[int], *, smallest: int) -> bool:
    """Whether a number may stand beside those of its quarters: in each of them are enough people, or nobody.

    Planning publishes quarters, and counts the same talks (decision 19). Of 22 people whoever knows the 20 of one quarter
    would find the two of the other.
    """
    return all(people == 0 or people >= smallest for people in quarters)


def protected(
    *,
    people: int,
    by_direction: Mapping[Direction, int],
    smallest: int,
    earlier: Sequence[ThemeResult],
    quarters: Collection[ThemeCount],
) -> tuple[int | None, dict[str, int]]:
    """The number of people and those per direction, as far as they may be told. `quarters` are the counts of each quarter.

    Directions are told all or none: with one missing, the others would say how few it is.
    """
    before = [each.people for each in earlier if each.people is not None]
    if not _may_stand(people, before, [each.people for each in quarters], smallest):
        return None, {}
    told = {direction: number for direction, number in by_direction.items() if number}
    for direction, number in told.items():
        before = [each.directions[direction] for each in earlier if direction in each.directions]
        if not _may_stand(number, before, [each.by_direction.get(direction, 0) for each in quarters], smallest):
            return people, {}
    return people, {direction.value: number for direction, number in told.items()}


def _may_stand(people: int, earlier: Collection[int], quarters: Collection[int], smallest: int) -> bool:
    return may_show(people, smallest=smallest, earlier=earlier) and leaves_no_few(quarters, smallest=smallest)


def to_json(results: Results) -> dict[str, Any]:
    return asdict(results)


def from_json(kept: Mapping[str, Any]) -> Results:
    """The results that `to_json` wrote."""
    themes = [ThemeResult(**{**theme, "quotes": [Said(**quote) for quote in theme["quotes"]]}) for theme in kept["themes"]]
    return Results(**{**kept, "themes": themes})

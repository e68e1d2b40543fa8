"""What a campaign may show to everybody: small groups are withheld, and no two releases give anybody away (D-30, D-41)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

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
    """A theme as everybody sees it. `people` None: fewer than may be told. `directions` are all there, or none is."""

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
        """The themes that few people named, by name: their order says nothing (D-34)."""
        return sorted((theme for theme in self.themes if theme.people is None), key=lambda theme: theme.label.casefold())


def smallest_group(*, is_sensitive: bool) -> int:
    return SENSITIVE if is_sensitive else USUAL


def may_show(people: int, *, smallest: int, earlier: Collection[int]) -> bool:
    """Whether a number may stand beside those of earlier releases.

    It needs enough people, and every difference to a number shown before must be nobody or enough people too: else the
    few who came in between could be read from it.
    """
    return people >= smallest and all(people == before or abs(people - before) >= smallest for before in earlier)


def protected(
    *, people: int, by_direction: Mapping[Direction, int], smallest: int, earlier: Sequence[ThemeResult]
) -> tuple[int | None, dict[str, int]]:
    """The number of people and those per direction, as far as they may be told.

    Directions are told all or none: with one missing, the others would say how few it is.
    """
    if not may_show(people, smallest=smallest, earlier=[each.people for each in earlier if each.people is not None]):
        return None, {}
    told = {direction.value: number for direction, number in by_direction.items() if number}
    before = {name: [each.directions[name] for each in earlier if name in each.directions] for name in told}
    if all(may_show(number, smallest=smallest, earlier=before[name]) for name, number in told.items()):
        return people, told
    return people, {}


def to_json(results: Results) -> dict[str, Any]:
    return asdict(results)


def from_json(kept: Mapping[str, Any]) -> Results:
    """The results that `to_json` wrote."""
    themes = [ThemeResult(**{**theme, "quotes": [Said(**quote) for quote in theme["quotes"]]}) for theme in kept["themes"]]
    return Results(**{**kept, "themes": themes})

"""How many talks touched a theme. A talk counts once per theme (A-40), a group talk by its people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.concerns.rules import Direction


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One marked passage: in which talk, with how many people, which theme, in which direction."""

    conversation_id: UUID
    people: int
    theme_id: UUID
    direction: Direction


@dataclass(frozen=True, kw_only=True)
class ThemeCount:
    """`talks` touched the theme, `people` took part in them, `mentions` are all passages (for the team only)."""

    theme_id: UUID
    talks: int
    people: int
    mentions: int
    by_direction: dict[Direction, int]
    """People, per direction; somebody may be in several."""


def counts(marked: Iterable[Marked]) -> dict[UUID, ThemeCount]:
    """The counts of all themes that were given."""
    people: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    directed: dict[UUID, dict[Direction, dict[UUID, int]]] = defaultdict(lambda: defaultdict(dict))
    mentions: dict[UUID, int] = defaultdict(int)
    for each in marked:
        people[each.theme_id][each.conversation_id] = each.people
        directed[each.theme_id][each.direction][each.conversation_id] = each.people
        mentions[each.theme_id] += 1
    return {
        theme: ThemeCount(
            theme_id=theme,
            talks=len(talks),
            people=sum(talks.values()),
            mentions=mentions[theme],
            by_direction={direction: sum(found.values()) for direction, found in directed[theme].items()},
        )
        for theme, talks in people.items()
    }

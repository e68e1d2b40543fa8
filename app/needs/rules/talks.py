"""From what was read in talks to counted people. A talk counts once in each cell, with as many people as took part in it.

Only themes of today count, and what was said under several themes of one topic counts once under it. Talks are never joined
with voices of concerns, nor with each other: nobody knows who is the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from app.needs.rules.counts import SURVEY, Axis, CampaignTalks, Counted, CountedTable, CountedTalks

Key = TypeVar("Key")
Shown = Mapping[tuple[str, str | None], frozenset[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A theme that was found in a talk."""

    talk: UUID
    people: int
    campaign: str
    ortsteil: str
    theme: str
    topic: str
    direction: str

    def at(self, axis: Axis) -> str:
        """Where it stands on an axis of the tables."""
        if axis is Axis.CHANNEL:
            return SURVEY
        return {Axis.ORTSTEIL: self.ortsteil, Axis.TOPIC: self.topic, Axis.DIRECTION: self.direction}[axis]


def counted(
    passages: Iterable[Passage], tables: Iterable[CountedTable], shown: Mapping[str, Shown] | None = None
) -> CountedTalks | None:
    """The people of all talks, in empty tables to be filled; None: nothing was read. `shown` are results by campaign."""
    found = list(passages)
    if not found:
        return None
    return CountedTalks(
        tables=tuple(_filled(table, found) for table in tables),
        people={name: Counted.hidden(people) for name, people in people_by(found, lambda each: each.ortsteil).items()},
        distinct={
            (axis, name): people
            for axis in (Axis.TOPIC, Axis.CHANNEL, Axis.DIRECTION)
            for name, people in _people_on(found, axis).items()
        },
        campaigns=_campaigns(found, shown or {}),
    )


def people_by(passages: Iterable[Passage], key: Callable[[Passage], Key]) -> dict[Key, int]:
    """The people of all talks of which a passage has this key."""
    talks: dict[Key, dict[UUID, int]] = defaultdict(dict)
    for each in passages:
        talks[key(each)][each.talk] = each.people
    return {name: sum(people.values()) for name, people in talks.items()}


def _people_on(passages: list[Passage], axis: Axis) -> dict[str, int]:
    return people_by(passages, lambda each: each.at(axis))


def _filled(table: CountedTable, passages: list[Passage]) -> CountedTable:
    people = people_by(passages, lambda each: (each.at(table.row_axis), each.at(table.column_axis)))
    return replace(table, cells={place: Counted.hidden(number) for place, number in people.items()})


def _campaigns(passages: list[Passage], shown: Mapping[str, Shown]) -> tuple[CampaignTalks, ...]:
    by_campaign: dict[str, list[Passage]] = defaultdict(list)
    for each in passages:
        by_campaign[each.campaign].append(each)
    return tuple(
        CampaignTalks(
            key=key,
            places=frozenset((each.ortsteil, each.topic) for each in own),
            directions=frozenset((each.topic, each.direction) for each in own),
            themes=people_by(own, lambda each: (each.topic, each.theme)),
            theme_directions=people_by(own, lambda each: (each.topic, each.theme, each.direction)),
            shown=shown.get(key, {}),
        )
        for key, own in sorted(by_campaign.items())
    )

"""The twin of `queries.tallies`: every passage is looked at, one after the other, as it is said in words."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import Coding, ReadAnswer
from app.coding.rules.agreement import Agreement
from app.coding.rules.counting import ThemeCount
from app.concerns.rules import Direction
from app.conversations.models import Conversation
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.surveys.models import Campaign


class Passage(NamedTuple):
    """A passage that counts, under the theme of today."""

    quarter: Quarter
    talk: UUID
    people: int
    key: str
    theme: UUID
    direction: Direction


def passages(campaign: Campaign, turn: int = 1) -> Iterator[Passage]:
    now = queries.successors(campaign)
    wanted = (
        sa.select(Conversation, Coding)
        .join(Coding, Coding.conversation_id == Conversation.id)
        .where(Conversation.campaign_id == campaign.id, Coding.turn == turn)
    )
    for talk, coding in db.session.execute(wanted):
        if coding.theme_id in now:
            theme = now[coding.theme_id]
            yield Passage(Quarter.of_day(talk.day), talk.id, talk.people, coding.key, theme, coding.direction)


def counts(found: list[Passage]) -> dict[UUID, ThemeCount]:
    """A talk counts once per theme, a group talk by its people."""
    people: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    directed: dict[UUID, dict[Direction, dict[UUID, int]]] = defaultdict(lambda: defaultdict(dict))
    mentions: dict[UUID, int] = defaultdict(int)
    for each in found:
        people[each.theme][each.talk] = each.people
        directed[each.theme][each.direction][each.talk] = each.people
        mentions[each.theme] += 1
    return {
        theme: ThemeCount(
            theme_id=theme,
            talks=len(talks),
            people=sum(talks.values()),
            mentions=mentions[theme],
            by_direction={direction: sum(each.values()) for direction, each in directed[theme].items()},
        )
        for theme, talks in people.items()
    }


def by_quarter(found: list[Passage]) -> dict[Quarter, dict[UUID, ThemeCount]]:
    return {
        quarter: counts([each for each in found if each.quarter == quarter]) for quarter in {each.quarter for each in found}
    }


def agreements(campaign: Campaign) -> tuple[int, dict[UUID, Agreement]]:
    """Compare which of the answers that both have read were given a theme by one and by the other."""
    rows = db.session.scalars(sa.select(ReadAnswer).join(Conversation).where(Conversation.campaign_id == campaign.id)).all()
    first, second = ({(row.conversation_id, row.key) for row in rows if row.turn == turn} for turn in (1, 2))
    both = first & second
    given: dict[tuple[UUID, int], set[tuple[UUID, str]]] = defaultdict(set)
    for turn in (1, 2):
        for each in passages(campaign, turn):
            given[each.theme, turn].add((each.talk, each.key))
    return len(both), {
        theme.id: _agreement(both, both & given[theme.id, 1], both & given[theme.id, 2])
        for theme in queries.themes(campaign)
    }


def _agreement(read: set[tuple[UUID, str]], mine: set[tuple[UUID, str]], theirs: set[tuple[UUID, str]]) -> Agreement:
    return Agreement(
        both=len(mine & theirs),
        neither=len(read - mine - theirs),
        first_alone=len(mine - theirs),
        second_alone=len(theirs - mine),
    )

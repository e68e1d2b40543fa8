"""How many people touched which theme, and how far two readers agree: counted in the database, however many there are.

A passage counts under the theme in which its own lives on today, and a talk once per theme. So themes are mapped first and
talks told apart afterwards.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import Coding, ReadAnswer
from app.coding.rules import agreement, counting
from app.coding.rules.agreement import Agreement
from app.coding.rules.counting import ThemeCount
from app.concerns.rules import Direction
from app.conversations.models import Conversation
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.surveys.models import Campaign


def of_themes(campaign: Campaign) -> dict[UUID, ThemeCount]:
    """The counts of all themes that were given."""
    return counting.together(count for _days, count in _counts(campaign))


def of_themes_by_quarter(campaign: Campaign) -> dict[Quarter, dict[UUID, ThemeCount]]:
    """The same, by the quarter of the talks."""
    found: dict[Quarter, list[ThemeCount]] = {}
    for (day,), count in _counts(campaign, Conversation.day):
        found.setdefault(Quarter.of_day(day), []).append(count)
    return {quarter: counting.together(counts) for quarter, counts in found.items()}


def _counts(campaign: Campaign, *by: sa.orm.InstrumentedAttribute[Any]) -> Iterator[tuple[tuple[Any, ...], ThemeCount]]:
    """The counts of each theme, apart by these facts of a talk."""
    given = _given(campaign, turns=[1])
    touched = {each: sa.func.max(sa.case((given.c.direction == each, 1), else_=0)) for each in Direction}
    talk = (
        sa.select(given.c.talk, given.c.now, sa.func.count().label("mentions"))
        .add_columns(*(is_touched.label(each.value) for each, is_touched in touched.items()))
        .group_by(given.c.talk, given.c.now)
        .subquery()
    )
    people = [sa.func.sum(talk.c[each.value] * Conversation.people) for each in Direction]
    wanted: sa.Select[*tuple[Any, ...]] = (
        sa.select(*by, talk.c.now, sa.func.count(), sa.func.sum(Conversation.people), sa.func.sum(talk.c.mentions), *people)
        .join(Conversation, Conversation.id == talk.c.talk)
        .group_by(*by, talk.c.now)
    )
    themes = frozenset(queries.successors(campaign).values())
    for row in db.session.execute(wanted):
        facts: tuple[Any, ...] = row[: len(by)]
        theme_id, *numbers = row[len(by) :]
        if theme_id in themes:
            yield facts, _count(theme_id, *(int(number) for number in numbers))


def _count(theme_id: UUID, talks: int, people: int, mentions: int, *directed: int) -> ThemeCount:
    by_direction = {each: number for each, number in zip(Direction, directed, strict=True) if number}
    return ThemeCount(theme_id=theme_id, talks=talks, people=people, mentions=mentions, by_direction=by_direction)


def _given(campaign: Campaign, *, turns: list[int]) -> sa.Subquery:
    """Every passage of these turns under its theme of today. One whose theme has none keeps its own."""
    of_campaign = sa.select(Conversation.id).where(Conversation.campaign_id == campaign.id)
    return (
        sa.select(
            Coding.conversation_id.label("talk"), Coding.key, Coding.turn, Coding.direction, _now(campaign).label("now")
        )
        .where(Coding.conversation_id.in_(of_campaign), Coding.turn.in_(turns))
        .subquery()
    )


def _now(campaign: Campaign) -> sa.SQLColumnExpression[UUID]:
    """The theme of today for a passage: only those that have another one need to be told."""
    others = {given: now for given, now in queries.successors(campaign).items() if given != now}
    return sa.case(others, value=Coding.theme_id, else_=Coding.theme_id) if others else Coding.theme_id


def agreements(campaign: Campaign) -> tuple[int, dict[UUID, Agreement]]:
    """How many answers two people have read, and how far they agree in them, per theme of today."""
    twice = _read_twice(campaign)
    units = db.session.scalar(sa.select(sa.func.count()).select_from(twice)) or 0
    given = _given(campaign, turns=[1, 2])
    answer = (
        sa.select(given.c.now)
        .add_columns(*(sa.func.max(sa.case((given.c.turn == turn, 1), else_=0)).label(f"turn_{turn}") for turn in (1, 2)))
        .join(twice, sa.and_(twice.c.conversation_id == given.c.talk, twice.c.key == given.c.key))
        .group_by(given.c.now, given.c.talk, given.c.key)
        .subquery()
    )
    first, second = answer.c.turn_1, answer.c.turn_2
    sums = (sa.func.sum(first), sa.func.sum(second), sa.func.sum(first * second))
    rows = db.session.execute(sa.select(answer.c.now, *sums).group_by(answer.c.now))
    found = {theme: (int(one), int(two), int(both)) for theme, one, two, both in rows}
    return units, {theme.id: agreement.between(units, *found.get(theme.id, (0, 0, 0))) for theme in queries.themes(campaign)}


def _read_twice(campaign: Campaign) -> sa.Subquery:
    """The answers that two people have read."""
    first, second = sa.orm.aliased(ReadAnswer), sa.orm.aliased(ReadAnswer)
    return (
        sa.select(second.conversation_id, second.key)
        .join(first, sa.and_(first.conversation_id == second.conversation_id, first.key == second.key, first.turn == 1))
        .join(Conversation, Conversation.id == second.conversation_id)
        .where(second.turn == 2, Conversation.campaign_id == campaign.id)
        .subquery()
    )

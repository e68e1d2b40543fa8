"""People behind concerns: the one place where voices become numbers (see docs/decisions/0006-counting-people.md).

These are bare counts. They leave the house only through `app/needs`, protected.

Somebody who acted with the cookie in a cell is one person there, whatever else they did in it. Those of whom a cell knows
acts without the cookie alone count once per network and day. Where staff state how many people stand behind what they write
down, that number takes the place of the one person. Counted so, a part of a cell never holds more people than the whole,
and two parts never fewer together: the audit of `app/needs` relies on both.

All cells are counted in one statement, so that voices and concerns are joined once: with a million voices that takes about
as long as a plain COUNT(DISTINCT person) for each of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.concerns.models import Concern, Voice
from app.concerns.rules import SHOWN_GROUP, Review, VoiceKind
from app.kernel.db import db


class Cell(Enum):
    """By what people are counted: names of columns of a concern."""

    ORTSTEIL_TOPIC = ("ortsteil_key", "topic_key")
    ORTSTEIL_CHANNEL = ("ortsteil_key", "channel")
    TOPIC_CHANNEL = ("topic_key", "channel")
    TOPIC_DIRECTION = ("topic_key", "direction")
    ORTSTEIL = ("ortsteil_key",)
    TOPIC = ("topic_key",)
    CHANNEL = ("channel",)
    DIRECTION = ("direction",)


@dataclass(frozen=True, kw_only=True)
class Count:
    """The people of one cell.

    `people` stand behind it; somebody who came in two quarters is two people, because nobody can tell. `fewest` is how
    many of them are surely different: the most of one quarter. `unseen` cannot be counted on the public pages: where
    staff stated a small group, those beyond the one author whom a page shows. Supporters and larger groups are shown.
    """

    key: tuple[str, ...]
    people: int
    fewest: int
    unseen: int


def people_by(cell: Cell, *, until: str, only: sa.ColumnElement[bool] | None = None) -> list[Count]:
    """The people of every cell of one kind: see `people_in`."""
    return people_in([cell], until=until, only=only)[cell]


def people_in(cells: Collection[Cell], *, until: str, only: sa.ColumnElement[bool] | None = None) -> dict[Cell, list[Count]]:
    """The people behind published concerns whose voices came in the quarter `until` ("2026-Q3") or before it.

    `only` narrows the voices down, for instance to those that no release has counted yet.
    """
    voices = _voices(until, only).cte("voices").prefix_with("MATERIALIZED")
    counted: dict[Cell, dict[tuple[str, ...], Count]] = {cell: {} for cell in cells}
    for name, first, second, people, unseen in db.session.execute(sa.union_all(*(_people(voices, cell) for cell in cells))):
        cell = Cell[name]
        key = (first, second)[: len(cell.value)]
        counted[cell][key] = _with_another_quarter(key, counted[cell].get(key), int(people), int(unseen))
    return {cell: sorted(counts.values(), key=lambda count: count.key) for cell, counts in counted.items()}


def counted_voices(*, until: str, only: sa.ColumnElement[bool] | None = None) -> sa.Select[UUID]:
    """The ids of the voices that `people_in` counts, to be written down as counted."""
    return sa.select(Voice.id).join(Concern, Concern.id == Voice.concern_id).where(*_conditions(until, only))


def _voices(until: str, only: sa.ColumnElement[bool] | None) -> sa.Select[Any]:
    """The voices to be counted, with the cells of their concerns. `more` are those beyond the one person."""
    concerns = Concern.__table__.c
    more = Voice.people - 1
    is_unseen = sa.and_(Voice.kind == VoiceKind.AUTHOR, Voice.people < SHOWN_GROUP)
    return (
        sa.select(
            *(concerns[name] for name in ("ortsteil_key", "topic_key", "channel", "direction")),
            *(Voice.quarter, Voice.person, Voice.network),
            more.label("more"),
            sa.case((is_unseen, more), else_=0).label("unseen"),
        )
        .join(Concern, Concern.id == Voice.concern_id)
        .where(*_conditions(until, only))
    )


def _people(voices: sa.CTE, cell: Cell) -> sa.Select[Any]:
    """The people of each cell in each quarter: a person has another hash in another quarter."""
    key = [voices.c[name] for name in cell.value]
    had_cookie = sa.func.max(sa.case((voices.c.network.is_(None), 1), else_=0))
    persons = (
        sa.select(
            *key,
            voices.c.quarter,
            sa.func.max(voices.c.network).label("network"),
            had_cookie.label("had_cookie"),
            sa.func.sum(voices.c.more).label("more"),
            sa.func.sum(voices.c.unseen).label("unseen"),
        )
        .group_by(*key, voices.c.quarter, voices.c.person)
        .subquery()
    )
    columns = [persons.c[name] for name in cell.value]
    networks = sa.func.count(sa.distinct(sa.case((persons.c.had_cookie == 0, persons.c.network))))
    shown = [*(sa.cast(column, sa.Text) for column in columns), sa.literal("")][:2]
    people = sa.func.sum(persons.c.had_cookie) + networks + sa.func.sum(persons.c.more)
    counted = sa.select(*(sa.literal(cell.name), *shown, people, sa.func.sum(persons.c.unseen)))
    return counted.group_by(*columns, persons.c.quarter)


def _with_another_quarter(key: tuple[str, ...], before: Count | None, people: int, unseen: int) -> Count:
    if before is None:
        return Count(key=key, people=people, fewest=people, unseen=unseen)
    return Count(key=key, people=before.people + people, fewest=max(before.fewest, people), unseen=before.unseen + unseen)


def _conditions(until: str, only: sa.ColumnElement[bool] | None) -> list[sa.ColumnElement[bool]]:
    narrowed = [] if only is None else [only]
    return [Concern.review == Review.PUBLISHED, Voice.quarter <= until, *narrowed]

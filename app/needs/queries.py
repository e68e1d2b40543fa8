"""What a release counts, and what releases say. Numbers cross from concerns and talks to planning here and nowhere else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries as coding
from app.coding.models import Coding, Theme
from app.coding.rules import results
from app.concerns.models import ReviewStep, Voice
from app.concerns.queries import public, voices
from app.concerns.queries.voices import Cell, Count
from app.concerns.rules import Channel, Direction
from app.conversations.models import Conversation
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.i18n import translated
from app.kernel.quarter import Quarter
from app.needs.models import CountedVoice, Release, ReleaseTable
from app.needs.rules import (
    SURVEY,
    AreaScheme,
    Axis,
    Counted,
    CountedRelease,
    CountedTable,
    CountedTalks,
    Planungsraum,
    ProtectedTable,
    SmallestGroup,
    talks,
)
from app.needs.rules.documents import table_from
from app.needs.rules.talks import Passage, Shown
from app.places import queries as places
from app.places.models import AreaScheme as StoredScheme
from app.places.models import Planungsraum as StoredPlanungsraum
from app.places.rules import Coverage
from app.surveys.models import Campaign

ORTSTEIL_TOPIC, ORTSTEIL_CHANNEL = "ortsteil-topic", "ortsteil-channel"
TOPIC_CHANNEL, TOPIC_DIRECTION = "topic-channel", "topic-direction"
TABLES: dict[str, tuple[Cell, Axis, Axis]] = {
    ORTSTEIL_TOPIC: (Cell.ORTSTEIL_TOPIC, Axis.ORTSTEIL, Axis.TOPIC),
    ORTSTEIL_CHANNEL: (Cell.ORTSTEIL_CHANNEL, Axis.ORTSTEIL, Axis.CHANNEL),
    TOPIC_CHANNEL: (Cell.TOPIC_CHANNEL, Axis.TOPIC, Axis.CHANNEL),
    TOPIC_DIRECTION: (Cell.TOPIC_DIRECTION, Axis.TOPIC, Axis.DIRECTION),
}
IN_THE_CITY = {Axis.TOPIC: Cell.TOPIC, Axis.CHANNEL: Cell.CHANNEL, Axis.DIRECTION: Cell.DIRECTION}
SENSITIVE_GROUP = 10
"""Numbers on sensitive topics stand for at least so many people (methods D-30)."""

NOT_COUNTED = ~sa.exists().where(CountedVoice.voice_id == Voice.id)
"""Voices that no release has counted."""


@dataclass(frozen=True, kw_only=True)
class State:
    """How much has been decided so far. While this stays the same, a quarter that is over is counted the same.

    Whatever changes who may read a concern, or where it belongs, leaves a review step.
    """

    reviews: int
    voices: int
    talks: CountedTalks | None
    """What was read in talks is taken back and read anew without a step, so it is compared as it is."""
    releases: int


def counted(quarter: Quarter, now: State | None = None) -> CountedRelease:
    """Everything that a release of this quarter would publish, before protection. Never to be shown.

    `now` spares counting the talks again for whoever has looked already.
    """
    found = voices.people_in(list(Cell), until=str(quarter), only=NOT_COUNTED)
    empty = empty_tables()
    return CountedRelease(
        period=str(quarter),
        tables=tuple(_filled(table, found) for table in empty),
        people={count.key[0]: _counted(count) for count in found[Cell.ORTSTEIL]},
        schemes=schemes_of(quarter),
        smallest_group=smallest_group(),
        distinct={(axis, count.key[0]): count.fewest for axis, cell in IN_THE_CITY.items() for count in found[cell]},
        talks=now.talks if now else counted_talks(quarter),
    )


def counted_talks(quarter: Quarter) -> CountedTalks | None:
    """The people in talks of a quarter, under the themes that were found in them so far. None: nothing was read.

    Talks count by their day, in the release of their quarter and in no other: nobody has to write down which were counted.
    """
    passages = passages_in(quarter)
    campaigns = {each.campaign for each in passages}
    return talks.counted(passages, empty_tables(), {key: _shown(UUID(key)) for key in campaigns})


def passages_in(quarter: Quarter) -> list[Passage]:
    """Each theme of today that the first reading has found in a talk of this quarter, once."""
    names = (Conversation.campaign_id, Conversation.id, Conversation.people, Conversation.ortsteil_key)
    wanted = (
        sa.select(*names, Coding.theme_id, Coding.direction)
        .join(Coding, Coding.conversation_id == Conversation.id)
        .where(Coding.turn == 1, Conversation.day.between(quarter.first_day, quarter.last_day))
        .group_by(*names, Coding.theme_id, Coding.direction)
    )
    rows = db.session.execute(wanted).all()
    now = _themes_now({row[0] for row in rows})
    return [
        Passage(
            talk=talk,
            people=people,
            campaign=str(campaign),
            ortsteil=ortsteil,
            theme=str(now[theme].id),
            topic=now[theme].topic_key,
            direction=direction.value,
        )
        for campaign, talk, people, ortsteil, theme, direction in rows
        if theme in now
    ]


def _themes_now(campaigns: set[UUID]) -> dict[UUID, Theme]:
    """What the themes of these campaigns are today. One that was split is missing: its passages wait to be read again."""
    found: dict[UUID, Theme] = {}
    for campaign_id in campaigns:
        campaign = db.session.get_one(Campaign, campaign_id)
        themes = {theme.id: theme for theme in coding.every_theme(campaign)}
        found |= {before: themes[now] for before, now in coding.successors(campaign).items()}
    return found


def _shown(campaign_id: UUID) -> Shown:
    """The numbers of people that the results of a campaign have ever shown, by theme and direction."""
    found: dict[tuple[str, str | None], frozenset[int]] = {}
    for release in coding.releases(db.session.get_one(Campaign, campaign_id)):
        for theme in results.from_json(release.facts).themes:
            numbers: list[tuple[str | None, int | None]] = [(None, theme.people), *theme.directions.items()]
            for direction, people in numbers:
                if people is not None:
                    key = (theme.theme_id, direction)
                    found[key] = found.get(key, frozenset()) | {people}
    return found


def axis_keys() -> dict[Axis, tuple[str, ...]]:
    """The rows and columns of all tables, in the order in which they are shown."""
    return {
        Axis.ORTSTEIL: tuple(place.key for place in places.all_ortsteile()),
        Axis.TOPIC: tuple(topic.key for topic in public.all_topics()),
        Axis.CHANNEL: (*(channel.value for channel in Channel), SURVEY),
        Axis.DIRECTION: tuple(direction.value for direction in Direction),
    }


def smallest_group() -> SmallestGroup:
    """The least numbers of people as they stand now: the usual one, and more for sensitive topics."""
    return SmallestGroup(by_topic={topic.key: SENSITIVE_GROUP for topic in public.all_topics() if topic.is_sensitive})


def stored_schemes(quarter: Quarter) -> dict[str, StoredScheme]:
    """The area schemes that hold at the end of a quarter, by the short keys that a release gives them."""
    day = quarter.last_day
    valid = [
        scheme
        for scheme in places.all_schemes()
        if (scheme.valid_from is None or scheme.valid_from <= day) and (scheme.valid_to is None or scheme.valid_to >= day)
    ]
    return {f"raumzuschnitt-{at}": scheme for at, scheme in enumerate(valid, start=1)}


def schemes_of(quarter: Quarter) -> tuple[AreaScheme, ...]:
    """The same schemes in the words of the rules."""
    return tuple(
        AreaScheme(key=key, planungsraeume=tuple(_planungsraum(room) for room in scheme.planungsraeume))
        for key, scheme in stored_schemes(quarter).items()
    )


def newest_release() -> Release | None:
    return db.session.scalar(sa.select(Release).order_by(Release.quarter.desc()).limit(1))


def all_releases() -> Sequence[Release]:
    """All releases, the newest first."""
    return db.session.scalars(sa.select(Release).order_by(Release.quarter.desc())).all()


def find_release(quarter: Quarter) -> Release | None:
    return db.session.scalar(sa.select(Release).where(Release.quarter == str(quarter)))


def get_release(release_id: UUID) -> Release:
    """The release with this id. Raises NotFound."""
    if found := db.session.get(Release, release_id):
        return found
    raise NotFound


def table_of(release: Release, name: str) -> ProtectedTable:
    """One table of a release. Raises NotFound."""
    if found := db.session.get(ReleaseTable, (release.id, name)):
        return table_from(found.document)
    raise NotFound


def tables_of(release: Release) -> list[ProtectedTable]:
    """All tables of a release in their order."""
    wanted = sa.select(ReleaseTable.document).where(ReleaseTable.release_id == release.id).order_by(ReleaseTable.position)
    return [table_from(document) for document in db.session.scalars(wanted)]


def names_of_tables(release: Release) -> Sequence[str]:
    """What tables a release has, in their order, without reading them."""
    wanted = sa.select(ReleaseTable.name).where(ReleaseTable.release_id == release.id).order_by(ReleaseTable.position)
    return db.session.scalars(wanted).all()


def quarters_waiting(now: datetime) -> list[Quarter]:
    """The quarters that are over and can still be released, because voices or talks wait in them; oldest first."""
    return sorted({*_quarters_of_voices(now), *_quarters_of_talks(now)})


def _quarters_of_talks(now: datetime) -> list[Quarter]:
    """Those that were not released, and in whose talks something was found."""
    read = sa.exists().where(Coding.conversation_id == Conversation.id, Coding.turn == 1)
    days = db.session.scalars(
        sa.select(Conversation.day).where(read, Conversation.day < Quarter.of(now).first_day).distinct()
    )
    released = set(db.session.scalars(sa.select(Release.quarter)))
    return [quarter for quarter in {Quarter.of_day(day) for day in days} if str(quarter) not in released]


def _quarters_of_voices(now: datetime) -> list[Quarter]:
    released = sa.select(Release.quarter)
    open_ones = sa.select(Voice.quarter).where(Voice.quarter < str(Quarter.of(now)), Voice.quarter.not_in(released))
    quarters = open_ones.distinct().subquery()
    waiting = voices.counted_voices(
        until=str(Quarter.of(now)), only=sa.and_(NOT_COUNTED, Voice.quarter == quarters.c.quarter)
    )
    wanted = sa.select(quarters.c.quarter).where(waiting.correlate(quarters).exists())
    return [Quarter.parse(text) for text in db.session.scalars(wanted)]


def to_be_counted(quarter: Quarter) -> sa.Select[UUID]:
    """The ids of all voices that a release of this quarter counts, in the order in which they are best written down."""
    return voices.counted_voices(until=str(quarter), only=NOT_COUNTED).order_by(Voice.id)


def state(quarter: Quarter) -> State:
    """What the numbers of a quarter rest on."""
    return State(
        reviews=db.session.scalars(sa.select(sa.func.count()).select_from(ReviewStep)).one(),
        voices=db.session.scalars(sa.select(sa.func.count()).where(Voice.quarter <= str(quarter))).one(),
        talks=counted_talks(quarter),
        releases=db.session.scalars(sa.select(sa.func.count()).select_from(Release)).one(),
    )


def names_now() -> dict[Axis, dict[str, str]]:
    """What Ortsteile and topics are called today."""
    topics = {topic.key: translated(topic.label) for topic in public.all_topics()}
    return {Axis.ORTSTEIL: places.names(), Axis.TOPIC: topics}


def live_people(area: frozenset[str], quarter: Quarter) -> dict[tuple[str, str], int]:
    """People per Ortsteil and topic so far, unprotected, for those who work there. Never to be exported."""
    found = voices.people_by(Cell.ORTSTEIL_TOPIC, until=str(quarter), only=Voice.quarter == str(quarter))
    people = Counter({(place, topic): count.people for count in found for place, topic in [count.key]})
    people.update(talks.people_by(passages_in(quarter), lambda each: (each.ortsteil, each.topic)))
    return {place: number for place, number in people.items() if place[0] in area}


def empty_tables() -> tuple[CountedTable, ...]:
    """The tables of a release before anybody is counted."""
    keys = axis_keys()
    return tuple(
        CountedTable(name=name, row_axis=rows, column_axis=columns, rows=keys[rows], columns=keys[columns], cells={})
        for name, (_cell, rows, columns) in TABLES.items()
    )


def _filled(table: CountedTable, found: dict[Cell, list[Count]]) -> CountedTable:
    counts = found[TABLES[table.name][0]]
    return replace(table, cells={(count.key[0], count.key[1]): _counted(count) for count in counts})


def _counted(count: Count) -> Counted:
    return Counted(people=count.people, fewest=count.fewest, unseen=count.unseen)


def _planungsraum(room: StoredPlanungsraum) -> Planungsraum:
    return Planungsraum(
        key=room.key,
        whole=tuple(each.ortsteil_key for each in room.memberships if each.coverage is Coverage.WHOLE),
        partly=tuple(each.ortsteil_key for each in room.memberships if each.coverage is not Coverage.WHOLE),
    )

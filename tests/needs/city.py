"""A small city in which people have spoken, in places only a few of them, and ways to read back what is published."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from app.coding.models import Coding, Theme
from app.concerns.models import Concern, Voice
from app.concerns.rules import Channel, Direction, Review, VoiceKind
from app.conversations import rules as conversations
from app.conversations.models import Conversation
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.needs import queries
from app.needs.rules import Flag, ProtectedTable
from app.places.models import AreaScheme, Membership, Planungsraum
from app.places.rules import Coverage
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Setting
from tests import factories

SUMMER = Quarter.parse("2026-Q3")
SPRING = Quarter.parse("2026-Q2")
NAMES = {"06": "Rieth", "07": "Berliner Platz", "08": "Alach", "09": "Melchendorf"}
ALONE = ("06", "verkehr")
"""Here three people speak of something: too few to be named."""
SPOKEN = {
    ("06", "gruen"): 23,
    ALONE: 3,
    ("06", "wohnumfeld"): 13,
    ("07", "gruen"): 11,
    ("07", "verkehr"): 31,
    ("07", "wohnumfeld"): 17,
    ("08", "gruen"): 19,
    ("08", "verkehr"): 29,
    ("08", "wohnumfeld"): 7,
}
"""How many people speak of a topic in an Ortsteil. In the last Ortsteil nobody does."""
CHANNELS = (Channel.ONLINE, Channel.PAPER)

Place = tuple[str | None, str | None]
Truth = dict[str, dict[Place, int]]
Pattern = dict[str, dict[str, dict[str, str]]]


def build() -> None:
    """The Ortsteile, and two schemes: one cuts the city in halves, the other has an Ortsteil only in part."""
    for at, (key, name) in enumerate(NAMES.items()):
        factories.ortsteil(key, name=name, lat=51.0 + at / 100, lon=11.0 + at / 50)
    scheme("Sozialräume", {"Nord": {"06": Coverage.WHOLE, "07": Coverage.WHOLE}, "Süd": {"08": Coverage.WHOLE}})
    scheme("Quartiere", {"Mitte": {"07": Coverage.WHOLE, "08": Coverage.PARTLY}})


def scheme(name: str, rooms: dict[str, dict[str, Coverage]]) -> None:
    made = AreaScheme(name=name)
    made.planungsraeume = [
        Planungsraum(
            key=key, name=key, memberships=[Membership(ortsteil_key=each, coverage=how) for each, how in members.items()]
        )
        for key, members in rooms.items()
    ]
    db.session.add(made)
    db.session.flush()


def speak(spoken: dict[tuple[str, str], int] | None = None, *, on: date = SUMMER.first_day) -> None:
    """Let so many people speak, each once: an author and those who say that it concerns them too."""
    for (ortsteil, topic), people in (SPOKEN if spoken is None else spoken).items():
        channel = CHANNELS[people % 2]
        concern = factories.concern(ortsteil_key=ortsteil, topic_key=topic, channel=channel, reported_on=on)
        for _ in range(people - 1):
            factories.voice(concern, VoiceKind.SUPPORT)


def talk(
    campaign: Campaign, *said: Theme | tuple[Theme, Direction], people: int = 1, on: date = SUMMER.first_day, at: str = "06"
) -> Conversation:
    """A talk in which somebody has found these themes; as problems, where nothing is said of the direction."""
    made = Conversation(
        client_hash=uuid4().hex,
        payload_hash="",
        campaign_id=campaign.id,
        version_id=campaign.version_id,
        day=on,
        channel=conversations.Channel.DOOR,
        setting=Setting.DOORSTEP,
        language="de",
        ortsteil_key=at,
        people=people,
    )
    db.session.add(made)
    db.session.flush()
    read(made, *said)
    return made


def read(talk: Conversation, *said: Theme | tuple[Theme, Direction], turn: int = 1) -> None:
    """Somebody finds themes in a talk."""
    for at, each in enumerate(said):
        theme, direction = each if isinstance(each, tuple) else (each, Direction.PROBLEM)
        place = {"conversation_id": talk.id, "key": "gut", "start": at, "end": at + 1, "turn": turn}
        db.session.add(Coding(**place, theme_id=theme.id, direction=direction))
    db.session.flush()


def noise() -> None:
    """Neighbours who must not be counted: unread, given back, merged, withdrawn, and from this quarter."""
    for review in Review:
        if review is not Review.PUBLISHED:
            factories.concern(ortsteil_key="09", review=review, reported_on=SUMMER.first_day)
    factories.concern(ortsteil_key="09", reported_on=SUMMER.following.first_day)


def truth(until: Quarter = SUMMER) -> Truth:
    """All true counts, by a straightforward reading of the rows."""
    people: dict[str, dict[Place, set[str]]] = defaultdict(lambda: defaultdict(set))
    wanted = sa.select(Concern, Voice.person).join(Voice, Voice.concern_id == Concern.id)
    for concern, person in db.session.execute(wanted.where(Concern.review == Review.PUBLISHED, Voice.quarter <= str(until))):
        values = (concern.ortsteil_key, concern.topic_key, str(concern.channel), str(concern.direction))
        ortsteil, topic, channel, direction = values
        people["people"][ortsteil, "people"].add(person)
        for name, cell in {
            queries.ORTSTEIL_TOPIC: (ortsteil, topic),
            queries.ORTSTEIL_CHANNEL: (ortsteil, channel),
            queries.TOPIC_CHANNEL: (topic, channel),
            queries.TOPIC_DIRECTION: (topic, direction),
        }.items():
            people[name][cell].add(person)
    return {name: _with_sums({cell: len(found) for cell, found in cells.items()}, name) for name, cells in people.items()}


def pattern_of(tables: Iterable[ProtectedTable]) -> Pattern:
    return {table.name: table.pattern for table in tables}


def pattern_in_words(cells: list[list[str]], table: ProtectedTable) -> dict[str, dict[str, str]]:
    """The pattern of a table as people see it: rows of texts without heads, in the order of the release."""
    codes = {flag.sign: flag.code for flag in Flag}
    rows = [*table.rows, *([None] if table.has_totals else [])]
    columns = [*table.columns, *([None] if table.has_totals else [])]
    assert [len(row) for row in cells] == [len(columns)] * len(rows), "the table has another shape than the release"
    return {
        row or "": {column or "": codes.get(text, "") for column, text in zip(columns, texts, strict=True)}
        for row, texts in zip(rows, cells, strict=True)
    }


def _with_sums(cells: dict[Any, int], name: str) -> dict[Place, int]:
    if name == "people":
        return cells
    summed: dict[Place, int] = defaultdict(int)
    for (row, column), people in cells.items():
        for place in ((row, column), (row, None), (None, column), (None, None)):
            summed[place] += people
    return dict(summed)

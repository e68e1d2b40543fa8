"""Concerns from elsewhere come in: they wait for review like all others, and each stands for one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.concerns import importing
from app.concerns.importing import Known, Record
from app.concerns.models import Concern, Voice
from app.concerns.queries import public
from app.concerns.rules import VoiceKind
from app.concerns.service import indexing, numbering
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.rows import Refusal
from app.moderation import service as moderation
from app.places import queries as places
from app.places.rules import matching_key

AT_ONCE = 500
"""So many rows go into one statement."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: how many rows it accepted, how many of them were new, and which it refused."""

    accepted: int
    new: int
    refused: Sequence[Refusal]


def import_file(
    *, path: Path, account_id: UUID | None = None, tell: Callable[[int, int], None] = lambda _done, _all: None
) -> Imported:
    """Take in a file. The same file again changes nothing. Raises FileUnreadable, and then nothing has changed.

    Concerns get numbers of the year in which they were said, in the order of their days. `tell` hears how many rows of how
    many are done.
    """
    reading = importing.read(path, _known())
    records = sorted(reading.records, key=lambda record: record.reported_on)
    new = 0
    for start in range(0, len(records), AT_ONCE):
        part = records[start : start + AT_ONCE]
        new += _take_in(part)
        tell(start + len(part), len(records))
    if new:
        moderation.log(act="concern.import", subject=f"file:{path.name}", note=str(new), account=account_id)
    db.session.flush()
    return Imported(accepted=len(records), new=new, refused=reading.refused)


def _known() -> Known:
    keys = places.keys()
    topics = public.all_topics()
    return Known(
        find_ortsteil=cache(lambda given: matching_key(given, keys)),
        topics={name.casefold(): topic.key for topic in topics for name in (topic.key, topic.label)},
        today=clock.today(),
    )


def _take_in(records: Sequence[Record]) -> int:
    """Store those that are not there yet. Says how many."""
    ids = [record.external_id for record in records]
    there = set(db.session.scalars(sa.select(Concern.external_id).where(Concern.external_id.in_(ids))))
    new = [record for record in records if record.external_id not in there]
    concerns = [row for year, said in groupby(new, lambda record: record.reported_on.year) for row in _rows(year, [*said])]
    if concerns:
        db.session.execute(sa.insert(Concern), concerns)
        db.session.execute(sa.insert(Voice), [_voice(row) for row in concerns])
        indexing.add(
            [{"sequence": row["sequence"], "words": indexing.words_of(row["title"], row["text"])} for row in concerns]
        )
    return len(concerns)


def _rows(year: int, records: Sequence[Record]) -> list[dict[str, Any]]:
    sequences = numbering.next_sequences(year, count=len(records))
    return [
        {
            "id": uuid4(),
            "sequence": sequence,
            "external_id": record.external_id,
            "direction": record.direction,
            "topic_key": record.topic_key,
            "ortsteil_key": record.ortsteil_key,
            "title": record.title,
            "text": record.text,
            "language": record.language,
            "channel": record.channel,
            "reported_on": record.reported_on,
            "imported_supports": record.supports,
        }
        for sequence, record in zip(sequences, records, strict=True)
    ]


def _voice(concern: dict[str, Any]) -> dict[str, Any]:
    """Its author, of whom nothing is known but that there was one."""
    return {
        "id": uuid4(),
        "concern_id": concern["id"],
        "kind": VoiceKind.AUTHOR,
        "person": codes.digest(codes.fresh_secret()),
        "people": 1,
        "quarter": str(Quarter.of_day(concern["reported_on"])),
    }

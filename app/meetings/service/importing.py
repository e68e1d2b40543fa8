"""Meetings of the past come in from a file as real meetings of real bodies. The same file again changes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from app.directory import queries as directory
from app.directory.models import Gremium
from app.forums import queries as forums
from app.forums.models import Forum
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.rows import Refusal
from app.meetings import importing
from app.meetings.importing import Host, MeetingRecord
from app.meetings.models import AgendaItem, Meeting
from app.meetings.queries import meetings as queries
from app.meetings.rules.kinds import ItemKind, MeetingState
from app.meetings.service import changing, indexing
from app.moderation import service as moderation
from app.places.service import Outcome

WHEN = ("first_day", "last_day", "precision")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: how many rows did what, and which were refused."""

    refused: Sequence[Refusal]
    counts: Counter[Outcome] = field(default_factory=Counter)


def import_meetings(*, path: Path, source: str = "", account_id: UUID | None = None) -> Imported:
    """Take in a file of meetings. Raises FileUnreadable, and then nothing has changed.

    `source` names what the lines of `seed_zeile` belong to; without it the file stands for itself.
    """
    reading = importing.read_meetings(path, source=source or path.name, hosts=_hosts(), today=clock.today())
    there = queries.by_external_ids([record.external_id for record in reading.records])
    outcomes = [(record.external_id, _take_in(record, there)) for record in reading.records]
    counts = Counter(outcome for _name, outcome in outcomes)
    if counts.total() > counts[Outcome.UNCHANGED]:
        db.session.flush()
        indexing.reindex(*(there[name] for name, outcome in outcomes if outcome is not Outcome.UNCHANGED))
        page_store.raise_stamp(changing.SCOPE)
        moderation.log(act="meeting.import", subject=f"file:{path.name}", note=str(counts.total()), account=account_id)
        db.session.flush()
    return Imported(refused=reading.refused, counts=counts)


def _hosts() -> dict[str, Host]:
    """Gremien and forums by their names. A Gremium comes first where both are called the same."""
    return {**{forum.name: forum for forum in forums.all_active()}, **directory.known_by_name()}


def _take_in(record: MeetingRecord, there: dict[str, Meeting]) -> Outcome:
    is_new = record.external_id not in there
    meeting = there.setdefault(
        record.external_id,
        Meeting(external_id=record.external_id, state=MeetingState.ANNOUNCED, announced_at=clock.now()),
    )
    different = _set(meeting, _facts(record))
    if is_new:
        _convene(meeting, record.host)
        db.session.add(meeting)
    if not meeting.items:
        meeting.items.append(AgendaItem(position=1, title=record.topic, kind=ItemKind.ADVICE))
        different = True
    different = _set(meeting.items[0], {"title": record.topic}) or different
    if not different:
        return Outcome.UNCHANGED
    meeting.changed_at = clock.now()
    return Outcome.ADDED if is_new else Outcome.CHANGED


def _facts(record: MeetingRecord) -> dict[str, Any]:
    days = {name: getattr(record.span, name) for name in WHEN}
    return {"kind": record.kind, "title": record.title, "source": record.source, **days}


def _convene(meeting: Meeting, host: Host | None) -> None:
    """Let a meeting belong to its host, and to the Ortsteile of its host. Who has none works for the whole city."""
    match host:
        case Gremium():
            meeting.gremien = [host]
        case Forum():
            meeting.forums = [host]
    meeting.ortsteile = list(host.ortsteile) if host else []
    meeting.is_city_wide = not meeting.ortsteile


def _set(row: Any, values: dict[str, Any]) -> bool:
    """Give a row these values. Says whether one of them is new."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)

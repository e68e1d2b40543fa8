"""What people who write minutes need to see: texts, what met in the same place, decisions, counts, revisions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import (
    AgendaItem,
    AttendanceCount,
    Correction,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesRevision,
    MinutesStep,
    ParkedPoint,
    Task,
)
from app.meetings.queries.planning import circle_of
from app.meetings.rules.kinds import Dimension, MeetingState, Part, RevisionKind
from app.meetings.rules.minutes import Gap, slot

APPROVING = 20
"""So many later meetings are offered as those that may have approved minutes."""
Groups = Mapping[Dimension, Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Version:
    """A text that stood or wanted to stand in a part: whose it is, since when."""

    id: UUID
    slot: str
    text: str
    at: datetime
    writer: str
    writer_id: UUID | None
    kind: RevisionKind
    is_settled: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that the minutes of one meeting consist of while they are written. `minutes` None: nobody has begun."""

    minutes: Minutes | None
    parts: Mapping[str, MinutesPart] = field(default_factory=dict)
    writers: Mapping[UUID, str] = field(default_factory=dict)
    conflicts: Mapping[str, list[Version]] = field(default_factory=dict)
    decisions: Mapping[UUID, list[Decision]] = field(default_factory=dict)
    tasks: Mapping[UUID | None, list[Task]] = field(default_factory=dict)
    parked: Sequence[ParkedPoint] = ()
    groups: Groups = field(default_factory=dict)

    def text(self, slot: str) -> str:
        part = self.parts.get(slot)
        return part.text if part else ""

    def version(self, slot: str) -> int:
        part = self.parts.get(slot)
        return part.version if part else 0

    def writer(self, slot: str) -> str:
        """Who wrote what stands there now."""
        part = self.parts.get(slot)
        return self.writers.get(part.account_id, "") if part and part.account_id else ""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something that minutes still lack; `item` where it belongs to one, `slot` where two texts met."""

    gap: Gap
    item: AgendaItem | None = None
    slot: str = ""


def missing(meeting: Meeting, sheet: Sheet, items: Sequence[AgendaItem]) -> list[Missing]:
    """What the minutes still lack before everybody may read them, in the order of the screen."""
    found = [] if meeting.state is MeetingState.ANNOUNCED else [Missing(gap=Gap.NOT_ANNOUNCED)]
    if meeting.attendance_total is None and not (sheet.minutes and sheet.minutes.is_uncounted):
        found.append(Missing(gap=Gap.ATTENDANCE))
    for item in items:
        has_result = sheet.text(slot(Part.RESULT, item.id.hex)) or sheet.decisions.get(item.id)
        if item.is_public and not item.is_left_out and not has_result:
            found.append(Missing(gap=Gap.RESULT, item=item))
    if not sheet.text(slot(Part.PLAIN)):
        found.append(Missing(gap=Gap.PLAIN))
    return [*found, *(Missing(gap=Gap.TWO_TEXTS, slot=where) for where in sheet.conflicts)]


def steps_of(meeting: Meeting) -> list[tuple[MinutesStep, str]]:
    """The way of the minutes so far, each step with who took it."""
    wanted = sa.select(MinutesStep, sa.func.coalesce(Account.name, "")).outerjoin(
        Account, Account.id == MinutesStep.account_id
    )
    rows = db.session.execute(wanted.where(MinutesStep.meeting_id == meeting.id).order_by(MinutesStep.at))
    return [(step, name) for step, name in rows]


def may_have_approved(meeting: Meeting, *, today: date) -> Sequence[Meeting]:
    """The meetings of the same circle that came after this one until today, the next one first."""
    later = sa.select(Meeting).where(
        circle_of(meeting),
        Meeting.id != meeting.id,
        Meeting.state == MeetingState.ANNOUNCED,
        Meeting.first_day.between(meeting.first_day, today),
    )
    return db.session.scalars(later.order_by(Meeting.first_day, Meeting.id).limit(APPROVING)).all()


def corrections_of(meeting: Meeting) -> Sequence[Correction]:
    """What was corrected after the approval, the newest first."""
    wanted = sa.select(Correction).where(Correction.meeting_id == meeting.id)
    return db.session.scalars(wanted.order_by(Correction.at.desc())).all()


def find(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, if somebody has begun them."""
    return db.session.get(Minutes, meeting.id)


def get_to_change(meeting: Meeting) -> Minutes:
    """Minutes that have been begun; whoever else wants to change them waits until this transaction ends."""
    wanted = sa.select(Minutes).where(Minutes.meeting_id == meeting.id)
    return db.session.execute(wanted.with_for_update().execution_options(populate_existing=True)).scalar_one()


def sheet_of(meeting: Meeting) -> Sheet:
    """Everything on the desk of those who write."""
    parts = {part.slot: part for part in parts_of(meeting)}
    return Sheet(
        minutes=find(meeting),
        parts=parts,
        writers=names_of({part.account_id for part in parts.values() if part.account_id}),
        conflicts=conflicts_of(meeting),
        decisions=decisions_of(meeting),
        tasks=tasks_of(meeting),
        parked=parked_in(meeting),
        groups=groups_of(meeting),
    )


def parts_of(meeting: Meeting) -> Sequence[MinutesPart]:
    return db.session.scalars(sa.select(MinutesPart).where(MinutesPart.meeting_id == meeting.id)).all()


def find_part(meeting: Meeting, slot: str) -> MinutesPart | None:
    wanted = sa.select(MinutesPart).where(MinutesPart.meeting_id == meeting.id, MinutesPart.slot == slot)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def get_text(meeting: Meeting, slot: str) -> str:
    """What stands in a part now; nothing if nobody has begun it."""
    part = find_part(meeting, slot)
    return part.text if part else ""


def get_part(meeting: Meeting, slot: str) -> MinutesPart:
    """A text that somebody has begun."""
    if (part := find_part(meeting, slot)) is None:
        raise NotFound
    return part


def get_revision(revision_id: UUID) -> MinutesRevision:
    """The row of a text that stood in a part or wanted to."""
    return db.session.get_one(MinutesRevision, revision_id)


def names_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of members of staff."""
    rows = db.session.execute(sa.select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(rows.all())


def conflicts_of(meeting: Meeting) -> dict[str, list[Version]]:
    """The texts that met another one in the same place and that nobody has settled, by slot, the oldest first."""
    open_ones = _versions(meeting).where(
        MinutesRevision.kind == RevisionKind.CONFLICT, MinutesRevision.is_settled.is_(False)
    )
    found: dict[str, list[Version]] = defaultdict(list)
    for version in _read(open_ones.order_by(MinutesPart.slot, MinutesRevision.number)):
        found[version.slot].append(version)
    return found


def versions_of(meeting: Meeting, slot: str) -> list[Version]:
    """All texts that stood in a part or wanted to, the newest first."""
    return _read(_versions(meeting).where(MinutesPart.slot == slot).order_by(MinutesRevision.number.desc()))


def get_version(meeting: Meeting, version_id: UUID) -> Version:
    """One of them."""
    found = _read(_versions(meeting).where(MinutesRevision.id == version_id))
    if not found:
        raise NotFound
    return found[0]


def _versions(meeting: Meeting) -> sa.Select[MinutesRevision, str, str]:
    return (
        sa.select(MinutesRevision, MinutesPart.slot, sa.func.coalesce(Account.name, ""))
        .join(MinutesPart, MinutesPart.id == MinutesRevision.part_id)
        .outerjoin(Account, Account.id == MinutesRevision.account_id)
        .where(MinutesPart.meeting_id == meeting.id)
    )


def _read(wanted: sa.Select[MinutesRevision, str, str]) -> list[Version]:
    return [
        Version(
            id=row.id,
            slot=slot,
            text=row.text,
            at=row.at,
            writer=name,
            writer_id=row.account_id,
            kind=row.kind,
            is_settled=row.is_settled,
        )
        for row, slot, name in db.session.execute(wanted)
    ]


def revisions_of(part: MinutesPart) -> Sequence[MinutesRevision]:
    """The rows themselves, in their order."""
    wanted = sa.select(MinutesRevision).where(MinutesRevision.part_id == part.id)
    return db.session.scalars(wanted.order_by(MinutesRevision.number)).all()


def decisions_of(meeting: Meeting) -> dict[UUID, list[Decision]]:
    """What was decided, by item."""
    wanted = sa.select(Decision).join(AgendaItem, AgendaItem.id == Decision.item_id)
    ordered = wanted.where(AgendaItem.meeting_id == meeting.id).order_by(Decision.position, Decision.entered_at)
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for decision in db.session.scalars(ordered):
        found[decision.item_id].append(decision)
    return found


def get_decision(meeting: Meeting, decision_id: UUID) -> Decision:
    """A decision of this meeting."""
    wanted = sa.select(Decision).join(AgendaItem, AgendaItem.id == Decision.item_id)
    found = db.session.scalar(wanted.where(AgendaItem.meeting_id == meeting.id, Decision.id == decision_id))
    if found is None:
        raise NotFound
    return found


def find_decision_by_client_key(client_key: str) -> Decision | None:
    """The decision that was sent with the form of this key."""
    return db.session.scalar(sa.select(Decision).where(Decision.client_key == client_key))


def tasks_of(meeting: Meeting) -> dict[UUID | None, list[Task]]:
    """The tasks that came up in this meeting, by item; None for those of no item."""
    wanted = sa.select(Task).where(Task.meeting_id == meeting.id).order_by(Task.created_at, Task.id)
    found: dict[UUID | None, list[Task]] = defaultdict(list)
    for task in db.session.scalars(wanted):
        found[task.item_id].append(task)
    return found


def parked_in(meeting: Meeting) -> Sequence[ParkedPoint]:
    """The points that this meeting had no time for."""
    wanted = sa.select(ParkedPoint).where(ParkedPoint.meeting_id == meeting.id, ParkedPoint.is_dropped.is_(False))
    return db.session.scalars(wanted.order_by(ParkedPoint.position, ParkedPoint.id)).all()


def groups_of(meeting: Meeting) -> Groups:
    """How many people of each group were there, as far as somebody counted."""
    wanted = sa.select(AttendanceCount).where(AttendanceCount.meeting_id == meeting.id)
    found: dict[Dimension, dict[str, int]] = defaultdict(dict)
    for count in db.session.scalars(wanted.order_by(AttendanceCount.group)):
        found[count.dimension][count.group] = count.people
    return found

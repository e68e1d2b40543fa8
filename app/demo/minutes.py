"""What was talked about in the meetings of the demo city: agendas, minutes, decisions, tasks, dots on the wall."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.concerns import rules as concern_rules
from app.concerns.models import Concern
from app.demo import reading
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.kernel import codes
from app.kernel.db import db
from app.meetings.models import (
    ActionGroup,
    AgendaConcern,
    AgendaItem,
    AttendanceCount,
    Decision,
    DotOption,
    DotPoll,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesRevision,
    ParkedPoint,
    Task,
)
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import (
    Dimension,
    ItemKind,
    MinutesState,
    Mode,
    Origin,
    Part,
    Phase,
    PlainState,
    RoleGroup,
    TaskStatus,
)

PUBLISHED_AFTER = timedelta(days=2)
APPROVED = frozenset({MinutesState.APPROVED, MinutesState.PUBLISHED})
Met = dict[str, Meeting]
Items = dict[tuple[str, str], AgendaItem]
"""Items by the key of their meeting and their position."""


def write(met: Met, groups: dict[str, ActionGroup]) -> None:
    """Put on all agendas what stands on them, and write down what came of it."""
    items = _agendas(met)
    for row in reading.rows("meetings"):
        if row["minutes"]:
            _minutes(row, met)
    for row in reading.rows("meeting_items"):
        _texts(met[row["meeting"]], row, items[row["meeting"], row["position"]])
    for at, row in enumerate(reading.rows("meeting_decisions")):
        db.session.add(_decision(row, items, at))
    for at, row in enumerate(reading.rows("meeting_tasks")):
        db.session.add(_task(row, items, groups, at))
    for at, row in enumerate(reading.rows("meeting_parked"), start=1):
        meeting_id = met[row["meeting"]].id
        db.session.add(ParkedPoint(id=uuid5(SPACE, f"parked {at}"), meeting_id=meeting_id, position=at, text=row["text"]))
    hang(items, groups)
    db.session.flush()


def _agendas(met: Met) -> Items:
    concerns = dict(db.session.execute(sa.select(Concern.sequence, Concern.id)).all())
    items = {}
    for row in reading.rows("meeting_items"):
        meeting = met[row["meeting"]]
        item = AgendaItem(
            id=uuid5(SPACE, f"item {row['meeting']} {row['position']}"),
            position=int(row["position"]),
            title=row["title"],
            text=row["text"],
            kind=ItemKind(row["kind"]),
            is_public=row["public"] == "yes",
            is_left_out=row["left_out"] == "yes",
            origin=Origin.CONCERN if row["concerns"] and row["origin"] == Origin.TYPED else Origin(row["origin"]),
            phase=Phase(row["phase"]) if row["phase"] else None,
            minutes_planned=int(row["minutes"]) if row["minutes"] else None,
            topic_key=row["topic"] or None,
        )
        sequences = [concern_rules.sequence_of(number) or 0 for number in reading.parts(row["concerns"])]
        item.concerns = [AgendaConcern(concern_id=concerns[sequence]) for sequence in sequences]
        meeting.items.append(item)
        items[row["meeting"], row["position"]] = item
    db.session.flush()
    return items


def _minutes(row: Row, met: Met) -> None:
    """The minutes of a meeting: who was there, how far they are, and the texts of the whole meeting."""
    meeting, state = met[row["key"]], MinutesState(row["minutes"])
    made = Minutes(meeting_id=meeting.id, state=state, plain_state=PlainState(row["plain_state"] or PlainState.MISSING))
    if state in APPROVED:
        approving = met.get(row["approved_in"])
        made.approved_in_id = approving.id if approving else None
        made.approved_on = approving.first_day if approving else date.fromisoformat(row["approved_on"])
        made.plain_checked_by = row["plain_by"]
        made.plain_checked_on = made.approved_on if made.plain_state is PlainState.CHECKED else None
    if state is MinutesState.PUBLISHED and made.approved_on:
        made.published_at = _noon(made.approved_on + PUBLISHED_AFTER)
        for link in (link for item in meeting.items for link in item.concerns):
            link.told_at = made.published_at
    meeting.attendance_total = int(row["attendance"]) if row["attendance"] else None
    db.session.add(made)
    for part in rules.OF_MEETING:
        _text(meeting, part, row[part.value])
    for counted in reading.parts(row["roles"]):
        group, people = counted.split(":")
        values = {"dimension": Dimension.ROLE, "group": RoleGroup(group).value, "people": int(people)}
        db.session.add(AttendanceCount(meeting_id=meeting.id, **values))


def _texts(meeting: Meeting, row: Row, item: AgendaItem) -> None:
    for part in rules.OF_ITEM:
        _text(meeting, part, row[part.value], item)


def _text(meeting: Meeting, part: Part, text: str, item: AgendaItem | None = None) -> None:
    if not text and part is not Part.PLAIN:
        return  # A plain summary can be written later, but only where one was begun.
    slot = rules.slot(part, item.id.hex if item else "")
    saved_at = _noon(meeting.first_day + timedelta(days=1))
    known: dict[str, Any] = {"part": part, "slot": slot, "text": text, "version": 1, "saved_at": saved_at}
    made = MinutesPart(
        id=uuid5(SPACE, f"{meeting.id} {slot}"), meeting_id=meeting.id, item_id=item.id if item else None, **known
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(MinutesRevision(part_id=made.id, number=1, text=text, at=saved_at))


def _decision(row: Row, items: Items, at: int) -> Decision:
    votes = {name: int(row[name]) if row[name] else None for name in ("yes", "no", "abstained")}
    return Decision(
        id=uuid5(SPACE, f"decision {at}"),
        item_id=items[row["meeting"], row["item"]].id,
        wording=row["wording"],
        plain=row["plain"],
        mode=Mode(row["mode"]),
        **votes,
    )


def _task(row: Row, items: Items, groups: dict[str, ActionGroup], at: int) -> Task:
    item = items[row["meeting"], row["item"]]
    return Task(
        id=uuid5(SPACE, f"task {at}"),
        what=row["what"],
        owner=row["owner"],
        due_on=date.fromisoformat(row["due"]),
        status=TaskStatus(row["status"]),
        outcome=row["outcome"],
        closed_on=date.fromisoformat(row["closed"]) if row["closed"] else None,
        meeting_id=item.meeting_id,
        item_id=item.id,
        group_id=groups[row["group"]].id if row["group"] else None,
        concern_id=item.concerns[0].concern_id if item.concerns else None,
    )


def card_id(row: Row) -> UUID:
    """The id of a card on the wall."""
    return uuid5(SPACE, f"card {row['meeting']} {row['title']}")


def hang(items: Items, groups: dict[str, ActionGroup]) -> None:
    """Hang the cards on the wall, each with its dots. From some of them a group grew."""
    polls: dict[str, DotPoll] = {}
    for row in reading.rows("meeting_dots"):
        item = items[row["meeting"], row["item"]]
        poll = polls.setdefault(
            row["question"],
            DotPoll(
                id=uuid5(SPACE, f"dots {row['question']}"),
                meeting_id=item.meeting_id,
                item_id=item.id,
                question=row["question"],
                dots_per_person=int(row["per_person"]),
                voters=int(row["voters"]),
            ),
        )
        position = len(poll.options) + 1
        known: dict[str, Any] = {"position": position, "title": row["title"], "dots": int(row["dots"])}
        option = DotOption(id=card_id(row), is_chosen=row["chosen"] == "yes", **known)
        poll.options.append(option)
        if row["group"]:
            groups[row["group"]].client_key = codes.digest(option.subject)
    db.session.add_all(polls.values())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)

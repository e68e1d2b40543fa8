"""The invented meetings of the demo city: forum evenings with minutes, an assembly, action groups, and what comes next.

They tell the same stories as the concerns and what became of them. The sessions of the plan are facts and come in as any
file of old meetings does.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.demo import minutes, reading
from app.demo.reading import Row
from app.demo.voices import SPACE
from app.forums.models import Forum
from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import ActionGroup, Meeting, MeetingSeries
from app.meetings.rules.kinds import Access, GroupStatus, InvitationChannel, MeetingKind, MeetingState, Rhythm
from app.meetings.rules.plan import Plan
from app.meetings.service import agenda, importing, indexing
from app.meetings.service.series import Beat

ANNOUNCED_BEFORE = timedelta(days=21)
PLAN = "Fachplan integrierte Sozialraumplanung Erfurt"
LINES = ("title", "place", "address", "online_link", "access_note", "purpose", "facilitator", "minute_taker")


def meet() -> None:
    """Let all meetings of the city take place, or lie ahead."""
    groups = {row["slug"]: _group(row) for row in reading.rows("action_groups")}
    met = {row["key"]: _meeting(row, groups) for row in reading.rows("meetings")}
    coming = [meeting for row in reading.rows("meeting_series") for meeting in _series(row)]
    db.session.flush()
    minutes.write(met, groups)
    for meeting in met.values():
        agenda.tell_concerns(meeting)
    indexing.reindex(*met.values(), *coming)
    importing.import_meetings(path=reading.DATA / "meetings_history.csv", source=PLAN)


def _group(row: Row) -> ActionGroup:
    group = ActionGroup(
        id=uuid5(SPACE, f"group {row['slug']}"),
        status=GroupStatus(row["status"]),
        topic_key=row["topic"] or None,
        founded_on=date.fromisoformat(row["founded_on"]),
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        forum_id=_forums(row["forum"])[0].id,
        **{name: row[name] for name in ("slug", "name", "theme", "description", "contact", "next_note")},
    )
    db.session.add(group)
    return group


def _meeting(row: Row, groups: dict[str, ActionGroup]) -> Meeting:
    day = date.fromisoformat(row["day"])
    meeting = _announced(
        uuid5(SPACE, f"meeting {row['key']}"),
        day,
        (time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])),
        state=MeetingState(row["state"]),
        kind=MeetingKind(row["kind"]),
        access=[Access(each).value for each in reading.parts(row["access"])],
        interpreting=reading.parts(row["interpreting"]),
        cancelled_reason=row["reason"],
        **{name: row[name] for name in LINES},
    )
    _invite(meeting, _forums(row["forums"]))
    meeting.groups = [groups[slug] for slug in reading.parts(row["groups"])]
    return meeting


def _series(row: Row) -> Iterator[Meeting]:
    """A series and its meetings, of which one may be cancelled."""
    forums = _forums(row["forum"])
    words: dict[str, Any] = {name: row[name] for name in ("title", "place", "address", "purpose")}
    said = Plan(
        kind=MeetingKind.FORUM,
        access=tuple(Access(each) for each in reading.parts(row["access"])),
        interpreting=tuple(reading.parts(row["interpreting"])),
        forum_ids=tuple(forum.id for forum in forums),
        **words,
    )
    beat = Beat(
        rhythm=Rhythm(row["rhythm"]),
        first_day=date.fromisoformat(row["first_day"]),
        until=date.fromisoformat(row["until"]),
        starts=time.fromisoformat(row["starts"]),
        ends=time.fromisoformat(row["ends"]),
    )
    known = {name: getattr(beat, name) for name in ("rhythm", "nth", "first_day", "until", "starts", "ends")}
    series = MeetingSeries(id=uuid5(SPACE, f"series {row['key']}"), title=said.title, pattern=said.as_json(), **known)
    db.session.add(series)
    for day in beat.days():
        hours = (beat.starts, beat.ends or beat.starts)
        meeting = _announced(uuid5(SPACE, f"series {row['key']} {day}"), day, hours, **said.facts())
        meeting.series_id, meeting.series_day = series.id, day
        if day.isoformat() == row["cancelled"]:
            meeting.state, meeting.cancelled_reason, meeting.calendar_sequence = MeetingState.CANCELLED, row["reason"], 1
        _invite(meeting, forums)
        yield meeting


def _announced(meeting_id: UUID, day: date, hours: tuple[time, time], **known: Any) -> Meeting:
    """A meeting of some hours that was planned and announced three weeks before."""
    told = datetime.combine(day - ANNOUNCED_BEFORE, time(10), tzinfo=UTC)
    starts, ends = (datetime.combine(day, hour, tzinfo=clock.LOCAL).astimezone(UTC) for hour in hours)
    values = {"state": MeetingState.ANNOUNCED, **known}
    is_draft = values["state"] is MeetingState.DRAFT
    meeting = Meeting(
        id=meeting_id,
        first_day=day,
        last_day=day,
        starts_at=starts,
        ends_at=ends,
        created_at=told,
        changed_at=told,
        announced_at=None if is_draft else told,
        invitation_channels=[] if is_draft else [InvitationChannel.PAGE.value, InvitationChannel.POSTER.value],
        **values,
    )
    db.session.add(meeting)
    return meeting


def _invite(meeting: Meeting, forums: list[Forum]) -> None:
    meeting.forums = forums
    meeting.ortsteile = list({place.key: place for forum in forums for place in forum.ortsteile}.values())


def _forums(slugs: str) -> list[Forum]:
    return list(db.session.scalars(sa.select(Forum).where(Forum.slug.in_(reading.parts(slugs))).order_by(Forum.name)))

"""Meetings, their series, their agenda."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concerns.models import Concern
from app.concerns.rules import Progress
from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import clock
from app.kernel.db import Base
from app.meetings.models.results import ActionGroup
from app.meetings.rules.kinds import ItemKind, MeetingKind, MeetingState, Origin, Phase, Precision, Rhythm
from app.places.models import Ortsteil


class MeetingSeries(Base):
    """Meetings that come again: every first Tuesday. `nth` is the week of the month (1 to 4, or -1 for the last one).

    `pattern` is what each of its meetings starts from: a `rules.plan.Plan`.
    """

    __tablename__ = "meeting_series"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]
    rhythm: Mapped[Rhythm]
    nth: Mapped[int] = mapped_column(default=1)
    first_day: Mapped[date]
    until: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time | None]
    pattern: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_active: Mapped[bool] = mapped_column(default=True)
    client_key: Mapped[str | None] = mapped_column(unique=True)

    @property
    def subject(self) -> str:
        """Its name in the log of acts."""
        return f"meeting-series:{self.id}"


class MeetingForum(Base):
    """A forum that a meeting belongs to."""

    __tablename__ = "meeting_forum"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    forum_id: Mapped[UUID] = mapped_column(ForeignKey("forum.id"), primary_key=True, index=True)


class MeetingGremium(Base):
    """A body that a meeting belongs to."""

    __tablename__ = "meeting_gremium"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    gremium_id: Mapped[UUID] = mapped_column(ForeignKey("gremium.id"), primary_key=True, index=True)


class MeetingOrtsteil(Base):
    """An Ortsteil that a meeting is for."""

    __tablename__ = "meeting_ortsteil"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)


class MeetingGroup(Base):
    """An action group that a meeting belongs to, or in which it was founded."""

    __tablename__ = "meeting_group"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("action_group.id"), primary_key=True, index=True)


class Meeting(Base):
    """One meeting of one or more forums and bodies, for some Ortsteile or for the whole city.

    `first_day` orders all meetings. Where the times are known, `starts_at` (and `ends_at`) say them; where only a month or a
    year is known, `precision` says so and the days span it. `calendar_sequence` goes up with every change that calendars
    must hear of. `attendance_total` None means that nobody counted: unknown is not zero.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_state_day", "state", "first_day", "id"),
        UniqueConstraint("series_id", "series_day"),
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="times"),
        CheckConstraint("attendance_total IS NULL OR attendance_total >= 0", name="attendance"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[MeetingKind]
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)

    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    precision: Mapped[Precision] = mapped_column(default=Precision.TIME)

    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    online_link: Mapped[str] = mapped_column(default="")
    access: Mapped[list[str]] = mapped_column(default=list)
    """Values of rules.kinds.Access."""
    access_note: Mapped[str] = mapped_column(default="")
    interpreting: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the languages that are interpreted."""

    facilitator: Mapped[str] = mapped_column(default="")
    minute_taker: Mapped[str] = mapped_column(default="")
    """Roles, or names whose bearers have agreed (methods C.1)."""
    host: Mapped[str] = mapped_column(default="")
    invited_count: Mapped[int | None]
    new_hosts: Mapped[int | None]
    """Of a house meeting: who gave the room, how many were asked, how many will give theirs (methods A-63)."""

    is_city_wide: Mapped[bool] = mapped_column(default=False)
    invited_on: Mapped[date | None]
    invitation_channels: Mapped[list[str]] = mapped_column(default=list)
    invited_subjects: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """To whose subscribers mails have gone (see the mailing), and when last: `{"forum:rieth": "2026-11-16T11:00:00+00:00"}`.

    They hear of changes, whoever the meeting is for by then.
    """
    cancelled_reason: Mapped[str] = mapped_column(default="")
    attendance_total: Mapped[int | None]

    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    series_day: Mapped[date | None]
    """The day that the series foresaw, even if the meeting was moved."""
    external_id: Mapped[str | None] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column(default="")
    client_key: Mapped[str | None] = mapped_column(unique=True)

    calendar_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    announced_at: Mapped[datetime | None]
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    forums: Mapped[list[Forum]] = relationship(secondary="meeting_forum", order_by=Forum.name)
    gremien: Mapped[list[Gremium]] = relationship(secondary="meeting_gremium", order_by=Gremium.name)
    ortsteile: Mapped[list[Ortsteil]] = relationship(secondary="meeting_ortsteil", order_by=Ortsteil.name)
    groups: Mapped[list[ActionGroup]] = relationship(secondary="meeting_group", order_by=ActionGroup.name)
    items: Mapped[list["AgendaItem"]] = relationship(order_by="AgendaItem.position", cascade="all, delete-orphan")
    documents: Mapped[list["MeetingDocument"]] = relationship(
        order_by="MeetingDocument.position", cascade="all, delete-orphan"
    )

    @property
    def subject(self) -> str:
        """Its name in the log of acts."""
        return f"meeting:{self.id}"


class AgendaItem(Base):
    """One TOP of an agenda, in its order from 1 on. Items that are not public are seen by staff alone.

    `is_left_out`: there was no time for it, so the minutes need no result.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        Index("ix_agenda_item_meeting", "meeting_id", "position"),
        CheckConstraint("position >= 1", name="position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.INFO)
    is_public: Mapped[bool] = mapped_column(default=True)
    origin: Mapped[Origin] = mapped_column(default=Origin.TYPED)
    phase: Mapped[Phase | None]
    minutes_planned: Mapped[int | None]
    topic_key: Mapped[str | None] = mapped_column(ForeignKey("topic.key"), index=True)
    carried_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    is_left_out: Mapped[bool] = mapped_column(default=False)
    client_key: Mapped[str | None] = mapped_column(unique=True)

    concerns: Mapped[list["AgendaConcern"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class AgendaConcern(Base):
    """A concern that is talked about under an item, and the step it takes when the minutes are published."""

    __tablename__ = "agenda_concern"

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), primary_key=True)
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True, index=True)
    moves_to: Mapped[Progress] = mapped_column(default=Progress.DISCUSSED)
    told_at: Mapped[datetime | None]
    """When the concern's progress was told what the meeting said. Once."""

    concern: Mapped[Concern] = relationship(lazy="joined", innerjoin=True)


class MeetingDocument(Base):
    """Something to read that lies elsewhere on the web, with what it is."""

    __tablename__ = "meeting_document"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    address: Mapped[str]

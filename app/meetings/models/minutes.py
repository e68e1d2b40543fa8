"""Minutes: texts that two people may write at once, decisions, counts of who was there, and what was corrected later."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base
from app.meetings.rules.kinds import Dimension, MinutesState, Mode, Part, PlainState, RevisionKind


class Minutes(Base):
    """The minutes of one meeting: how far they are, who approved them, how far their plain summary is.

    Their texts are parts. `distribution` says who gets them. `is_uncounted`: somebody has said that nobody counted who
    was there, so that no number is not just forgotten.
    """

    __tablename__ = "minutes"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT, index=True)
    approved_on: Mapped[date | None]
    approved_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    published_at: Mapped[datetime | None]
    distribution: Mapped[str] = mapped_column(default="")
    plain_state: Mapped[PlainState] = mapped_column(default=PlainState.MISSING)
    plain_checked_by: Mapped[str] = mapped_column(default="")
    plain_checked_on: Mapped[date | None]
    is_uncounted: Mapped[bool] = mapped_column(default=False)


class MinutesStep(Base):
    """One step of the minutes from one state to the next: added, never overwritten."""

    __tablename__ = "minutes_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    before: Mapped[MinutesState]
    after: Mapped[MinutesState]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(default="")


class MinutesPart(Base):
    """One text of the minutes as it stands now. `version` goes up with every change; a writer names the one they saw.

    `slot` is its name within the meeting (see rules.minutes.slot). `pen` is the open page that wrote it, `stroke` counts
    what that page has sent: so a page whose answers were lost is not taken for somebody else.
    """

    __tablename__ = "minutes_part"
    __table_args__ = (UniqueConstraint("meeting_id", "slot"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    part: Mapped[Part]
    slot: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    pen: Mapped[str] = mapped_column(default="")
    stroke: Mapped[int] = mapped_column(default=0)


class MinutesRevision(Base):
    """A text of a part at the end of one writer's stretch, or one that met another in the same place.

    `at` is when the stretch began. A conflict keeps the text that did not become the part's, until somebody has settled it.
    """

    __tablename__ = "minutes_revision"
    __table_args__ = (UniqueConstraint("part_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    part_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_part.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[RevisionKind] = mapped_column(default=RevisionKind.SAVED)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    pen: Mapped[str] = mapped_column(default="")
    stroke: Mapped[int] = mapped_column(default=0)
    is_settled: Mapped[bool] = mapped_column(default=True)


class Correction(Base):
    """A change of approved minutes, told to all readers: what stood there, what stands there now, and why."""

    __tablename__ = "correction"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]


class Decision(Base):
    """A decision in its exact words. `plain` says in a sentence what it means; counts that nobody took are unknown."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("coalesce(yes, 0) >= 0 AND coalesce(no, 0) >= 0 AND coalesce(abstained, 0) >= 0", name="votes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    wording: Mapped[str]
    plain: Mapped[str] = mapped_column(default="")
    mode: Mapped[Mode]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstained: Mapped[int | None]
    client_key: Mapped[str | None] = mapped_column(unique=True)
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)


class AttendanceCount(Base):
    """So many people of one group were there. No names (methods C-10)."""

    __tablename__ = "attendance_count"
    __table_args__ = (CheckConstraint("people >= 0", name="people"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(primary_key=True)
    group: Mapped[str] = mapped_column(primary_key=True)
    people: Mapped[int]

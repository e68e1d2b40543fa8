"""What meetings leave behind: tasks, points for later, action groups, priorities by dots."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel import clock
from app.kernel.db import Base
from app.meetings.rules.kinds import GroupStatus, TaskStatus


class Task(Base):
    """What somebody does until a day. `owner` is a role or a name whose bearer agreed; it is shown.

    Reminders go to the account of the owner, or to `owner_email` in `owner_language`; neither is ever shown.
    `reminded_before` and `reminded_after` are the days in `due_on` of which somebody was reminded, so that a day that moves
    is reminded of anew.
    """

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_due", "status", "due_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    what: Mapped[str]
    owner: Mapped[str]
    owner_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    owner_email: Mapped[str] = mapped_column(default="")
    owner_language: Mapped[str] = mapped_column(default="de")
    due_on: Mapped[date]
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.OPEN)
    outcome: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    reminded_before: Mapped[date | None]
    reminded_after: Mapped[date | None]
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id", ondelete="SET NULL"), index=True)
    concern_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id", ondelete="SET NULL"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("action_group.id", ondelete="CASCADE"), index=True)
    client_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    @property
    def subject(self) -> str:
        """Its name in the log of acts."""
        return f"task:{self.id}"


class TaskStep(Base):
    """One change of a task: what it was, what it is, who, when. Added, never overwritten."""

    __tablename__ = "task_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    word: Mapped[str] = mapped_column(default="")


class ParkedPoint(Base):
    """Something said in a meeting for which there was no time. It waits until an agenda takes it up or staff drop it."""

    __tablename__ = "parked_point"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    text: Mapped[str]
    taken_up_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    is_dropped: Mapped[bool] = mapped_column(default=False)
    client_key: Mapped[str | None] = mapped_column(unique=True)


class ActionGroup(Base):
    """Neighbours who do something together, grown from an assembly (methods A-53).

    `contact` is a role address, never a private one. `reminded_on`: when staff last heard that it has no next date.
    """

    __tablename__ = "action_group"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    topic_key: Mapped[str | None] = mapped_column(ForeignKey("topic.key"), index=True)
    description: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    status: Mapped[GroupStatus] = mapped_column(default=GroupStatus.FOUNDED)
    founded_on: Mapped[date] = mapped_column(default=clock.today)
    next_on: Mapped[date | None]
    next_note: Mapped[str] = mapped_column(default="")
    forum_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum.id"), index=True)
    is_public: Mapped[bool] = mapped_column(default=True)
    reminded_on: Mapped[date | None]
    client_key: Mapped[str | None] = mapped_column(unique=True)

    @property
    def subject(self) -> str:
        """Its name in the log of acts."""
        return f"action-group:{self.slug}"


class DotPoll(Base):
    """Dots on the wall: what people in a meeting want to work on first (methods A-51). `voters` None: nobody counted."""

    __tablename__ = "dot_poll"
    __table_args__ = (
        CheckConstraint("dots_per_person >= 1", name="dots"),
        CheckConstraint("voters IS NULL OR voters >= 0", name="voters"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    question: Mapped[str]
    dots_per_person: Mapped[int] = mapped_column(default=3)
    voters: Mapped[int | None]
    client_key: Mapped[str | None] = mapped_column(unique=True)

    options: Mapped[list["DotOption"]] = relationship(order_by="DotOption.position", cascade="all, delete-orphan")


class DotOption(Base):
    """One theme on the wall and how many dots it got. `is_chosen`: the meeting takes it on."""

    __tablename__ = "dot_option"
    __table_args__ = (CheckConstraint("dots >= 0", name="dots"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    poll_id: Mapped[UUID] = mapped_column(ForeignKey("dot_poll.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    dots: Mapped[int] = mapped_column(default=0)
    is_chosen: Mapped[bool] = mapped_column(default=False)
    topic_key: Mapped[str | None] = mapped_column(ForeignKey("topic.key"))
    concern_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id", ondelete="SET NULL"))

    @property
    def subject(self) -> str:
        """Its name for what grows from it: the same theme is made into the same thing once."""
        return f"dot-option:{self.id}"

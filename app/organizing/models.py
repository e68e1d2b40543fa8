"""Tables of community organizing. What is kept of people by name has a day on which it is gone, and no time of day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel import clock
from app.kernel.db import Base
from app.organizing.rules.kinds import Interest, ListeningPhase
from app.organizing.rules.plan import Stand
from app.places.models import Ortsteil

WITHOUT_ORDER = {"sqlite_with_rowid": False}


class ListeningOrtsteil(Base):
    """An Ortsteil in which a listening campaign listens."""

    __tablename__ = "listening_ortsteil"

    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)


class ListeningCampaign(Base):
    """Some weeks in which listeners visit people, and what follows from it (A-60). The loop of its phases repeats.

    `lead_id` is who may read what all listeners have written about people. `campaign_id` is the activating survey it
    belongs to, if any. `finished_on` ends it.
    """

    __tablename__ = "listening_campaign"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("ends_on >= starts_on", name="days"),
        CheckConstraint("round >= 1", name="round"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]
    campaign_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"), index=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    phase: Mapped[ListeningPhase] = mapped_column(default=ListeningPhase.LISTENING)
    round: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """First and last day of the listening."""
    finished_on: Mapped[date | None]

    ortsteile: Mapped[list[Ortsteil]] = relationship(secondary="listening_ortsteil", order_by=Ortsteil.name)

    @property
    def stand(self) -> Stand:
        return Stand(phase=self.phase, round=self.round)

    @property
    def last_day(self) -> date:
        """The day after which nobody is visited any more."""
        return min(self.finished_on, self.ends_on) if self.finished_on else self.ends_on

    @property
    def subject(self) -> str:
        """Its name in the log of acts."""
        return f"listening:{self.id}"


class ListeningStep(Base):
    """One dated step from phase to phase, or the end. What was is never overwritten."""

    __tablename__ = "listening_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[ListeningPhase]
    after: Mapped[ListeningPhase]
    round: Mapped[int]
    is_end: Mapped[bool] = mapped_column(default=False)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Listener(Base):
    """Somebody who visits people and listens, with an account or by name alone."""

    __tablename__ = "listener"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]


class OneToOne(Base):
    """What was written down after a talk with somebody, by name and with their agreement (A-61).

    `account_id` is who wrote it: beside the lead nobody else reads it. `agreed_until` None means twelve months after the
    last contact; `delete_on` is never later than it.
    """

    __tablename__ = "one_to_one"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        CheckConstraint("agreed_until IS NULL OR delete_on <= agreed_until", name="agreed"),
        WITHOUT_ORDER,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    listener_id: Mapped[UUID | None] = mapped_column(ForeignKey("listener.id", ondelete="SET NULL"), index=True)
    """Who led it."""
    name: Mapped[str]
    reach: Mapped[str] = mapped_column(default="")
    day: Mapped[date]
    minutes: Mapped[int | None]
    themes: Mapped[list[str]] = mapped_column(default=list)
    interest: Mapped[Interest] = mapped_column(default=Interest.OPEN)
    next_step: Mapped[str] = mapped_column(default="")
    next_contact_on: Mapped[date | None]
    last_contact_on: Mapped[date]
    notes: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date]
    agreed_until: Mapped[date | None]
    delete_on: Mapped[date] = mapped_column(index=True)


class Prospect(Base):
    """The name of somebody who might be visited, and who asks them. Nothing else: they know nothing of it yet (A-62)."""

    __tablename__ = "prospect"
    __table_args__ = (CheckConstraint("name <> ''", name="name"), WITHOUT_ORDER)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    """Who wrote the name down."""
    listener_id: Mapped[UUID | None] = mapped_column(ForeignKey("listener.id", ondelete="SET NULL"), index=True)
    """Who asks, or has asked, for a talk."""
    name: Mapped[str]
    noted_on: Mapped[date]
    asked_on: Mapped[date | None]
    delete_on: Mapped[date] = mapped_column(index=True)


class ResearchItem(Base):
    """One line of the research list (A-64)."""

    __tablename__ = "research_item"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id", ondelete="CASCADE"), index=True)
    theme: Mapped[str]
    responsible: Mapped[str]
    """An office or a function."""
    request: Mapped[str]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]


class ListeningMeeting(Base):
    """A house meeting that belongs to a listening campaign (A-63). What is known of it stands at the meeting."""

    __tablename__ = "listening_meeting"

    listening_id: Mapped[UUID] = mapped_column(ForeignKey("listening_campaign.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True, index=True)

"""Tables of the concerns. Deciding rows (review, progress) are added, never overwritten."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Department
from app.concerns.rules import (
    SHOWN_GROUP,
    Channel,
    Direction,
    LinkKind,
    MessageKind,
    Progress,
    Review,
    VoiceKind,
    headline,
    number_of,
    subject_of,
)
from app.kernel import clock
from app.kernel.db import Base
from app.moderation.rules import has_personal_data
from app.places.models import Ortsteil


def _hints_in_new_words(context: Any) -> bool:
    """Whoever writes a new concern need not think of it: the flag comes from the row's own words."""
    row = context.get_current_parameters()
    return has_personal_data(row.get("title") or "", row["text"], row.get("where_exactly") or "")


class Topic(Base):
    """A topic of level 1 (methods A-44): editable data. Numbers on sensitive ones need a larger group."""

    __tablename__ = "topic"

    key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    icon: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)


class NumberSeries(Base):
    """The last public number given out in a year."""

    __tablename__ = "number_series"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Concern(Base):
    """One Anliegen, in the resident's own words.

    `sequence` orders all concerns and carries the public number. `client_key` is the hash of the id that the form made, so
    that nothing is stored twice; `fingerprint` tells whether it came with the same words. `reported_on` is a day, no more.
    `has_hints`: its words may hold personal data; staff can look at these first.
    """

    __tablename__ = "concern"
    __table_args__ = (
        Index("ix_concern_review_sequence", "review", "sequence"),
        Index("ix_concern_ortsteil", "ortsteil_key", "review", "sequence"),
        Index("ix_concern_topic", "topic_key", "review", "sequence"),
        CheckConstraint("people >= 1", name="people"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    sequence: Mapped[int] = mapped_column(BigInteger, unique=True)
    client_key: Mapped[str | None] = mapped_column(unique=True)
    fingerprint: Mapped[str | None]
    code_hash: Mapped[str | None] = mapped_column(unique=True)
    external_id: Mapped[str | None] = mapped_column(unique=True)

    direction: Mapped[Direction]
    topic_key: Mapped[str] = mapped_column(ForeignKey("topic.key"))
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"))
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    where_exactly: Mapped[str] = mapped_column(default="")
    affected: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str] = mapped_column(default="de")
    channel: Mapped[Channel] = mapped_column(default=Channel.ONLINE)
    people: Mapped[int] = mapped_column(default=1)

    review: Mapped[Review] = mapped_column(default=Review.WAITING)
    progress: Mapped[Progress] = mapped_column(default=Progress.OPEN)
    reported_on: Mapped[date] = mapped_column(default=clock.today)
    supports: Mapped[int] = mapped_column(default=0)
    imported_supports: Mapped[int] = mapped_column(default=0)
    suspicion: Mapped[str] = mapped_column(default="")
    has_hints: Mapped[bool] = mapped_column(default=_hints_in_new_words)
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id"), index=True)

    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)
    ortsteil: Mapped[Ortsteil] = relationship(lazy="joined", innerjoin=True)
    merged_into: Mapped["Concern | None"] = relationship(remote_side=[id])

    @property
    def number(self) -> str:
        return number_of(self.sequence)

    @property
    def headline(self) -> str:
        return headline(self.title, self.text)

    @property
    def is_shown_group(self) -> bool:
        """Whether its page says how many people stand behind it, as staff have stated."""
        return self.people >= SHOWN_GROUP

    @property
    def subject(self) -> str:
        """Its name in the log of acts and on sealed originals."""
        return subject_of(self.sequence)


class Voice(Base):
    """One person (or a stated number of people) who stands behind a concern, as author or supporter.

    `person` and `network` are keyed hashes, one per counted set and quarter (see the decision on counting people). A
    support is unique per concern and supporter: `support_key` is a hash of its own for that.
    """

    __tablename__ = "voice"
    __table_args__ = (
        UniqueConstraint("concern_id", "support_key"),
        Index("ix_voice_quarter", "quarter", "concern_id"),
        CheckConstraint("people >= 1", name="people"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), index=True)
    kind: Mapped[VoiceKind]
    support_key: Mapped[str | None]
    person: Mapped[str]
    network: Mapped[str | None]
    people: Mapped[int] = mapped_column(default=1)
    quarter: Mapped[str]


class ReviewStep(Base):
    """One decision about who may see a concern or where it belongs: the state before, the state after, who, when, why."""

    __tablename__ = "review_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), index=True)
    batch_id: Mapped[UUID] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_step.id"), unique=True)


class ProgressEntry(Base):
    """One dated sentence in plain words about what became of a concern."""

    __tablename__ = "progress_entry"
    __table_args__ = (
        Index("ix_progress_entry_promised", "step", "promised_on"),
        Index("ix_progress_entry_newest", "happened_on", "written_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), index=True)
    step: Mapped[Progress]
    happened_on: Mapped[date]
    text: Mapped[str]
    department_key: Mapped[str | None] = mapped_column(ForeignKey("department.key"))
    promised_on: Mapped[date | None]
    link: Mapped[str] = mapped_column(default="")
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    department: Mapped[Department | None] = relationship(lazy="joined")


class ConcernLink(Base):
    """Something elsewhere in the house that deals with a concern, told by whoever owns it.

    `source` is its name there, such as `agenda:<id>`; telling it again changes the row. `path` is an address without its
    language: `/treffen/<id>`.
    """

    __tablename__ = "concern_link"
    __table_args__ = (Index("ix_concern_link_source", "source"),)

    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[LinkKind]
    day: Mapped[date]
    title: Mapped[str]
    path: Mapped[str]


class Message(Base):
    """A question of staff to the author, the author's answer, or something the author adds. Nobody else sees it."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_unsettled", "is_settled", "kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), index=True)
    kind: Mapped[MessageKind]
    text: Mapped[str]
    language: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    client_key: Mapped[str | None] = mapped_column(unique=True)
    is_settled: Mapped[bool] = mapped_column(default=False)

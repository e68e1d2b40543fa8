"""Tables of answers. Random ids, days without times, no way to a person or a slip (methods A-30…A-33, B-40).

SQLite keeps them `WITHOUT ROWID`, in the order of their random ids; PostgreSQL rewrites them in that order by a job.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.kernel.db import Base
from app.surveys.rules.kinds import Setting

WITHOUT_ORDER = {"sqlite_with_rowid": False}


class Conversation(Base):
    """One talk, or one online answer: one person, or the stated number of a group.

    `client_hash` and `payload_hash` make a second upload of the same talk harmless and another one under the same id visible
    (B-20). `willingness` is the interviewer's feeling and never leaves the team (A-22).
    """

    __tablename__ = "conversation"
    __table_args__ = (
        Index("ix_conversation_campaign_id_day", "campaign_id", "day"),
        CheckConstraint("people BETWEEN 1 AND 60", name="people"),
        CheckConstraint("willingness IS NULL OR willingness BETWEEN 1 AND 4", name="willingness"),
        WITHOUT_ORDER,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_hash: Mapped[str] = mapped_column(unique=True)
    payload_hash: Mapped[str]
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire_version.id"), index=True)
    day: Mapped[date]
    channel: Mapped[Channel]
    setting: Mapped[Setting]
    language: Mapped[str]
    """Tag of the language in which was answered (B-14)."""
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), index=True)
    people: Mapped[int] = mapped_column(default=1)
    interviewers: Mapped[int] = mapped_column(default=0)
    age_band: Mapped[AgeBand | None]
    gender: Mapped[Gender | None]
    tenure: Mapped[Tenure | None]
    willingness: Mapped[int | None]


class Answer(Base):
    """What was answered to one question, as `questionnaires.rules.answers.kept` writes it.

    `german` is what somebody translated for the evaluation; the words that were said stay beside it (A-24). `is_text` are
    words that are read and sorted into themes; `campaign_id` stands here too, so that they are found without a detour.
    """

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_texts", "campaign_id", "is_text", "conversation_id", "key"), WITHOUT_ORDER)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    is_text: Mapped[bool]
    value: Mapped[str]
    german: Mapped[str] = mapped_column(default="")


class Intake(Base):
    """How many talks a campaign took in on a day: all that is logged about their making."""

    __tablename__ = "conversation_intake"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class PaperEntry(Base):
    """A paper that two people type in, one after the other, so that slips of the finger show. Gone as soon as they agree.

    `mark` is written on the paper, so that the second person finds its first entry. `first` and `second` are the fields as
    they were typed; `second` is empty until somebody has typed the paper again.
    """

    __tablename__ = "paper_entry"
    __table_args__ = (UniqueConstraint("campaign_id", "mark"), WITHOUT_ORDER)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_hash: Mapped[str] = mapped_column(unique=True)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire_version.id"), index=True)
    mark: Mapped[str]
    language: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    """The day of the first entry: it is deleted a month later."""
    first: Mapped[dict[str, Any]]
    first_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    second: Mapped[dict[str, Any]] = mapped_column(default=dict)
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

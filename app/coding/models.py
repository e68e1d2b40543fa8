"""Tables of the evaluation. Like the answers, they keep no time of a talk and no order in which talks came."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.concerns.rules import Direction
from app.kernel import clock
from app.kernel.db import Base

WITHOUT_ORDER = {"sqlite_with_rowid": False}


class CodebookVersion(Base):
    """One state of the codebook of a campaign. The first one is number 1; what changed is said in words (A-42)."""

    __tablename__ = "codebook_version"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Theme(Base):
    """A theme into which passages are sorted, with everything that lets two people sort alike (A-41).

    It stands in the versions from `since` up to, not including, `until`. `words` are those that suggest it.
    """

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("campaign_id", "code"),
        CheckConstraint("until IS NULL OR until > since", name="versions"),
        CheckConstraint("label <> ''", name="label"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    topic_key: Mapped[str] = mapped_column(ForeignKey("topic.key"), index=True)
    code: Mapped[str]
    label: Mapped[str]
    label_plain: Mapped[str] = mapped_column(default="")
    definition: Mapped[str] = mapped_column(default="")
    anchor: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    since: Mapped[int] = mapped_column(default=1)
    until: Mapped[int | None]
    concern_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id"), index=True)
    """The concern that grew out of it."""


class ThemeStep(Base):
    """What became of a theme in a version: merged into another, split into several, or ended (A-42)."""

    __tablename__ = "theme_step"
    __table_args__ = (UniqueConstraint("before_id", "after_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    before_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    after_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))


class Coding(Base):
    """A passage of an answer was given a theme and a direction by somebody (A-40, A-45).

    `turn` 1 is the coding that counts; 2 is the second coder's, for control only (A-43).
    """

    __tablename__ = "coding"
    __table_args__ = (
        Index("ix_coding_answer", "conversation_id", "key", "turn"),
        Index("ix_coding_theme", "theme_id", "turn"),
        UniqueConstraint(
            "conversation_id", "key", "begins", "ends", "theme_id", "direction", "turn", name="uq_coding_passage"
        ),
        CheckConstraint("ends > begins", name="span"),
        WITHOUT_ORDER,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    key: Mapped[str]
    start: Mapped[int] = mapped_column("begins")
    end: Mapped[int] = mapped_column("ends")
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"))
    direction: Mapped[Direction]
    turn: Mapped[int] = mapped_column(default=1)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class ReadAnswer(Base):
    """Somebody has read this answer through, whether it was given a theme or not."""

    __tablename__ = "read_answer"
    __table_args__ = (WITHOUT_ORDER,)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Quote(Base):
    """A sentence that may be shown: in other words if need be, cleared by somebody, with no way back to its talk (A-46)."""

    __tablename__ = "quote"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)
    direction: Mapped[Direction]
    text: Mapped[str]
    cleared_on: Mapped[date | None]
    cleared_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class ResultRelease(Base):
    """What a campaign shows to everybody: numbers that were protected once and never change, with cleared quotes (D-41)."""

    __tablename__ = "campaign_result"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    number: Mapped[int]
    made_on: Mapped[date]
    facts: Mapped[dict[str, Any]]
    """A `rules.results.Results` as JSON."""
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

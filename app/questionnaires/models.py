"""Tables of questionnaires: the draft that is being written, and the versions that were asked."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base


class Questionnaire(Base):
    """A questionnaire that somebody writes. `stroke` counts the saves, so that two who write notice each other."""

    __tablename__ = "questionnaire"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    draft: Mapped[dict[str, Any]]
    """A `rules.document.Document` as JSON."""
    stroke: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class QuestionnaireVersion(Base):
    """What was published: immutable, for ever (methods B-05). Answers name the version they belong to."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("questionnaire_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

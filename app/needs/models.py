"""Tables of the releases. The database itself refuses to change or delete what was released."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.db import Base


class Release(Base):
    """A Veröffentlichung: the protected numbers of one closed quarter, for ever as they were made.

    `names` holds what topics, Ortsteile and Planungsräume were called then, `constraints` what an attacker may put into
    equations, `method` what the numbers rest on. `pattern_hash` is the same for every page and file of the release,
    `checksum` covers every published cell.
    """

    __tablename__ = "release"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    quarter: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    smallest_group: Mapped[dict[str, Any]]
    names: Mapped[dict[str, Any]]
    method: Mapped[dict[str, Any]]
    constraints: Mapped[dict[str, Any]]
    pattern_hash: Mapped[str]
    checksum: Mapped[str]


class ReleaseTable(Base):
    """One table of a release as one document, so that a page reads one row, however many voices stand behind it."""

    __tablename__ = "release_table"

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    document: Mapped[dict[str, Any]]


class CountedVoice(Base):
    """A voice that has been counted, in this release and never again, whatever becomes of its concern.

    Somebody may take a voice back later; that it was counted stays. So this is no foreign key.
    """

    __tablename__ = "counted_voice"
    __table_args__ = {"sqlite_with_rowid": False}

    voice_id: Mapped[UUID] = mapped_column(primary_key=True)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))

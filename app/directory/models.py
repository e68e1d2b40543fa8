"""Tables of the directory. An empty text means: not known."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.rules import Level, MemberKind
from app.kernel.db import Base
from app.places.models import Ortsteil


class GremiumOrtsteil(Base):
    """One Ortsteil for which a Gremium works."""

    __tablename__ = "gremium_ortsteil"

    gremium_id: Mapped[UUID] = mapped_column(ForeignKey("gremium.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)


class Gremium(Base):
    """A body that meets: council, round, conference, network. What its fields mean stands at `rules.Facts`.

    `checked_on` is the day on which somebody last held what stands here against the truth.
    """

    __tablename__ = "gremium"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    level: Mapped[Level]
    kind: Mapped[str] = mapped_column(default="")
    since: Mapped[str] = mapped_column(default="")
    rhythm: Mapped[str] = mapped_column(default="")
    coordination: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    is_city_wide: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    checked_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")

    ortsteile: Mapped[list[Ortsteil]] = relationship(secondary="gremium_ortsteil", order_by=Ortsteil.name)
    members: Mapped[list["GremiumMember"]] = relationship(
        order_by="GremiumMember.position", cascade="all, delete-orphan", back_populates="gremium"
    )

    @property
    def subject(self) -> str:
        """Its name in the log of acts, and that of its texts in other languages."""
        return f"gremium:{self.slug}"


class GremiumMember(Base):
    """An institution that belongs to a Gremium. Never a person."""

    __tablename__ = "gremium_member"
    __table_args__ = (
        UniqueConstraint("gremium_id", "name"),
        CheckConstraint("name <> ''", name="name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    gremium_id: Mapped[UUID] = mapped_column(ForeignKey("gremium.id", ondelete="CASCADE"))
    name: Mapped[str]
    kind: Mapped[MemberKind]
    position: Mapped[int]

    gremium: Mapped[Gremium] = relationship(back_populates="members")

"""Tables of the places. An empty field means: not known. It never means zero."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Base
from app.places.rules import Coverage, OrtsteilType, SocialIndexClass


class Ortsteil(Base):
    """The smallest unit with an official key; all data are tied to it.

    `lat` and `lon` are degrees in WGS 84 of a point inside. `boundary` is a GeoJSON geometry (RFC 7946), read only where
    a map is drawn.
    """

    __tablename__ = "ortsteil"
    __table_args__ = (
        CheckConstraint("lat BETWEEN 47 AND 56", name="lat"),
        CheckConstraint("lon BETWEEN 5 AND 16", name="lon"),
        CheckConstraint("population >= 0", name="population"),
        CheckConstraint("social_index BETWEEN 0 AND 1", name="social_index"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[OrtsteilType | None]
    lat: Mapped[float]
    lon: Mapped[float]
    area_km2: Mapped[float | None]
    population: Mapped[int | None]
    population_date: Mapped[date | None]
    population_source: Mapped[str] = mapped_column(default="")
    social_index: Mapped[float | None]
    social_index_class: Mapped[SocialIndexClass | None]
    social_index_year: Mapped[int | None]
    social_index_source: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    boundary: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    boundary_source: Mapped[str] = mapped_column(default="")


class AreaScheme(Base):
    """A Raumzuschnitt: how one office cuts the city, in a named and dated form.

    Several schemes stand side by side in tables, so no two have the same name; a later cut gets a name of its own.
    """

    __tablename__ = "area_scheme"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    office: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")

    planungsraeume: Mapped[list["Planungsraum"]] = relationship(
        back_populates="scheme", order_by="Planungsraum.key", cascade="all, delete-orphan"
    )


class Planungsraum(Base):
    """One area of a scheme. `key` is its official key, or its name where it has none."""

    __tablename__ = "planungsraum"
    __table_args__ = (UniqueConstraint("scheme_id", "key", name="uq_planungsraum_scheme_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("area_scheme.id", ondelete="CASCADE"))
    key: Mapped[str]
    name: Mapped[str]

    scheme: Mapped[AreaScheme] = relationship(back_populates="planungsraeume")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="planungsraum", order_by="Membership.ortsteil_key", cascade="all, delete-orphan"
    )


class Membership(Base):
    """One Ortsteil in one Planungsraum, wholly or partly."""

    __tablename__ = "membership"

    planungsraum_id: Mapped[UUID] = mapped_column(ForeignKey("planungsraum.id", ondelete="CASCADE"), primary_key=True)
    ortsteil_key: Mapped[str] = mapped_column(ForeignKey("ortsteil.key"), primary_key=True, index=True)
    coverage: Mapped[Coverage] = mapped_column(default=Coverage.WHOLE)
    source: Mapped[str] = mapped_column(default="")

    planungsraum: Mapped[Planungsraum] = relationship(back_populates="memberships")
    ortsteil: Mapped[Ortsteil] = relationship()

"""Every question about places."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.places import geometry
from app.places.geometry import Point
from app.places.models import AreaScheme, Membership, Ortsteil, Planungsraum
from app.places.rules import Coverage, alphabetical, matching_key


class Belonging(NamedTuple):
    """In which Planungsraum of which scheme an Ortsteil lies, and how much of it."""

    scheme: AreaScheme
    planungsraum: Planungsraum
    coverage: Coverage


def all_ortsteile() -> list[Ortsteil]:
    """All Ortsteile by name, without their boundaries."""
    return _by_name(db.session.scalars(select(Ortsteil)))


def ortsteile_with_boundaries() -> list[Ortsteil]:
    """All Ortsteile by name, ready for a map."""
    return _by_name(db.session.scalars(select(Ortsteil).options(undefer(Ortsteil.boundary))))


def keys() -> frozenset[str]:
    """The keys of all Ortsteile."""
    return frozenset(db.session.scalars(select(Ortsteil.key)))


def names() -> dict[str, str]:
    """The names of all Ortsteile by their keys, in alphabetical order of the names."""
    found = db.session.execute(select(Ortsteil.key, Ortsteil.name)).all()
    return {row.key: row.name for row in sorted(found, key=lambda row: alphabetical(row.name))}


def find_ortsteil(key: str) -> Ortsteil | None:
    """The Ortsteil with exactly this key."""
    return db.session.get(Ortsteil, key)


def get_ortsteil(key: str) -> Ortsteil:
    """The Ortsteil with exactly this key. Raises NotFound."""
    if found := find_ortsteil(key):
        return found
    raise NotFound


def find_key(given: str) -> str | None:
    """The key that a file or a person means, who may have lost leading zeros."""
    return matching_key(given.strip(), keys())


def keys_called(name: str) -> frozenset[str]:
    """The key of the Ortsteil with this name, or else the keys of all that lie in a Planungsraum of this name."""
    if own := frozenset(db.session.scalars(select(Ortsteil.key).where(Ortsteil.name == name))):
        return own
    members = select(Membership.ortsteil_key).join(Planungsraum).where(Planungsraum.name == name)
    return frozenset(db.session.scalars(members))


def nearest(place: Ortsteil, *, most: int) -> list[Ortsteil]:
    """The Ortsteile whose points lie nearest to the one of this Ortsteil, itself left out."""
    others = (each for each in all_ortsteile() if each.key != place.key)
    return _nearest(others, (place.lon, place.lat))[:most]


def nearest_to(*, lon: float, lat: float, most: int = 3) -> list[Ortsteil]:
    """The Ortsteile nearest to a position in WGS 84; the one whose boundary holds it comes first."""
    position = (lon, lat)
    ranked = _nearest(ortsteile_with_boundaries(), position)
    return sorted(ranked, key=lambda place: not _holds(place.boundary, position))[:most]


def all_schemes() -> list[AreaScheme]:
    """All area schemes by name, with their Planungsräume and who belongs to them."""
    members = selectinload(AreaScheme.planungsraeume).selectinload(Planungsraum.memberships)
    found = db.session.scalars(select(AreaScheme).options(members))
    return sorted(found, key=lambda scheme: alphabetical(scheme.name))


def belongings_of(ortsteil_key: str) -> Sequence[Belonging]:
    """In which Planungsräume an Ortsteil lies, by the names of the schemes."""
    found = db.session.execute(
        select(AreaScheme, Planungsraum, Membership.coverage)
        .join(Planungsraum, Planungsraum.scheme_id == AreaScheme.id)
        .join(Membership, Membership.planungsraum_id == Planungsraum.id)
        .where(Membership.ortsteil_key == ortsteil_key)
    )
    rows = [Belonging(*row) for row in found]
    return sorted(rows, key=lambda row: (alphabetical(row.scheme.name), row.planungsraum.key))


def _by_name(ortsteile: Iterable[Ortsteil]) -> list[Ortsteil]:
    return sorted(ortsteile, key=lambda place: (alphabetical(place.name), place.key))


def _nearest(ortsteile: Iterable[Ortsteil], point: Point) -> list[Ortsteil]:
    return sorted(ortsteile, key=lambda place: geometry.distance_km(point, (place.lon, place.lat)))


def _holds(boundary: dict[str, Any] | None, point: Point) -> bool:
    return boundary is not None and geometry.contains(geometry.polygons(boundary), point)

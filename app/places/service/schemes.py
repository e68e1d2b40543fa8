"""Taking area schemes in: from a table of memberships, or from the boundaries of Planungsräume.

An import adds and corrects, it never removes: a later cut of the city is a scheme with a name of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.places import geometry, queries
from app.places.models import AreaScheme, Membership, Ortsteil, Planungsraum
from app.places.reading import MembershipRecord, OrtsteilRecord, Reading
from app.places.rules import Coverage, coverage_of_share, matching_key
from app.places.service.ortsteile import is_another_place
from app.places.service.report import ImportReport, Kind, Outcome, of


def take_in(reading: Reading) -> ImportReport:
    """Store the memberships of a file. The same file twice changes nothing."""
    report = of(Kind.MEMBERSHIPS, reading.refused)
    known = queries.keys()
    schemes = {scheme.name: scheme for scheme in queries.all_schemes()}
    for record in reading.memberships:
        key = matching_key(record.ortsteil_key, known)
        if key is None:
            report.refuse(record.where, _("Den Ortsteil %(key)s gibt es nicht.", key=record.ortsteil_key))
            continue
        report.add(_take_in_one(schemes, replace(record, ortsteil_key=key)))
    db.session.flush()
    return report


def from_boundaries(reading: Reading, *, scheme: str) -> Reading:
    """The memberships that follow from how areas lie over the known Ortsteile."""
    ortsteile = queries.ortsteile_with_boundaries()
    memberships = [found for area in reading.ortsteile for found in _members(area, ortsteile, scheme)]
    return Reading(name=reading.name, memberships=memberships, refused=reading.refused)


def lies_over_ortsteile(reading: Reading) -> bool:
    """Whether the areas are Planungsräume: each lies over known Ortsteile with other keys.

    Raises RuleBroken where some of them do, or lie inside a known Ortsteil: adding those would count places twice.
    """
    ortsteile = queries.ortsteile_with_boundaries()
    known = {place.key: place for place in ortsteile}
    new = [area for area in reading.ortsteile if not _is_known(area, known)]
    over = [area for area in new if any(_holds_point_of(area, place) for place in ortsteile)]
    if new and len(over) == len(reading.ortsteile):
        return True
    doubled = over or [area for area in new if any(_lies_in(area, place) for place in ortsteile)]
    if doubled:
        raise RuleBroken(
            _(
                "„%(name)s“ liegt über schon bekannten Ortsteilen. Laden Sie die kleinsten Gebiete als Ortsteile, "
                "alle anderen Gebiete danach.",
                name=doubled[0].stated["name"],
            )
        )
    return False


def _take_in_one(schemes: dict[str, AreaScheme], record: MembershipRecord) -> Outcome:
    scheme = schemes.get(record.scheme)
    if scheme is None:
        scheme = schemes[record.scheme] = AreaScheme(name=record.scheme, office="", source="")
        db.session.add(scheme)
    stated = {"office": record.office, "valid_from": record.valid_from, "valid_to": record.valid_to}
    changed = _change(scheme, {name: value for name, value in stated.items() if value is not None})
    planungsraum = _planungsraum(scheme, record)
    changed |= _change(planungsraum, {"name": record.planungsraum})
    member = next((each for each in planungsraum.memberships if each.ortsteil_key == record.ortsteil_key), None)
    if member is None:
        planungsraum.memberships.append(
            Membership(ortsteil_key=record.ortsteil_key, coverage=record.coverage, source=record.source)
        )
        return Outcome.ADDED
    changed |= _change(member, {"coverage": record.coverage, "source": record.source})
    return Outcome.CHANGED if changed else Outcome.UNCHANGED


def _planungsraum(scheme: AreaScheme, record: MembershipRecord) -> Planungsraum:
    for each in scheme.planungsraeume:
        if each.key == record.planungsraum_key:
            return each
    made = Planungsraum(key=record.planungsraum_key, name=record.planungsraum)
    scheme.planungsraeume.append(made)
    return made


def _change(row: Any, stated: dict[str, Any]) -> bool:
    different = {name: value for name, value in stated.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _members(area: OrtsteilRecord, ortsteile: Sequence[Ortsteil], scheme: str) -> Iterator[MembershipRecord]:
    for place in ortsteile:
        if coverage := _coverage(area, place):
            yield MembershipRecord(
                where=area.where,
                scheme=scheme,
                planungsraum_key=area.key,
                planungsraum=area.stated["name"],
                ortsteil_key=place.key,
                coverage=coverage,
                source=area.stated["boundary_source"],
            )


def _coverage(area: OrtsteilRecord, place: Ortsteil) -> Coverage | None:
    """How much of the Ortsteil lies in the area. Without its boundary nobody can say that all of it does."""
    outer = geometry.polygons(area.stated["boundary"])
    if place.boundary is None:
        return Coverage.PARTLY if geometry.contains(outer, (place.lon, place.lat)) else None
    inner = geometry.polygons(place.boundary)
    if not geometry.boxes_meet(inner, outer):
        return None
    return coverage_of_share(geometry.share_inside(inner, outer))


def _is_known(area: OrtsteilRecord, known: dict[str, Ortsteil]) -> bool:
    key = matching_key(area.key, known)
    return key is not None and not is_another_place(area, known[key])


def _holds_point_of(area: OrtsteilRecord, place: Ortsteil) -> bool:
    return geometry.contains(geometry.polygons(area.stated["boundary"]), (place.lon, place.lat))


def _lies_in(area: OrtsteilRecord, place: Ortsteil) -> bool:
    if place.boundary is None or area.inside is None:
        return False
    return geometry.contains(geometry.polygons(place.boundary), area.inside)

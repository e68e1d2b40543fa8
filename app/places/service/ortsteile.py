"""Taking Ortsteile in: new ones are added, known ones get what the file says, the rest stays."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.db import db
from app.kernel.i18n import lazy_gettext as _
from app.places import geometry, queries
from app.places.models import Ortsteil
from app.places.reading import OrtsteilRecord, Reading
from app.places.rules import FARTHEST_MOVE_KM, common_width, matching_key, padded
from app.places.service.report import ImportReport, Kind, Outcome, of


def take_in(reading: Reading) -> ImportReport:
    """Store the Ortsteile of a file. The same file twice changes nothing."""
    report = of(Kind.ORTSTEILE, reading.refused)
    known = {place.key: place for place in queries.ortsteile_with_boundaries()}
    width = common_width(known) or _widest(reading.ortsteile)
    seen: dict[str, str] = {}
    for record in reading.ortsteile:
        key = matching_key(record.key, known) or padded(record.key, width)
        if key in seen:
            report.refuse(record.where, _("Der Schlüssel %(key)s steht schon in %(where)s.", key=key, where=seen[key]))
            continue
        seen[key] = record.where
        _take_in_one(key, record, known.get(key), report)
    db.session.flush()
    return report


def is_another_place(record: OrtsteilRecord, place: Ortsteil) -> bool:
    """Whether the record has the key of this Ortsteil but lies somewhere else."""
    point = record.inside
    if point is None and "lon" in record.stated:
        point = (record.stated["lon"], record.stated["lat"])
    return point is not None and geometry.distance_km(point, (place.lon, place.lat)) > FARTHEST_MOVE_KM


def _take_in_one(key: str, record: OrtsteilRecord, place: Ortsteil | None, report: ImportReport) -> None:
    if place is None:
        if made := _made(key, record):
            db.session.add(made)
            report.add(Outcome.ADDED)
        else:
            report.refuse(record.where, _("Ein neuer Ortsteil braucht einen Namen und einen Punkt."))
    elif is_another_place(record, place):
        report.refuse(
            record.where,
            _("Der Schlüssel %(key)s gehört zu %(name)s, das weit entfernt liegt.", key=key, name=place.name),
        )
    else:
        report.add(_updated(place, record.stated))


def _made(key: str, record: OrtsteilRecord) -> Ortsteil | None:
    stated = dict(record.stated)
    if record.inside is not None:
        stated.setdefault("lon", record.inside[0])
        stated.setdefault("lat", record.inside[1])
    return Ortsteil(key=key, **stated) if {"name", "lon", "lat"} <= stated.keys() else None


def _updated(place: Ortsteil, stated: Mapping[str, Any]) -> Outcome:
    different = {name: value for name, value in stated.items() if getattr(place, name) != value}
    for name, value in different.items():
        setattr(place, name, value)
    return Outcome.CHANGED if different else Outcome.UNCHANGED


def _widest(records: Sequence[OrtsteilRecord]) -> int | None:
    """The width of the longest key if all keys are numbers: 1 to 53 become 01 to 53."""
    keys = [record.key for record in records]
    longest = max(map(len, keys), default=0)
    return common_width(padded(key, longest) for key in keys)

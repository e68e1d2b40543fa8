"""GeoJSON (RFC 7946): areas with a key, a name and a boundary in WGS 84, longitude first."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from app.kernel.i18n import lazy_gettext as _
from app.places import geometry
from app.places.geometry import Polygon
from app.places.reading import columns, values
from app.places.reading.records import FileUnreadable, OrtsteilRecord, Reading, Refusal, RowRefused

SHORTEST_RING = 4
"""Points of a triangle, the last one being the first again."""


def read(text: str, name: str) -> Reading:
    """The areas of a FeatureCollection. Features with the same key are parts of one area. Raises FileUnreadable."""
    collection = _collection(text, name)
    source = str(collection.get("attribution") or "")
    found: dict[str, list[OrtsteilRecord]] = {}
    refused: list[Refusal] = []
    for number, feature in enumerate(collection["features"], start=1):
        where = str(_("Gebiet %(number)s", number=number))
        try:
            record = _record(feature, where, source)
            found.setdefault(record.key, []).append(record)
        except RowRefused as refusal:
            refused.append(Refusal(where=where, reason=str(refusal)))
    areas = [area for key in found if (area := _joined(key, found, refused))]
    own_name = str(collection.get("name") or name)
    return Reading(name=own_name, ortsteile=areas, refused=refused, has_areas=True)


def _collection(text: str, name: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    match content:
        case {"type": "FeatureCollection", "features": [_first, *_rest]}:
            return dict(content)
    raise FileUnreadable(_("Die Datei %(name)s ist kein GeoJSON mit Gebieten.", name=name))


def _record(feature: Any, where: str, source: str) -> OrtsteilRecord:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        raise RowRefused(_("Das ist kein Gebiet in GeoJSON."))
    row = _row(feature)
    stated = values.check_together(columns.parsed(row, columns.facts_in(row, columns.ORTSTEIL)))
    key = stated.pop("key", None)
    if key is None or "name" not in stated:
        raise RowRefused(_("Dem Gebiet fehlt ein Schlüssel oder ein Name."))
    parts = _checked_parts(feature.get("geometry"))
    stated |= {"boundary": geometry.geometry_of(parts), "boundary_source": source}
    return OrtsteilRecord(where=where, key=str(key), stated=stated, inside=geometry.inside_point(parts))


def _row(feature: Mapping[str, Any]) -> dict[str, str]:
    """The properties as cells of a table; the feature's own id stands in for a missing key."""
    properties = feature.get("properties") or {}
    row = {str(name): str(value) for name, value in properties.items() if value is not None}
    named = {fact.name for fact in columns.facts_in(row, columns.ORTSTEIL).values()}
    if "key" not in named and feature.get("id") is not None:
        row["id"] = str(feature["id"])
    return row


def _checked_parts(shape: Any) -> list[Polygon]:
    try:
        parts = geometry.polygons(shape)
    except (TypeError, KeyError, IndexError, ValueError):
        raise RowRefused(_("Das Gebiet hat keine Fläche (Polygon oder MultiPolygon).")) from None
    rings = [ring for part in parts for ring in part]
    if not rings or any(not part for part in parts):
        raise RowRefused(_("Das Gebiet hat keine Fläche (Polygon oder MultiPolygon)."))
    for ring in rings:
        _check_ring(ring)
    return parts


def _check_ring(ring: Iterable[tuple[float, float]]) -> None:
    points = list(ring)
    for lon, lat in points:
        values.check_point(lon, lat)
    if len(points) < SHORTEST_RING or points[0] != points[-1]:
        raise RowRefused(_("Eine Grenze ist nicht geschlossen."))
    if math.isclose(geometry.area([[points]]), 0, abs_tol=1e-9):
        raise RowRefused(_("Eine Grenze umschließt keine Fläche."))


def _joined(key: str, found: Mapping[str, list[OrtsteilRecord]], refused: list[Refusal]) -> OrtsteilRecord | None:
    """The parts of one area as one. A part that touches nothing else in the file has its key by mistake."""
    first, *others = found[key]
    if not others:
        return first
    neighbours = [_parts(record) for other, records in found.items() if other != key for record in records]
    belonging = []
    for part in found[key]:
        if part.stated["name"] != first.stated["name"] or not _touches(part, neighbours):
            refused.append(
                Refusal(where=part.where, reason=str(_("Den Schlüssel %(key)s hat schon ein anderes Gebiet.", key=key)))
            )
        else:
            belonging.append(part)
    return reduce(_together, belonging) if belonging else None


def _together(one: OrtsteilRecord, other: OrtsteilRecord) -> OrtsteilRecord:
    parts = [*_parts(one), *_parts(other)]
    stated = {**one.stated, "boundary": geometry.geometry_of(parts)}
    if "area_km2" in stated and "area_km2" in other.stated:
        stated["area_km2"] = round(stated["area_km2"] + other.stated["area_km2"], 4)
    return replace(one, stated=stated, inside=geometry.inside_point(parts))


def _touches(record: OrtsteilRecord, neighbours: Iterable[list[Polygon]]) -> bool:
    own = _parts(record)
    return any(geometry.boxes_meet(own, parts) for parts in neighbours)


def _parts(record: OrtsteilRecord) -> list[Polygon]:
    return geometry.polygons(record.stated["boundary"])

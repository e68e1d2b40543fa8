"""GeoJSON (RFC 7946): areas with a key, a name and a boundary in WGS 84, longitude first."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
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
    accepted: dict[str, OrtsteilRecord] = {}
    refused: list[Refusal] = []
    for number, feature in enumerate(collection["features"], start=1):
        where = str(_("Gebiet %(number)s", number=number))
        try:
            record = _record(feature, where, source)
            accepted[record.key] = _joined(accepted.get(record.key), record)
        except RowRefused as refusal:
            refused.append(Refusal(where=where, reason=str(refusal)))
    own_name = str(collection.get("name") or name)
    return Reading(name=own_name, ortsteile=list(accepted.values()), refused=refused, has_areas=True)


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


def _joined(before: OrtsteilRecord | None, record: OrtsteilRecord) -> OrtsteilRecord:
    if before is None:
        return record
    if before.stated["name"] != record.stated["name"]:
        raise RowRefused(_("Den Schlüssel %(key)s hat schon ein anderes Gebiet.", key=record.key))
    parts = geometry.polygons(before.stated["boundary"]) + geometry.polygons(record.stated["boundary"])
    stated = {**before.stated, "boundary": geometry.geometry_of(parts)}
    if "area_km2" in stated and "area_km2" in record.stated:
        stated["area_km2"] = round(stated["area_km2"] + record.stated["area_km2"], 4)
    return replace(before, stated=stated, inside=geometry.inside_point(parts))

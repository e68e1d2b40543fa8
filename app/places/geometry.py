"""Plane geometry on GeoJSON (RFC 7946) with nothing but the standard library. Points are (longitude, latitude) in degrees.

A city is small enough to treat degrees as a plane for questions of inside and outside; distances run on the sphere.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]
"""The outer ring first, then the holes. Rings are closed: the last point is the first."""

EARTH_RADIUS_KM = 6371.0088
DECIMALS = 6
"""About ten centimetres; more would be noise."""


def polygons(geometry: dict[str, Any]) -> list[Polygon]:
    """The polygons of a GeoJSON geometry. Raises ValueError for any other type."""
    match geometry["type"]:
        case "Polygon":
            return [_polygon(geometry["coordinates"])]
        case "MultiPolygon":
            return [_polygon(each) for each in geometry["coordinates"]]
        case other:
            raise ValueError(other)


def geometry_of(parts: Sequence[Polygon]) -> dict[str, Any]:
    """GeoJSON of these polygons: at most six decimals, outer rings counter-clockwise, holes clockwise."""
    written = [[_written_ring(ring, is_hole=place > 0) for place, ring in enumerate(part)] for part in parts]
    if len(written) == 1:
        return {"type": "Polygon", "coordinates": written[0]}
    return {"type": "MultiPolygon", "coordinates": written}


def contains(parts: Iterable[Polygon], point: Point) -> bool:
    """Whether the point lies in one of the polygons and in none of its holes."""
    return any(_crossings_are_odd(part, point) for part in parts)


def area(parts: Iterable[Polygon]) -> float:
    """The area in square kilometres, holes taken out, by the cosine of the middle latitude."""
    return sum(abs(_signed_area(ring)) * (1 if place == 0 else -1) for part in parts for place, ring in enumerate(part))


def inside_point(parts: Sequence[Polygon]) -> Point:
    """A point that stands for the area: the centroid of its largest part, or a point inside if that lies outside."""
    largest = max(parts, key=lambda part: abs(_signed_area(part[0])))
    centroid = _centroid(largest[0])
    if contains([largest], centroid):
        return _rounded(centroid)
    return _rounded(_middle_of_widest_span(largest, centroid[1]))


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance."""
    (lon_1, lat_1), (lon_2, lat_2) = ((radians(lon), radians(lat)) for lon, lat in (one, other))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def share_inside(inner: Sequence[Polygon], outer: Sequence[Polygon], *, steps: int = 16) -> float:
    """How much of one area lies in another, from 0 to 1, by a grid of sample points."""
    samples = [point for point in _grid(bounds(inner), steps) if contains(inner, point)] or [inside_point(inner)]
    return sum(contains(outer, point) for point in samples) / len(samples)


def bounds(parts: Iterable[Polygon]) -> tuple[float, float, float, float]:
    """West, south, east and north."""
    points = [point for part in parts for point in part[0]]
    longitudes, latitudes = [lon for lon, _ in points], [lat for _, lat in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def boxes_meet(one: Iterable[Polygon], other: Iterable[Polygon]) -> bool:
    """Whether the areas can overlap at all, by their bounding boxes."""
    west, south, east, north = bounds(one)
    other_west, other_south, other_east, other_north = bounds(other)
    return west <= other_east and other_west <= east and south <= other_north and other_south <= north


def _polygon(rings: Any) -> Polygon:
    return [[(float(point[0]), float(point[1])) for point in ring] for ring in rings]


def _crossings_are_odd(part: Polygon, point: Point) -> bool:
    """Count how often a ray to the east meets the border: holes count like outer rings."""
    x, y = point
    inside = False
    for ring in part:
        for (x_1, y_1), (x_2, y_2) in pairwise(ring):
            if (y_1 > y) != (y_2 > y) and x < x_1 + (y - y_1) / (y_2 - y_1) * (x_2 - x_1):
                inside = not inside
    return inside


def _signed_area(ring: Ring) -> float:
    """Square kilometres; positive if the ring runs counter-clockwise."""
    first_lon, first_lat = ring[0]
    doubled = 0.0
    for (x_1, y_1), (x_2, y_2) in pairwise(ring):
        doubled += (x_1 - first_lon) * (y_2 - first_lat) - (x_2 - first_lon) * (y_1 - first_lat)
    degree_km = radians(1) * EARTH_RADIUS_KM
    return doubled / 2 * degree_km**2 * cos(radians(first_lat))


def _centroid(ring: Ring) -> Point:
    first_lon, first_lat = ring[0]
    doubled = x_sum = y_sum = 0.0
    for (x_1, y_1), (x_2, y_2) in pairwise((lon - first_lon, lat - first_lat) for lon, lat in ring):
        cross = x_1 * y_2 - x_2 * y_1
        doubled += cross
        x_sum += (x_1 + x_2) * cross
        y_sum += (y_1 + y_2) * cross
    if not doubled:
        return first_lon, first_lat
    return first_lon + x_sum / (3 * doubled), first_lat + y_sum / (3 * doubled)


def _middle_of_widest_span(part: Polygon, near: float) -> Point:
    """The middle of the widest stretch inside, on a few lines of latitude around the centroid's."""
    _, south, _, north = bounds([part])
    lines = [near, *(south + (north - south) * step / 10 for step in range(1, 10))]
    spans = [(east - west, (west + east) / 2, lat) for lat in lines for west, east in _spans(part, lat)]
    _, lon, lat = max(spans, default=(0.0, *part[0][0]))
    return lon, lat


def _spans(part: Polygon, lat: float) -> Iterator[tuple[float, float]]:
    meets = sorted(
        x_1 + (lat - y_1) / (y_2 - y_1) * (x_2 - x_1)
        for ring in part
        for (x_1, y_1), (x_2, y_2) in pairwise(ring)
        if (y_1 > lat) != (y_2 > lat)
    )
    return zip(meets[::2], meets[1::2], strict=True)


def _grid(box: tuple[float, float, float, float], steps: int) -> Iterator[Point]:
    west, south, east, north = box
    for row in range(steps):
        for column in range(steps):
            yield west + (east - west) * (column + 0.5) / steps, south + (north - south) * (row + 0.5) / steps


def _written_ring(ring: Ring, *, is_hole: bool) -> list[list[float]]:
    points = [_rounded(point) for point in ring]
    kept = [points[0], *(after for before, after in pairwise(points) if after != before)]
    runs_clockwise = _signed_area(kept) < 0
    return [list(point) for point in (kept if runs_clockwise == is_hole else reversed(kept))]


def _rounded(point: Point) -> Point:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)

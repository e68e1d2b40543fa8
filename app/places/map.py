"""Maps drawn on the server: areas where boundaries are known, points where not, each a link. No tiles, no script."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from app.places import geometry
from app.places.geometry import Point, Polygon
from app.places.models import Ortsteil

WIDTH = 1000
"""Units of the drawing. Points of boundaries fall on whole units: finer is not seen on a phone."""

MARGIN = 24
POINT_RADIUS = 14


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the map says about an Ortsteil: a category that picks its look (map__place--…), and the same in words."""

    category: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One Ortsteil on the map: an area (`path`) or, without boundary, a point."""

    key: str
    name: str
    path: str
    x: int
    y: int
    shown: Shown
    href: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A whole map. Large areas come first, so that small ones and points stay on top."""

    width: int
    height: int
    places: Sequence[Place]
    point_radius: int = POINT_RADIUS

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


class Projection:
    """Degrees to a plane as SVG has it: x runs east, y south, longitudes shortened by the cosine of the middle latitude."""

    def __init__(self, box: tuple[float, float, float, float], *, width: int = WIDTH, margin: int = MARGIN) -> None:
        west, south, east, north = box
        self._west, self._north = west, north
        self._shortened = cos(radians((south + north) / 2))
        across, down = (east - west) * self._shortened, north - south
        self._scale = (width - 2 * margin) / max(across, down, 1e-6)
        self._margin = margin
        self.width = round(across * self._scale) + 2 * margin
        self.height = round(down * self._scale) + 2 * margin

    def place(self, point: Point) -> tuple[int, int]:
        """Where the point lies in the drawing, in whole units."""
        lon, lat = point
        x = (lon - self._west) * self._shortened * self._scale
        y = (self._north - lat) * self._scale
        return round(x) + self._margin, round(y) + self._margin

    def path(self, parts: Iterable[Polygon]) -> str:
        """The SVG path of an area with its holes (fill-rule evenodd).

        Neighbours share their points and so fall on the same units: no gap opens between them.
        """
        return "".join(self._ring_path([self.place(point) for point in ring]) for part in parts for ring in part)

    def _ring_path(self, points: Sequence[tuple[int, int]]) -> str:
        moves = [(x_2 - x_1, y_2 - y_1) for (x_1, y_1), (x_2, y_2) in pairwise(points[:-1])]
        steps = "".join(f"{x} {y} " for x, y in moves if x or y).rstrip()
        return f"M{points[0][0]} {points[0][1]}l{steps}z" if steps else ""


def drawing(
    ortsteile: Iterable[Ortsteil],
    *,
    link: Callable[[str], str],
    shown: Mapping[str, Shown] | None = None,
) -> Drawing | None:
    """The map of these Ortsteile (read with their boundaries), or None where there is none to show.

    `link` gives the address for a key; `shown` says per key what the map tells about it.
    """
    borders = [(place, geometry.polygons(place.boundary) if place.boundary else []) for place in ortsteile]
    if not borders:
        return None
    points = [(place.lon, place.lat) for place, _parts in borders]
    projection = Projection(geometry.bounds([[points], *(part for _place, parts in borders for part in parts)]))
    borders.sort(key=lambda border: (-geometry.area(border[1]), border[0].key))
    told = shown or {}
    places = [_drawn(place, parts, projection, told.get(place.key, Shown()), link) for place, parts in borders]
    return Drawing(width=projection.width, height=projection.height, places=places)


def _drawn(
    place: Ortsteil, parts: Sequence[Polygon], projection: Projection, shown: Shown, link: Callable[[str], str]
) -> Place:
    x, y = projection.place((place.lon, place.lat))
    path = projection.path(parts)
    return Place(key=place.key, name=place.name, path=path, x=x, y=y, shown=shown, href=link(place.key))

"""The map: areas or points, each a link with its name, neighbours without gaps."""

import re
from itertools import accumulate
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from app.places import geometry
from app.places import map as drawn
from app.places.map import Projection, Shown
from app.places.models import Ortsteil
from tests.places.shapes import polygon, square

TEMPLATES = Path(__file__).parents[2] / "templates"


def place(key, column=0, boundary=None, size=1):
    lon, lat = 11.0 + (column + size / 2) * 0.01, 50.9 + size / 2 * 0.01
    return Ortsteil(key=key, name=f"Ort {key}", lon=lon, lat=lat, boundary=boundary)


def drawing(*places, **more):
    return drawn.drawing(places, link=lambda key: f"/de/ortsteile/{key}", **more)


def html_of(shown):
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return environment.get_template("places/_map.html").render(map=shown, _=str)


def corners(path):
    """The absolute points of a path with relative steps."""
    start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l(.*)z", path).groups()
    numbers = list(map(int, steps.split()))
    first = tuple(map(int, start.split()))
    moves = zip(numbers[::2], numbers[1::2], strict=True)
    return list(accumulate(moves, lambda at, by: (at[0] + by[0], at[1] + by[1]), initial=first))


def test_without_boundaries_places_are_points():
    shown = drawing(place("01"), place("02", 1))

    assert [each.path for each in shown.places] == ["", ""]
    assert shown.places[0].x < shown.places[1].x


def test_with_boundaries_places_are_areas():
    shown = drawing(place("01", boundary=polygon()), place("02", 1))

    assert {each.key: bool(each.path) for each in shown.places} == {"01": True, "02": False}


def test_small_areas_and_points_lie_on_top():
    large, small = place("01", boundary=polygon(square(0, 0, 4)), size=4), place("02", 1, boundary=polygon(square(1)))

    shown = drawing(place("03", 2), small, large)

    assert [each.key for each in shown.places] == ["01", "02", "03"]


def test_neighbours_share_their_corners():
    shown = drawing(place("01", boundary=polygon(square(0))), place("02", 1, boundary=polygon(square(1))))

    left, right = (corners(each.path) for each in shown.places)

    assert len(set(left) & set(right)) == 2


def test_north_is_up_and_east_is_right():
    projection = Projection((11.0, 50.9, 11.1, 51.0))

    west_north, east_south = projection.place((11.0, 51.0)), projection.place((11.1, 50.9))

    assert west_north[0] < east_south[0]
    assert west_north[1] < east_south[1]


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    projection = Projection((10.9, 50.8, 11.2, 51.1))
    here = (11.0, 50.95)
    east, north = (11.0 + 1 / 70.04, 50.95), (11.0, 50.95 + 1 / 111.2)

    x, y = projection.place(here)

    assert geometry.distance_km(here, east) == pytest.approx(geometry.distance_km(here, north), rel=0.01)
    assert abs(projection.place(east)[0] - x) == pytest.approx(abs(projection.place(north)[1] - y), abs=1)


def test_an_area_smaller_than_a_unit_has_no_path():
    tiny = polygon([[11.001, 50.901], [11.002, 50.901], [11.002, 50.902], [11.001, 50.901]])

    assert Projection((5, 47, 16, 56)).path(geometry.polygons(tiny)) == ""


def test_one_single_point_makes_a_map():
    assert drawing(place("01")).view_box == "0 0 48 48"


def test_no_places_make_no_map():
    assert drawing() is None


def test_a_place_says_its_category_in_words_too():
    shown = drawing(
        place("01", boundary=polygon()), place("02", 1), shown={"01": Shown(category="laendlich", words="ländlich <b>")}
    )

    html = html_of(shown)

    assert "<title>Ort 01: ländlich &lt;b&gt;</title>" in html
    assert "<title>Ort 02</title>" in html
    assert 'class="map__place map__place--laendlich"' in html
    assert 'href="/de/ortsteile/02"' in html
    assert "style=" not in html


def test_a_page_without_a_map_stays_as_it_is():
    assert html_of(None).strip() == ""

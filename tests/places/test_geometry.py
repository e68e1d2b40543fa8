"""Inside and outside, middle and distance, on small areas whose answers are known."""

import pytest

from app.places import geometry
from tests.places.shapes import polygon, square

RING = polygon(square(0, 0, 4), square(1, 1, 2)[::-1])
"""A square with a square hole."""

HORSESHOE = polygon(
    [
        [11.0, 50.9],
        [11.05, 50.9],
        [11.05, 50.95],
        [11.04, 50.95],
        [11.04, 50.91],
        [11.01, 50.91],
        [11.01, 50.95],
        [11.0, 50.95],
        [11.0, 50.9],
    ]
)
"""Its centroid lies outside."""

TWO_ISLANDS = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 1)], [square(5, 5, 3)]]}


@pytest.mark.parametrize(
    ("shape", "point", "inside"),
    [
        (polygon(), (11.005, 50.905), True),
        (polygon(), (11.015, 50.905), False),
        (RING, (11.005, 50.905), True),
        (RING, (11.02, 50.92), False),
        (HORSESHOE, (11.005, 50.94), True),
        (HORSESHOE, (11.025, 50.94), False),
        (TWO_ISLANDS, (11.06, 50.96), True),
        (TWO_ISLANDS, (11.03, 50.93), False),
    ],
)
def test_a_point_lies_in_an_area_or_not(shape, point, inside):
    assert geometry.contains(geometry.polygons(shape), point) is inside


def test_every_point_lies_in_one_of_two_neighbours_and_never_in_both():
    left, right = geometry.polygons(polygon(square(0))), geometry.polygons(polygon(square(1)))

    on_the_border = (11.01, 50.905)

    assert geometry.contains(left, on_the_border) != geometry.contains(right, on_the_border)


@pytest.mark.parametrize("shape", [{"type": "Point", "coordinates": [11, 50]}, {"type": "LineString", "coordinates": []}])
def test_lines_and_points_are_no_areas(shape):
    with pytest.raises(ValueError, match=shape["type"]):
        geometry.polygons(shape)


def test_the_middle_of_a_square_stands_for_it():
    assert geometry.inside_point(geometry.polygons(polygon())) == pytest.approx((11.005, 50.905))


@pytest.mark.parametrize("shape", [RING, HORSESHOE, TWO_ISLANDS])
def test_the_point_that_stands_for_an_area_lies_inside(shape):
    parts = geometry.polygons(shape)

    assert geometry.contains(parts, geometry.inside_point(parts))


def test_the_largest_part_gives_the_point():
    lon, lat = geometry.inside_point(geometry.polygons(TWO_ISLANDS))

    assert (lon, lat) == pytest.approx((11.065, 50.965))


def test_areas_are_square_kilometres_without_their_holes():
    whole, holed = geometry.polygons(polygon(square(0, 0, 4))), geometry.polygons(RING)

    assert geometry.area(whole) == pytest.approx(4.448 * 2.805, rel=0.01)
    assert geometry.area(holed) == pytest.approx(geometry.area(whole) * 3 / 4, rel=0.001)


def test_erfurt_and_berlin_lie_235_kilometres_apart():
    assert geometry.distance_km((11.0287, 50.9777), (13.4050, 52.5200)) == pytest.approx(237, abs=3)


@pytest.mark.parametrize(("column", "share"), [(0, 1.0), (1, 0.5), (2, 0.0)])
def test_the_share_of_one_area_in_another_is_sampled(column, share):
    inner, outer = geometry.polygons(polygon(square(column, 0, 2))), geometry.polygons(polygon(square(0, 0, 2)))

    assert geometry.share_inside(inner, outer) == pytest.approx(share, abs=0.01)


def test_an_area_too_narrow_for_the_samples_is_judged_by_its_middle():
    thread = polygon([[11.0, 50.9], [11.00001, 50.9], [11.1, 50.99999], [11.1, 51.0], [11.09999, 51.0], [11.0, 50.9]])

    assert geometry.share_inside(geometry.polygons(thread), geometry.polygons(polygon(square(0, 0, 20))), steps=2) == 1.0


def test_written_boundaries_follow_the_right_hand_rule_with_six_decimals():
    clockwise = [[lon + 0.000_000_04, lat] for lon, lat in square(0, 0, 4)[::-1]]

    written = geometry.geometry_of(geometry.polygons(polygon(clockwise, square(1, 1, 2))))

    assert written["coordinates"][0] == [[round(lon, 6), round(lat, 6)] for lon, lat in square(0, 0, 4)]
    assert written["coordinates"][1] == [[round(lon, 6), round(lat, 6)] for lon, lat in square(1, 1, 2)[::-1]]


def test_written_boundaries_stay_as_they_are_when_written_again():
    once = geometry.geometry_of(geometry.polygons(RING))

    assert geometry.geometry_of(geometry.polygons(once)) == once


def test_points_that_fall_together_are_written_once():
    ring = square()
    doubled = [ring[0], [ring[0][0] + 1e-8, ring[0][1]], *ring[1:]]

    assert len(geometry.geometry_of(geometry.polygons(polygon(doubled)))["coordinates"][0]) == 5

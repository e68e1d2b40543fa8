"""What holds for places, without app and database."""

from decimal import Decimal

import pytest

from app.places import labels, rules
from app.places.rules import CoordinateFault, Coverage, SocialIndexClass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", SocialIndexClass.LOW),
        ("0.2499", SocialIndexClass.LOW),
        ("0.25", SocialIndexClass.LOW_TO_MEDIUM),
        ("0.4999", SocialIndexClass.LOW_TO_MEDIUM),
        ("0.5", SocialIndexClass.MEDIUM_TO_HIGH),
        ("0.7499", SocialIndexClass.MEDIUM_TO_HIGH),
        ("0.75", SocialIndexClass.HIGH),
        ("1", SocialIndexClass.HIGH),
    ],
)
def test_the_social_index_has_its_published_classes(value, expected):
    assert rules.social_index_class(Decimal(value)) is expected


@pytest.mark.parametrize(("lon", "lat"), [(11.03, 50.98), (5, 47), (16, 56), (13.3, 52.4)])
def test_points_in_this_country_may_be_right(lon, lat):
    assert rules.coordinate_fault(lon, lat) is None


@pytest.mark.parametrize(
    ("lon", "lat", "fault"),
    [
        (50.98, 11.03, CoordinateFault.SWAPPED),
        (4.99, 50.98, CoordinateFault.ELSEWHERE),
        (11.03, 56.01, CoordinateFault.ELSEWHERE),
        (0, 0, CoordinateFault.ELSEWHERE),
        (642_000, 5_649_000, CoordinateFault.NOT_DEGREES),
    ],
)
def test_a_point_that_cannot_be_right_is_named_as_what_it_is(lon, lat, fault):
    assert rules.coordinate_fault(lon, lat) is fault


@pytest.mark.parametrize(
    ("keys", "width"),
    [(["01", "53"], 2), (["1", "53"], None), (["06010101", "06020202"], 8), (["A1", "B2"], None), ([], None)],
)
def test_keys_have_a_width_only_if_all_are_numbers_of_it(keys, width):
    assert rules.common_width(keys) == width


@pytest.mark.parametrize(("key", "width", "full"), [("1", 2, "01"), ("53", 2, "53"), ("A", 2, "A"), ("1", None, "1")])
def test_numbers_are_padded_to_the_width(key, width, full):
    assert rules.padded(key, width) == full


@pytest.mark.parametrize(
    ("given", "meant"),
    [("01", "01"), ("1", "01"), ("001", "01"), ("7", "7"), ("9", None), ("A", None), ("", None), ("٢", None)],
)
def test_lost_zeros_are_found_again(given, meant):
    assert rules.matching_key(given, ["01", "02", "7", "8", "08", "x"]) == meant


def test_a_key_that_could_mean_two_means_none():
    assert rules.matching_key("008", ["8", "08"]) is None
    assert rules.matching_key("8", ["8", "08"]) == "8"


@pytest.mark.parametrize(
    ("share", "coverage"),
    [
        (1.0, Coverage.WHOLE),
        (0.98, Coverage.WHOLE),
        (0.9, Coverage.PARTLY),
        (0.05, Coverage.PARTLY),
        (0.02, None),
        (0, None),
    ],
)
def test_slivers_along_a_border_do_not_count(share, coverage):
    assert rules.coverage_of_share(share) is coverage


def test_names_are_sorted_as_people_look_them_up():
    names = ["Zoo", "Übel", "Urbich", "Öde", "Straße", "Strasse Nord", "alach"]

    assert sorted(names, key=rules.alphabetical) == ["alach", "Öde", "Straße", "Strasse Nord", "Übel", "Urbich", "Zoo"]


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (labels.TYPES, rules.OrtsteilType),
        (labels.COVERAGES, rules.Coverage),
        (labels.SOCIAL_INDEX_CLASSES, rules.SocialIndexClass),
        (labels.COORDINATE_FAULTS, rules.CoordinateFault),
    ],
)
def test_every_choice_has_its_words(words, choices):
    assert set(words) == set(choices)

"""Where things are."""

import pytest

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.places import queries
from app.places.models import AreaScheme, Membership, Ortsteil, Planungsraum
from app.places.rules import Coverage
from tests.places.shapes import polygon, square


@pytest.fixture
def city(app):
    """Four Ortsteile in a row; the third reaches around the position of the second."""
    places = [
        Ortsteil(key="01", name="Zoo", lon=11.00, lat=50.9),
        Ortsteil(key="02", name="Übel", lon=11.02, lat=50.9),
        Ortsteil(key="03", name="Alach", lon=11.09, lat=50.9, boundary=polygon(square(3, -2, 7))),
        Ortsteil(key="04", name="Rieth", lon=11.20, lat=50.9),
    ]
    db.session.add_all(places)
    db.session.flush()
    return places


def test_ortsteile_come_in_alphabetical_order_on_every_database(city):
    assert [place.name for place in queries.all_ortsteile()] == ["Alach", "Rieth", "Übel", "Zoo"]
    assert list(queries.names()) == ["03", "04", "02", "01"]


def test_an_unknown_ortsteil_is_not_found(city):
    assert queries.find_ortsteil("99") is None
    with pytest.raises(NotFound):
        queries.get_ortsteil("99")


@pytest.mark.parametrize(("given", "meant"), [("1", "01"), (" 04 ", "04"), ("99", None)])
def test_a_key_is_found_although_zeros_are_lost(city, given, meant):
    assert queries.find_key(given) == meant


def test_the_nearest_neighbours_of_an_ortsteil_leave_it_out(city):
    assert [place.key for place in queries.nearest(city[0], most=2)] == ["02", "03"]


def test_the_three_nearest_to_a_position_begin_with_the_one_that_holds_it(city):
    found = queries.nearest_to(lon=11.035, lat=50.905)

    assert [place.key for place in found] == ["03", "02", "01"]


def test_without_boundaries_the_nearest_points_count(city):
    assert [place.key for place in queries.nearest_to(lon=11.001, lat=50.95)] == ["01", "02", "03"]


def test_an_ortsteil_knows_where_it_belongs(city):
    scheme = AreaScheme(name="Sozialräume", office="Jugendamt")
    other = AreaScheme(name="Bezirke")
    scheme.planungsraeume = [Planungsraum(key="N", name="Nord", memberships=[Membership(ortsteil_key="01")])]
    partly = Membership(ortsteil_key="01", coverage=Coverage.PARTLY)
    other.planungsraeume = [Planungsraum(key="1", name="Eins", memberships=[partly, Membership(ortsteil_key="02")])]
    db.session.add_all([scheme, other])
    db.session.flush()

    found = queries.belongings_of("01")

    assert [(each.scheme.name, each.planungsraum.name, each.coverage) for each in found] == [
        ("Bezirke", "Eins", Coverage.PARTLY),
        ("Sozialräume", "Nord", Coverage.WHOLE),
    ]


def test_all_schemes_come_with_their_members(city):
    area = Planungsraum(key="N", name="Nord", memberships=[Membership(ortsteil_key="01")])
    db.session.add_all([AreaScheme(name="Öde", planungsraeume=[area]), AreaScheme(name="Zonen"), AreaScheme(name="Amt")])
    db.session.flush()
    db.session.expire_all()

    found = queries.all_schemes()

    assert [scheme.name for scheme in found] == ["Amt", "Öde", "Zonen"]
    assert found[1].planungsraeume[0].memberships[0].ortsteil_key == "01"

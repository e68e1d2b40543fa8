"""Taking places in: everything once, the same file twice changes nothing, and what contradicts itself is refused."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.places import DATA, queries, service
from app.places.models import AreaScheme, Membership, Ortsteil, Planungsraum
from app.places.rules import Coverage
from app.places.service import Kind, Outcome
from tests.places.shapes import collection, feature, polygon, square

FOUR = collection(*(feature(f"0{n}", f"Ort {n}", polygon(square(n - 1))) for n in range(1, 5)), name="vier")
"""Four neighbours in a row."""

HALVES = collection(
    feature("W", "Westen", polygon(square(0, 0, 2))), feature("O", "Osten", polygon(square(2, 0, 2))), name="halb"
)


@pytest.fixture
def take_in(app, tmp_path):
    """Import what a test writes, as CSV text or GeoJSON."""

    def act(content, name="orte.csv", **more):
        if isinstance(content, dict):
            content, name = json.dumps(content), "orte.geojson"
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        report = service.import_places(path, **more)
        db.session.commit()
        return report

    return act


def members():
    rows = db.session.execute(
        select(Planungsraum.key, Membership.ortsteil_key, Membership.coverage)
        .join(Membership)
        .order_by(Planungsraum.key, Membership.ortsteil_key)
    )
    return [tuple(row) for row in rows]


def test_the_reference_city_loads_and_loads_again_without_a_change(app):
    files = (DATA / "erfurt_ortsteile.csv", DATA / "erfurt_area_schemes.csv")

    first = [service.import_places(path) for path in files]
    again = [service.import_places(path) for path in files]

    assert [report.counts[Outcome.ADDED] for report in first] == [53, 78]
    assert [report.changed_something for report in again] == [False, False]
    assert len(queries.all_ortsteile()) == 53
    assert len(queries.all_schemes()) == 4


def test_only_an_import_that_changes_something_makes_pages_anew(take_in):
    take_in(FOUR)
    before = page_store.versions(["places"])

    take_in(FOUR)
    same = page_store.versions(["places"])
    take_in("key,name\n01,Anders\n")

    assert (same, page_store.versions(["places"])) == (before, (before[0] + 1,))


def test_numbers_get_the_zeros_that_a_table_lost(take_in):
    take_in("nr,name,lat,lon\n1,Altstadt,50.97,11.02\n53,Wallichen,51.01,11.15\n")

    take_in("nr,name\n7,Johannesvorstadt\n1,Altstadt (Mitte)\n")

    assert queries.names() == {"01": "Altstadt (Mitte)", "53": "Wallichen"}


def test_what_a_file_does_not_state_stays(take_in):
    take_in("key,name,lat,lon,population\n01,Altstadt,50.97,11.02,19302\n")

    report = take_in("key,name\n01,Altstadt am Fluss\n")

    assert report.counts[Outcome.CHANGED] == 1
    assert queries.get_ortsteil("01").population == 19302


def test_a_boundary_makes_a_new_ortsteil_with_a_point_inside(take_in):
    take_in(FOUR)

    place = queries.get_ortsteil("01")
    assert (place.lon, place.lat) == pytest.approx((11.005, 50.905))


def test_a_boundary_joins_the_facts_that_are_there(take_in):
    take_in("key,name,lat,lon\n01,Altstadt,50.901,11.001\n")

    take_in(collection(feature(1, "Altstadt")))

    place = queries.get_ortsteil("01")
    assert (place.lon, place.boundary["type"]) == (11.001, "Polygon")


def test_a_new_ortsteil_without_a_point_is_refused(take_in):
    report = take_in("key,name\n01,Altstadt\n")

    assert [(each.where, each.reason) for each in report.refused] == [
        ("Zeile 2", "Ein neuer Ortsteil braucht einen Namen und einen Punkt.")
    ]
    assert queries.keys() == frozenset()


def test_a_key_twice_in_a_file_is_refused_the_second_time(take_in):
    report = take_in("key,name,lat,lon\n01,Alt,50.97,11.02\n1,Neu,50.97,11.02\n")

    assert report.refused[0].reason == "Der Schlüssel 01 steht schon in Zeile 2."
    assert queries.get_ortsteil("01").name == "Alt"


def test_the_key_of_another_city_does_not_move_an_ortsteil(take_in):
    take_in("key,name,lat,lon\n06,Rieth,51.0,11.01\n")

    report = take_in("key,name,lat,lon\n06,Steglitz,52.4,13.3\n")

    assert report.refused[0].reason == "Der Schlüssel 06 gehört zu Rieth, das weit entfernt liegt."
    assert queries.get_ortsteil("06").name == "Rieth"


def test_refused_rows_do_not_keep_the_others_out(take_in):
    report = take_in("key,name,lat,lon\n01,Alt,11.02,50.97\n02,Neu,50.97,11.02\n")

    assert (report.accepted, len(report.refused)) == (1, 1)
    assert queries.keys() == {"02"}


def test_memberships_name_schemes_and_their_areas(take_in):
    take_in(FOUR)

    report = take_in(
        "scheme,office,valid_from,planungsraum,ortsteil_key,coverage\n"
        "Sozialräume,Jugendamt,2024-01-01,Nord,1,whole\nSozialräume,,,Nord,02,partly\nSozialräume,,,Süd,02,partly\n"
    )

    scheme = db.session.scalars(select(AreaScheme)).one()
    assert (report.kind, report.counts[Outcome.ADDED]) == (Kind.MEMBERSHIPS, 3)
    assert (scheme.office, scheme.valid_from.isoformat()) == ("Jugendamt", "2024-01-01")
    assert members() == [("Nord", "01", Coverage.WHOLE), ("Nord", "02", Coverage.PARTLY), ("Süd", "02", Coverage.PARTLY)]


def test_a_membership_can_be_corrected(take_in):
    take_in(FOUR)
    head = "scheme,planungsraum,ortsteil_key,coverage\n"
    take_in(head + "S,Nord,01,whole\n")

    report = take_in(head + "S,Nord,01,partly\n")

    assert report.counts[Outcome.CHANGED] == 1
    assert members() == [("Nord", "01", Coverage.PARTLY)]


def test_an_unknown_ortsteil_in_a_scheme_is_refused(take_in):
    report = take_in("scheme,planungsraum,ortsteil_key,coverage\nS,Nord,99,whole\n")

    assert report.refused[0].reason == "Den Ortsteil 99 gibt es nicht."
    assert queries.all_schemes() == []


def test_areas_over_known_ortsteile_are_a_scheme(take_in):
    take_in(FOUR)

    report = take_in(HALVES)

    assert report.kind is Kind.MEMBERSHIPS
    assert queries.all_schemes()[0].name == "halb"
    assert members() == [(key, place, Coverage.WHOLE) for key, place in [("O", "03"), ("O", "04"), ("W", "01"), ("W", "02")]]


def test_the_same_scheme_twice_changes_nothing(take_in):
    take_in(FOUR)
    take_in(HALVES)

    assert not take_in(HALVES).changed_something


def test_an_area_that_cuts_through_an_ortsteil_has_a_part_of_it(take_in):
    take_in(FOUR)

    cut = [[11.0, 50.9], [11.015, 50.9], [11.015, 50.91], [11.0, 50.91], [11.0, 50.9]]
    take_in(collection(feature("A", "Cut", polygon(cut))), scheme="Mit Schnitt")

    assert members() == [("A", "01", Coverage.WHOLE), ("A", "02", Coverage.PARTLY)]


def test_without_its_boundary_nobody_can_say_that_all_of_an_ortsteil_belongs(take_in):
    take_in("key,name,lat,lon\n01,Ort,50.905,11.005\n")

    take_in(HALVES, scheme="Hälften")

    assert members() == [("W", "01", Coverage.PARTLY)]


@pytest.mark.parametrize(
    "areas",
    [
        collection(feature("A", "Über zweien", polygon(square(0, 0, 2))), feature("B", "Daneben", polygon(square(9)))),
        collection(
            feature("A", "Ecke", polygon([[11.0, 50.9], [11.002, 50.9], [11.002, 50.902], [11.0, 50.902], [11.0, 50.9]]))
        ),
    ],
    ids=["some lie over", "one lies inside"],
)
def test_areas_that_would_count_places_twice_are_refused_as_a_whole(take_in, areas):
    take_in(FOUR)

    with pytest.raises(RuleBroken, match="liegt über schon bekannten Ortsteilen"):
        take_in(areas)

    assert queries.keys() == {"01", "02", "03", "04"}


def test_a_second_city_stands_beside_the_first(take_in):
    take_in(FOUR)

    far = collection(feature("06010101", "Fichtenberg", polygon(square(200, 150))))
    report = take_in(far)

    assert report.counts[Outcome.ADDED] == 1
    assert queries.find_ortsteil("06010101") is not None


def test_an_ortsteil_without_data_can_be_taken_back(take_in):
    take_in(FOUR)

    service.remove(key="04")

    assert queries.keys() == {"01", "02", "03"}


def test_an_ortsteil_with_data_stays(take_in):
    take_in(FOUR)
    take_in(HALVES)

    with pytest.raises(RuleBroken, match="An Ort 4 hängen schon Daten"):
        service.remove(key="04")

    assert queries.find_ortsteil("04") is not None


def test_what_is_not_there_cannot_be_taken_back(app):
    with pytest.raises(NotFound):
        service.remove(key="99")


def test_the_database_refuses_a_point_elsewhere(app):
    db.session.add(Ortsteil(key="01", name="Vertauscht", lat=11.0, lon=50.9))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()

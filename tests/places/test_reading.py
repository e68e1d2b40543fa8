"""Files of places: what is understood, what is refused and with which words, and what cannot be used at all."""

import json

import pytest

from app.places import DATA, reading
from app.places.reading import FileUnreadable
from app.places.rules import Coverage, OrtsteilType, SocialIndexClass
from tests.places.shapes import collection, feature, polygon, square

HEADER = "key,name,type,lat,lon,area_km2,population,population_date,social_index,social_index_class"
GOOD = "01,Altstadt,staedtisch,50.97,11.02,2.45,19302,2017-07-31,0.61,medium_to_high"


@pytest.fixture
def read(tmp_path):
    """Read what a test writes, as text, bytes or GeoJSON."""

    def write(content, name="orte.csv"):
        if isinstance(content, dict):
            content, name = json.dumps(content), "orte.geojson"
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reading.read(path)

    return write


def row(**changed):
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    return ",".join({**cells, **changed}.values())


def test_a_row_becomes_facts_under_the_names_of_the_table(read):
    record = read(f"{HEADER}\n{GOOD}\n").ortsteile[0]

    assert (record.where, record.key) == ("Zeile 2", "01")
    assert record.stated["type"] is OrtsteilType.URBAN
    assert record.stated["social_index_class"] is SocialIndexClass.MEDIUM_TO_HIGH
    assert record.stated["population"] == 19302


def test_an_empty_cell_states_nothing(read):
    record = read(f"{HEADER}\n01,Altstadt,,50.97,11.02,,,,,\n").ortsteile[0]

    assert record.stated == {"name": "Altstadt", "lat": 50.97, "lon": 11.02}


def test_a_file_saved_by_a_german_excel_is_understood(read):
    found = read("\ufeffNr;Name;Breite;Laenge;flaeche_km2\r\n1;Löbervorstadt;50,94;11,02;10,2411\r\n".encode())

    assert list(found.refused) == []
    assert found.ortsteile[0].stated == {"name": "Löbervorstadt", "lat": 50.94, "lon": 11.02, "area_km2": 10.2411}


def test_the_class_follows_from_the_value_where_only_that_is_known(read):
    record = read(f"{HEADER}\n{row(social_index='0.805', social_index_class='')}\n").ortsteile[0]

    assert record.stated["social_index_class"] is SocialIndexClass.HIGH


def test_the_year_of_an_index_may_stand_in_its_heading(read):
    record = read("nr,name,sozialindex_klasse_2017\n1,Altstadt,mittel bis hoch\n").ortsteile[0]

    assert record.stated["social_index_class"] is SocialIndexClass.MEDIUM_TO_HIGH
    assert record.stated["social_index_year"] == 2017


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"key": ""}, "Die Angabe key fehlt."),
        ({"lat": "11.02", "lon": "50.97"}, "Länge und Breite sind vertauscht."),
        ({"lat": "0", "lon": "0"}, "Der Punkt liegt nicht in Deutschland."),
        ({"lat": "5649000", "lon": "642000"}, "Die Koordinaten sind keine Grade in WGS 84."),
        ({"lat": ""}, "Zu einem Punkt gehören Breite und Länge."),
        ({"lat": "nan"}, "„nan“ in der Spalte lat ist keine Zahl."),
        ({"type": "Dorf"}, "„Dorf“ in der Spalte type ist unbekannt."),
        ({"area_km2": "-1"}, "„-1“ in der Spalte area_km2 ist keine Fläche."),
        ({"population": "19.302"}, "„19.302“ in der Spalte population ist keine ganze Zahl."),
        ({"population": "-5"}, "„-5“ in der Spalte population ist keine ganze Zahl."),
        ({"population_date": "31.07.2017"}, "„31.07.2017“ in der Spalte population_date ist kein Tag wie 2026-03-01."),
        ({"social_index": "1.5"}, "Der Sozialindex 1.5 liegt nicht zwischen 0 und 1."),
        ({"social_index": "0.8"}, "Ein Sozialindex von 0.8 gehört in eine andere Klasse."),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_reason(read, changed, reason):
    found = read(f"{HEADER}\n{row(**changed)}\n{GOOD}\n")

    assert [(each.where, each.reason) for each in found.refused] == [("Zeile 2", reason)]
    assert len(found.ortsteile) == 1


def test_a_row_with_a_cell_too_many_is_refused(read):
    found = read(f"{HEADER}\n{GOOD},mehr\n")

    assert found.refused[0].reason == "Die Zeile hat 11 statt 10 Felder."


def test_lines_are_counted_as_an_editor_does(read):
    found = read('key,name\n01,"Alt\nstadt"\n\n,Rieth\n')

    assert found.ortsteile[0].stated["name"] == "Alt stadt"
    assert found.refused[0].where == "Zeile 5"


def test_memberships_are_told_by_their_columns(read):
    found = read("zuschnitt,raum,nr,ortsteil,abdeckung,beleg\nSüdost,Gebiet 1,13,Melchendorf,teilweise,Plan\n")

    record = found.memberships[0]
    assert (record.scheme, record.planungsraum_key, record.planungsraum) == ("Südost", "Gebiet 1", "Gebiet 1")
    assert (record.ortsteil_key, record.coverage, record.source) == ("13", Coverage.PARTLY, "Plan")


def test_a_membership_without_scheme_or_known_coverage_is_refused(read):
    found = read("scheme,planungsraum,ortsteil_key,coverage\n,A,01,whole\nS,A,01,halb\n")

    assert [each.reason for each in found.refused] == [
        "Die Angabe scheme fehlt.",
        "„halb“ in der Spalte coverage ist unbekannt.",
    ]


def test_an_area_has_key_name_boundary_and_a_point_inside(read):
    found = read(collection(feature("06010101", "Fichtenberg", area_m2=989_316), name="plr", attribution="Amt"))

    record = found.ortsteile[0]
    assert (found.name, found.has_areas, record.key) == ("plr", True, "06010101")
    assert record.stated["area_km2"] == 0.9893
    assert record.stated["boundary_source"] == "Amt"
    assert record.inside == pytest.approx((11.005, 50.905))


def test_a_key_may_be_a_number_or_stand_in_the_properties(read):
    numbered, named = feature(1), feature(None, nr=2)
    del named["id"]

    assert [record.key for record in read(collection(numbered, named)).ortsteile] == ["1", "2"]


SWAPPED = polygon([[lat, lon] for lon, lat in square()])
OPEN = polygon(square()[:-1])
FLAT = polygon([[11.0, 50.9], [11.1, 50.9], [11.2, 50.9], [11.0, 50.9]])


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (feature("1", geometry=SWAPPED), "Länge und Breite sind vertauscht."),
        (feature("1", geometry=OPEN), "Eine Grenze ist nicht geschlossen."),
        (feature("1", geometry=FLAT), "Eine Grenze umschließt keine Fläche."),
        (feature("1", geometry=polygon([])), "Eine Grenze ist nicht geschlossen."),
        (
            feature("1", geometry={"type": "Polygon", "coordinates": []}),
            "Das Gebiet hat keine Fläche (Polygon oder MultiPolygon).",
        ),
        (
            feature("1", geometry={"type": "Polygon", "coordinates": "x"}),
            "Das Gebiet hat keine Fläche (Polygon oder MultiPolygon).",
        ),
        (
            feature("1", geometry={"type": "Point", "coordinates": [11, 50]}),
            "Das Gebiet hat keine Fläche (Polygon oder MultiPolygon).",
        ),
        (
            {"type": "Feature", "id": "1", "properties": {"name": "x"}, "geometry": None},
            "Das Gebiet hat keine Fläche (Polygon oder MultiPolygon).",
        ),
        (feature("1", name=None), "Dem Gebiet fehlt ein Schlüssel oder ein Name."),
        (feature(None), "Dem Gebiet fehlt ein Schlüssel oder ein Name."),
        ("kein Gebiet", "Das ist kein Gebiet in GeoJSON."),
        (feature("1", geometry=polygon([[float("nan"), 50.9], *square()])), "Eine Koordinate ist keine Zahl."),
    ],
)
def test_an_area_that_cannot_be_right_is_refused_with_its_reason(read, wrong, reason):
    found = read(collection(wrong, feature("2", geometry=polygon(square(1)))))

    assert [(each.where, each.reason) for each in found.refused] == [("Gebiet 1", reason)]
    assert len(found.ortsteile) == 1


def test_parts_with_the_same_key_are_one_area(read):
    parts = [feature("1", geometry=polygon(square(column)), area_m2=500_000) for column in (0, 2)]

    found = read(collection(*parts, feature("2", geometry=polygon(square(1)))))

    whole = found.ortsteile[0].stated
    assert (len(found.ortsteile), whole["area_km2"]) == (2, 1.0)
    assert len(whole["boundary"]["coordinates"]) == 2


def test_a_part_that_touches_nothing_has_its_key_by_mistake(read):
    right, far_away = feature("1"), feature("1", geometry=polygon(square(500)))

    found = read(collection(far_away, right, feature("2", geometry=polygon(square(1)))))

    assert [each.where for each in found.refused] == ["Gebiet 1"]
    assert found.ortsteile[0].stated["boundary"]["type"] == "Polygon"


def test_a_key_with_two_names_is_refused_the_second_time(read):
    found = read(collection(feature("1", "Rieth"), feature("1", "Alach"), feature("2", geometry=polygon(square(1)))))

    assert [(each.where, each.reason) for each in found.refused] == [
        ("Gebiet 2", "Den Schlüssel 1 hat schon ein anderes Gebiet.")
    ]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("", "orte.csv", "ist keine lesbare Tabelle"),
        ('key,name\n01,"offen\n', "orte.csv", "ist keine lesbare Tabelle"),
        ("a,b\n1,2\n", "orte.csv", "fehlen Spalten"),
        ("key,name\n01,Lö\n".encode("latin-1"), "orte.csv", "nicht in UTF-8"),
        ("{", "orte.geojson", "kein GeoJSON"),
        ("[" * 100_000, "orte.geojson", "kein GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "orte.geojson", "kein GeoJSON"),
        ('{"type": "Topology"}', "orte.json", "kein GeoJSON"),
    ],
)
def test_a_file_that_is_something_else_is_refused_as_a_whole(read, content, name, message):
    with pytest.raises(FileUnreadable, match=message):
        read(content, name)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileUnreadable, match=r"Die Datei fehlt\.csv lässt sich nicht öffnen\."):
        reading.read(tmp_path / "fehlt.csv")


def test_the_facts_about_the_reference_city_are_sound():
    places = reading.read(DATA / "erfurt_ortsteile.csv")
    schemes = reading.read(DATA / "erfurt_area_schemes.csv")

    assert (len(places.ortsteile), len(schemes.memberships)) == (53, 78)
    assert [*places.refused, *schemes.refused] == []
    assert {record.ortsteil_key for record in schemes.memberships} == {record.key for record in places.ortsteile}


def test_every_population_and_index_of_the_reference_city_names_its_source():
    for record in reading.read(DATA / "erfurt_ortsteile.csv").ortsteile:
        assert (
            ("population" in record.stated) == ("population_date" in record.stated) == ("population_source" in record.stated)
        )
        assert ("social_index_class" in record.stated) == ("social_index_source" in record.stated)

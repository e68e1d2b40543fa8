"""Gremien and members from files: what can be taken is taken once, the rest is said with its line and a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app.demo import gremien, reading
from app.directory.rules import Level, MemberKind
from app.kernel.db import db
from app.moderation.models import LogEntry
from app.places import DATA
from app.places import service as places
from app.places.models import AreaScheme, Membership, Planungsraum
from tests import factories
from tests.conftest import World
from tests.directory import making

GREMIEN = "name,ebene,art,seit,turnus,koordination,raumbezug,ort,seed_zeile"
MEMBERS = "gremium,art,institution,seed_zeile"
GOOD = {
    "name": "Seniorenbeirat",
    "ebene": "Vernetzungsebene",
    "art": "Beirat",
    "seit": "2024 (geplant)",
    "turnus": "",
    "koordination": "",
    "raumbezug": "gesamtstädtisch",
    "ort": "",
    "seed_zeile": "254",
}
MEMBER = {"gremium": "Gremium beirat", "art": "verwaltungsintern", "institution": "Jugendamt", "seed_zeile": "593"}

Import = Callable[..., Result]


@pytest.fixture
def take_in(world: World, tmp_path: Path) -> Import:
    """Run the command on a file with these lines."""

    def run(command: str, *lines: str, header: str, encoding: str = "utf-8", options: tuple[str, ...] = ()) -> Result:
        path = tmp_path / "datei.csv"
        path.write_bytes("\n".join((header, *lines)).encode(encoding))
        with world.outside():
            return world.app.test_cli_runner().invoke(args=["directory", command, str(path), *options])

    return run


@pytest.fixture
def take_gremien(take_in: Import) -> Import:
    return lambda *lines, **details: take_in("import-gremien", *lines, **{"header": GREMIEN, **details})


@pytest.fixture
def take_members(take_in: Import) -> Import:
    return lambda *lines, **details: take_in("import-members", *lines, **{"header": MEMBERS, **details})


def row(**changed: str) -> str:
    return ",".join((GOOD | changed).values())


def member(**changed: str) -> str:
    return ",".join((MEMBER | changed).values())


def test_a_row_becomes_a_gremium(take_gremien: Import):
    result = take_gremien(row(), options=("--source", "Fachplan"))

    made = making.only_gremium()
    assert (result.exit_code, result.output) == (0, "Gremien: 1 neu, 0 geändert, 0 unverändert, 0 abgelehnt.\n")
    assert (made.slug, made.level, made.kind, made.since) == (
        "seniorenbeirat",
        Level.NETWORKING,
        "Beirat",
        "2024 (geplant)",
    )
    assert (made.is_city_wide, made.rhythm, made.source, made.checked_on) == (True, "", "Fachplan, Zeile 254", None)


@pytest.mark.parametrize(("lines", "source"), [("723|729", "datei.csv, Zeile 723, 729"), ("", "datei.csv")])
def test_the_source_says_where_a_fact_stands(take_gremien: Import, lines: str, source: str):
    take_gremien(row(seed_zeile=lines))

    assert making.only_gremium().source == source


def test_the_same_file_twice_changes_nothing(take_gremien: Import):
    lines = (row(), row(name="Ausländerbeirat"), row(name=""))
    take_gremien(*lines)
    before, logged = making.state(), db.session.scalar(db.select(db.func.count(LogEntry.id)))

    again = take_gremien(*lines)

    assert "0 neu, 0 geändert, 2 unverändert, 1 abgelehnt" in again.output
    assert making.state() == before
    assert db.session.scalar(db.select(db.func.count(LogEntry.id))) == logged == 1


def test_what_is_known_gets_what_the_file_says_and_the_rest_stays(take_gremien: Import):
    factories.gremium(
        "beirat",
        ["06"],
        name="Seniorenbeirat",
        rhythm="jeden Montag",
        kind="Rat",
        description="Unser Text.",
        level=Level.PLANNING,
    )

    result = take_gremien(row())

    known = making.only_gremium()
    assert "1 geändert" in result.output
    assert (known.slug, known.rhythm, known.description) == ("beirat", "jeden Montag", "Unser Text.")
    assert (known.kind, known.level, known.is_city_wide, known.ortsteile) == ("Beirat", Level.NETWORKING, True, [])


def test_a_place_means_its_ortsteil_or_all_of_a_planungsraum(take_gremien: Import):
    for key, name in (("05", "Berliner Platz"), ("06", "Rieth")):
        factories.ortsteil(key, name=name)
    nord = Planungsraum(key="Nord", name="Siedlung Nord", memberships=[Membership(ortsteil_key=key) for key in ("05", "06")])
    db.session.add(AreaScheme(name="Siedlungen", planungsraeume=[nord]))

    take_gremien(
        row(name="A", raumbezug="Ortsteil", ort="Berliner Platz"),
        row(name="B", raumbezug="Planungsraum", ort="Siedlung Nord"),
        row(name="C", raumbezug="Ortsteil", ort="Gibt es nicht"),
    )

    found = {each.name: [place.key for place in each.ortsteile] for each in making.every_gremium()}
    assert found == {"A": ["05"], "B": ["05", "06"], "C": []}
    assert [each.place for each in making.every_gremium()] == ["Berliner Platz", "Siedlung Nord", "Gibt es nicht"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": ""}, "name ist leer"),
        ({"name": " … "}, "Namen"),
        ({"ebene": "Bundesebene"}, "Bundesebene"),
        ({"ebene": ""}, "ebene"),
        ({"turnus": "x" * 301}, "300"),
        ({"art": "Bei\x01rat"}, "art"),
        ({"ort": "Rieth"}, "ganze Stadt"),
        ({"ort": "Rieth,Nord"}, "10 statt 9"),
        ({"name": "Beirat"}, "schon in Zeile 2"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_line_and_reason(
    take_gremien: Import, changed: dict[str, str], reason: str
):
    factories.ortsteil("06", name="Rieth")

    result = take_gremien(row(name="Beirat"), row(**changed))

    assert result.exit_code == 0
    (refused,) = (line for line in result.output.splitlines() if line.startswith("Zeile 3 abgelehnt"))
    assert reason in refused
    assert making.only_gremium().name == "Beirat"


def test_institutions_become_members_in_the_order_of_the_file(take_members: Import):
    factories.gremium()

    result = take_members(member(), member(art="verwaltungsextern", institution="Jobcenter"), member(institution="Bauamt"))

    assert result.output == "Mitglieder: 3 neu, 0 geändert, 0 unverändert, 0 abgelehnt.\n"
    assert [(each.name, each.kind, each.position) for each in making.only_gremium().members] == [
        ("Jugendamt", MemberKind.INTERNAL, 0),
        ("Jobcenter", MemberKind.EXTERNAL, 1),
        ("Bauamt", MemberKind.INTERNAL, 2),
    ]


def test_the_same_members_twice_change_nothing_and_another_kind_does(take_members: Import):
    factories.gremium()
    take_members(member(), member(institution="Bauamt"))
    before = making.state()

    again = take_members(member(), member(institution="Bauamt"))
    unchanged = making.state()
    moved = take_members(member(art="verwaltungsextern"))

    assert unchanged == before
    assert "0 neu, 0 geändert, 2 unverändert" in again.output
    assert "0 neu, 1 geändert, 0 unverändert" in moved.output


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"gremium": "Unbekannt"}, "Unbekannt"),
        ({"gremium": ""}, "gremium"),
        ({"art": "intern?"}, "intern?"),
        ({"institution": ""}, "institution ist leer"),
        ({"institution": "Frau Meier"}, "Person"),
        ({"institution": "Jugend\x00amt"}, "institution"),
        ({"institution": "Bauamt"}, "schon in Zeile 2"),
    ],
)
def test_a_member_that_cannot_be_taken_is_refused(take_members: Import, changed: dict[str, str], reason: str):
    factories.gremium()

    result = take_members(member(institution="Bauamt"), member(**changed))

    (refused,) = (line for line in result.output.splitlines() if line.startswith("Zeile 3 abgelehnt"))
    assert reason in refused
    assert [each.name for each in making.only_gremium().members] == ["Bauamt"]


@pytest.mark.parametrize("command", ["import-gremien", "import-members"])
@pytest.mark.parametrize(
    ("change", "encoding", "reason"),
    [
        (lambda header: header.replace(",art", ""), "utf-8", "Spalten"),
        (lambda header: header.replace(",", ";"), "utf-8", "Komma"),
        (lambda _header: "", "utf-8", "Spalten"),
        (lambda header: f"{header},Ä", "latin-1", "UTF-8"),
        (lambda header: f'{header}\n"offen', "utf-8", "lesbare Tabelle"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    take_in: Import, command: str, change: Callable[[str], str], encoding: str, reason: str
):
    factories.gremium()
    before = making.state()
    header = GREMIEN if command == "import-gremien" else MEMBERS

    result = take_in(command, header=change(header), encoding=encoding)

    assert result.exit_code == 1
    assert reason in result.output
    assert making.state() == before


@pytest.mark.parametrize("command", ["import-gremien", "import-members"])
def test_a_file_that_is_not_there_is_said_in_a_sentence(world: World, tmp_path: Path, command: str):
    with world.outside():
        result = world.app.test_cli_runner().invoke(args=["directory", command, str(tmp_path / "nichts.csv")])

    assert (result.exit_code, "nichts.csv lässt sich nicht öffnen" in result.output) == (1, True)


def test_the_demo_brings_all_gremien_and_members_of_the_plan(app):
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)

    gremien.convene()

    found = {gremium.slug: gremium for gremium in making.every_gremium()}
    assert len(found) == len(reading.rows("gremien")) == 19
    assert {slug: len(each.members) for slug, each in found.items() if each.members} == {"begleitgremium": 24}
    assert [place.key for place in found["city-runde"].ortsteile] == ["01"]
    assert {place.key for place in found["beteiligungskonferenz-nord"].ortsteile} == {"05", "06", "10", "23", "25"}
    assert sum(each.is_city_wide for each in found.values()) == 11
    assert all("Zeile" in each.source and each.checked_on is None for each in found.values())

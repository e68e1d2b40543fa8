"""Concerns from a file: what can be taken is taken once, the rest is said with its line and a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app.concerns.models import Concern, NumberSeries, Voice
from app.concerns.queries import public, voices
from app.concerns.queries.public import Wanted
from app.concerns.queries.voices import Cell
from app.concerns.rules import Channel, Direction, Review
from app.kernel.db import db
from app.moderation.models import LogEntry
from tests.concerns import acts
from tests.conftest import World

pytestmark = pytest.mark.usefixtures("rieth")

HEADER = "externe_id,ortsteil_nr,titel,text,thema,datum,kanal,sprache,unterstuetzungen"
GOOD = "a-1,6,Licht,Am Weg fehlt Licht.,Verkehr und Mobilität,2025-03-01,online,de,4"

Import = Callable[..., Result]


@pytest.fixture
def take_in(world: World, tmp_path: Path) -> Import:
    """Run the command on a file with these lines."""

    def run(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Result:
        path = tmp_path / "anliegen.csv"
        path.write_bytes("\n".join((header, *lines)).encode(encoding))
        with world.outside():
            return world.app.test_cli_runner().invoke(args=["concerns", "import", str(path)])

    return run


def row(**changed: str) -> str:
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | changed
    return ",".join(cells.values())


def test_a_row_becomes_a_concern_that_waits_for_review(take_in: Import):
    result = take_in(GOOD)

    concern = acts.only_concern()
    assert result.exit_code == 0, result.output
    assert (concern.review, concern.number, concern.external_id) == (Review.WAITING, "2025-00001", "a-1")
    assert (concern.ortsteil_key, concern.topic_key, concern.title) == ("06", "verkehr", "Licht")
    assert (concern.direction, concern.channel) == (Direction.PROBLEM, Channel.ONLINE)
    assert (concern.imported_supports, concern.supports) == (4, 0)


def test_the_same_file_twice_changes_nothing(take_in: Import):
    lines = (GOOD, row(externe_id="a-2"), row(externe_id="a-3", text=""))
    first = take_in(*lines)
    before = [(concern.id, concern.sequence) for concern in acts.all_concerns()]

    again = take_in(*lines)

    assert "2 angenommen, 1 abgelehnt. Von den angenommenen sind 2 neu." in first.output
    assert "2 angenommen, 1 abgelehnt. Von den angenommenen sind 0 neu." in again.output
    assert [(concern.id, concern.sequence) for concern in acts.all_concerns()] == before
    assert db.session.scalar(db.select(db.func.count(Voice.id))) == 2
    assert db.session.scalars(db.select(NumberSeries.last)).one() == 2
    assert db.session.scalar(db.select(db.func.count(LogEntry.id))) == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"externe_id": ""}, "externe_id"),
        ({"ortsteil_nr": "99"}, "99"),
        ({"ortsteil_nr": ""}, "ortsteil_nr"),
        ({"text": ""}, "Text"),
        ({"text": " ?! "}, "was Sie bewegt"),
        ({"text": "a" * 5001}, "zu lang"),
        ({"text": "Licht\x01fehlt"}, "Zeichen"),
        ({"titel": "x" * 501}, "Titel"),
        ({"thema": "Steuern"}, "Steuern"),
        ({"datum": "1.3.2025"}, "1.3.2025"),
        ({"datum": "2025-02-30"}, "2025-02-30"),
        ({"datum": "20250301"}, "20250301"),
        ({"datum": "2031-01-01"}, "Zukunft"),
        ({"kanal": "fax"}, "fax"),
        ({"sprache": "Deutsch!"}, "Deutsch!"),
        ({"unterstuetzungen": "-1"}, "-1"),
        ({"unterstuetzungen": "viele"}, "viele"),
        ({"unterstuetzungen": "1,5"}, "10 statt 9"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_line_and_reason(take_in: Import, changed: dict[str, str], reason: str):
    result = take_in(GOOD, row(**{"externe_id": "a-2"} | changed))

    refused = [line for line in result.output.splitlines() if line.startswith("Zeile 3 abgelehnt")]
    assert result.exit_code == 0
    assert len(refused) == 1
    assert reason in refused[0]


def test_the_line_is_the_one_on_which_the_row_begins(take_in: Import):
    result = take_in(row(text='"Erste Zeile\nzweite Zeile"'), "", row(externe_id="a-2", text=""))

    assert "Zeile 5 abgelehnt" in result.output
    assert acts.only_concern().text == "Erste Zeile\nzweite Zeile"


def test_an_id_twice_in_a_file_is_taken_once(take_in: Import):
    result = take_in(GOOD, row(text="Anderer Text."))

    assert "Zeile 3 abgelehnt: Die externe_id a-1 steht schon in Zeile 2." in result.output
    assert acts.only_concern().text == "Am Weg fehlt Licht."


@pytest.mark.parametrize("given", ["6", "06", " 006 "])
def test_an_ortsteil_may_have_lost_its_zeros(take_in: Import, given: str):
    take_in(row(ortsteil_nr=given))

    assert acts.only_concern().ortsteil_key == "06"


@pytest.mark.parametrize("given", ["verkehr", "Verkehr", "VERKEHR UND MOBILITÄT"])
def test_a_topic_is_known_by_key_and_by_label(take_in: Import, given: str):
    take_in(row(thema=given))

    assert acts.only_concern().topic_key == "verkehr"


@pytest.mark.parametrize(
    ("given", "direction"), [("idee", Direction.IDEA), ("staerke", Direction.STRENGTH), ("", Direction.PROBLEM)]
)
def test_the_direction_may_be_stated(take_in: Import, given: str, direction: Direction):
    take_in(f"{GOOD},{given}", header=f"{HEADER},richtung")

    assert acts.only_concern().direction is direction


def test_an_unknown_direction_is_refused(take_in: Import):
    assert "klage" in take_in(f"{GOOD},klage", header=f"{HEADER},richtung").output
    assert acts.all_concerns() == []


@pytest.mark.parametrize("given", ["papier", "haustuer", "schalter", "treffen", "telefon"])
def test_the_channels_have_german_names(take_in: Import, given: str):
    take_in(row(kanal=given))

    assert acts.only_concern().channel is not Channel.ONLINE


def test_numbers_follow_the_days_of_each_year(take_in: Import):
    days = {"a": "2024-12-31", "b": "2025-06-01", "c": "2025-01-01", "d": "2024-01-01"}

    take_in(*(row(externe_id=name, datum=day) for name, day in days.items()))

    numbers = {concern.external_id: concern.number for concern in acts.all_concerns()}
    assert numbers == {"d": "2024-00001", "a": "2024-00002", "c": "2025-00001", "b": "2025-00002"}


def test_each_imported_concern_is_one_person_in_the_quarter_of_its_day(take_in: Import):
    take_in(GOOD, row(externe_id="a-2"), row(externe_id="a-3", datum="2025-07-01"))
    for concern in acts.all_concerns():
        concern.review = Review.PUBLISHED
    db.session.flush()

    (found,) = voices.people_by(Cell.ORTSTEIL, until="2025-Q1")

    assert (found.people, found.unseen) == (2, 0)


def test_imported_words_can_be_found(take_in: Import):
    take_in(row(titel="Straßenlaternen"))
    acts.only_concern().review = Review.PUBLISHED
    db.session.flush()

    assert len(public.page_before(Wanted(words="strassenlaterne")).concerns) == 1


@pytest.mark.parametrize(
    ("lines", "header", "encoding", "reason"),
    [
        ((GOOD,), HEADER.replace("thema,", ""), "utf-8", "Spalten"),
        ((GOOD,), HEADER.replace(",", ";"), "utf-8", "Komma"),
        ((GOOD,), "", "utf-8", "Spalten"),
        ((GOOD, row(externe_id="a-2")), HEADER, "latin-1", "UTF-8"),
        ((GOOD, 'a-2,6,"offen,'), HEADER, "utf-8", "lesbare Tabelle"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    take_in: Import, lines: tuple[str, ...], header: str, encoding: str, reason: str
):
    result = take_in(*lines, header=header, encoding=encoding)

    assert result.exit_code == 1
    assert reason in result.output
    assert acts.all_concerns() == []


def test_a_file_that_is_not_there_is_said_in_a_sentence(world: World, tmp_path: Path):
    with world.outside():
        result = world.app.test_cli_runner().invoke(args=["concerns", "import", str(tmp_path / "nichts.csv")])

    assert result.exit_code == 1
    assert "nichts.csv lässt sich nicht öffnen" in result.output


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(take_in: Import):
    result = take_in(f"{GOOD}\r", header=f"\ufeff{HEADER}\r")

    assert "1 angenommen, 0 abgelehnt" in result.output


def test_many_rows_go_in_with_few_statements(world: World, take_in: Import):
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with world.app.app_context():
        engine = db.engine
    db.event.listen(engine, "before_cursor_execute", note)
    take_in(*(row(externe_id=f"a-{number}") for number in range(1200)))
    db.event.remove(engine, "before_cursor_execute", note)

    assert db.session.scalar(db.select(db.func.count(Concern.id))) == 1200
    assert len([statement for statement in statements if statement.startswith(("INSERT", "SELECT"))]) < 40

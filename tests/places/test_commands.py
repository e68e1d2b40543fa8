"""The commands: one line of result, a line per refused row, one clear sentence when nothing can be done."""

import pytest

from app.places import DATA, queries


@pytest.fixture
def run(world):
    """Run `flask places …` as an operator does."""

    def act(*words):
        with world.outside():
            return world.app.test_cli_runner().invoke(args=["places", *map(str, words)])

    return act


def test_an_import_says_what_it_did(run):
    result = run("import", DATA / "erfurt_ortsteile.csv")

    assert result.exit_code == 0
    assert result.stdout == "Ortsteile: 53 neu, 0 geändert, 0 unverändert, 0 abgelehnt.\n"
    assert len(queries.keys()) == 53


def test_refused_rows_are_listed_and_the_rest_is_in(run, tmp_path):
    file = tmp_path / "orte.csv"
    file.write_text("key,name,lat,lon\n01,Alt,11.02,50.97\n02,Neu,50.97,11.02\n", encoding="utf-8")

    result = run("import", file)

    assert result.exit_code == 0
    assert result.stderr == "Zeile 2: Länge und Breite sind vertauscht.\n"
    assert queries.keys() == {"02"}


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "lässt sich nicht öffnen"), ("a,b\n", "fehlen Spalten"), ("", "keine lesbare Tabelle")],
)
def test_a_file_that_cannot_be_used_changes_nothing(run, tmp_path, content, message):
    file = tmp_path / "orte.csv"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    result = run("import", file)

    assert result.exit_code == 1
    assert message in result.stderr
    assert queries.keys() == frozenset()


def test_an_ortsteil_is_taken_back_by_its_key(run, tmp_path):
    run("import", DATA / "erfurt_ortsteile.csv")

    result = run("remove", "53")

    assert result.exit_code == 0
    assert len(queries.keys()) == 52
    assert queries.find_ortsteil("53") is None


def test_what_is_not_there_cannot_be_taken_back(run):
    result = run("remove", "99")

    assert (result.exit_code, result.stderr) == (1, "Error: Den Ortsteil 99 gibt es nicht.\n")


@pytest.mark.parametrize("command", [[], ["import"], ["remove"]])
def test_every_command_explains_itself(run, command):
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "Ortsteil" in result.stdout

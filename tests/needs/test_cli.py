"""Releases on the command line: one clear sentence for every no, and files for every yes."""

from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import Result
from flask import Flask

from app.needs import queries
from tests.needs import city


@pytest.fixture
def run(app: Flask, world):
    city.build()
    city.speak()

    def command(*arguments: str) -> Result:
        with world.outside():
            return app.test_cli_runner().invoke(args=["needs", *arguments])

    return command


def test_a_closed_quarter_is_released(run):
    done = run("release", "--quarter", "2026-Q3")

    assert done.exit_code == 0, done.output
    assert "2026-Q3" in done.output
    assert queries.newest_release().quarter == "2026-Q3"


@pytest.mark.parametrize(
    ("quarter", "sentence"),
    [
        ("2026-Q4", "noch nicht zu Ende"),
        ("2026-Q2", "keine Stimme"),
        ("Herbst", "kein Quartal"),
        ("2026-Q5", "kein Quartal"),
    ],
)
def test_a_quarter_that_cannot_be_released_is_refused_in_one_sentence(run, quarter: str, sentence: str):
    done = run("release", "--quarter", quarter)

    assert done.exit_code == 1
    assert sentence in done.output
    assert "Traceback" not in done.output
    assert queries.all_releases() == []


def test_a_second_time_changes_nothing(run):
    run("release", "--quarter", "2026-Q3")
    made = queries.newest_release().id

    again = run("release", "--quarter", "2026-Q3")

    assert (again.exit_code, [each.id for each in queries.all_releases()]) == (1, [made])
    assert "schon veröffentlicht" in again.output


def test_all_files_are_written(run, tmp_path: Path):
    run("release", "--quarter", "2026-Q3")

    done = run("export", "--out", str(tmp_path / "neu"))

    assert done.exit_code == 0, done.output
    kinds = {path.suffix for path in (tmp_path / "neu").iterdir()}
    assert kinds == {".csv", ".xlsx", ".ods", ".json", ".txt"}


def test_a_named_release_is_written(run, tmp_path: Path):
    run("release", "--quarter", "2026-Q3")

    done = run("export", "--release", str(queries.newest_release().id), "--out", str(tmp_path))

    assert done.exit_code == 0, done.output


def test_without_a_release_there_is_nothing_to_write(run, tmp_path: Path):
    for which in ((), ("--release", str(uuid4()))):
        done = run("export", *which, "--out", str(tmp_path))

        assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
        assert "Traceback" not in done.output


def test_a_folder_that_cannot_be_written_is_named(run, tmp_path: Path):
    run("release", "--quarter", "2026-Q3")
    (tmp_path / "datei").write_text("hier ist kein Ordner")

    done = run("export", "--out", str(tmp_path / "datei" / "darin"))

    assert done.exit_code == 1
    assert str(tmp_path / "datei") in done.output
    assert "Traceback" not in done.output

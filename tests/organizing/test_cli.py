"""The operator finds all that is stored about somebody, whoever wrote it down, and the log keeps no word of it."""

import json
import logging

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from app.kernel.db import db
from app.moderation.models import LogEntry
from tests import factories
from tests.organizing import making


@pytest.fixture
def found(app: Flask):
    """Notes of two people who see nothing of each other's."""
    made = making.listening(factories.account("quarter_worker", ortsteile=["06"]).id)
    other = factories.account("interviewer").id
    making.listener(made, "Ole", other)
    making.one_to_one(made, made.lead_id, "Züleyha Çelik", notes="Kennt den Hausmeister.")
    making.one_to_one(made, other, "Anna Berg", notes="Ist die Freundin von Celik.")
    making.prospect(made, other, "Frau Celik")
    db.session.commit()
    return made


@pytest.fixture
def find(app: Flask, world):
    def command(*arguments: str, said: str = "") -> Result:
        with world.outside():
            return app.test_cli_runner().invoke(args=["organizing", "find", *arguments], input=said)

    return command


def test_all_under_a_name_comes_as_json_and_the_log_has_no_words(find, found, caplog):
    with caplog.at_level(logging.DEBUG):
        done = find("celik")

    told = json.loads(done.stdout)
    assert [each["art"] for each in told["gespeichert"]] == ["Notizen zu einem Einzelgespräch", "Name auf der Besuchsliste"]
    assert told["gespeichert"][0]["angaben"]["Notizen"] == "Kennt den Hausmeister."
    (also,) = told["auch_hier"]
    assert f"/arbeit/organisieren/{found.id}/gespraeche/" in also["seite"]
    assert "Anna" not in done.stdout
    db.session.expire_all()
    acts = db.session.scalars(sa.select(LogEntry).where(LogEntry.act == "organizing.tell")).all()
    assert [(each.subject, each.note, each.account_id) for each in acts] == [(found.subject, "2", None)]
    assert "elik" not in caplog.text


def test_a_name_need_not_stand_in_the_command_and_nothing_found_is_not_logged(find, found):
    done = find(said="Niemand\n")

    assert (done.exit_code, json.loads(done.stdout)["gespeichert"], json.loads(done.stdout)["auch_hier"]) == (0, [], [])
    assert "Name" in done.stderr
    assert find(" ").exit_code == 1
    assert not db.session.scalars(sa.select(LogEntry).where(LogEntry.act == "organizing.tell")).all()

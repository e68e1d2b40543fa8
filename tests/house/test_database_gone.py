"""When the database is gone, people are told so in their language, keep what they typed, and go on once it is back (T3)."""

import re
from contextlib import nullcontext

import pytest

from app.kernel.db import READING, db
from tests import factories
from tests.support import databases, postgres
from tests.support.reader import Reader

TEXT = "Die Laterne am Spielplatz ist seit Wochen dunkel."


@pytest.fixture
def own_server(tmp_path, clock):
    """A PostgreSQL that this test may stop and start, and an app on it."""
    with postgres.stoppable() as server:
        app = databases.testing(databases.create_app(databases.settings_for(server.address)))
        databases.migrate(app)
        with app.app_context():
            factories.ortsteil("06")
            db.session.commit()
            db.engine.dispose()
            db.engines[READING].dispose()
        yield server, app


def _outside():
    return nullcontext()


def _filled(reader: Reader, address: str = "/anliegen/neu"):
    form = reader.get(address).form()
    return form.fill(text=TEXT, direction="problem", ortsteil_key="06", topic_key="wohnumfeld")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [("de", "Datenbank"), ("leicht", "Daten"), ("ar", "قاعدة")])
def test_a_database_that_is_gone_costs_nobody_a_word(own_server, language, word):
    server, app = own_server
    reader = Reader(app, _outside, language)
    form = _filled(reader)
    server.stop()

    page = reader.send(form, status=503, address="/anliegen/neu")

    assert TEXT in page.html
    assert word in page.text
    assert page.headers["Retry-After"] == "30"
    server.start()
    again = reader.send(page.form(), status=201, address="/anliegen/neu")
    assert re.search(r"20\d\d-\d{5}", again.text)


@pytest.mark.slow
def test_reading_goes_on_by_itself_once_the_database_is_back(own_server):
    server, app = own_server
    reader = Reader(app, _outside)
    reader.get("/anliegen")
    server.stop()
    reader.get("/anliegen", status=503)

    server.start()

    reader.get("/anliegen")

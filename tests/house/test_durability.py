"""Nothing acknowledged is ever lost, nothing is ever stored twice: with the server killed in the middle (T2, T6)."""

import pytest

from app.concerns.models import Concern
from app.kernel import clock as kernel_clock
from app.kernel import codes, tokens
from app.kernel.db import READING, db
from tests import factories
from tests.support import storm
from tests.support.databases import SECRET


def _form_maker(app):
    """Makes filled report forms, each with an id of its own."""

    def make():
        with app.app_context():
            client_id = codes.fresh_id()
            token = tokens.issue("report", client_id)
        words = {"direction": "problem", "text": f"Sturm {client_id}", "ortsteil_key": "06", "topic_key": "wohnumfeld"}
        return codes.digest(client_id), {**words, "client_id": client_id, "token": token}

    return make


@pytest.fixture
def house(world, monkeypatch):
    """An app whose database another process serves; its clock runs."""
    monkeypatch.setattr(kernel_clock, "source", kernel_clock._wall_clock)
    factories.ortsteil("06")
    world.leave()
    url = world.app.config["SETTINGS"].database_url
    with world.app.app_context():
        db.engine.dispose()
        db.engines[READING].dispose()
    yield world.app, {"DATABASE_URL": url, "SECRET_KEY": SECRET, "CODE_KEY": SECRET[::-1]}
    world.enter()


def _storm(house, *, kills, between):
    app, environment = house
    server = storm.Server("wsgi:app", environment)
    outcome = storm.rage(server, "/de/anliegen/neu", _form_maker(app), kills=kills, between=between)
    with app.app_context():
        return outcome, db.session.scalars(db.select(Concern.client_key)).all()


@pytest.mark.slow
def test_no_acknowledged_concern_is_lost_or_doubled_when_the_server_is_killed(house):
    outcome, stored = _storm(house, kills=3, between=8)

    assert storm.faults(outcome, stored) == {"lost": 0, "doubled": 0}
    assert len(stored) >= 24


@pytest.mark.full
def test_twenty_kills_lose_nothing(house):
    outcome, stored = _storm(house, kills=20, between=15)

    assert storm.faults(outcome, stored) == {"lost": 0, "doubled": 0}
    assert len(stored) >= 300


@pytest.mark.slow
def test_the_storm_finds_a_server_that_acknowledges_too_early(tmp_path):
    file = tmp_path / "stored"
    file.touch()
    server = storm.Server(storm.weak_application(file), {"WEAK_FILE": str(file)})
    names = iter(range(1_000_000))

    outcome = storm.rage(server, "/", lambda: ((name := str(next(names))), {"client_id": name}), kills=3, between=15)

    assert storm.faults(outcome, file.read_text().split())["lost"] > 0


@pytest.mark.parametrize("side", ["writing", "reading"])
def test_every_connection_is_durable(app, side):
    engine = db.engine if side == "writing" else db.engines[READING]
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            assert (synchronous, journal) == (2, "wal")
        else:
            assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == (
                "off" if side == "writing" else "on"
            )


def test_a_page_that_is_read_cannot_write(app):
    from sqlalchemy.exc import DBAPIError

    from app.kernel.db import only_reading

    db.session.add(Concern(sequence=1, text="x"))

    with only_reading(), pytest.raises(DBAPIError):
        db.session.flush()

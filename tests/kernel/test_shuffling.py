"""Rows without order lie in the order of their ids, and nothing says in which order they came."""

import logging
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.kernel import shuffling
from app.kernel.db import db, is_sqlite, own_transaction
from app.surveys.models import HouseholdCode
from tests.surveys import making

CAME = [5, 2, 7, 1, 6, 3, 4]
"""Seven codes in the order in which they come: neither up nor down."""
ONLY_POSTGRESQL = pytest.mark.only_on("postgresql")
"""SQLite has neither ctid nor xmin, and these tables have no rowid."""


@pytest.fixture
def codes(app):
    """Codes that came one by one, each in a transaction of its own."""
    campaign_id = making.campaign().id
    for number in CAME:
        db.session.add(HouseholdCode(code_hash=f"{number:064x}", campaign_id=campaign_id))
        db.session.commit()
    db.session.remove()


def _lying(column: str = "code_hash") -> list[str]:
    """The codes as they lie in the file of PostgreSQL, or what it keeps about each of them there."""
    with db.engine.connect() as connection:
        return list(connection.scalars(sa.text(f"SELECT {column} FROM household_code ORDER BY ctid")))


def test_tables_without_order_have_no_rowid_and_random_keys(app):
    names = {table.name for table in shuffling.tables()}

    assert {"conversation", "answer", "contact_slip", "household_code"} <= names
    if is_sqlite():
        for name in names:
            with pytest.raises(sa.exc.OperationalError, match="rowid"), db.engine.connect() as connection:
                connection.execute(sa.text(f"SELECT rowid FROM {name}"))


@ONLY_POSTGRESQL
def test_without_rewriting_postgresql_gives_the_order_away(codes):
    """The weak twin: the place of a row, and its transaction, tell when it came."""
    assert [int(code, 16) for code in _lying()] == CAME
    assert len(set(_lying("xmin::text"))) == len(CAME)
    with db.engine.connect() as connection:
        assert not shuffling.in_order(connection)


@ONLY_POSTGRESQL
def test_rewritten_rows_lie_in_the_order_of_their_ids_and_share_a_transaction(codes):
    assert shuffling.rewrite() == len(shuffling.tables())

    assert [int(code, 16) for code in _lying()] == sorted(CAME)
    assert len(set(_lying("xmin::text"))) == len(set(_lying("cmin::text"))) == 1
    with db.engine.connect() as connection:
        assert shuffling.in_order(connection)


def test_rewriting_changes_no_row(codes):
    with db.engine.connect() as connection:
        before = set(connection.execute(sa.text("SELECT * FROM household_code")).all())

    shuffling.rewrite()

    with db.engine.connect() as connection:
        assert set(connection.execute(sa.text("SELECT * FROM household_code")).all()) == before


def test_the_job_rewrites_once_a_day(codes, clock):
    if is_sqlite():
        assert shuffling.rewrite_daily() == 0
        return
    done = []
    for hours in (0, 5, 20):
        clock.advance(hours=hours)
        done.append(shuffling.rewrite_daily())
        db.session.commit()

    count = len(shuffling.tables())
    assert done == [count, 0, count]


@ONLY_POSTGRESQL
def test_a_table_in_use_is_left_for_the_next_time(codes, monkeypatch, caplog):
    monkeypatch.setattr(shuffling, "LONGEST_WAIT", "50ms")
    with own_transaction() as reading, caplog.at_level(logging.WARNING):
        reading.execute(sa.text("SELECT count(*) FROM household_code"))
        done = shuffling.rewrite_daily()
        db.session.commit()

    assert done == len(shuffling.tables()) - 1
    assert "household_code" in caplog.text
    assert shuffling.rewrite_daily() == done + 1
    assert [int(code, 16) for code in _lying()] == sorted(CAME)


def test_ids_are_drawn_at_random():
    """A sequential id would bring back the order that the rewriting takes away."""
    from app.contacts.models import ContactSlip
    from app.conversations.models import Conversation

    for model in (Conversation, ContactSlip):
        drawn = [model.__table__.c.id.default.arg(None) for _ in range(50)]
        assert {each.version for each in drawn} == {4}
        assert all(isinstance(each, UUID) for each in drawn)

"""No mail is lost and none is sent twice, with the workers killed in the middle of it (T2).

The one exception nobody can avoid: a worker that dies after the server said yes and before it wrote that down. Such a mail
goes again under the same Message-ID.
"""

import pytest
import sqlalchemy as sa

from app.kernel import clock as kernel_clock
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from tests.kernel import mails
from tests.kernel.storms import house_for_processes
from tests.support import mail_storm


@pytest.fixture
def storm(world, monkeypatch, clock):
    """Let a storm rage over so many mails, then let one worker of this process, later in the day, do the rest."""
    monkeypatch.setattr(kernel_clock, "source", kernel_clock._wall_clock)

    def held_by(name: str) -> set[str]:
        held = sa.select(OutgoingMail.message_id).where(OutgoingMail.leased_by.startswith(name))
        with world.app.app_context(), db.engine.connect() as connection:
            return set(connection.scalars(held))

    def rage(module: tuple[str, ...], *, rows: int, **how: int):
        with mails.known_to(world.app) as server:
            with house_for_processes(world, server, rows) as environment:
                outcome = mail_storm.rage(server, lambda: mail_storm.Process(module, environment), held_by, **how)
            clock.set(kernel_clock._wall_clock())
            clock.advance(hours=1)
            monkeypatch.setattr(kernel_clock, "source", clock)
            assert mails.sent_by(mails.worker(world.app))
            return outcome, server

    return rage


def _nothing_lost(outcome, server, rows):
    ids = {row.message_id for row in mails.rows()}
    doubled = mail_storm.doubled(server)
    assert outcome.in_flight, "no worker was hit at work"
    assert len(ids) == rows
    assert set(server.ids) == ids, "lost"
    assert doubled <= outcome.in_flight, "doubled without a death"
    assert len(doubled) <= outcome.kills
    assert all(server.ids.count(each) == 2 for each in doubled)


@pytest.mark.slow
def test_no_mail_is_lost_when_workers_are_killed(storm):
    outcome, server = storm(mail_storm.WORKER, rows=120, workers=2, kills=3, between=12)

    _nothing_lost(outcome, server, 120)


@pytest.mark.full
def test_twelve_kills_over_many_mails_lose_none(storm):
    outcome, server = storm(mail_storm.WORKER, rows=800, workers=3, kills=12, between=20)

    _nothing_lost(outcome, server, 800)


@pytest.mark.slow
@pytest.mark.full_on_postgresql
def test_the_storm_finds_a_worker_that_takes_mails_out_before_it_sends_them(storm):
    _outcome, server = storm(mail_storm.WEAK_WORKER, rows=200, workers=1, kills=3, between=15)

    assert len(set(server.ids)) < 200

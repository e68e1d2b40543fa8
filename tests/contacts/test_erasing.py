"""A slip is gone on its day, and its day follows the assembly (A-34)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.contacts import service
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.kernel.codes import fresh_id
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from app.meetings.rules.kinds import MeetingState
from tests.mailing.making import do_jobs
from tests.meetings import making as meetings
from tests.surveys import making

TODAY = date(2026, 11, 16)
HALF_A_YEAR = timedelta(days=183)


@pytest.fixture
def campaign(app):
    made = making.campaign()
    _slip(made)
    db.session.commit()
    return made


def _slip(campaign, email: str = "ada@example.org") -> None:
    slip = Slip(
        means=Means.EMAIL,
        purposes=[Purpose.RESULTS],
        language="de",
        ortsteil_key="06",
        consent="Ja.",
        name="Ada",
        email=email,
    )
    service.take(campaign=campaign, client_id=fresh_id(), slip=slip)


def _days() -> list[date]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(ContactSlip.delete_on)))


def _noon_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(("after", "left"), [(HALF_A_YEAR - timedelta(days=1), 1), (HALF_A_YEAR, 0)])
def test_half_a_year_after_the_assembly_a_slip_is_gone(campaign, clock, after, left):
    assembly = meetings.meeting(TODAY + timedelta(days=20))
    campaign.assembly_id = assembly.id
    do_jobs()
    clock.set(_noon_of(assembly.first_day + after))

    do_jobs()

    assert len(_days()) == left


@pytest.mark.parametrize(("after", "left"), [(364, 1), (365, 0)])
def test_without_an_assembly_a_slip_is_gone_after_a_year(campaign, clock, after, left):
    clock.set(_noon_of(TODAY + timedelta(days=after)))

    do_jobs()

    assert len(_days()) == left


def test_the_day_follows_the_assembly_wherever_it_goes(campaign):
    other = making.campaign("rieth")
    _slip(other)
    assembly = meetings.meeting(TODAY + timedelta(days=20))
    days = []
    for change in ("set", "moved", "called off", "taken away"):
        match change:
            case "set":
                campaign.assembly_id = assembly.id
            case "moved":
                assembly.first_day = assembly.last_day = TODAY + timedelta(days=50)
            case "called off":
                assembly.state = MeetingState.CANCELLED
            case _:
                campaign.assembly_id = None
        db.session.flush()
        changed = service.follow_assembly(campaign)
        days.append((changed, min(_days())))

    in_a_year = TODAY + timedelta(days=365)
    assert days == [
        (1, TODAY + timedelta(days=20) + HALF_A_YEAR),
        (1, TODAY + timedelta(days=50) + HALF_A_YEAR),
        (1, in_a_year),
        (0, in_a_year),
    ]
    assert max(_days()) == in_a_year


def test_the_days_are_set_right_before_anything_is_deleted(campaign, clock):
    """The assembly was put off while nobody looked: the job must not delete by the old day."""
    assembly = meetings.meeting(TODAY + timedelta(days=20))
    campaign.assembly_id = assembly.id
    do_jobs()
    assembly.first_day = assembly.last_day = TODAY + timedelta(days=200)
    clock.set(_noon_of(TODAY + timedelta(days=20) + HALF_A_YEAR))

    do_jobs()

    assert _days() == [TODAY + timedelta(days=200) + HALF_A_YEAR]


def test_mails_that_wait_go_with_their_slip(campaign, clock):
    service.tell_results(campaign)
    assert db.session.scalars(sa.select(OutgoingMail.recipient)).all() == ["ada@example.org"]

    service.erase(db.session.scalars(sa.select(ContactSlip)).one())

    assert db.session.scalars(sa.select(OutgoingMail.recipient)).all() == []


def test_a_mail_to_a_shared_address_waits_on_as_long_as_one_slip_is_left(campaign):
    _slip(campaign)
    service.tell_results(campaign)
    one, other = db.session.scalars(sa.select(ContactSlip)).all()

    service.erase(one)
    assert db.session.scalars(sa.select(OutgoingMail.recipient)).all() == ["ada@example.org"]
    service.erase(other)

    assert db.session.scalars(sa.select(OutgoingMail.recipient)).all() == []


@pytest.mark.only_on("sqlite")  # PostgreSQL keeps dead rows until its autovacuum: see docs/decisions/0018-answers-apart.md
def test_nothing_of_an_erased_slip_is_left_in_the_file(app, campaign):
    """SQLite overwrites what it deletes, and empties its log behind the jobs."""
    file = Path(db.engine.url.database)
    _slip(campaign, email="erased-without-trace@example.org")
    do_jobs()
    before = file.read_bytes()

    for slip in db.session.scalars(sa.select(ContactSlip)).all():
        service.erase(slip)
    do_jobs()

    assert b"erased-without-trace" in before
    assert b"erased-without-trace" not in file.read_bytes()

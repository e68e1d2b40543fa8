"""What is kept by name is gone on its day: the job proves it, with a standing clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.organizing.models import Listener, OneToOne, Prospect
from app.organizing.service import listening as listenings
from app.organizing.service import people
from tests import factories
from tests.mailing.making import do_jobs
from tests.organizing import making


@pytest.fixture
def lead(app):
    return factories.account("quarter_worker", ortsteile=["06"]).id


def _left(model) -> list[str]:
    db.session.expire_all()
    return sorted(db.session.scalars(sa.select(model.name)))


def _at(clock, day: date) -> None:
    clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def test_notes_are_gone_on_their_day_and_not_before(lead, clock):
    found = making.listening(lead)
    making.one_to_one(found, lead, "usual")
    making.one_to_one(found, lead, "agreed less", agreed_until=date(2027, 2, 1))
    met = making.one_to_one(found, lead, "met again")
    db.session.commit()
    _at(clock, date(2027, 1, 31))
    again = replace(people.talk_of(met), last_contact_on=date(2027, 1, 31))
    people.correct(one_to_one=met, listening=found, talk=again, account_id=lead)

    seen = {}
    for day in (date(2027, 1, 31), date(2027, 2, 1), date(2027, 11, 15), date(2027, 11, 16), date(2028, 1, 31)):
        _at(clock, day)
        do_jobs()
        seen[day] = _left(OneToOne)

    assert list(seen.values()) == [
        ["agreed less", "met again", "usual"],
        ["met again", "usual"],
        ["met again", "usual"],
        ["met again"],
        [],
    ]


def test_names_to_visit_follow_the_end_of_the_listening(lead, clock):
    found = making.listening(lead)
    making.prospect(found, lead, "Grace")
    sooner = replace(listenings.facts_of(found), ends_on=date(2026, 12, 13))
    listenings.change(listening=found, facts=sooner, account_id=lead)

    _at(clock, date(2027, 1, 9))
    do_jobs()
    before = _left(Prospect)
    _at(clock, date(2027, 1, 10))
    do_jobs()

    assert (before, _left(Prospect)) == (["Grace"], [])


def test_listeners_are_forgotten_a_year_after_the_listening(lead, clock):
    found = making.listening(lead)
    asking = making.listener(found)
    kept = making.one_to_one(found, lead, listener_id=asking.id, last_contact_on=making.TODAY)

    _at(clock, date(2027, 12, 26))
    assert listenings.forget_listeners() == 0
    _at(clock, date(2027, 12, 27))
    assert listenings.forget_listeners() == 1

    db.session.expire_all()
    assert (_left(Listener), kept.listener_id) == ([], None)


def test_the_database_keeps_nothing_longer_than_agreed(lead):
    """The weak twin of the service: whoever writes past it is refused."""
    kept = making.one_to_one(making.listening(lead), lead, agreed_until=date(2027, 1, 1))
    kept.delete_on = date(2027, 1, 1) + timedelta(days=1)

    with pytest.raises(sa.exc.IntegrityError):
        db.session.flush()
    db.session.rollback()

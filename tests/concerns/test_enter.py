"""Staff write down what somebody says to them; it counts as much as what comes by screen."""

from datetime import date
from uuid import UUID

import pytest

from app.concerns.models import Voice
from app.concerns.rules import Channel, Direction, Review
from app.concerns.service import reporting
from app.concerns.service.reporting import Report, Words
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from tests import factories
from tests.concerns import acts
from tests.support.reader import Reader

pytestmark = [pytest.mark.usefixtures("rieth"), pytest.mark.full_on_postgresql]

WORDS = Words(direction=Direction.IDEA, topic_key="gruen", ortsteil_key="06", text="Ein Garten im Hof.")


@pytest.fixture
def worker() -> UUID:
    made: UUID = factories.account("quarter_worker").id
    return made


def enter(worker: UUID, *, client_id: str = "", people: int = 7, reported_on: date | None = None) -> Report:
    return reporting.enter(
        client_id=client_id or codes.fresh_id(),
        words=WORDS,
        channel=Channel.MEETING,
        people=people,
        account_id=worker,
        reported_on=reported_on,
    )


def test_staff_say_how_many_stand_behind_it(worker: UUID):
    concern = enter(worker).concern

    voice = db.session.scalars(db.select(Voice)).one()
    assert (voice.people, voice.network, voice.concern_id) == (7, None, concern.id)
    assert (concern.review, concern.channel, concern.entered_by_id) == (Review.WAITING, Channel.MEETING, worker)


def test_each_entry_is_a_person_of_its_own(worker: UUID):
    enter(worker)
    enter(worker)

    assert len(set(db.session.scalars(db.select(Voice.person)))) == 2


def test_a_double_tap_enters_once(worker: UUID):
    once = codes.fresh_id()

    first, again = enter(worker, client_id=once), enter(worker, client_id=once)

    assert (first.concern.id, first.code) == (again.concern.id, again.code)


def test_the_code_can_be_handed_out(worker: UUID, reader: Reader):
    code = enter(worker).code

    assert "Ein Garten im Hof." in acts.follow(reader, code).text


def test_what_was_said_last_year_gets_a_number_and_a_quarter_of_last_year(worker: UUID):
    concern = enter(worker, reported_on=date(2025, 2, 3)).concern

    assert concern.number == "2025-00001"
    assert db.session.scalars(db.select(Voice.quarter)).one() == "2025-Q1"


@pytest.mark.parametrize("people", [0, -1, 501])
def test_an_impossible_number_of_people_is_refused(worker: UUID, people: int):
    with pytest.raises(RuleBroken) as broken:
        enter(worker, people=people)

    assert broken.value.field == "people"


def test_nothing_is_said_tomorrow(worker: UUID):
    with pytest.raises(RuleBroken) as broken:
        enter(worker, reported_on=date(2026, 11, 17))

    assert broken.value.field == "reported_on"

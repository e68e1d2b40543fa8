""" "Betrifft mich auch": one per person and concern, with and without the cookie."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from app.concerns import rules
from app.concerns.models import Concern, Voice
from app.concerns.rules import Review, VoiceKind
from app.concerns.service import supporting
from app.kernel.db import db
from app.kernel.person import Person
from tests import factories
from tests.support.reader import Reader

pytestmark = pytest.mark.usefixtures("rieth")

AT_ONCE = 20


@pytest.fixture
def number() -> str:
    found: str = factories.concern().number
    return found


def support(reader: Reader, number: str, **options: Any) -> Any:
    return reader.post(f"/anliegen/{number}/betrifft-mich-auch", **options)


def take_back(reader: Reader, number: str) -> Any:
    return reader.post(f"/anliegen/{number}/betrifft-mich-doch-nicht")


def supports() -> tuple[int, int]:
    """The counters together, and the rows that they count."""
    db.session.expire_all()
    rows = db.session.scalar(db.select(db.func.count(Voice.id)).where(Voice.kind == VoiceKind.SUPPORT))
    return db.session.scalar(db.select(db.func.sum(Concern.supports))) or 0, rows or 0


def from_network(last: int) -> dict[str, Any]:
    return {"environ_overrides": {"REMOTE_ADDR": f"192.0.{last}.7"}}


def test_a_support_is_counted_and_thanked_for(reader: Reader, number: str):
    page = support(reader, number)

    assert "Danke" in page.text
    assert supports() == (1, 1)
    assert "1 Mensch hat gesagt" in reader.get(f"/anliegen/{number}").text


def test_who_presses_again_is_counted_once(reader: Reader, number: str):
    for _ in range(3):
        assert "Danke" in support(reader, number).text

    assert supports() == (1, 1)


def test_the_same_person_is_known_in_the_next_quarter_too(reader: Reader, number: str, clock):
    support(reader, number)
    clock.advance(days=80)

    support(reader, number)

    assert supports() == (1, 1)


def test_people_without_cookie_in_one_network_count_once_a_day(new_reader, number: str):
    support(new_reader(), number, **from_network(1))
    support(new_reader(), number, **from_network(1))

    assert supports() == (1, 1)


def test_people_in_other_networks_and_on_other_days_count(new_reader, number: str, clock):
    support(new_reader(), number, **from_network(1))
    support(new_reader(), number, **from_network(2))
    clock.advance(days=1)
    support(new_reader(), number, **from_network(1))

    assert supports() == (3, 3)


def test_who_has_the_cookie_is_a_person_whatever_the_network(new_reader, number: str):
    factories.concern()
    neighbours = [new_reader(), new_reader()]
    for place, neighbour in enumerate(neighbours):
        support(neighbour, number, **from_network(place))

    for neighbour in neighbours:
        support(neighbour, rules.number_of(other_sequence(number)), **from_network(9))

    assert set(db.session.scalars(db.select(Concern.supports))) == {2}


def other_sequence(number: str) -> int:
    """The other one of two concerns."""
    return db.session.scalars(db.select(Concern.sequence).where(Concern.sequence != rules.sequence_of(number))).one()


def test_a_support_can_be_taken_back_by_who_gave_it(reader: Reader, number: str):
    page = support(reader, number)

    reader.send(page.form())

    assert supports() == (0, 0)


def test_taking_back_twice_takes_back_once(reader: Reader, new_reader, number: str):
    support(reader, number, **from_network(1))
    support(new_reader(), number, **from_network(2))

    take_back(reader, number)
    take_back(reader, number)

    assert supports() == (1, 1)


def test_nobody_takes_back_for_others(reader: Reader, new_reader, number: str):
    support(reader, number)

    take_back(new_reader(), number)

    assert supports() == (1, 1)


def test_on_a_shared_tablet_everybody_is_a_person(world, number: str):
    concern = db.session.scalars(db.select(Concern)).one()
    for _ in range(3):
        supporting.support(concern=concern, supporter=Person(token=str(uuid4()), network=None, at_counter=True))

    assert supports() == (3, 3)


@pytest.mark.parametrize("review", [Review.WAITING, Review.RETURNED, Review.WITHDRAWN])
def test_only_published_concerns_can_be_supported(reader: Reader, review: Review):
    hidden = factories.concern(review=review)

    support(reader, hidden.number, status=404)

    assert supports()[1] == 0


def test_a_support_of_a_merged_concern_goes_to_the_one_it_lives_on_in(reader: Reader):
    target = factories.concern()
    merged = factories.concern(review=Review.MERGED, merged_into_id=target.id)

    support(reader, merged.number)

    assert supports() == (1, 1)


def test_many_supports_at_once_are_all_counted(world, number: str):
    stamps = world.app.extensions["page_store"].stamps

    def press(place: int) -> int:
        stamps.now(())
        answer = world.app.test_client().post(
            f"/de/anliegen/{number}/betrifft-mich-auch", environ_overrides={"REMOTE_ADDR": f"192.0.{place}.1"}
        )
        stamps.reconnect()
        return answer.status_code

    with world.outside(), ThreadPoolExecutor(4) as people:
        statuses = list(people.map(press, range(AT_ONCE)))

    assert set(statuses) == {201}
    assert supports() == (AT_ONCE, AT_ONCE)

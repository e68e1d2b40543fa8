"""People are counted, not mentions: who is a person, in which cell, and what nobody can see from outside."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.concerns.models import Concern, Voice
from app.concerns.queries import voices
from app.concerns.queries.voices import Cell, Count
from app.concerns.rules import Channel, Direction, Review, VoiceKind
from app.kernel.db import db
from tests import factories
from tests.concerns import acts
from tests.support.reader import Reader

pytestmark = pytest.mark.usefixtures("rieth")

SUMMER = date(2026, 8, 1)
SPRING = date(2026, 5, 1)


def said(person: str, network: str | None = None, *, on: date = SUMMER, people: int = 1, **changed: Any) -> Concern:
    """A published concern of this person."""
    concern: Concern = factories.concern(reported_on=on, people=people, **changed)
    voice = db.session.scalars(sa.select(Voice).where(Voice.concern_id == concern.id)).one()
    voice.person, voice.network = person, network
    db.session.flush()
    return concern


def supported(concern: Concern, person: str, network: str | None = None, *, quarter: str = "2026-Q3") -> None:
    factories.voice(concern, VoiceKind.SUPPORT, person=person, network=network, quarter=quarter)


def count(*, until: str = "2026-Q3", only: sa.ColumnElement[bool] | None = None) -> Count:
    """The people of the only cell of Ortsteil and topic."""
    (found,) = voices.people_by(Cell.ORTSTEIL_TOPIC, until=until, only=only)
    return found


def by_topic() -> dict[str, int]:
    return {count.key[1]: count.people for count in voices.people_by(Cell.ORTSTEIL_TOPIC, until="2026-Q3")}


def in_the_ortsteil() -> int:
    (found,) = voices.people_by(Cell.ORTSTEIL, until="2026-Q3")
    return found.people


def numbers(found: Count) -> tuple[int, int, int]:
    return found.people, found.fewest, found.unseen


def test_somebody_with_seven_concerns_is_one_person():
    for _ in range(7):
        said("anna")

    assert count() == Count(key=("06", "wohnumfeld"), people=1, fewest=1, unseen=0)


def test_authors_and_supporters_are_people_alike():
    concern = said("anna")
    supported(concern, "bela")
    supported(concern, "anna")

    assert count().people == 2


def test_with_and_without_the_cookie_a_person_counts_once():
    said("anna", "tram network")
    said("anna")
    said("anna")

    assert count().people == 1


def test_people_without_cookie_in_one_network_count_once_a_day():
    said("anna", "treff on monday")
    said("bela", "treff on monday")
    said("cem", "treff on tuesday")

    assert count().people == 2


def test_neighbours_of_one_network_are_told_apart_by_their_cookies():
    said("anna", "treff")
    said("bela", "treff")
    said("anna")
    said("bela")

    assert count().people == 2


def test_who_is_known_without_the_cookie_alone_counts_beside_those_with_it():
    said("anna", "treff")
    said("bela", "treff")
    said("anna")
    said("dora")

    assert count().people == 3


def test_in_another_cell_the_same_people_are_counted_by_what_is_known_there():
    said("anna", "treff")
    said("bela", "treff")
    said("anna", topic_key="verkehr")
    said("bela", topic_key="verkehr")

    assert by_topic() == {"wohnumfeld": 1, "verkehr": 2}
    assert in_the_ortsteil() == 2


TOPICS = st.sampled_from(["gruen", "verkehr", "kultur"])


@given(acts=st.lists(st.tuples(st.integers(0, 7), st.booleans(), TOPICS), max_size=30))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_whole_holds_at_least_its_largest_part_and_at_most_all_parts(acts: list[tuple[int, bool, str]]):
    db.session.execute(sa.delete(Voice))
    first = dict.fromkeys(person for person, _, _ in acts)
    for person, comes_without_cookie, topic in acts:
        network = f"network {person % 3}" if first.pop(person, False) is None and comes_without_cookie else None
        said(f"person {person}", network, topic_key=topic)

    parts = by_topic().values()

    assert max(parts, default=0) <= (in_the_ortsteil() if acts else 0) <= sum(parts)


def test_staff_state_how_many_and_all_but_one_of_a_small_group_are_unseen():
    said("meeting on monday", people=4)
    said("anna")

    assert numbers(count()) == (5, 5, 3)


def test_a_group_of_five_is_shown_so_nobody_of_it_is_unseen():
    said("meeting on monday", people=5)
    said("meeting on tuesday", people=3)

    assert numbers(count()) == (8, 8, 2)


def test_a_group_that_was_merged_is_shown_among_the_supporters():
    concern = said("anna")
    factories.voice(concern, VoiceKind.SUPPORT, people=3)

    assert numbers(count()) == (4, 4, 0)


def test_on_a_shared_tablet_everybody_is_a_person():
    for number in range(4):
        said(f"tablet {number}")

    assert count().people == 4


def test_imported_supports_are_nobody():
    said("anna", imported_supports=500)

    assert count().people == 1


@pytest.mark.parametrize("review", [review for review in Review if review is not Review.PUBLISHED])
def test_only_published_concerns_count(review: Review):
    said("anna")
    supported(said("bela", review=review), "cem")

    assert count().people == 1


def test_what_comes_later_than_the_quarter_does_not_count():
    concern = said("anna")
    supported(concern, "bela", quarter="2026-Q4")

    assert count().people == 1


def test_late_arrivals_of_another_quarter_are_other_people_but_perhaps_the_same():
    said("anna in spring", on=SPRING)
    said("bela in spring", on=SPRING)
    said("anna in summer")

    assert numbers(count()) == (3, 2, 0)


def test_voices_that_were_counted_before_can_be_left_out():
    said("anna", on=SPRING)
    said("bela")
    counted_before = sa.select(Voice.id).where(Voice.quarter == "2026-Q2")

    found = count(only=Voice.id.not_in(counted_before))

    assert numbers(found) == (1, 1, 0)


def test_the_voices_behind_the_numbers_can_be_named():
    concern = said("anna")
    supported(concern, "bela")
    supported(concern, "cem", quarter="2026-Q4")
    said("dora", review=Review.WAITING)

    found = db.session.scalars(voices.counted_voices(until="2026-Q3")).all()

    assert len(found) == 2


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (Cell.ORTSTEIL_TOPIC, ("07", "gruen")),
        (Cell.ORTSTEIL_CHANNEL, ("07", "phone")),
        (Cell.TOPIC_CHANNEL, ("gruen", "phone")),
        (Cell.TOPIC_DIRECTION, ("gruen", "idea")),
        (Cell.ORTSTEIL, ("07",)),
        (Cell.TOPIC, ("gruen",)),
        (Cell.CHANNEL, ("phone",)),
        (Cell.DIRECTION, ("idea",)),
    ],
)
def test_people_are_counted_by_each_pair_of_things(cell: Cell, key: tuple[str, ...]):
    said("anna", ortsteil_key="07", topic_key="gruen", channel=Channel.PHONE, direction=Direction.IDEA)

    assert voices.people_in(Cell, until="2026-Q3")[cell] == [Count(key=key, people=1, fewest=1, unseen=0)]


def test_nobody_has_spoken_yet():
    assert voices.people_in(Cell, until="2026-Q3") == {cell: [] for cell in Cell}


def test_who_posts_and_supports_by_phone_is_one_person_in_the_end(reader: Reader, new_reader):
    number = factories.concern(topic_key="gruen", people=1).number
    acts.report(reader)
    reader.post(f"/anliegen/{number}/betrifft-mich-auch")
    reader.post(f"/anliegen/{number}/betrifft-mich-auch")
    new_reader().post(f"/anliegen/{number}/betrifft-mich-auch", environ_overrides={"REMOTE_ADDR": "192.0.2.9"})
    for concern in acts.all_concerns():
        concern.review = Review.PUBLISHED
    db.session.flush()

    assert numbers(count(until="2026-Q4")) == (3, 3, 0)

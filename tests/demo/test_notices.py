"""The demo city has reports to answer, answered ones, and a text that is gone with its reasons."""

from collections import Counter

import pytest
import sqlalchemy as sa

from app.concerns.models import Concern
from app.concerns.queries import statements
from app.concerns.rules import Ground, Review, sequence_of
from app.demo import notices, people, reading, voices
from app.kernel.db import db
from app.notices.models import Notice
from app.notices.rules import Kind, Outcome
from app.places import DATA
from app.places import service as places
from tests.conftest import World
from tests.support.reader import Reader


@pytest.fixture(autouse=True)
def city(world: World) -> None:
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)
    people.move_in()
    voices.speak()
    notices.report()
    db.session.commit()


def test_some_wait_some_are_answered_and_loading_again_changes_nothing():
    notices.report()

    found = db.session.scalars(sa.select(Notice)).all()

    assert Counter((each.kind, each.outcome) for each in found) == {
        (Kind.BARRIER, None): 1,
        (Kind.BARRIER, Outcome.PLANNED): 1,
        (Kind.BARRIER, Outcome.FIXED): 1,
        (Kind.CONTENT, None): 2,
        (Kind.CONTENT, Outcome.REMOVED): 1,
    }
    assert all(each.answered_on is None or each.reported_on <= each.answered_on <= each.due_on for each in found)
    assert not any(each.has_contact or each.name for each in found)


def test_what_was_taken_away_says_why():
    number = next(row["concern"] for row in reading.rows("notices") if row["ground"])
    concern = db.session.scalars(sa.select(Concern).where(Concern.sequence == sequence_of(number))).one()

    said = statements.statement_of(concern)

    assert concern.review is Review.RETURNED
    assert said
    assert (said.ground, said.on_notice) == (Ground.ADVERTISING, True)


def test_the_number_of_the_logins_opens_an_answer(reader: Reader):
    _day, code = notices.sample_code()
    page = reader.get("/melden/nachsehen")

    answer = reader.send(page.form().fill(code=code), status=200)

    assert next(row["answer"] for row in reading.rows("notices") if row["outcome"]) in answer.text

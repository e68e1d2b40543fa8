"""Many at once: nothing is stored twice, no number is given out twice, none is left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from app.concerns.models import Concern, NumberSeries, Voice
from app.kernel import codes, tokens
from app.kernel.db import db
from tests.concerns import acts
from tests.conftest import World
from tests.support.reader import Reader

pytestmark = pytest.mark.usefixtures("rieth")

AT_ONCE = 40


def sent_at_once(world: World, forms: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Status and words of each answer."""

    stamps = world.app.extensions["page_store"].stamps
    all_here = Barrier(len(forms))

    def send(form: dict[str, Any]) -> tuple[int, str]:
        stamps.now(())
        all_here.wait()
        answer = world.app.test_client().post("/de/anliegen/neu", data=form)
        all_here.wait()
        stamps.reconnect()
        return answer.status_code, answer.get_data(as_text=True)

    with world.outside(), ThreadPoolExecutor(len(forms)) as people:
        return list(people.map(send, forms))


def test_the_same_form_forty_times_at_once_is_one_concern(world: World, reader: Reader):
    answers = sent_at_once(world, [acts.filled(reader)] * AT_ONCE)

    assert {status for status, _ in answers} == {201}
    assert len({html for _, html in answers}) == 1
    assert len(acts.all_concerns()) == 1
    assert db.session.scalar(db.select(db.func.count(Voice.id))) == 1
    assert db.session.scalars(db.select(NumberSeries.last)).one() == 1


def test_forty_forms_at_once_get_forty_numbers_without_a_gap(world: World, reader: Reader):
    form = acts.filled(reader)
    ids = [codes.fresh_id() for _ in range(AT_ONCE)]

    answers = sent_at_once(world, [{**form, "client_id": each, "token": tokens.issue("report", each)} for each in ids])

    assert {status for status, _ in answers} == {201}
    numbers = [sequence % 10**8 for sequence in db.session.scalars(db.select(Concern.sequence))]
    assert sorted(numbers) == list(range(1, AT_ONCE + 1))


def test_the_same_id_with_two_texts_at_once_is_one_concern_and_one_conflict(world: World, reader: Reader):
    form = acts.filled(reader)

    answers = sent_at_once(world, [{**form, "text": "Hier."}, {**form, "text": "Dort."}] * 10)

    statuses = [status for status, _ in answers]
    assert statuses.count(201) == statuses.count(409) == 10
    assert acts.only_concern().client_key == codes.digest(form["client_id"][0])

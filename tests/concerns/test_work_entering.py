"""Writing down for others, and devices that many share."""

import pytest
import sqlalchemy as sa

from app.concerns.models import Concern, Voice
from app.concerns.rules import Channel, Review
from app.kernel.db import db
from tests import factories

pytestmark = pytest.mark.full_on_postgresql

SAID = {
    "channel": "meeting",
    "direction": "idea",
    "text": "Eine Bank auf halbem Weg.",
    "ortsteil_key": "06",
    "topic_key": "wohnumfeld",
    "people": "7",
    "reported_on": "2026-11-14",
}


@pytest.fixture
def worker(staff):
    factories.ortsteil("15")
    return staff("quarter_worker", ortsteile=["06"])


def form(worker, **changed):
    return worker.get("/arbeit/anliegen/erfassen").form("main form").fill(**{**SAID, **changed})


def test_what_a_meeting_says_is_written_down_with_its_people(worker):
    page = worker.send(form(worker))

    concern = db.session.scalars(sa.select(Concern)).one()
    assert (concern.channel, concern.people, concern.review) == (Channel.MEETING, 7, Review.WAITING)
    assert concern.entered_by_id == worker.account_id
    assert db.session.scalars(sa.select(Voice.people)).all() == [7]
    assert concern.number in page.text


def test_the_person_gets_a_slip_with_the_code(worker):
    page = worker.send(form(worker))

    digits = page.select_one(".copy_code__digits").get_text().split()
    assert [len(group) for group in digits] == [4] * 5


def test_it_is_published_in_a_second_step(worker):
    page = worker.send(form(worker))

    worker.send(page.form("form[action$=veroeffentlichen]"), status=303)

    assert db.session.scalars(sa.select(Concern.review)).one() is Review.PUBLISHED


def test_for_another_area_there_is_no_second_step(worker):
    page = worker.send(form(worker, ortsteil_key="15"))

    assert not page.select("form[action$=veroeffentlichen]")


def test_a_second_tap_writes_nothing_twice(worker):
    filled = form(worker)
    first, second = worker.send(filled), worker.send(filled)

    assert first.select_one(".copy_code").get_text() == second.select_one(".copy_code").get_text()
    assert len(db.session.scalars(sa.select(Concern)).all()) == 1


def test_other_words_under_the_same_form_are_asked_again(worker):
    filled = form(worker)
    worker.send(filled)

    page = worker.send(filled.fill(text="Etwas ganz anderes."), status=422)
    worker.send(page.form("main form"))

    texts = set(db.session.scalars(sa.select(Concern.text)))
    assert texts == {"Eine Bank auf halbem Weg.", "Etwas ganz anderes."}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "online"),
        ("channel", []),
        ("people", "0"),
        ("people", "501"),
        ("people", "viele"),
        ("text", " "),
        ("ortsteil_key", "99"),
        ("reported_on", "2026-11-17"),
        ("reported_on", "gestern"),
        ("topic_key", ""),
    ],
)
def test_a_wrong_answer_is_shown_at_its_question(worker, field, value):
    page = worker.send(form(worker, **{field: value}), status=422)

    assert page.select(f"#{field}-error")
    assert db.session.scalars(sa.select(Concern)).all() == []


def test_days_may_be_written_as_people_here_write_them(worker):
    worker.send(form(worker, reported_on="14.11.2026"))

    assert str(db.session.scalars(sa.select(Concern.reported_on)).one()) == "2026-11-14"


def test_a_device_becomes_a_shared_one_and_an_own_one_again(worker):
    worker.send(worker.get("/arbeit/schalter").form("main form"), status=303)
    shared = worker.get("/arbeit/schalter")
    worker.send(shared.form("main form"), status=303)

    assert "ist ein gemeinsames Gerät" in shared.text
    assert worker.cookie("person") is None

"""Points for later: they wait until an agenda takes them up, or until somebody says that nobody needs them any more."""

from datetime import date

import pytest

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import Meeting, ParkedPoint
from app.meetings.service import carrying, parking
from tests import factories
from tests.meetings import making
from tests.support.reader import Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def last(worker) -> Meeting:
    return making.meeting(date(2026, 11, 2), forums=[factories.forum("rieth", ["06"])])


@pytest.fixture
def following(last) -> Meeting:
    return making.meeting(date(2026, 12, 1), forums=last.forums)


def points() -> list[ParkedPoint]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ParkedPoint).order_by(ParkedPoint.position)))


def test_points_wait_in_the_order_in_which_they_came(last):
    for text in ("Erstens", "Zweitens"):
        parking.park(meeting=last, text=text, account_id=None)

    assert [(each.position, each.text) for each in points()] == [(1, "Erstens"), (2, "Zweitens")]


def test_the_same_form_twice_lets_one_point_wait(last):
    for _again in range(2):
        parking.park(meeting=last, text="Ein Fest", account_id=None, client_id="a" * 32)

    assert len(points()) == 1


@pytest.mark.parametrize("text", ["", "…", "x" * 5001])
def test_what_says_nothing_or_too_much_is_asked_about(last, text):
    with pytest.raises(RuleBroken) as broken:
        parking.park(meeting=last, text=text, account_id=None)

    assert broken.value.field == "text"


def test_a_point_that_nobody_needs_any_more_is_let_go(worker, last, following):
    making.parked(last, "Ein Fest im Sommer")
    address = f"/arbeit/treffen/{following.id}/tagesordnung"
    page = worker.get(address)
    drop = page.select_one("button[formaction]")["formaction"]

    worker.post(drop, page.form("form[action$=uebernehmen]").values, status=303)

    assert points()[0].is_dropped
    assert "Ein Fest im Sommer" not in worker.get(address).text


def test_a_point_of_others_cannot_be_let_go(worker, last, following):
    elsewhere = making.meeting(date(2026, 11, 2), ortsteile=[factories.ortsteil("15")])
    point = making.parked(elsewhere)
    address = f"/arbeit/treffen/{following.id}/tagesordnung"
    token = worker.get(address).form("form.form").values

    worker.post(f"{address}/themenspeicher/{point.id}/fallenlassen", token, status=404)

    assert not points()[0].is_dropped


def test_a_point_that_an_agenda_has_taken_up_stays_there(last, following):
    point = making.parked(last)
    carrying.take_up(meeting=following, points=[point], account_id=None)

    with pytest.raises(RuleBroken):
        parking.drop(meeting=last, point=point, account_id=None)

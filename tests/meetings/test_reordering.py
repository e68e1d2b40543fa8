"""Two people reorder one agenda at once, and one does it with the keyboard alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts.rules import Role
from app.kernel.db import db
from app.meetings.models import AgendaItem, Meeting
from app.meetings.queries import agenda as queries
from app.meetings.rules.agenda import Move, Scheme
from app.meetings.service import agenda
from tests import factories
from tests.meetings import making

TITLES = ["Erstens", "Zweitens", "Drittens", "Viertens"]
ROUNDS = 12


def order() -> list[tuple[int, str]]:
    db.session.expire_all()
    return [
        tuple(row)
        for row in db.session.execute(sa.select(AgendaItem.position, AgendaItem.title).order_by(AgendaItem.position))
    ]


@pytest.fixture
def meeting(app) -> Meeting:
    made = making.meeting()
    for title in TITLES:
        making.item(made, title)
    return made


def both_move(world: Any, meeting: Meeting) -> None:
    """Two people press buttons as fast as they can, each in requests of their own."""
    ids = [item.id for item in queries.items_of(meeting)]
    meeting_id, both_are_there = meeting.id, threading.Barrier(2)

    def press(item_id: Any, move: Move) -> None:
        both_are_there.wait()
        for _ in range(ROUNDS):
            with world.app.app_context():
                found = db.session.get(Meeting, meeting_id)
                item = db.session.get(AgendaItem, item_id)
                agenda.move(meeting=found, item=item, move=move, account_id=None)
                db.session.commit()

    with world.outside(), ThreadPoolExecutor(2) as people:
        for done in [people.submit(press, ids[0], Move.DOWN), people.submit(press, ids[3], Move.UP)]:
            done.result()


def test_two_who_reorder_at_once_lose_no_item_and_double_no_place(world, meeting):
    both_move(world, meeting)

    assert [place for place, _title in order()] == [1, 2, 3, 4]
    assert sorted(title for _place, title in order()) == sorted(TITLES)
    assert order()[0] == (1, "Viertens")


def test_who_numbers_only_what_the_page_showed_doubles_a_place(meeting, monkeypatch):
    """The weak twin: nobody waits, and everybody numbers the items that they saw."""
    seen = list(queries.items_of(meeting))
    making.item(meeting, "Von jemand anderem")
    monkeypatch.setattr(queries, "items_to_change", lambda _meeting: seen)

    agenda.add_scheme(meeting=meeting, scheme=Scheme.ASSEMBLY, account_id=None)

    places = [place for place, _title in order()]
    assert len(places) != len(set(places))


@pytest.fixture
def worker_tab(tab, live):
    """A browser tab of somebody who works here, on the agenda of four items."""
    made = making.meeting()
    for title in TITLES:
        making.item(made, title)
    account = factories.account(Role.QUARTER_WORKER, ortsteile=["06"])
    secret = factories.session_of(account)
    address = f"/de/arbeit/treffen/{made.id}/tagesordnung"
    live.leave()
    tab.context.add_cookies([{"name": "staff", "value": secret, "url": live.address}])
    tab.goto(address)
    try:
        yield tab
    finally:
        live.enter()


def shown(tab: Any) -> list[str]:
    return [title.inner_text() for title in tab.locator(".movable__title").all()]


def focused(tab: Any) -> str:
    return str(tab.evaluate("document.activeElement.textContent.trim()"))


def test_the_keyboard_moves_items_without_loading_the_page_anew(worker_tab):
    tab = worker_tab
    tab.evaluate("window.isSamePage = true")
    tab.get_by_role("button", name="„Drittens“ nach oben").focus()

    for place in (2, 1):
        tab.keyboard.press("Enter")
        tab.get_by_text(f"„Drittens“ steht jetzt an Stelle {place}.").wait_for(state="attached")

    assert shown(tab) == ["Drittens", "Erstens", "Zweitens", "Viertens"]
    assert focused(tab) == "„Drittens“ nach oben"
    assert tab.evaluate("window.isSamePage") is True
    tab.reload()
    assert shown(tab) == ["Drittens", "Erstens", "Zweitens", "Viertens"]


def test_without_a_network_nothing_moves_and_that_is_said(worker_tab):
    tab = worker_tab
    tab.context.set_offline(True)

    tab.get_by_role("button", name="„Drittens“ nach oben").click()

    tab.get_by_text("Keine Verbindung").wait_for()
    assert shown(tab) == TITLES
    tab.context.set_offline(False)
    tab.get_by_role("button", name="„Drittens“ nach oben").click()
    tab.get_by_text("„Drittens“ steht jetzt an Stelle 2.").wait_for()


def test_who_is_logged_out_meanwhile_is_asked_to_log_in(worker_tab):
    tab = worker_tab
    tab.context.clear_cookies()

    tab.get_by_role("button", name="„Drittens“ nach oben").click()

    tab.wait_for_url("**/verschieben")
    assert "anmelden" in tab.content().lower()

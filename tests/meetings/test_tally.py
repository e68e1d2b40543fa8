"""Dots are counted in a browser: by buttons and by keys, and the sum says at once what cannot be."""

import pytest
from playwright.sync_api import Page, expect

from app.accounts.rules import Role
from app.kernel.db import db
from app.meetings.models import DotOption
from tests import factories
from tests.meetings import making


@pytest.fixture
def wall(live, tab) -> Page:
    """A wall with two themes, opened by somebody who counts there."""
    poll = making.dots(making.meeting(), "Laternen", "Bänke")
    cookie = factories.session_of(factories.account(Role.QUARTER_WORKER, ortsteile=["06"]))
    live.leave()
    tab.context.add_cookies([{"name": "staff", "value": cookie, "url": live.address}])
    tab.goto(f"/de/arbeit/treffen/{poll.meeting_id}/punkte/{poll.id}")
    live.enter()
    return tab


def counts() -> list[int]:
    return list(db.session.scalars(db.select(DotOption.dots).order_by(DotOption.position)))


def test_buttons_and_keys_count_and_the_sum_is_said(live, wall):
    wall.get_by_role("button", name="Ein Punkt mehr: Laternen").click(click_count=3)
    wall.get_by_role("button", name="Ein Punkt weniger: Laternen").click()
    benches = wall.get_by_label("Bänke", exact=True)
    benches.focus()
    for key in ("+", "+", "+", "-"):
        benches.press(key)
    expect(wall.locator("[data-tally-sum]")).to_have_text("Punkte zusammen: 4")
    wall.get_by_label("Wie viele Menschen haben Punkte geklebt?").fill("1")
    expect(wall.locator("[data-tally-sum]")).to_have_text("Punkte zusammen: 4. Mehr als 3 können es nicht sein.")
    wall.get_by_label("Wie viele Menschen haben Punkte geklebt?").fill("2")

    wall.get_by_role("button", name="Punkte speichern").click()

    expect(wall.get_by_text("Die Punkte sind gespeichert.")).to_be_visible()
    assert counts() == [2, 2]


def test_nothing_is_counted_below_zero(wall):
    laterns = wall.get_by_label("Laternen", exact=True)
    laterns.press("-")

    expect(laterns).to_have_value("0")
    expect(wall.locator("[data-tally-sum]")).to_have_text("Punkte zusammen: 0")

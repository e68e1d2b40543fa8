"""Rendered pages are kept exactly as long as what they show has not changed."""

import gzip

import pytest

from app.kernel import page_store, stamps
from app.kernel.db import db
from tests.conftest import SetClock, World


@pytest.fixture
def visit(world: World):
    """Open a page without a browser's store. Says its ETag."""

    def open_page(tag: str = "") -> tuple[int, str]:
        with world.outside():
            answer = world.app.test_client().get("/de/impressum", headers={"If-None-Match": tag})
        return answer.status_code, answer.headers["ETag"]

    return open_page


def test_a_page_that_has_not_changed_is_not_sent_again(visit):
    _status, tag = visit()

    assert visit(tag) == (304, tag)


def test_a_raised_stamp_makes_the_page_anew(visit, world: World):
    store = world.app.extensions["page_store"]
    visit()
    (before,) = store._pages.values()

    page_store.raise_stamp("operator")
    visit()

    (after,) = store._pages.values()
    assert before is not after


def test_the_scope_of_the_day_changes_at_midnight_where_the_residents_live(world: World, clock: SetClock):
    clock.set(clock.moment.replace(hour=22, minute=59))
    before = page_store.versions((stamps.DAY, "places"))

    clock.advance(minutes=2)

    after = page_store.versions((stamps.DAY, "places"))
    assert (after[0] - before[0], after[1] - before[1]) == (1, 0)


def test_a_stamp_that_is_rolled_back_was_never_raised(world: World):
    before = page_store.versions(("places",))

    page_store.raise_stamp("places")
    db.session.rollback()

    assert page_store.versions(("places",)) == before


def test_a_page_that_is_made_anew_comes_compressed_but_not_to_people_who_work_here(world: World, staff):
    worker = staff("quarter_worker", ortsteile=["06"])
    asked = {"Accept-Encoding": "gzip"}
    with world.outside():
        visitor = world.app.test_client()
        form = visitor.get("/de/anliegen/neu", headers=asked)
        plain = visitor.get("/de/anliegen/neu")
        of_staff = worker._client.get("/de/anliegen/neu", headers=asked)

    assert form.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in form.headers["Vary"]
    assert gzip.decompress(form.data).startswith(b"<!doctype html>")
    assert "Content-Encoding" not in {**plain.headers, **of_staff.headers}

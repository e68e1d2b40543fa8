"""In lists a concern stands in the reader's language, if somebody let everybody read that; nothing stale, nothing unseen."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.concerns.models import Concern
from app.kernel.db import READING, db
from app.renditions.models import Rendition
from tests import factories
from tests.renditions.test_telling import told

pytestmark = pytest.mark.full_on_postgresql

LISTS = ["/en/", "/anliegen", "/ortsteile/06", "/foren/rieth"]


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def bench(app):
    factories.forum("rieth", ["06"])
    return factories.concern(text="المقعد مكسور.", language="ar")


def _card(page):
    return page.select_one("article.card:has(a[href*='/anliegen/'])")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_the_words_of_the_reader_and_says_so(worker, bench, new_reader, path):
    reader = new_reader("en")
    before = _card(reader.get(path))
    told(worker, bench, **{"text-text": "The bench is broken. Please help.", "is_shown": "y"}, code="en")

    after = _card(reader.get(path))

    assert before.select_one("h3[lang=ar]").get_text() == "المقعد مكسور."
    assert after.select_one("h3[lang=en]").get_text() == "The bench is broken."
    assert "Original language: Arabic" in after.get_text()


def test_a_title_and_its_text_are_told_together_or_not_at_all(worker, bench, new_reader):
    bench.title = "عنوان"
    reader = new_reader("en")
    told(worker, bench, **{"text-text": "The bench is broken.", "is_shown": "y"}, code="en")
    alone = _card(reader.get("/anliegen"))
    told(worker, bench, **{"text-title": "A title", "text-text": "The bench is broken.", "is_shown": "y"}, code="en")
    both = _card(reader.get("/anliegen"))

    assert (alone.h3["lang"], both.h3["lang"]) == ("ar", "en")
    assert (both.h3.get_text(), both.select_one(".card__text").get_text()) == ("A title", "The bench is broken.")


@pytest.mark.parametrize("is_stale", [True, False], ids=["stale", "unseen"])
def test_neither_stale_nor_unseen_words_stand_in_a_list(worker, bench, new_reader, is_stale):
    told(worker, bench, **{"text-text": "The bench is broken.", **({"is_shown": "y"} if is_stale else {})}, code="en")
    if is_stale:
        db.session.scalars(sa.select(Concern)).one().text = "المقعد جديد."
        db.session.commit()

    assert "The bench" not in new_reader("en").get("/anliegen?q=").text
    assert db.session.scalars(sa.select(Rendition)).one().text == "The bench is broken."


def test_a_list_costs_one_more_question_at_most(app, world, new_reader):
    for number in range(5):
        factories.concern(text=f"المقعد {number} مكسور.", language="ar")

    assert _asked(world, new_reader("en"), "/anliegen") <= 1
    assert _asked(world, new_reader("ar"), "/anliegen") == 0


def _asked(world, reader, path) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_others):
        seen.append(statement)

    event.listen(db.engines[READING], "before_cursor_execute", note)
    reader.get(path)
    event.remove(db.engines[READING], "before_cursor_execute", note)
    return sum("FROM rendition" in statement for statement in seen)

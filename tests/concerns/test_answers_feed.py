"""What became of concerns, as a feed: staff's sentences under published concerns, newest first."""

from datetime import timedelta

from app.concerns.models import ProgressEntry
from app.concerns.rules import Progress, Review
from app.kernel import clock
from app.kernel.db import db
from tests import factories
from tests.support import feeds
from tests.support.feeds import text, titles

FEED = "/anliegen/antworten.atom"


def _told(concern, words, step=Progress.ANSWERED, days_ago=0):
    day = clock.today() - timedelta(days=days_ago)
    entry = ProgressEntry(concern_id=concern.id, step=step, happened_on=day, text=words)
    entry.written_at = clock.now() - timedelta(days=days_ago)
    db.session.add(entry)
    db.session.flush()


def test_the_newest_answers_come_first(reader, app):
    bench, lamp = factories.concern(title="Bank kaputt"), factories.concern(title="Laterne dunkel")
    _told(lamp, "Die Laterne wird geprüft.", step=Progress.PLANNED, days_ago=3)
    _told(bench, "Die Bank wird im Mai repariert.")
    feed = feeds.check(reader.get(FEED).response.get_data())
    newest = feeds.entries(feed)[0]

    assert titles(feed) == ["Beantwortet: Bank kaputt", "Geplant: Laterne dunkel"]
    assert text(newest, "summary") == "Die Bank wird im Mai repariert."
    assert newest.find("a:link", feeds.ATOM).get("href") == f"http://127.0.0.1:5000/de/anliegen/{bench.number}"


def test_what_nobody_may_read_is_not_told(reader, app):
    for review in (Review.WAITING, Review.RETURNED, Review.WITHDRAWN):
        _told(factories.concern(review=review, title="nicht öffentlich"), "Antwort")

    assert titles(feeds.check(reader.get(FEED).response.get_data())) == []

"""What happened last: the newest of each kind, and nothing twice."""

from datetime import timedelta

import pytest

from app.concerns.models import Concern, ProgressEntry
from app.concerns.rules import Progress
from app.kernel import clock
from app.kernel.db import db
from tests import factories
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


def became(concern: Concern, step: Progress = Progress.ANSWERED) -> None:
    """Something became of a concern today."""
    db.session.add(ProgressEntry(concern_id=concern.id, step=step, happened_on=clock.today(), text="Die Bank steht wieder."))
    db.session.flush()


def told(page: Page) -> list[str]:
    return [link.get_text() for link in page.select(".news a")]


def test_the_newest_words_and_the_newest_answer_stand_on_the_first_page(reader: Reader, app):
    became(factories.concern(title="Die Bank", reported_on=clock.today() - timedelta(days=40)))
    factories.concern(title="Der Bus", reported_on=clock.today() - timedelta(days=1))
    factories.concern(title="Der Baum", reported_on=clock.today() - timedelta(days=2))

    assert told(reader.get("/de/")) == ["Die Bank", "Der Baum"]


def test_a_concern_is_told_once(reader: Reader, app):
    became(factories.concern(title="Die Bank"))

    assert told(reader.get("/de/")) == ["Die Bank"]


def test_an_ortsteil_tells_what_happened_there(reader: Reader, app):
    factories.ortsteil("15")
    became(factories.concern(title="Die Bank", ortsteil_key="06"))

    assert told(reader.get("/de/ortsteile/06")) == ["Die Bank"]
    assert told(reader.get("/de/ortsteile/15")) == []

"""Words made unreadable, words taken in, questions to an author; and originals that die."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from app.concerns.models import Message, ReviewStep
from app.concerns.queries import search
from app.concerns.rules import MessageKind, Review
from app.concerns.service import indexing, reviewing, wording
from app.kernel import clock as kernel_clock
from app.kernel import jobs
from app.kernel.db import db, is_sqlite
from app.kernel.errors import RuleBroken
from app.kernel.search import wanted_words
from app.moderation import queries as moderation_queries
from app.moderation import service as moderation
from app.moderation.models import SealedOriginal
from tests import factories

SECRET = "Schulzendorfer"
STEM = "schulzendorf"
"""What the search table keeps of it."""


@pytest.fixture
def worker(app):
    return factories.account("quarter_worker", ortsteile=["06"]).id


@pytest.fixture
def telling(app):
    """A concern that tells too much, findable by its words."""
    concern = factories.concern(text=f"Der Hausmeister Herr {SECRET} schreit. Tel. 0361 5550123", review=Review.WAITING)
    indexing.add([{"sequence": concern.sequence, "words": indexing.words_of(concern.text)}])
    return concern


def finds(word):
    return db.session.scalars(sa.select(search.INDEX.c.rowid).where(search.with_words(wanted_words(word)))).all()


def message(concern, kind=MessageKind.ADDITION, text="Es ist jeden Abend so."):
    row = Message(concern_id=concern.id, kind=kind, text=text, language="de")
    db.session.add(row)
    db.session.flush()
    return row


def test_redacted_words_are_gone_from_text_and_search(telling, worker):
    wording.redact(concern=telling, passages=[f"Herr {SECRET}", "0361 5550123"], account=worker)

    assert telling.text == "Der Hausmeister ▇▇▇ schreit. Tel. ▇▇▇"
    assert finds(SECRET) == []
    assert finds("Hausmeister") == [telling.sequence]


def test_redacted_words_need_no_hint_any_more(telling, worker):
    assert telling.has_hints

    wording.redact(concern=telling, passages=[f"Herr {SECRET}", "Tel. 0361 5550123"], account=worker)

    assert not telling.has_hints


def test_a_passage_that_is_not_there_is_named(telling, worker):
    with pytest.raises(RuleBroken) as broken:
        wording.redact(concern=telling, passages=["Frau Nirgends"], account=worker)

    assert broken.value.field == "passages"
    assert "Frau Nirgends" in str(broken.value)


def test_no_words_stand_in_what_is_kept_for_ever(telling, worker):
    wording.redact(concern=telling, passages=[SECRET], account=worker)

    step = db.session.scalars(sa.select(ReviewStep)).one()
    assert SECRET not in f"{step.before}{step.after}{step.reason}"


def test_a_redaction_can_be_undone_while_the_original_lives(telling, worker):
    original = telling.text
    batch = wording.redact(concern=telling, passages=[SECRET], account=worker)

    reviewing.undo(batch_id=batch, account=worker)

    assert telling.text == original
    assert finds(SECRET) == [telling.sequence]
    assert db.session.scalars(sa.select(SealedOriginal)).all() == []


def test_later_redactions_are_undone_first(telling, worker, clock):
    first = wording.redact(concern=telling, passages=[SECRET], account=worker)
    clock.advance(minutes=1)
    second = wording.redact(concern=telling, passages=["0361 5550123"], account=worker)

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=first, account=worker)
    reviewing.undo(batch_id=second, account=worker)
    clock.advance(minutes=1)
    reviewing.undo(batch_id=first, account=worker)

    assert telling.text == f"Der Hausmeister Herr {SECRET} schreit. Tel. 0361 5550123"


def test_originals_die_on_their_day_and_not_before(telling, worker, clock):
    wording.redact(concern=telling, passages=[SECRET], account=worker)

    clock.advance(days=29)
    before = moderation.destroy_due_originals()
    clock.advance(days=1)
    foretold = moderation_queries.due_originals(kernel_clock.today())
    destroyed = moderation.destroy_due_originals()

    assert (before, foretold, destroyed) == (0, 1, 1)


def test_without_its_original_a_redaction_is_for_good(telling, worker, clock):
    batch = wording.redact(concern=telling, passages=[SECRET], account=worker)
    clock.advance(days=31)
    moderation.destroy_due_originals()

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=batch, account=worker)


def test_nothing_of_a_dead_original_is_left_anywhere(app, telling, worker, clock):
    wording.redact(concern=telling, passages=[f"Herr {SECRET}"], account=worker)
    db.session.commit()
    assert SECRET in _all_that_is_kept()

    clock.advance(days=31)
    app.test_cli_runner().invoke(args=["jobs", "run"], catch_exceptions=False)

    left = _all_that_is_kept()
    assert SECRET not in left
    assert STEM not in left


def test_an_addition_is_taken_into_the_text(telling, worker):
    added = message(telling)

    wording.take_in(concern=telling, message=added, account=worker)

    assert telling.text.endswith("0361 5550123\n\nEs ist jeden Abend so.")
    assert added.is_settled
    assert finds("Abend") == [telling.sequence]


def test_an_addition_that_does_not_fit_stays_outside(app, worker):
    concern = factories.concern(text="a" * 4990)

    with pytest.raises(RuleBroken):
        wording.take_in(concern=concern, message=message(concern), account=worker)


def test_what_was_taken_in_can_be_taken_out(telling, worker):
    original = telling.text
    batch = wording.take_in(concern=telling, message=message(telling), account=worker)

    reviewing.undo(batch_id=batch, account=worker)

    assert telling.text == original


def test_a_concern_waits_on_while_its_author_is_asked(telling, worker):
    wording.ask(concern=telling, question="Welcher Eingang ist es?", account=worker)

    asked = db.session.scalars(sa.select(Message)).one()
    assert (asked.kind, asked.text, asked.account_id) == (MessageKind.QUESTION, "Welcher Eingang ist es?", worker)
    assert telling.review is Review.WAITING


def test_an_empty_question_is_not_asked(telling, worker):
    with pytest.raises(RuleBroken) as broken:
        wording.ask(concern=telling, question=" ? ", account=worker)

    assert broken.value.field == "question"


def _all_that_is_kept() -> str:
    """Everything in the database: the very bytes of SQLite's files after its log was emptied, all rows of PostgreSQL."""
    if is_sqlite():
        file = Path(str(db.engine.url.database))
        jobs.LAST.run()
        return file.read_bytes().decode("latin-1")
    tables = sa.inspect(db.engine).get_table_names()
    rows = (row for table in tables for row in db.session.scalars(sa.text(f"SELECT t::text FROM {table} AS t")))
    return "\n".join(rows)

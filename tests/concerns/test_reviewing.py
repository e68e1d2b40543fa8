"""Staff decide who may see a concern and where it belongs, one or many at once, and take decisions back."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.concerns.models import Concern, ReviewStep
from app.concerns.queries import public, statements
from app.concerns.queries import steps as queries
from app.concerns.rules import Direction, Ground, Review
from app.concerns.service import reporting, reviewing
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.stamps import Stamp
from app.moderation.models import LogEntry
from tests import factories

WHY = {"ground": Ground.INSULT, "sentence": "Bitte ohne Schimpfwort."}


@pytest.fixture
def worker(app):
    """The id of somebody who works in the Rieth."""
    return factories.account("quarter_worker", ortsteile=["06"]).id


def ids(*concerns):
    return sa.select(Concern.id).where(Concern.id.in_([concern.id for concern in concerns]))


def all_waiting():
    return sa.select(Concern.id).where(Concern.review == Review.WAITING)


def many(count, **changed):
    """Concerns as an import leaves them: waiting, in one statement."""
    factories.ortsteil("06")
    values = {"direction": "problem", "topic_key": "verkehr", "ortsteil_key": "06", "review": "waiting", **changed}
    rows = [
        {**values, "sequence": 2025 * 10**8 + number, "text": f"Die Ampel {number} geht nicht."}
        for number in range(1, count + 1)
    ]
    db.session.execute(sa.insert(Concern), rows)


@pytest.fixture
def executed(app):
    """All statements that reach the database."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_publishing_lets_everybody_read(worker):
    concern = factories.concern(review=Review.WAITING)

    reviewing.publish(wanted=ids(concern), account=worker)

    assert public.get_readable(concern.number).review is Review.PUBLISHED


def test_a_decision_is_a_row_that_says_who_decided_what(worker):
    concern = factories.concern(review=Review.WAITING)

    batch = reviewing.publish(wanted=ids(concern), account=worker)

    step = db.session.scalars(sa.select(ReviewStep)).one()
    entry = db.session.scalars(sa.select(LogEntry)).one()
    assert (step.before, step.after, step.account_id) == ({"review": "waiting"}, {"review": "published"}, worker)
    assert (entry.act, entry.subject, entry.account_id, entry.batch_id) == (
        "concern.publish",
        concern.subject,
        worker,
        batch,
    )


def test_kept_pages_are_made_anew_after_a_decision(worker):
    concern = factories.concern(review=Review.WAITING)

    reviewing.publish(wanted=ids(concern), account=worker)

    assert db.session.get(Stamp, "concerns").version == 1


def test_what_is_published_is_not_published_again(worker):
    concern = factories.concern(review=Review.PUBLISHED)

    with pytest.raises(RuleBroken):
        reviewing.publish(wanted=ids(concern), account=worker)


def test_the_author_reads_why_something_is_given_back_in_the_own_language(worker, monkeypatch):
    monkeypatch.setattr("app.kernel.i18n.in_language", lambda language, message: f"[{language.code}] {message}")
    concern = factories.concern(review=Review.WAITING, language="ar")

    reviewing.give_back(wanted=ids(concern), reason_key="insult", **WHY, account=worker)

    statement = statements.statement_of(concern)
    assert statement.reason.startswith("[ar] Wir verstehen, dass Sie sich ärgern.")
    assert statement.reason.endswith("Bitte ohne Schimpfwort.")
    assert (statement.ground, statement.was_public, statement.on_notice) == (Ground.INSULT, False, False)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"ground": None}, "ground"), ({"sentence": ""}, "sentence"), ({"sentence": " … "}, "sentence")],
)
def test_giving_back_needs_a_rule_or_a_law_and_own_words(worker, said, field):
    concern = factories.concern(review=Review.WAITING)

    with pytest.raises(RuleBroken) as broken:
        reviewing.give_back(wanted=ids(concern), reason_key="insult", **{**WHY, **said}, account=worker)

    assert broken.value.field == field
    assert concern.review is Review.WAITING


def test_why_it_stays_away_can_be_said_anew_and_it_is_still_known_that_it_was_public(worker, clock):
    concern = factories.concern()
    reviewing.give_back(wanted=ids(concern), **WHY, on_notice=True, account=worker)
    clock.advance(minutes=1)

    reviewing.restate(concern=concern, ground=Ground.LAW_HATE, sentence="Der zweite Satz hetzt.", account=worker)

    statement = statements.statement_of(concern)
    assert (statement.reason, statement.ground) == ("Der zweite Satz hetzt.", Ground.LAW_HATE)
    assert statement.was_public
    assert statement.on_notice


def test_what_is_public_has_no_statement_to_say_anew(worker):
    concern = factories.concern()

    with pytest.raises(RuleBroken):
        reviewing.restate(concern=concern, **WHY, account=worker)
    assert statements.statement_of(concern) is None


def test_a_made_up_reason_is_not_found(worker):
    concern = factories.concern(review=Review.WAITING)

    with pytest.raises(NotFound):
        reviewing.give_back(wanted=ids(concern), reason_key="nope", **WHY, account=worker)


def test_a_concern_can_be_moved(worker):
    factories.ortsteil("15")
    concern = factories.concern(topic_key="wohnen", direction=Direction.PROBLEM)

    reviewing.move(wanted=ids(concern), ortsteil_key="15", topic_key="gruen", direction=Direction.IDEA, account=worker)

    assert (concern.ortsteil_key, concern.topic_key, concern.direction) == ("15", "gruen", Direction.IDEA)


def test_moving_to_where_it_stands_is_refused(worker):
    concern = factories.concern(topic_key="wohnen")

    with pytest.raises(RuleBroken):
        reviewing.move(wanted=ids(concern), topic_key="wohnen", account=worker)


def test_undo_leads_back_by_a_new_row(worker):
    concern = factories.concern(review=Review.WAITING)
    batch = reviewing.publish(wanted=ids(concern), account=worker)

    reviewing.undo(batch_id=batch, account=worker)

    assert concern.review is Review.WAITING
    assert [entry.is_undo for entry in queries.history_of(concern)].count(True) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ReviewStep)) == 2


def test_undo_restores_only_what_its_step_changed(worker, clock):
    concern = factories.concern(review=Review.WAITING, topic_key="wohnen")
    published = reviewing.publish(wanted=ids(concern), account=worker)
    clock.advance(minutes=1)
    reviewing.move(wanted=ids(concern), topic_key="gruen", account=worker)

    reviewing.undo(batch_id=published, account=worker)

    assert (concern.review, concern.topic_key) == (Review.WAITING, "gruen")


def test_a_step_is_undone_once(worker):
    concern = factories.concern(review=Review.WAITING)
    batch = reviewing.publish(wanted=ids(concern), account=worker)
    reviewing.undo(batch_id=batch, account=worker)
    reviewing.publish(wanted=ids(concern), account=worker)

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=batch, account=worker)


def test_an_undo_is_not_undone(worker):
    concern = factories.concern(review=Review.WAITING)
    batch = reviewing.publish(wanted=ids(concern), account=worker)
    undone = reviewing.undo(batch_id=batch, account=worker)

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=undone.batch_id, account=worker)


def test_what_was_decided_again_since_stays(worker):
    concern = factories.concern(review=Review.WAITING)
    batch = reviewing.publish(wanted=ids(concern), account=worker)
    reviewing.give_back(wanted=ids(concern), **WHY, account=worker)

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=batch, account=worker)

    assert concern.review is Review.RETURNED


def test_what_its_author_withdrew_never_comes_back(worker):
    first, second = factories.concern(review=Review.WAITING), factories.concern(review=Review.WAITING)
    batch = reviewing.publish(wanted=ids(first, second), account=worker)
    reporting.withdraw(concern=first)

    undone = reviewing.undo(batch_id=batch, account=worker)

    assert undone.left == 1
    assert (first.review, second.review) == (Review.WITHDRAWN, Review.WAITING)


def test_a_withdrawal_cannot_be_undone(worker):
    concern = factories.concern()
    reporting.withdraw(concern=concern)
    batch = db.session.scalars(sa.select(ReviewStep.batch_id)).one()

    with pytest.raises(RuleBroken):
        reviewing.undo(batch_id=batch, account=worker)


def test_many_are_published_at_once_and_taken_back_at_once(worker):
    many(300)
    neighbour = factories.concern(review=Review.RETURNED)

    batch = reviewing.publish(wanted=all_waiting(), account=worker)
    published = db.session.scalar(sa.select(sa.func.count()).where(Concern.review == Review.PUBLISHED))
    undone = reviewing.undo(batch_id=batch, account=worker)

    assert (published, undone.left) == (300, 0)
    assert db.session.scalar(sa.select(sa.func.count()).where(Concern.review == Review.WAITING)) == 300
    assert neighbour.review is Review.RETURNED


def test_how_many_there_are_does_not_change_how_often_the_database_is_asked(worker, executed):
    many(300)
    asked = []

    for wanted in (all_waiting().order_by(Concern.sequence).limit(1), all_waiting()):
        executed.clear()
        reviewing.publish(wanted=wanted, account=worker)
        asked.append(len(executed))

    assert asked == [5, 5]


def test_an_undo_of_many_asks_as_often_as_an_undo_of_one(worker, executed):
    many(300)
    one = reviewing.publish(wanted=all_waiting().order_by(Concern.sequence).limit(1), account=worker)
    rest = reviewing.publish(wanted=all_waiting(), account=worker)
    asked = []

    for batch in (one, rest):
        executed.clear()
        reviewing.undo(batch_id=batch, account=worker)
        asked.append(len(executed))

    assert asked == [5, 5]


def test_many_are_moved_and_find_their_own_places_again(worker):
    factories.ortsteil("15")
    many(3)
    elsewhere = factories.concern(review=Review.WAITING, topic_key="wohnen")
    batch = reviewing.move(wanted=all_waiting(), topic_key="gruen", account=worker)

    reviewing.undo(batch_id=batch, account=worker)

    topics = db.session.scalars(sa.select(Concern.topic_key).order_by(Concern.sequence)).all()
    assert topics == ["verkehr", "verkehr", "verkehr", "wohnen"]
    assert elsewhere.topic_key == "wohnen"

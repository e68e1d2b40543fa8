"""The queue of staff: what waits in the own area, filters, one act on many, and the way back."""

import pytest
import sqlalchemy as sa

from app.concerns.models import Message
from app.concerns.rules import Channel, MessageKind, Review
from app.kernel.db import db
from app.moderation.models import LogEntry
from tests import factories
from tests.concerns import known
from tests.support import asking

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def waiting(**changed):
    return known.concern(review=Review.WAITING, **changed)


def numbers_on(page):
    return [box["value"] for box in page.select("input[name=nummer]")]


def review_of(*concerns):
    return [concern.row.review for concern in concerns]


def test_the_oldest_waits_first(worker):
    newer, older = waiting(sequence=2026 * 10**8 + 60), waiting(sequence=2025 * 10**8 + 7)

    page = worker.get("/arbeit/anliegen")

    assert numbers_on(page) == [older.number, newer.number]


def test_only_the_own_area_is_shown(worker):
    mine, foreign = waiting(), waiting(ortsteil_key="15")

    page = worker.get("/arbeit/anliegen")

    assert numbers_on(page) == [mine.number]
    assert foreign.number not in page.text


def test_what_a_forum_looks_after_belongs_to_the_area_of_its_members(staff):
    forum = factories.forum("herrenberg", ["15"])
    concern = waiting(ortsteil_key="15")

    page = staff("quarter_worker", forums=[forum]).get("/arbeit/anliegen")

    assert numbers_on(page) == [concern.number]


def test_ortsteile_without_a_forum_wait_for_city_wide_accounts(staff):
    factories.forum("herrenberg", ["15"])
    lonely, _looked_after = waiting(ortsteil_key="40"), waiting(ortsteil_key="15")

    page = staff("quarter_worker", is_city_wide=True).get("/arbeit/anliegen")

    assert numbers_on(page) == [lonely.number]


def test_an_empty_queue_says_so_kindly(worker):
    assert "Hier wartet nichts" in worker.get("/arbeit/anliegen").text


@pytest.mark.parametrize(
    ("question", "special"),
    [
        ("thema=gruen", {"topic_key": "gruen"}),
        ("kanal=paper", {"channel": Channel.PAPER}),
        ("sprache=ar", {"language": "ar"}),
        ("hinweise=1", {"text": "Rufen Sie an: 0361 5550123"}),
        ("auffaellig=1", {"suspicion": "hasty"}),
        ("eingelesen=1", {"external_id": "x-1"}),
        ("zeigen=veroeffentlicht", {"review": Review.PUBLISHED}),
        ("zeigen=zurueckgegeben", {"review": Review.RETURNED}),
    ],
)
def test_filters_show_what_was_asked_for(worker, question, special):
    wanted = known.concern(**{"review": Review.WAITING, **special})
    waiting(topic_key="wohnen")

    page = worker.get(f"/arbeit/anliegen?{question}")

    assert numbers_on(page) == [wanted.number]


def test_the_own_ortsteile_can_be_looked_at_one_by_one(staff):
    reader = staff("quarter_worker", ortsteile=["06", "15"])
    waiting()
    there = waiting(ortsteil_key="15")

    assert numbers_on(reader.get("/arbeit/anliegen?ortsteil=15")) == [there.number]


def test_new_messages_of_authors_are_found(worker):
    concern = known.concern()
    factories.concern()
    db.session.add(Message(concern_id=concern.id, kind=MessageKind.ANSWER, text="Der linke.", language="de"))

    page = worker.get("/arbeit/anliegen?zeigen=nachrichten")

    assert numbers_on(page) == [concern.number]


@pytest.mark.parametrize("question", ["ortsteil=15", "thema=nope", "zeigen=alles", "nach=x", "kanal=rauch"])
def test_a_made_up_filter_is_not_found(worker, question):
    waiting(ortsteil_key="15")

    worker.get(f"/arbeit/anliegen?{question}", status=404)


def test_a_long_list_goes_on_behind_its_last_one(worker):
    made = [waiting() for _ in range(52)]

    first = worker.get("/arbeit/anliegen")
    second = worker.get(first.select_one("a[rel=next]")["href"])

    assert "52 Anliegen" in first.text
    assert numbers_on(first) + numbers_on(second) == [concern.number for concern in made]


def test_the_queue_asks_the_database_equally_often_for_one_and_for_many(worker):
    def asked():
        with asking.overheard() as seen:
            worker.get("/arbeit/anliegen")
        return len(seen)

    waiting()
    one = asked()
    for _ in range(60):
        waiting()

    assert asked() == one <= 12


def test_ticked_ones_are_published(worker):
    first, second, third = waiting(), waiting(), waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    answer = worker.send(form.fill(nummer=[first.number, third.number], act="publish"), status=303)

    assert review_of(first, second, third) == [Review.PUBLISHED, Review.WAITING, Review.PUBLISHED]
    assert "2 Anliegen sind veröffentlicht." in worker.follow(answer).text


def test_everything_that_matches_is_published_with_one_act_and_taken_back_with_another(worker):
    many = [waiting(external_id=f"x-{number}") for number in range(60)]
    own = waiting()
    form = worker.get("/arbeit/anliegen?eingelesen=1").form("main form[method=post]")

    answer = worker.send(form.fill(umfang="alle", act="publish"), status=303)
    published = review_of(*many, own)
    worker.send(worker.follow(answer).form("form[action$=rueckgaengig]"), status=303)

    assert published == [Review.PUBLISHED] * 60 + [Review.WAITING]
    assert review_of(*many, own) == [Review.WAITING] * 61


def test_the_list_of_a_language_stays_open_when_its_last_concern_is_decided(worker):
    concern = waiting(language="ar")
    form = worker.get("/arbeit/anliegen?sprache=ar").form("main form[method=post]")

    done = worker.send(form.fill(act="publish", nummer=concern.number), status=303)

    assert "1 Anliegen ist veröffentlicht." in worker.follow(done).text


def test_what_came_in_since_is_not_decided_unseen(worker):
    waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")
    unseen = waiting()

    page = worker.send(form.fill(umfang="alle", act="publish"), status=422)

    assert "Inzwischen sind es 2 Anliegen." in page.text
    assert review_of(unseen) == [Review.WAITING]


def test_nothing_ticked_decides_nothing(worker):
    concern = waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    worker.send(form.fill(act="publish"), status=422)

    assert review_of(concern) == [Review.WAITING]


def test_many_are_given_back_with_one_reason(worker):
    first, second = waiting(), waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    worker.send(form.fill(umfang="alle", act="give_back", ground="advertising", sentence="Werbung."), status=303)

    assert review_of(first, second) == [Review.RETURNED, Review.RETURNED]


def test_many_are_moved_at_once(worker):
    first, second = waiting(), waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    worker.send(form.fill(umfang="alle", act="move", topic_key="gruen"), status=303)

    assert {each.row.topic_key for each in (first, second)} == {"gruen"}


def test_foreign_numbers_among_the_ticked_ones_are_left_alone(worker):
    mine, foreign = waiting(), waiting(ortsteil_key="15")
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    worker.send(form.fill(nummer=[mine.number, foreign.number], act="publish"), status=303)

    assert review_of(mine, foreign) == [Review.PUBLISHED, Review.WAITING]


def test_an_act_of_somebody_else_in_another_area_is_not_undone(worker, staff):
    concern = waiting(ortsteil_key="15")
    colleague = staff("quarter_worker", ortsteile=["15"])
    colleague.send(
        colleague.get("/arbeit/anliegen").form("main form[method=post]").fill(umfang="alle", act="publish"), status=303
    )
    batch = db.session.scalars(sa.select(LogEntry.batch_id)).one()
    waiting()
    form = worker.get("/arbeit/anliegen").form("main form[method=post]")

    worker.post(
        "/arbeit/anliegen/rueckgaengig", {"form_token": form.values["form_token"], "batch_id": str(batch)}, status=404
    )

    assert review_of(concern) == [Review.PUBLISHED]


@pytest.mark.parametrize("role", ["interviewer", "evaluator", "contact_keeper", "department_contact", "administrator"])
def test_others_have_no_queue(staff, role):
    staff(role).get("/arbeit/anliegen", status=403)


def test_residents_are_led_to_the_login(reader):
    assert "anmelden" in reader.get("/arbeit/anliegen", status=303).headers["Location"]

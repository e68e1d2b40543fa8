"""One concern on the page of staff: marks, acts, history, and that nothing is lost."""

import pytest
import sqlalchemy as sa

from app.accounts.models import StaffSession
from app.concerns.models import Message, ReviewStep
from app.concerns.rules import MessageKind, Review
from app.concerns.service import reporting
from app.kernel.db import db
from tests import factories
from tests.concerns import known

pytestmark = pytest.mark.full_on_postgresql

ACTS = {
    "veroeffentlichen": {},
    "zurueckgeben": {"ground": "insult", "sentence": "Bitte ohne Schimpfwort."},
    "fragen": {"question": "Wo genau?"},
    "unkenntlich-machen": {"passages": "Bank"},
    "verschieben": {"topic_key": "gruen"},
    "zusammenlegen": {"into": "2026-00001"},
}


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def concern(app):
    return known.concern(review=Review.WAITING, text="Herr Schulzendorfer brüllt nachts.\nTel. 0361 5550123")


def act(worker, concern, name, *, status=303, **answers):
    page = worker.get(f"/arbeit/anliegen/{concern.number}")
    return worker.send(page.form(f"form[action$='/{name}']").fill(**answers), status=status)


def token_of(worker):
    return worker.get("/arbeit/schalter").form("main form").values["form_token"]


def test_places_that_may_be_personal_are_marked_and_named(worker, concern):
    page = worker.get(f"/arbeit/anliegen/{concern.number}")

    marks = [mark.get_text() for mark in page.select("blockquote mark")]
    assert marks == ["Herr Schulzendorfer", "0361 5550123"]
    assert "Telefonnummer: 0361 5550123" in page.text


def test_words_of_residents_stay_words(worker):
    concern = known.concern(review=Review.WAITING, text="<script>alert(1)</script> Herr Schulze & Co")

    page = worker.get(f"/arbeit/anliegen/{concern.number}")

    assert "<script>alert(1)</script> Herr Schulze & Co" in page.select_one("blockquote").get_text()


def test_publishing_leads_to_the_next_one(worker, concern):
    following = known.concern(review=Review.WAITING)

    answer = act(worker, concern, "veroeffentlichen")

    assert following.number in answer.headers["Location"]
    assert "1 Anliegen ist veröffentlicht." in worker.follow(answer).text
    assert concern.row.review is Review.PUBLISHED


def test_after_the_last_one_the_queue_is_empty(worker, concern):
    page = worker.follow(act(worker, concern, "veroeffentlichen"))

    assert "Hier wartet nichts" in page.text


def test_a_second_tap_changes_nothing(worker, concern):
    page = worker.get(f"/arbeit/anliegen/{concern.number}")
    form = page.form("form[action$='/veroeffentlichen']")
    worker.send(form, status=303)

    worker.send(form, status=422)

    assert len(db.session.scalars(sa.select(ReviewStep)).all()) == 1


def test_giving_back_without_a_reason_says_so_at_its_question(worker, concern):
    page = act(worker, concern, "zurueckgeben", status=422)

    assert "Regel" in page.select_one("#ground-error").get_text()
    assert page.select("details[open] #ground")


def test_a_question_is_asked_and_the_concern_waits(worker, concern):
    answer = act(worker, concern, "fragen", question="Welches Haus?")

    assert "Welches Haus?" in worker.follow(answer).text
    assert concern.row.review is Review.WAITING


def test_hints_are_made_unreadable_with_a_tap(worker, concern):
    act(worker, concern, "unkenntlich-machen", found=["Herr Schulzendorfer"], passages="0361 5550123\n\nbrüllt")

    assert concern.row.text == "▇▇▇ ▇▇▇ nachts.\nTel. ▇▇▇"


def test_a_passage_that_is_not_there_keeps_what_was_typed(worker, concern):
    page = act(worker, concern, "unkenntlich-machen", status=422, passages="Frau Nirgends")

    assert "Frau Nirgends" in page.select_one("#passages-error").get_text()
    assert page.select_one("textarea#passages").get_text().strip() == "Frau Nirgends"


def test_moving_out_of_the_own_area_lets_go(worker, concern):
    factories.ortsteil("15")

    answer = act(worker, concern, "verschieben", ortsteil_key="15")

    assert "1 Anliegen ist verschoben." in worker.follow(answer).text
    worker.get(f"/arbeit/anliegen/{concern.number}", status=404)


def test_what_was_moved_away_by_oneself_can_be_taken_back(worker, concern):
    factories.ortsteil("15")
    queue = worker.follow(act(worker, concern, "verschieben", ortsteil_key="15"))

    worker.send(queue.form("form[action$=rueckgaengig]"), status=303)

    assert concern.row.ortsteil_key == "06"


def test_similar_ones_are_offered_for_merging(worker, concern):
    twin = known.concern(text="Nachts brüllt der Herr Schulzendorfer schon wieder")
    known.concern(text="Die Blumen am Platz sind herrlich")

    page = worker.get(f"/arbeit/anliegen/{concern.number}")
    worker.send(page.form("form[action$='/zusammenlegen']").fill(similar=twin.number), status=303)

    assert [choice["value"] for choice in page.select("input[name=similar]")] == [twin.number]
    assert concern.row.merged_into_id == twin.id


def test_merging_into_a_foreign_number_is_refused(worker, concern):
    foreign = known.concern(ortsteil_key="15")

    page = act(worker, concern, "zusammenlegen", status=422, into=foreign.number)

    assert "bei Ihnen nicht" in page.select_one("#into-error").get_text()


def test_messages_are_read_or_taken_into_the_text(worker, concern):
    for text in ("Nur nachts.", "Auch sonntags."):
        db.session.add(Message(concern_id=concern.id, kind=MessageKind.ADDITION, text=text, language="de"))
    db.session.commit()
    page = worker.get(f"/arbeit/anliegen/{concern.number}")

    worker.send(page.form("article:nth-of-type(1) form[action$=gelesen]"), status=303)
    worker.send(page.form("article:nth-of-type(2) form[action$=aufnehmen]"), status=303)

    assert all(db.session.scalars(sa.select(Message.is_settled)))
    assert concern.row.text.endswith("sonntags.") != concern.row.text.endswith("nachts.")


def test_a_message_of_another_concern_is_not_found(worker, concern):
    other = known.concern(ortsteil_key="15")
    message = Message(concern_id=other.id, kind=MessageKind.ADDITION, text="Geheim.", language="de")
    db.session.add(message)
    db.session.commit()
    address = f"/arbeit/anliegen/{concern.number}/nachrichten/{message.id}"

    for name in ("gelesen", "aufnehmen"):
        worker.post(f"{address}/{name}", {"form_token": token_of(worker)}, status=404)

    assert "Geheim" not in concern.row.text


def test_the_history_tells_and_undoes_each_decision(worker, concern):
    act(worker, concern, "verschieben", topic_key="gruen")
    page = worker.get(f"/arbeit/anliegen/{concern.number}")

    answer = worker.send(page.form("section[aria-labelledby=bisher] form"), status=303)

    after = worker.follow(answer)
    assert "Bei 1 Anliegen ist es rückgängig gemacht." in after.text
    assert not after.select("section[aria-labelledby=bisher] form")
    assert concern.row.topic_key == "wohnumfeld"


def test_a_redaction_is_undone_from_the_page(worker, concern):
    page = worker.follow(act(worker, concern, "unkenntlich-machen", passages="brüllt"))

    worker.send(page.form("form[action$=rueckgaengig]"), status=303)

    assert "brüllt" in concern.row.text


@pytest.mark.parametrize("name", ACTS)
def test_a_foreign_ortsteil_is_not_found(worker, name):
    foreign = known.concern(review=Review.WAITING, ortsteil_key="15")

    worker.get(f"/arbeit/anliegen/{foreign.number}", status=404)
    worker.post(f"/arbeit/anliegen/{foreign.number}/{name}", {"form_token": token_of(worker), **ACTS[name]}, status=404)

    assert foreign.row.review is Review.WAITING


def test_what_was_withdrawn_is_not_found(worker, concern):
    reporting.withdraw(concern=concern.row)

    worker.get(f"/arbeit/anliegen/{concern.number}", status=404)


@pytest.mark.parametrize("number", ["2026-99999", "nope", "2026-1", "0000-00000"])
def test_no_such_number_is_not_found(worker, number):
    worker.get(f"/arbeit/anliegen/{number}", status=404)


def test_an_expired_login_keeps_what_was_typed(worker, concern):
    form = worker.get(f"/arbeit/anliegen/{concern.number}").form("form[action$='/fragen']")
    db.session.execute(sa.delete(StaffSession))

    page = worker.send(form.fill(question="Eine lange, mühsam formulierte Frage."), status=401)

    assert "Eine lange, mühsam formulierte Frage." in page.html
    assert db.session.scalars(sa.select(Message)).all() == []


def test_a_form_of_another_login_is_not_taken(worker, staff, concern):
    colleague = staff("quarter_worker", ortsteile=["06"])
    form = colleague.get(f"/arbeit/anliegen/{concern.number}").form("form[action$='/veroeffentlichen']")

    worker.send(form, status=422)

    assert concern.row.review is Review.WAITING

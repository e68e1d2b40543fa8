"""The author, known by a code alone: see how it stands, answer, add, withdraw. No code in any address or log."""

import logging

import pytest

from app.concerns.models import Concern, Message, ProgressEntry, ReviewStep, Voice
from app.concerns.queries.search import INDEX
from app.concerns.rules import Ground, MessageKind, Progress, Review, subject_of
from app.concerns.service import reviewing
from app.kernel import codes
from app.kernel.db import db
from app.moderation import service as moderation
from app.moderation.models import SealedOriginal
from tests import factories
from tests.concerns import acts
from tests.support.reader import Page, Reader

pytestmark = [pytest.mark.usefixtures("rieth"), pytest.mark.full_on_postgresql]


@pytest.fixture
def code(reader: Reader) -> str:
    return acts.code_on(acts.report(reader))


def author_page(reader: Reader, code: str) -> Page:
    return acts.follow(reader, code)


def asked(text: str = "Wo genau steht die Schaukel?") -> None:
    db.session.add(Message(concern_id=acts.only_concern().id, kind=MessageKind.QUESTION, text=text, language="de"))
    db.session.flush()


def tell(reader: Reader, code: str, text: str) -> Page:
    form = author_page(reader, code).form("form[action$='/schreiben']")
    return reader.send(form.fill(text=text))


def messages() -> list[tuple[MessageKind, str]]:
    db.session.expire_all()
    found = db.session.scalars(db.select(Message).order_by(Message.written_at, Message.kind.desc()))
    return [(message.kind, message.text) for message in found]


def withdraw(reader: Reader, code: str) -> Page:
    sure = reader.send(author_page(reader, code).form("form[action$='/zurueckziehen']"), status=200)
    return reader.send(sure.form("form[action$='/ja']"))


@pytest.mark.parametrize("between", ["", " ", "-", "\u00a0", " / "])
def test_the_code_opens_the_page_however_it_is_typed(reader: Reader, code: str, between: str):
    groups = [code[start : start + 4] for start in range(0, 20, 4)]

    page = acts.follow(reader, f" {between.join(groups)} ")

    assert "2026-00001" in page.text
    assert acts.GOOD["text"] in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_code_may_be_typed_in_the_digits_of_another_script(reader: Reader, code: str):
    page = acts.follow(reader, code.translate({ord(str(digit)): chr(0x0660 + digit) for digit in range(10)}))

    assert "2026-00001" in page.text


def test_wrong_unknown_and_withdrawn_codes_get_the_same_answer(reader: Reader, code: str):
    withdraw(reader, code)

    pages = [acts.follow(reader, typed, status=422) for typed in (code, "0" * 20, "12", "abc", "")]

    assert len({page.html for page in pages}) == 1


@pytest.mark.parametrize("typed", ["right", "0" * 20, "12", ""])
def test_each_attempt_costs_one_slow_hash(reader: Reader, code: str, typed: str, monkeypatch: pytest.MonkeyPatch):
    counted = []
    slow = codes.slow
    monkeypatch.setattr(codes, "slow", lambda *given: counted.append(given) or slow(*given))

    acts.follow(reader, code if typed == "right" else typed, status=200 if typed == "right" else 422)

    assert len(counted) == 1


def test_a_network_may_try_ten_times_in_ten_minutes(reader: Reader, code: str, clock):
    for _ in range(10):
        acts.follow(reader, "1" * 20, status=422)

    page = acts.follow(reader, code, status=429)

    assert "Retry-After" in page.headers
    clock.advance(minutes=11)
    acts.follow(reader, code)


def test_the_code_stands_in_no_address_and_in_no_log(reader: Reader, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    code = acts.code_on(acts.report(reader))
    page = author_page(reader, code)
    tell(reader, code, "Am Teich.")
    withdraw(reader, code)

    addresses = [str(link["href"]) for link in page.select("a")] + [str(form["action"]) for form in page.select("form")]
    assert not any(code in address for address in addresses)
    assert code not in caplog.text


def test_the_author_reads_the_question_and_answers_it(reader: Reader, code: str, clock):
    asked()
    clock.advance(minutes=1)

    page = tell(reader, code, "Neben dem Teich.")

    assert "Danke" in page.text
    assert messages() == [(MessageKind.QUESTION, "Wo genau steht die Schaukel?"), (MessageKind.ANSWER, "Neben dem Teich.")]


def test_what_the_author_writes_unasked_is_an_addition(reader: Reader, code: str):
    tell(reader, code, "Es ist noch schlimmer geworden.")

    assert messages() == [(MessageKind.ADDITION, "Es ist noch schlimmer geworden.")]


def test_the_same_message_twice_is_one_and_other_words_are_not_lost(reader: Reader, code: str):
    form = author_page(reader, code).form("form[action$='/schreiben']").fill(text="Am Teich.")
    for _ in range(3):
        reader.send(form)

    reader.send(form.fill(text="Nein, am Brunnen."))

    assert sorted(text for _kind, text in messages()) == ["Am Teich.", "Nein, am Brunnen."]


@pytest.mark.parametrize("text", ["", "?!", "x" * 5001])
def test_a_message_that_cannot_be_taken_is_said_at_its_field(reader: Reader, code: str, text: str):
    form = author_page(reader, code).form("form[action$='/schreiben']")

    page = reader.send(form.fill(text=text), status=422)

    assert page.select_one("#text-error").get_text(strip=True)
    assert messages() == []


def test_a_message_with_a_wrong_code_is_kept_on_the_page(reader: Reader, code: str):
    form = author_page(reader, code).form("form[action$='/schreiben']")

    page = reader.send(form.fill(text="Sehr wichtig!", code="5" * 20), status=422)

    assert "Sehr wichtig!" in page.html
    reader.send(page.form().fill(code=code))
    assert messages() == [(MessageKind.ADDITION, "Sehr wichtig!")]


def test_the_author_sees_why_a_concern_was_given_back(reader: Reader, code: str):
    concern = acts.only_concern()
    concern.review = Review.RETURNED
    step = {"before": {"review": "waiting"}, "after": {"review": "returned"}, "reason": "Bitte ohne den Namen."}
    db.session.add(ReviewStep(concern_id=concern.id, batch_id=concern.id, **step))

    page = author_page(reader, code)

    assert "Bitte ohne den Namen." in page.text
    assert not page.select("main a[href*='#angaben']"), "so old a row names no rule"


@pytest.mark.parametrize("on_notice", [True, False])
def test_the_author_of_a_hidden_concern_reads_a_whole_statement_of_reasons(reader: Reader, code: str, on_notice: bool):
    """What was done, why, on what ground, whether somebody reported it, that no machine decided, and what can be done."""
    concern = acts.only_concern()
    concern.review = Review.PUBLISHED
    db.session.flush()
    account = factories.account("quarter_worker", ortsteile=["06"]).id
    wanted = db.select(Concern.id).where(Concern.id == concern.id)
    said = {"ground": Ground.PERSONAL, "sentence": "Im Text steht ein Name.", "on_notice": on_notice}
    reviewing.give_back(wanted=wanted, account=account, **said)

    page = author_page(reader, code)

    known = "Jemand hat uns Ihr Anliegen gemeldet." if on_notice else "Niemand hat Ihr Anliegen gemeldet."
    for words in ("wieder weggenommen", "Im Text steht ein Name.", known, "kein Programm", "Schlichtungsstelle", "Gericht"):
        assert words in page.text
    assert page.select("main a[href='/de/regeln#angaben']")
    assert page.select("main a[href='/de/regeln#widerspruch']")
    rules = reader.get("/regeln")
    assert rules.select("#angaben")
    assert rules.select("#widerspruch")


def test_the_author_sees_what_becomes_of_it(reader: Reader, code: str, clock):
    concern = acts.only_concern()
    entry = {"step": Progress.DISCUSSED, "happened_on": clock().date(), "text": "Wir haben darüber gesprochen."}
    db.session.add(ProgressEntry(concern_id=concern.id, **entry))

    page = author_page(reader, code)

    assert "Wir haben darüber gesprochen." in page.text


def test_withdrawing_asks_first(reader: Reader, code: str):
    sure = reader.send(author_page(reader, code).form("form[action$='/zurueckziehen']"), status=200)

    assert "wirklich" in sure.text
    assert acts.only_concern().review is Review.WAITING
    reader.send(sure.form("form[action$='/nachverfolgen']"), status=200)
    assert acts.only_concern().review is Review.WAITING


def test_what_is_withdrawn_is_gone_for_good(reader: Reader):
    page = acts.report(reader, text="Ein geheimes Wort.", where_exactly="geheime Ecke")
    code = acts.code_on(page)
    tell(reader, code, "Noch ein geheimes Wort.")
    concern = acts.only_concern()
    moderation.seal(subject=subject_of(concern.sequence), text="Das geheime Original.")

    withdraw(reader, code)

    kept = acts.only_concern()
    assert (kept.review, kept.text, kept.title, kept.where_exactly) == (Review.WITHDRAWN, "", "", "")
    assert (kept.code_hash, kept.fingerprint) == (None, None)
    assert messages() == []
    assert db.session.scalars(db.select(SealedOriginal)).all() == []
    assert db.session.execute(db.select(INDEX.c.rowid)).all() == []


def test_withdrawing_leaves_the_number_and_a_step(reader: Reader, code: str):
    withdraw(reader, code)

    step = db.session.scalars(db.select(ReviewStep)).one()
    assert (step.before, step.after) == ({"review": "waiting"}, {"review": "withdrawn"})
    assert acts.only_concern().number == "2026-00001"
    assert db.session.scalar(db.select(db.func.count(Voice.id))) == 1


def test_a_double_tap_on_withdrawing_is_harmless(reader: Reader, code: str):
    sure = reader.send(author_page(reader, code).form("form[action$='/zurueckziehen']"), status=200)
    reader.send(sure.form("form[action$='/ja']"))

    again = reader.send(sure.form("form[action$='/ja']"), status=422)

    assert "zurückgezogen" in again.text
    assert db.session.scalar(db.select(db.func.count(ReviewStep.id))) == 1


def test_the_form_of_a_withdrawn_concern_stores_nothing_again(reader: Reader):
    form = acts.filled(reader)
    withdraw(reader, acts.code_on(reader.post("/anliegen/neu", form)))

    page = reader.post("/anliegen/neu", form, status=409)

    assert "zurückgezogen" in page.text
    assert [concern.text for concern in acts.all_concerns()] == [""]


def test_the_page_of_the_code_can_be_opened_without_one(reader: Reader):
    page = reader.get("/nachverfolgen")

    assert page.select("#code[data-behaviour~='code-from-hash']")

"""Somebody tells us of a barrier or of a text: once, without account or script, and with an answer to look up."""

import pytest

from app.kernel import limits, tokens
from app.kernel.db import db
from app.kernel.languages import OFFERED
from app.kernel.outbox import OutgoingMail
from app.notices.rules import Kind, Reason
from tests import factories
from tests.notices import making
from tests.support.reader import Reader


def mails() -> list[OutgoingMail]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.created_at)))


@pytest.mark.parametrize("language", [language.code for language in OFFERED])
def test_every_page_leads_to_the_form_for_barriers_with_its_own_address(new_reader, language: str):
    """From the start, a list, a legal page and a page that is not there (BITV § 7)."""
    reader = new_reader(language)
    for path in ("/", "/anliegen", "/barrierefreiheit", "/nachverfolgen"):
        link = reader.get(f"/{language}{path}").select_one("footer a[href*='/melden/barriere']")
        assert reader.get(str(link["href"])).form("main form").values["address"] == f"/{language}{path}"

    lost = reader.get("/gibt-es-nicht", status=404).select_one("footer a[href*='/melden/barriere']")
    assert "seite" not in str(lost["href"])


def test_a_barrier_is_told_without_account_name_or_address(reader: Reader):
    page = making.tell(reader, "barriere", making.BARRIER, page="?seite=/de/anliegen")

    notice = making.only_one()
    assert (notice.kind, notice.address, notice.email) == (Kind.BARRIER, "/de/anliegen", "")
    assert (notice.due_on - notice.reported_on).days == 28
    assert "14. Dezember 2026" in page.text
    assert reader.cookie("person") is None
    assert mails() == []


def test_a_barrier_on_another_page_is_taken_in_own_words(reader: Reader):
    making.tell(reader, "barriere", {**making.BARRIER, "address": "auf dem Plakat"})

    assert making.only_one().address == "auf dem Plakat"


def test_a_text_is_reported_from_its_own_page(reader: Reader):
    concern = factories.concern()
    link = reader.get(f"/anliegen/{concern.number}").select_one("main a[href*='/melden/inhalt']")
    form = reader.get(str(link["href"])).form("main form")

    reader.send(form.fill(reason="hate", text="Hetze gegen eine Gruppe.", in_good_faith="y"))

    notice = making.only_one()
    assert (notice.concern_id, notice.reason) == (concern.id, Reason.HATE)
    assert notice.address == f"/de/anliegen/{concern.number}"
    assert (notice.due_on - notice.reported_on).days == 1


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"reason": []}, "reason"),
        ({"text": " "}, "text"),
        ({"in_good_faith": []}, "in_good_faith"),
        ({"address": ""}, "address"),
    ],
)
def test_what_the_law_asks_for_is_asked_for_and_what_was_typed_stays(reader: Reader, missing, field: str):
    page = making.report(reader, status=422, name="Ada", **missing)

    assert page.select_one(f"#{field}-error")
    assert page.select_one("#name")["value"] == "Ada"
    assert making.stored() == []


def test_the_same_form_again_is_one_notice_and_other_words_are_another(reader: Reader):
    form = reader.get("/melden/inhalt").form("main form").fill(**making.CONTENT)

    codes = {making.code_on(reader.send(form)) for _ in range(3)}

    assert len(making.stored()) == len(codes) == 1
    reader.send(form.fill(text="Und noch etwas."))
    assert len(making.stored()) == 2


def test_whoever_reported_it_looks_up_how_it_stands(reader: Reader):
    code = making.code_on(making.report(reader))

    page = reader.post("/melden/nachsehen", {"code": f" {code[:7]} {code[7:]}"}, status=200)

    assert "Wir antworten bis zum 23. November 2026." in page.text
    assert making.CONTENT["text"] in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert len({reader.post("/melden/nachsehen", {"code": wrong}, status=422).html for wrong in ("0" * 20, "12", "")}) == 1


def test_numbers_cannot_be_tried_out(reader: Reader):
    for _ in range(10):
        reader.post("/melden/nachsehen", {"code": "1" * 20}, status=422)

    reader.post("/melden/nachsehen", {"code": "1" * 20}, status=429)


def test_a_mail_confirms_in_the_own_language_and_holds_no_word_of_the_notice(new_reader):
    making.report(new_reader("en"), email="ada@example.org", name="Ada <b>", text="Buy at www.example.com")

    (mail,) = mails()
    assert (mail.recipient, mail.language) == ("ada@example.org", "en")
    assert "/en/melden/nachsehen" in mail.body
    assert "example.com" not in mail.body
    assert "Ada" not in mail.body


def test_strangers_cannot_fill_a_letter_box(reader: Reader):
    for number in range(8):
        making.report(reader, email="ada@example.org", text=f"Text {number}")

    assert len(mails()) == 5
    assert len(making.stored()) == 8


@pytest.mark.parametrize(
    ("changed", "mark"),
    [({"website": "x"}, "trap"), ({"text": "http://a.de http://b.de http://c.de"}, "links")],
)
def test_a_program_is_marked_not_refused_and_gets_no_mail_when_it_fell_into_the_trap(reader, changed, mark, clock):
    form = reader.get("/melden/inhalt").form("main form").fill(**{**making.CONTENT, "email": "ada@example.org", **changed})
    clock.advance(seconds=30)

    reader.send(form)

    assert making.only_one().suspicion == mark
    assert bool(mails()) == (mark != "trap")


def test_many_from_one_network_are_marked(reader: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "hit", lambda *_given, **_more: 21)

    making.report(reader)

    assert "many_posts" in making.only_one().suspicion


def test_a_form_that_lay_open_too_long_keeps_its_words(reader: Reader, clock):
    form = reader.get("/melden/barriere").form("main form").fill(**making.BARRIER)
    clock.advance(hours=tokens.LIFETIME.total_seconds() / 3600 + 1)

    page = reader.send(form, status=422)

    assert making.stored() == []
    reader.send(page.form("main form"))
    assert making.only_one().text == making.BARRIER["text"]


def test_a_wrong_mail_address_is_said_at_its_field(reader: Reader):
    page = making.report(reader, status=422, email="ada@")

    assert page.select_one("#email-error")
    assert making.stored() == []

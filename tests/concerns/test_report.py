"""A concern in under a minute: without account, cookie or script, once, and with nothing lost."""

import pytest

from app.concerns.models import Voice
from app.concerns.rules import Review
from app.kernel import codes
from app.kernel.db import db
from tests.concerns import acts
from tests.support.reader import Reader

pytestmark = pytest.mark.usefixtures("rieth")


def test_a_concern_waits_for_review(reader: Reader):
    acts.report(reader, text="Im Park fehlt Licht.", where_exactly="hinter der Schule", affected=["older", "children"])

    concern = acts.only_concern()
    assert (concern.review, concern.number) == (Review.WAITING, "2026-00001")
    assert (concern.text, concern.where_exactly) == ("Im Park fehlt Licht.", "hinter der Schule")
    assert sorted(concern.affected) == ["children", "older"]


def test_the_thank_you_page_gives_number_code_and_square(reader: Reader):
    page = acts.report(reader)

    code = acts.code_on(page)
    assert len(code) == 20
    assert code.isdecimal()
    assert "2026-00001" in page.text
    assert page.select("svg.qr_code path")
    assert page.headers["Cache-Control"] == "no-store"
    assert len(page.select(".copy_code__digits span")) == 5


def test_only_a_slow_hash_of_the_code_is_stored(reader: Reader):
    code = acts.code_on(acts.report(reader))

    concern = acts.only_concern()
    assert concern.code_hash == codes.slow("code", code)
    assert code not in (concern.client_key or "") + (concern.fingerprint or "")


def test_the_form_has_no_cookie_and_is_not_kept(reader: Reader):
    page = reader.get("/anliegen/neu")

    assert "no-store" in page.headers["Cache-Control"]


def test_the_answer_brings_the_person_and_the_voice_holds_only_hashes(reader: Reader):
    acts.report(reader)

    token = (reader.cookie("person") or "").split(".")[0]
    voice = db.session.scalars(db.select(Voice)).one()
    assert token
    assert token not in voice.person
    assert voice.network is not None
    assert voice.quarter == "2026-Q4"


def test_the_same_form_again_gets_the_same_page(reader: Reader):
    form = acts.filled(reader)
    first = reader.post("/anliegen/neu", form)

    again = reader.post("/anliegen/neu", form)

    assert acts.code_on(again) == acts.code_on(first)
    assert again.html == first.html
    assert len(acts.all_concerns()) == 1
    assert db.session.scalar(db.select(db.func.count(Voice.id))) == 1


def test_the_same_form_with_other_words_shows_both_and_stores_nothing_new(reader: Reader):
    form = acts.filled(reader, text="Die Schaukel ist kaputt.")
    reader.post("/anliegen/neu", form)

    page = reader.post("/anliegen/neu", {**form, "text": "Die Rutsche ist kaputt."}, status=409)

    assert "Die Schaukel ist kaputt." in page.text
    assert "Die Rutsche ist kaputt." in page.text
    assert acts.only_concern().text == "Die Schaukel ist kaputt."


def test_the_other_words_can_be_sent_as_a_concern_of_their_own(reader: Reader):
    form = acts.filled(reader, text="Die Schaukel ist kaputt.", affected=["children"])
    reader.post("/anliegen/neu", form)
    page = reader.post("/anliegen/neu", {**form, "text": "Die Rutsche\nist kaputt."}, status=409)

    reader.send(page.form())

    assert [concern.text for concern in acts.all_concerns()] == ["Die Schaukel ist kaputt.", "Die Rutsche\nist kaputt."]
    assert acts.all_concerns()[1].affected == ["children"]


def test_a_form_that_lay_open_too_long_comes_back_with_everything(reader: Reader, clock):
    form = acts.filled(reader, text="Lange nachgedacht.", where_exactly="am Teich")
    clock.advance(hours=30)

    page = reader.post("/anliegen/neu", form, status=422)

    assert "Lange nachgedacht." in page.html
    assert page.select_one("#where_exactly")["value"] == "am Teich"
    reader.send(page.form())
    assert acts.only_concern().text == "Lange nachgedacht."


def test_a_form_that_came_in_is_known_even_when_its_token_has_run_out(reader: Reader, clock):
    form = acts.filled(reader)
    first = reader.post("/anliegen/neu", form)
    clock.advance(days=3)

    again = reader.post("/anliegen/neu", form)

    assert acts.code_on(again) == acts.code_on(first)


@pytest.mark.parametrize("token", ["", "1.2", "99999999999.ff", "x" * 500, "\0", "１２.a"])
def test_a_forged_token_stores_nothing_and_loses_nothing(reader: Reader, token: str):
    page = reader.post("/anliegen/neu", {**acts.filled(reader), "token": token}, status=422)

    assert acts.GOOD["text"] in page.html
    assert acts.all_concerns() == []


@pytest.mark.parametrize("client_id", ["", "abc", "F" * 32, "0" * 33, "\0" * 32])
def test_an_unsound_id_is_replaced(reader: Reader, client_id: str):
    page = reader.post("/anliegen/neu", {**acts.filled(reader), "client_id": client_id}, status=422)

    reader.send(page.form())
    assert acts.only_concern().text == acts.GOOD["text"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("text", ""),
        ("text", " \n\t "),
        ("text", "?!…"),
        ("text", "\0\x01\x1f"),
        ("text", "a" * 5001),
        ("ortsteil_key", "99"),
        ("ortsteil_key", ""),
        ("ortsteil_key", "06\0"),
        ("topic_key", "steuern"),
        ("topic_key", ""),
        ("direction", "complaint"),
        ("direction", ""),
        ("where_exactly", "x" * 201),
        ("affected", ["martians"]),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_all_is_kept(reader: Reader, field: str, wrong: object):
    form = acts.filled(reader, text="Im Hof ist es schön.", where_exactly="im Hof") | {field: wrong}

    page = reader.post("/anliegen/neu", form, status=422)

    assert page.select_one(f"#{field}-error").get_text(strip=True)
    assert page.select(f".error_summary a[href='#{field}']")
    assert page.select_one("title").get_text().startswith("Fehler:")
    if field != "text":
        assert "Im Hof ist es schön." in page.html
    if field != "where_exactly":
        assert page.select_one("#where_exactly")["value"] == "im Hof"
    assert acts.all_concerns() == []


@pytest.mark.parametrize("missing", ["text", "ortsteil_key", "topic_key", "direction"])
def test_a_question_left_out_is_asked_again(reader: Reader, missing: str):
    form = {name: answer for name, answer in acts.filled(reader).items() if name != missing}

    page = reader.post("/anliegen/neu", form, status=422)

    assert page.select_one(f"#{missing}-error").get_text(strip=True)


def test_control_characters_are_taken_out_of_a_text_that_says_something(reader: Reader):
    acts.report(reader, text="Licht\0 fehlt\r\nam \x0bTeich.")

    assert acts.only_concern().text == "Licht fehlt\nam Teich."


def test_five_thousand_characters_fit_line_breaks_counted_once(reader: Reader):
    acts.report(reader, text="ä\r\n" * 2499 + "ää")

    assert len(acts.only_concern().text) == 5000


def test_the_language_of_the_page_is_the_language_of_the_words(new_reader):
    acts.report(new_reader("ar"), text="لا توجد مقاعد في الحديقة")

    assert acts.only_concern().language == "ar"


def test_the_poster_of_a_forum_chooses_its_only_ortsteil(reader: Reader):
    page = reader.get("/anliegen/neu?forum=rieth")

    assert page.select_one("#ortsteil_key option[selected]")["value"] == "06"
    assert page.select_one("#ortsteil_key optgroup")["label"] == "Forum Rieth"


def test_a_link_chooses_an_ortsteil_and_an_unknown_one_chooses_none(reader: Reader):
    known = reader.get("/anliegen/neu?ort=07").select_one("#ortsteil_key option[selected]")
    unknown = reader.get("/anliegen/neu?ort=<x>&forum=../").form().values

    assert known["value"] == "07"
    assert unknown["ortsteil_key"] == ""


def test_every_ortsteil_can_be_chosen_once(reader: Reader):
    page = reader.get("/anliegen/neu")

    values = [option["value"] for option in page.select("#ortsteil_key option") if option["value"]]
    assert sorted(values) == ["06", "07", "08"]


def test_the_nearest_ortsteile_are_offered_and_none_is_chosen(reader: Reader):
    page = reader.post("/anliegen/orte-in-der-naehe", {"lat": "51.0", "lon": "11.01"}, status=200)

    answer = page.response.get_json()
    assert [choice["value"] for choice in answer["choices"]] == ["06", "07", "08"]
    assert answer["message"]


def test_without_script_the_nearest_ortsteile_are_links(reader: Reader):
    where = {"lat": "51.0", "lon": "11.01"}

    page = reader.post("/anliegen/orte-in-der-naehe", where, status=200, headers={"Accept": "text/html"})

    links = [link["href"] for link in page.select("main a")]
    assert links[0] == "/de/anliegen/neu?ort=06"


@pytest.mark.parametrize(
    ("lat", "lon"), [("", ""), ("nan", "11"), ("inf", "11"), ("51", "181"), ("51,0", "11"), ("x", "\0")]
)
def test_a_position_that_is_none_is_refused_in_words(reader: Reader, lat: str, lon: str):
    page = reader.post("/anliegen/orte-in-der-naehe", {"lat": lat, "lon": lon}, status=422)

    assert "Liste" in page.text


def test_a_foreign_page_cannot_post(reader: Reader):
    reader.post("/anliegen/neu", acts.filled(reader), status=403, headers={"Origin": "https://evil.example"})

    assert acts.all_concerns() == []

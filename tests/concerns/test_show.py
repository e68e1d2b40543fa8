"""The page of one concern: the words, what becomes of them, and who may not be read."""

from datetime import date

import pytest

from app.accounts.models import Department
from app.concerns.models import Concern, ProgressEntry
from app.concerns.rules import Channel, Progress, Review
from app.kernel.db import db
from tests import factories
from tests.support.reader import Reader

pytestmark = [pytest.mark.usefixtures("rieth"), pytest.mark.full_on_postgresql]


def entry(concern: Concern, step: Progress, text: str, **more: object) -> None:
    concern.progress = step
    values = {"step": step, "text": text, "happened_on": date(2026, 11, 10), **more}
    db.session.add(ProgressEntry(concern_id=concern.id, **values))
    db.session.flush()


def test_a_concern_is_shown_with_day_channel_and_language(reader: Reader):
    concern = factories.concern(
        text="Hier fehlt Licht.\nSeit Jahren.",
        language="uk",
        channel=Channel.DOORSTEP,
        reported_on=date(2026, 3, 1),
        affected=["older", "children"],
        where_exactly="am Durchgang",
    )

    page = reader.get(f"/anliegen/{concern.number}")

    assert page.select_one("blockquote")["lang"] == "uk"
    assert "1. März 2026" in page.text
    assert "an der Haustür" in page.text
    assert "ältere Menschen, Kinder" in page.text
    assert "am Durchgang" in page.text


def test_what_became_of_it_stands_in_order_with_department_and_promise(reader: Reader):
    db.session.add(Department(key="gruen", name="Garten- und Friedhofsamt", short="Garten"))
    concern = factories.concern()
    entry(concern, Progress.DISCUSSED, "Das Forum hat darüber gesprochen.", happened_on=date(2026, 10, 1))
    referred = {"department_key": "gruen", "promised_on": date(2026, 12, 24)}
    entry(concern, Progress.REFERRED, "Das Amt prüft eine neue Schaukel.", **referred)

    page = reader.get(f"/anliegen/{concern.number}")

    line = page.select_one(".timeline").get_text(" ")
    assert line.index("Das Forum") < line.index("Garten- und Friedhofsamt") < line.index("versprochen bis 24. Dezember 2026")
    assert page.select_one(".timeline p[lang]")["lang"] == "de"


def test_a_promise_that_was_kept_is_no_longer_promised(reader: Reader):
    concern = factories.concern()
    entry(concern, Progress.REFERRED, "Wir fragen nach.", promised_on=date(2026, 12, 24))
    entry(concern, Progress.ANSWERED, "Die Schaukel kommt.", happened_on=date(2026, 11, 12))

    assert "versprochen" not in reader.get(f"/anliegen/{concern.number}").text


def test_it_says_how_many_stand_behind_it_from_five_people_on(reader: Reader):
    many, few = (factories.concern(people=people, channel=Channel.MEETING).number for people in (5, 4))

    assert "Dahinter stehen 5 Menschen." in reader.get(f"/anliegen/{many}").text
    assert "Dahinter" not in reader.get(f"/anliegen/{few}").text


def test_supports_are_shown_and_imported_ones_beside_them(reader: Reader):
    concern = factories.concern(supports=3, imported_supports=12)

    page = reader.get(f"/anliegen/{concern.number}")

    assert "3 Menschen haben gesagt" in page.text
    assert "12 Stimmen aus einer früheren Beteiligung" in page.text


@pytest.mark.parametrize("review", [Review.WAITING, Review.RETURNED, Review.WITHDRAWN])
def test_what_is_not_published_looks_like_what_does_not_exist(reader: Reader, review: Review):
    hidden = factories.concern(review=review)

    pages = [reader.get(f"/anliegen/{number}", status=404) for number in (hidden.number, "2026-77777")]

    assert len({page.text for page in pages}) == 1


@pytest.mark.parametrize(
    "number", ["2026-42", "2026-000042", "2026", "26-00042", "2026_00042", "²026-00042", "2026-0004２", "2026-00042 ", "x"]
)
def test_a_number_written_otherwise_is_not_found(reader: Reader, number: str):
    factories.concern(sequence=2026 * 10**8 + 42)

    reader.get("/anliegen/2026-00042")
    reader.get(f"/anliegen/{number}", status=404)


def test_a_merged_concern_leads_to_the_one_it_lives_on_in(reader: Reader):
    target = factories.concern()
    merged = factories.concern(review=Review.MERGED, merged_into_id=target.id)
    number = target.number

    page = reader.get(f"/anliegen/{merged.number}", status=302)

    assert page.headers["Location"].endswith(f"/anliegen/{number}")


def test_a_merged_concern_whose_target_is_withdrawn_is_gone_too(reader: Reader):
    target = factories.concern(review=Review.WITHDRAWN)
    merged = factories.concern(review=Review.MERGED, merged_into_id=target.id)

    reader.get(f"/anliegen/{merged.number}", status=404)


def test_words_are_text_whatever_they_look_like(reader: Reader):
    words = "<img src=x onerror=alert(1)> {{ 7 * 7 }} javascript:alert(1)"
    concern = factories.concern(text=words, title=words, where_exactly=words)

    page = reader.get(f"/anliegen/{concern.number}")

    assert page.select_one("blockquote .lines").get_text() == words
    assert not page.select("main img")

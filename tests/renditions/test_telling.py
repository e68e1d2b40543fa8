"""Texts in other languages: who writes them, who reads them, and that nobody reads what was made from other words."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.concerns.models import Concern
from app.concerns.service import wording
from app.kernel.db import db
from app.meetings.rules.kinds import MinutesState, PlainState
from app.renditions.models import Rendition
from app.renditions.rules import RenditionState
from tests import factories
from tests.meetings import making as meetings

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def bench(app):
    return factories.concern(text="Лавка зламана.", language="uk")


def told(worker, concern, code="leicht", **answers):
    form = worker.get(f"/arbeit/uebersetzungen/concern/{concern.number}/{code}").form("main form[action]")
    return worker.send(form.fill(**answers), status=303)


def test_readers_see_the_words_of_their_language_and_the_original(worker, bench, reader, new_reader):
    number = bench.number
    told(worker, bench, **{"text-text": "Die Bank ist kaputt.", "is_shown": "y"}, code="leicht")

    plain = new_reader("leicht").get(f"/anliegen/{number}")
    german = reader.get(f"/anliegen/{number}")

    assert plain.select_one(".told__text")["lang"] == "de-simple"
    assert plain.select_one(".told__text").get_text() == "Die Bank ist kaputt."
    assert "Leichte Sprache" not in plain.select_one(".told__how").get_text()
    assert "Noch niemand hat den Text geprüft." in plain.select_one(".told__how").get_text()
    assert plain.select_one("blockquote[lang=uk]").get_text().strip() == "Лавка зламана."
    assert german.select(".told") == []


def test_what_nobody_let_others_read_is_not_shown(worker, bench, new_reader):
    number = bench.number
    told(worker, bench, **{"text-text": "Die Bank ist kaputt."})

    assert new_reader("leicht").get(f"/anliegen/{number}").select(".told") == []


def test_only_what_somebody_checked_is_called_leichte_sprache(worker, bench, new_reader):
    number = bench.number
    told(worker, bench, **{"text-text": "Die Bank ist kaputt.", "is_shown": "y", "checked_by": "Prüfgruppe Rieth"})

    how = new_reader("leicht").get(f"/anliegen/{number}").select_one(".told__how").get_text()

    assert how == "Das ist Leichte Sprache.\nGeprüft von Prüfgruppe Rieth am 16. November 2026."


def test_words_made_unreadable_leave_no_translation_behind(worker, bench, new_reader):
    """The original loses a name; a Übersetzung that still holds it must be gone, not only hidden."""
    number = bench.number
    told(worker, bench, **{"text-text": "Die Bank von Frau Kowalenko ist kaputt.", "is_shown": "y"})

    wording.redact(concern=bench, passages=["Лавка"], account=worker.account_id)

    assert new_reader("leicht").get(f"/anliegen/{number}").select(".told") == []
    assert db.session.scalars(sa.select(Rendition)).all() == []


def test_a_changed_original_is_not_told_by_the_old_words(worker, bench, new_reader):
    number = bench.number
    told(worker, bench, **{"text-text": "Die Bank ist kaputt.", "is_shown": "y"})
    db.session.scalars(sa.select(Concern)).one().text = "Лавка знову ціла."
    db.session.commit()

    assert new_reader("leicht").get(f"/anliegen/{number}").select(".told") == []
    assert "Original hat sich geändert" in worker.get(f"/arbeit/uebersetzungen/concern/{number}/leicht").text


def test_an_empty_text_takes_a_part_away(worker, bench):
    told(worker, bench, **{"text-text": "Die Bank ist kaputt."})
    told(worker, bench, **{"text-text": ""})

    assert db.session.scalars(sa.select(Rendition)).all() == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"is_shown": "y"}, "is_shown"),
        ({"text-text": "Die Bank.", "checked_on": "2026-11-01"}, "checked_by"),
        ({"text-text": "Die Bank.", "checked_by": "Wir", "checked_on": "2027-01-01"}, "checked_on"),
        ({"text-text": "Die Bank.", "checked_on": "gestern"}, "checked_on"),
        ({"text-text": "a" * 20_001}, "text-text"),
    ],
)
def test_a_wrong_answer_is_said_at_its_question_and_keeps_the_words(worker, bench, answers, field):
    form = worker.get(f"/arbeit/uebersetzungen/concern/{bench.number}/leicht").form("main form[action]")

    page = worker.send(form.fill(**answers), status=422)

    assert page.select(f"#{field}-error")
    assert page.select_one("#text-text").get_text().strip() == answers.get("text-text", "")


def test_nobody_tells_the_words_of_another_area(staff, bench):
    stranger = staff("quarter_worker", ortsteile=["09"])

    stranger.get(f"/arbeit/uebersetzungen/concern/{bench.number}/leicht", status=404)
    stranger.get("/arbeit/uebersetzungen/nichts/1/leicht", status=404)


def test_a_language_that_is_its_own_or_unknown_has_no_page(worker, app):
    own = factories.concern(text="Die Bank ist kaputt.", language="de").number

    worker.get(f"/arbeit/uebersetzungen/concern/{own}/de", status=404)
    worker.get(f"/arbeit/uebersetzungen/concern/{own}/xx", status=404)


def test_the_report_says_what_is_missing(worker, bench):
    factories.forum("rieth", ["06"], description="Wir treffen uns im Stadtteilladen.")
    before = worker.get("/arbeit/uebersetzungen").select("section details a")
    told(worker, bench, **{"text-text": "Die Bank ist kaputt.", "is_shown": "y", "checked_by": "Prüfgruppe"})

    after = worker.get("/arbeit/uebersetzungen").select("section details a")

    assert [link["href"] for link in before] == [
        "/de/arbeit/uebersetzungen/forum/rieth/leicht",
        f"/de/arbeit/uebersetzungen/concern/{bench.number}/leicht",
    ]
    assert [link["href"] for link in after] == ["/de/arbeit/uebersetzungen/forum/rieth/leicht"]


def lines(page):
    """What the report says of each thing, by kind."""
    items = {section["aria-labelledby"]: section.select("li") for section in page.select("main section")}
    return {kind: [" ".join(item.get_text(" ").split()) for item in found] for kind, found in items.items()}


def test_the_report_says_which_part_is_missing_and_why(worker, app):
    """Half told, kept back, told of other words, made by a machine: each is said, and nothing of it counts as checked."""
    for slug in ("halb", "geheim", "alt", "maschine"):
        factories.forum(
            slug, ["06"], name=slug, description="Wir treffen uns.", rhythm="jeden Montag" if slug == "halb" else ""
        )
    factories.rendition("forum:halb", "description", "Wir treffen uns.", "Treffen.")
    factories.rendition("forum:geheim", "description", "Wir treffen uns.", "Treffen.", is_shown=False)
    factories.rendition("forum:alt", "description", "Wir trafen uns.", "Treffen.")
    factories.rendition("forum:maschine", "description", "Wir treffen uns.", "Treffen.", state=RenditionState.MACHINE)

    page = worker.get("/arbeit/uebersetzungen")

    assert lines(page) == {
        "art-forum": [
            "alt Original geändert",
            "geheim Noch nicht zu lesen",
            "halb Es fehlt: Wann wir uns treffen",
            "maschine Maschinell übersetzt",
        ]
    }
    assert "Fehlt: 3. Noch nicht geprüft: 1. Geprüft: 0." in page.text


def test_the_report_leads_to_minutes_without_checked_plain_words(worker, staff, new_reader):
    """They are written with the minutes. Nobody looks for them in other languages, or without a right to write them."""
    words = {"Ohne": PlainState.MISSING, "Entwurf": PlainState.DRAFT, "Gut": PlainState.CHECKED}
    for title, state in words.items():
        meeting = meetings.meeting(date(2026, 11, 2), title=title, ortsteile=[factories.ortsteil("06")])
        meetings.minutes(meeting, MinutesState.PUBLISHED, plain_state=state)
    meetings.minutes(meetings.meeting(date(2026, 11, 3), ortsteile=[factories.ortsteil("06")]), MinutesState.AGREED)

    page = worker.get("/arbeit/uebersetzungen")

    assert lines(page) == {"art-minutes": ["Ohne, 2. November 2026", "Entwurf, 2. November 2026"]}
    for link in page.select("section li a"):
        assert "Kurz und einfach" in worker.get(str(link["href"])).text
    assert lines(worker.get("/arbeit/uebersetzungen?sprache=uk")) == {}
    assert lines(staff("quarter_worker", ortsteile=["09"]).get("/arbeit/uebersetzungen")) == {}
    worker.get("/arbeit/uebersetzungen/minutes/1/leicht", status=404)


def test_a_forum_without_plain_words_says_so(worker, new_reader):
    factories.forum("rieth", ["06"], description="Wir treffen uns im Stadtteilladen.")
    before = new_reader("leicht").get("/foren/rieth").text
    form = worker.get("/arbeit/uebersetzungen/forum/rieth/leicht").form("main form[action]")

    worker.send(form.fill(**{"text-description": "Wir treffen uns.", "is_shown": "y"}), status=303)

    assert "Diesen Text gibt es noch nicht leicht verständlich." in before
    assert new_reader("leicht").get("/foren/rieth").select_one(".told__text").get_text() == "Wir treffen uns."


def test_every_language_of_a_thing_is_listed(worker, bench):
    told(worker, bench, **{"text-text": "Die Bank ist kaputt."})

    page = worker.get(f"/arbeit/uebersetzungen/concern/{bench.number}")

    assert {"Entwurf", "Noch nicht zu lesen", "Fehlt"} <= {tag.get_text(strip=True) for tag in page.select(".tag")}
    assert db.session.scalar(sa.select(Rendition.state)) is RenditionState.DRAFT


def test_the_writing_helper_looks_at_plain_words_and_keeps_them(worker, bench):
    form = worker.get(f"/arbeit/uebersetzungen/concern/{bench.number}/leicht").form("main form[action]")

    page = worker.send(form.fill(**{"text-text": "Die Bank wurde repariert.", "pruefen": "text-text"}), status=200)

    assert page.select_one("#text-text").get_text().strip() == "Die Bank wurde repariert."
    assert page.select(".writing_help mark")
    assert db.session.scalars(sa.select(Rendition)).all() == []

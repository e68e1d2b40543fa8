"""The demo city in many languages: each state is there to be seen, nothing twice, and readers see who checked a text."""

import re

import pytest
import sqlalchemy as sa

from app.demo import gremien, people, reading, renditions, surveys, then, voices
from app.kernel.db import db
from app.moderation.models import LogEntry
from app.places import DATA
from app.places import service as places
from app.renditions.models import Rendition
from app.writing.rules.checking import checked
from app.writing.rules.kinds import Measure, Severity
from tests.conftest import World

OUT_OF_DATE, NOT_SHOWN, BY_A_MACHINE = "Original geändert", "Noch nicht zu lesen", "Maschinell übersetzt"


@pytest.fixture
def city(world: World) -> None:
    """Everything that is told in other languages, without the rest of the story."""
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)
    people.move_in()
    gremien.convene()
    voices.speak()
    for row in reading.rows("survey_campaigns"):
        with then.on(row["begins"]):
            surveys.begin(row)
    renditions.tell()
    db.session.commit()


def rows() -> list[tuple]:
    kept = sa.select(Rendition.subject, Rendition.part, Rendition.language, Rendition.text, Rendition.made_on)
    return sorted(tuple(row) for row in db.session.execute(kept))


def test_a_second_load_changes_nothing(city):
    before, log = rows(), sa.select(sa.func.count()).select_from(LogEntry)
    entries = db.session.scalar(log)

    renditions.tell()

    assert len(before) == len(reading.rows("rendition_texts")), "every text found its part"
    assert rows() == before
    assert db.session.scalar(log) == entries


def test_the_report_shows_each_state(city, staff):
    worker = staff("quarter_worker", ortsteile=["05", "06"])

    def line(language: str, kind: str, title: str) -> str:
        section = worker.get(f"/arbeit/uebersetzungen?sprache={language}").select_one(f"section[aria-labelledby=art-{kind}]")
        return " ".join(item.get_text() for item in section.select("li") if title in item.get_text())

    berliner_platz, rieth = "Berliner Platz", "Rieth"
    assert OUT_OF_DATE in line("uk", "forum", berliner_platz)
    assert NOT_SHOWN in line("ru", "forum", berliner_platz)
    assert BY_A_MACHINE in line("ru", "forum", rieth)
    assert line("ar", "forum", rieth) == "", "what is checked is done"
    assert NOT_SHOWN in line("de", "concern", "2026-00084")
    assert "Es fehlt: Straßen" in line("en", "campaign", rieth)


def test_the_forum_says_in_arabic_who_checked_its_words_above_the_german_ones(city, new_reader):
    page = new_reader("ar").get("/foren/rieth")
    told, german = page.select_one(".told"), page.soup.find(lang="de", string=re.compile("Höfe"))
    everything = list(page.soup.descendants)

    assert told.select_one(".told__text")["lang"] == "ar"
    assert "Nour Beispiel" in told.select_one(".told__how").get_text()
    assert everything.index(told) < everything.index(german)


def test_forums_say_only_what_is_true_of_their_words(city, new_reader):
    """Leichte Sprache is what the group checked; what is out of date or unseen is not there."""
    plain, checked_words = new_reader("leicht"), "Das ist Leichte Sprache"

    assert checked_words in plain.get("/foren/rieth").select_one(".told__how").get_text()
    assert checked_words not in plain.get("/foren/berliner-platz").select_one(".told__how").get_text()
    assert new_reader("uk").get("/foren/berliner-platz").select(".told") == []
    assert new_reader("ru").get("/foren/berliner-platz").select(".told") == []


def test_plain_words_make_no_error_and_checkers_are_fiction():
    for row in reading.rows("rendition_texts"):
        if row["language"] == "de-simple":
            hints = checked(row["text"], measure=Measure.EASY, this_year=2026).hints
            assert [hint for hint in hints if hint.severity is Severity.ERROR] == [], row["text"]
    who = {row["checked_by"] for row in reading.rows("renditions")} - {""}
    assert all("Beispiel" in name or "Muster" in name for name in who)

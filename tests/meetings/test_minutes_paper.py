"""Published minutes as a tagged PDF: everything that everybody may read, in its order, and nothing else."""

import dataclasses
from datetime import date

import pytest

from app.kernel.db import db
from app.meetings.models import AttendanceCount, Correction, Decision
from app.meetings.queries import records
from app.meetings.rules.kinds import Dimension, MeetingState, MinutesState, Mode, Part, PlainState, TaskStatus
from tests import factories
from tests.meetings import making
from tests.support.papers import Paper

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def evening(app):
    """A forum evening with everything that minutes may hold."""
    forum = factories.forum("rieth", ["06"], name="Forum Rieth")
    meeting = making.meeting(
        date(2026, 10, 20),
        title="Herbstforum",
        forums=[forum],
        facilitator="Quartiersmanagement",
        minute_taker="Ehrenamt",
        attendance_total=23,
    )
    bus = making.item(meeting, "Haltestelle")
    hidden = making.item(meeting, "Personalsache", is_public=False)
    making.text(meeting, Part.PLAIN, "Die Haltestelle bekommt ein Dach.")
    making.text(meeting, Part.OPENING, "Alle stellen sich vor.")
    making.text(meeting, Part.RESULT, "## Lage\nEs regnet hinein.\n\n- Dach\n- Bank", bus)
    making.text(meeting, Part.RESULT, "Streng vertraulich.", hidden)
    _decision(bus, "Das Forum bittet die Stadt um ein Dach.", mode=Mode.MAJORITY, yes=20, no=0)
    _decision(hidden, "Geheimer Beschluss.", mode=Mode.CONSENSUS)
    making.task(meeting, what="Angebote einholen", owner="Tiefbauamt", due_on=date(2026, 12, 1), item_id=bus.id)
    making.task(meeting, what="Vertrauliches klären", item_id=hidden.id, status=TaskStatus.DONE)
    making.parked(meeting, "Mehr Bäume am Platz")
    for dimension, group, people in ((Dimension.ROLE, "residents", 15), (Dimension.AGE, "under_14", 2)):
        db.session.add(AttendanceCount(meeting_id=meeting.id, dimension=dimension, group=group, people=people))
    db.session.add(Correction(meeting_id=meeting.id, item_id=bus.id, before="Eine Bank", after="Ein Dach", reason="Verhört"))
    db.session.flush()
    return meeting


def _decision(item, wording, **changed):
    db.session.add(Decision(item_id=item.id, wording=wording, **changed))


@pytest.fixture
def told(evening):
    return making.minutes(evening, MinutesState.PUBLISHED, plain_state=PlainState.CHECKED)


@pytest.fixture
def paper(reader):
    def read(meeting, language="de"):
        page = reader.get(f"/{language}/treffen/{meeting.id}/protokoll.pdf")
        assert page.headers["Content-Type"] == "application/pdf"
        assert page.headers["Content-Disposition"] == f'attachment; filename="protokoll-{meeting.first_day}.pdf"'
        return Paper(page.response.get_data())

    return read


def test_the_short_words_come_first_then_each_item_then_what_follows(paper, told, evening):
    text = paper(evening).text
    order = [
        "Protokoll: Herbstforum",
        "Dienstag, 20. Oktober 2026, 17:00 bis 19:00 Uhr",
        "Forum Rieth",
        "Kurz und einfach",
        "Die Haltestelle bekommt ein Dach.",
        "Alle stellen sich vor.",
        "TOP 1: Haltestelle",
        "Es regnet hinein.",
        "Das Forum bittet die Stadt um ein Dach.",
        "Angebote einholen",
        "Mehr Bäume am Platz",
        "Verhört",
    ]

    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_what_is_not_public_stands_on_no_paper(paper, told, evening):
    text = paper(evening).text

    assert not [word for word in ("Personalsache", "vertraulich", "Geheimer", "Vertrauliches") if word in text]


def test_without_the_look_at_items_it_would_stand_there(paper, told, evening, monkeypatch):
    """The weak twin."""
    monkeypatch.setattr(records, "_may_be_read", lambda *_: True)

    assert "Vertrauliches" in paper(evening).text


def test_counts_are_told_as_far_as_they_are_known(paper, told, evening):
    text = paper(evening).text

    assert "23 Menschen (Bewohnerinnen und Bewohner: 15; nicht zugeordnet: 8)" in text.replace("\n", " ")
    assert "mit Mehrheit, Ja: 20, Nein: 0" in text
    assert "Enthaltungen" not in text
    assert "unter 14" not in text


def test_nobody_counted_is_said_and_is_not_zero(paper, told, evening):
    evening.attendance_total = None

    assert "Nicht gezählt" in paper(evening).text


@pytest.mark.parametrize(
    ("state", "said"), [(PlainState.CHECKED, False), (PlainState.MACHINE, True), (PlainState.DRAFT, True)]
)
def test_plain_words_nobody_checked_say_so(paper, told, evening, state, said):
    told.plain_state = state

    assert ("noch nicht geprüft" in paper(evening).text) is said


def test_headings_lists_and_the_table_of_tasks_are_tagged(paper, told, evening):
    made = paper(evening)
    kinds = made.kinds()

    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 5
    assert kinds.count("TH") == 4
    assert str(made.pdf.docinfo.Title) == "Protokoll: Herbstforum"


def test_a_paper_for_arabic_readers_keeps_german_words_german(paper, told, evening):
    made = paper(evening, "ar")
    titles = [tag for tag in made.tags if tag.kind == "H2"]

    assert str(made.root.Lang) == "ar"
    assert "de" in {part.lang for title in titles for part in title.all()}
    assert "Es regnet hinein." in made.text


def test_the_same_minutes_are_the_same_file(reader, told, evening, app, clock):
    first = reader.get(f"/treffen/{evening.id}/protokoll.pdf").response.get_data()
    app.extensions["page_store"].clear()
    clock.advance(days=3)

    assert reader.get(f"/treffen/{evening.id}/protokoll.pdf").response.get_data() == first


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.AGREED, MinutesState.APPROVED])
def test_minutes_on_their_way_are_no_file(reader, told, evening, state):
    told.state = state

    reader.get(f"/treffen/{evening.id}/protokoll.pdf", status=404)


def test_minutes_of_a_draft_are_no_file(reader, told, evening):
    evening.state = MeetingState.DRAFT

    reader.get(f"/treffen/{evening.id}/protokoll.pdf", status=404)


def test_minutes_with_nothing_in_them_are_a_paper_too(paper, app):
    meeting = making.meeting(date(2026, 10, 20), place="")
    making.minutes(meeting, MinutesState.PUBLISHED)

    assert "Nicht gezählt" in paper(meeting).text


@pytest.mark.parametrize(
    "words",
    ["#set page()\n\n$ x $", "## \n- ", "- \n-", "\x01\x7f\u202e", "\U0001fae0 中文", "##", "## nur Titel", "x" * 4000],
)
def test_whatever_was_typed_becomes_a_paper(paper, told, evening, words):
    for slot in (Part.CLOSING, Part.DERIVATION):
        making.text(evening, slot, words, evening.items[0] if slot is Part.DERIVATION else None)

    assert "Herbstforum" in paper(evening).text


def test_without_letters_for_a_language_the_page_is_printed_instead(reader, told, evening, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], font_dirs=(tmp_path,)))
    page = reader.get(f"/treffen/{evening.id}/protokoll.pdf")

    assert page.select_one("h1").get_text() == "Protokoll zum Drucken"
    assert page.select_one(f"main a[href='/de/treffen/{evening.id}']")

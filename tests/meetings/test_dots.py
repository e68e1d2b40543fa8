"""Dots on the wall: themes go up once, counts are what hangs there, nobody overwrites what they have not read."""

from typing import Any

import pytest

from app.concerns.models import ConcernLink
from app.concerns.rules import Review
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.meetings.models import AgendaConcern, DotOption, DotPoll, Meeting, Minutes
from app.meetings.rules import dots as rules
from app.meetings.rules.kinds import MinutesState, Origin
from app.meetings.service import dots as service
from app.meetings.service import telling
from app.moderation.models import LogEntry
from tests import factories
from tests.meetings import making
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def meeting(worker) -> Meeting:
    return making.meeting(title="Herbstversammlung")


def where(of: Meeting, poll: DotPoll | None = None, more: str = "") -> str:
    return f"/arbeit/treffen/{of.id}/punkte" + (f"/{poll.id}" if poll else "") + more


def polls() -> list[DotPoll]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(DotPoll)))


def titles(poll: DotPoll) -> list[str]:
    return [option.title for option in poll.options]


def hang_up(reader: Reader, of: Meeting, *, status: int = 303, **answers: Any) -> Page:
    form = reader.get(where(of)).form("form[action$=punkte]")
    return reader.send(form.fill(**{"options": "Laternen\nBänke", **answers}), status=status)


def name_of(option: DotOption) -> str:
    return f"dots_{option.id.hex}"


def count(reader: Reader, of: Meeting, poll: DotPoll, *numbers: int, status: int = 303, **answers: Any) -> Page:
    form = reader.get(where(of, poll)).form(f"form[action$='{poll.id}']")
    said = {name_of(option): str(number) for option, number in zip(poll.options, numbers, strict=False)}
    return reader.send(form.fill(**said, **answers), status=status)


def test_typed_themes_hang_on_the_wall_each_once(worker, meeting):
    page = worker.follow(hang_up(worker, meeting, options="Laternen\n\n  Bänke \nLaternen\n"))

    (poll,) = polls()
    assert titles(poll) == ["Laternen", "Bänke"]
    assert (poll.question, poll.dots_per_person, poll.voters) == ("Woran wollen wir zuerst arbeiten?", 3, None)
    assert "Die Themen hängen an der Wand." in page.text


def test_the_same_form_twice_hangs_up_one_wall(worker, meeting):
    form = worker.get(where(meeting)).form("form[action$=punkte]").fill(options="Laternen")
    worker.send(form, status=303)
    worker.send(form, status=303)

    assert len(polls()) == 1


def test_themes_come_from_the_agenda_with_their_concerns(worker, meeting):
    concern, other = factories.concern(text="Die Lampe ist aus."), factories.concern(text="Die Bank ist kaputt.")
    waiting = factories.concern(text="Noch nicht geprüft.", review=Review.WAITING)
    alone, together = making.item(meeting, "Laternen"), making.item(meeting, "Der Platz")
    making.item(meeting, "Stand der Aufgaben", origin=Origin.OPEN_TASKS)
    db.session.add(AgendaConcern(item_id=alone.id, concern_id=concern.id))
    db.session.add_all(AgendaConcern(item_id=together.id, concern_id=each.id) for each in (concern, other, waiting))
    form = worker.get(where(meeting)).form("form[action$=punkte]")

    offered = worker.get(where(meeting)).select("#from_agenda label")
    keys = [f"punkt-{alone.id.hex}", f"anliegen-{other.number}"]
    worker.send(form.fill(options="Ein Fest", from_agenda=keys, topics=["thema-wohnen"]), status=303)

    assert "Noch nicht geprüft." not in [label.get_text(strip=True) for label in offered]
    assert "Stand der Aufgaben" not in [label.get_text(strip=True) for label in offered]
    (poll,) = polls()
    assert titles(poll)[:2] == ["Laternen", other.headline]
    assert [option.concern_id for option in poll.options[:2]] == [concern.id, other.id]
    assert [option.topic_key for option in poll.options[2:]] == ["wohnen", None]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"options": " \n "}, "Nennen Sie bitte mindestens ein Thema."),
        ({"options": "x" * 301}, "Ein Thema ist zu lang."),
        ({"options": "\n".join(f"Thema {number}" for number in range(61))}, "zu viele Themen für eine Wand"),
        ({"question": "???"}, "worüber mit Punkten entschieden wird"),
        ({"dots_per_person": "0"}, "Geben Sie bitte 1 bis 20 Punkte für jeden Menschen an."),
        ({"dots_per_person": ""}, "Geben Sie bitte 1 bis 20 Punkte für jeden Menschen an."),
        ({"dots_per_person": "drei"}, "Schreiben Sie bitte eine Zahl."),
    ],
)
def test_a_wall_that_nobody_could_use_is_asked_about(worker, meeting, answers, words):
    page = hang_up(worker, meeting, status=422, **answers)

    assert words in page.text
    assert polls() == []


def test_dots_are_counted_and_themes_taken_on(worker, meeting):
    poll = making.dots(meeting, "Laternen", "Bänke", "Fest")

    page = worker.follow(count(worker, meeting, poll, 9, 7, 2, voters="6", chosen=[str(poll.options[0].id)]))

    (kept,) = polls()
    assert [option.dots for option in kept.options] == [9, 7, 2]
    assert [option.is_chosen for option in kept.options] == [True, False, False]
    assert kept.voters == 6
    assert "Die Punkte sind gespeichert." in page.text


def test_nobody_counted_is_not_zero(worker, meeting):
    poll = making.dots(meeting, "Laternen", voters=4)

    count(worker, meeting, poll, 50, voters="")

    assert polls()[0].voters is None


@pytest.mark.parametrize(
    ("number", "voters", "words"),
    [
        (10, "3", "Das sind mehr Punkte, als die Menschen zusammen vergeben konnten."),
        (1, "0", "Das sind mehr Punkte, als die Menschen zusammen vergeben konnten."),
        (-1, "", "Punkte können nicht weniger als 0 sein."),
        (10_001, "", "Geben Sie bitte Zahlen von 0 bis 10000 an."),
        (1, "10001", "Geben Sie bitte Zahlen von 0 bis 10000 an."),
        ("viele", "", "Schreiben Sie bitte eine Zahl."),
    ],
)
def test_counts_that_cannot_be_true_are_asked_about_and_stay_in_the_form(worker, meeting, number, voters, words):
    poll = making.dots(meeting, "Laternen")

    page = count(worker, meeting, poll, number, voters=voters, status=422)

    assert words in page.text
    assert page.select_one(".tally__number")["value"] == str(number)
    assert polls()[0].options[0].dots == 0


def test_nobody_overwrites_counts_that_they_have_not_read(worker, meeting):
    poll = making.dots(meeting, "Laternen", "Bänke")
    form = worker.get(where(meeting, poll)).form(f"form[action$='{poll.id}']")
    count(worker, meeting, poll, 5, 1)

    late = worker.send(form.fill(**{name_of(poll.options[0]): "2"}), status=422)

    assert "Jemand hat die Zahlen gerade geändert." in late.text
    assert [option.dots for option in polls()[0].options] == [5, 1]
    worker.send(late.form(f"form[action$='{poll.id}']"), status=303)
    assert [option.dots for option in polls()[0].options] == [2, 0]


def test_without_the_print_of_what_was_read_the_later_count_would_win(worker, meeting):
    """The weak twin of the test before."""
    poll = making.dots(meeting, "Laternen")
    form = worker.get(where(meeting, poll)).form(f"form[action$='{poll.id}']")
    count(worker, meeting, poll, 5)

    worker.send(form.fill(**{name_of(poll.options[0]): "2", "seen": ""}), status=303)

    assert polls()[0].options[0].dots == 2


def test_more_than_four_themes_are_warned_of_and_not_forbidden(worker, meeting):
    poll = making.dots(meeting, *(f"Thema {number}" for number in range(5)))

    page = worker.follow(count(worker, meeting, poll, chosen=[str(option.id) for option in poll.options]))

    assert "Sie gehen mehr als vier Themen an." in page.text
    assert all(option.is_chosen for option in polls()[0].options)
    assert not rules.has_too_many_chosen(4)


def test_a_theme_that_comes_up_later_hangs_behind_the_others_once(worker, meeting):
    poll = making.dots(meeting, "Laternen", "Bänke")
    form = worker.get(where(meeting, poll)).form("form[action$=themen]").fill(options="Fest\nBänke")

    worker.send(form, status=303)
    worker.send(form, status=303)

    assert titles(polls()[0]) == ["Laternen", "Bänke", "Fest"]


def test_a_wall_without_dots_can_be_taken_down(worker, meeting):
    poll = making.dots(meeting, "Laternen")

    worker.send(worker.get(where(meeting, poll)).form("form[action$=entfernen]"), status=303)

    assert polls() == []


def test_a_wall_with_dots_stays(worker, meeting):
    poll = making.dots(meeting, "Laternen")
    form = worker.get(where(meeting, poll)).form("form[action$=entfernen]")
    count(worker, meeting, poll, 1)

    page = worker.send(form, status=422)

    assert "Hier kleben schon Punkte." in page.text
    assert page.select("form[action$=entfernen]") == []
    assert len(polls()) == 1


@pytest.mark.parametrize("state", list(MinutesState))
def test_what_approved_minutes_say_is_not_counted_anew(world, state):
    of = making.meeting()
    poll = making.dots(of, "Laternen")
    making.minutes(of, state)
    acts = [
        lambda: service.count(
            meeting=of, poll=poll, dots={poll.options[0].id: 3}, voters=None, chosen=set(), seen="", account_id=None
        ),
        lambda: service.add_options(
            meeting=of, poll=poll, offers=[service.Offer(key="", title=f"Neu {state}")], account_id=None
        ),
        lambda: service.change_option(meeting=of, option=poll.options[0], title="Licht", concern=None, account_id=None),
    ]

    for act in acts:
        if state in {MinutesState.APPROVED, MinutesState.PUBLISHED}:
            with pytest.raises(RuleBroken, match="Das Protokoll ist schon genehmigt"):
                act()
        else:
            act()


def test_a_vote_of_another_meeting_is_not_found(worker, meeting):
    elsewhere = making.dots(making.meeting(), "Laternen")

    worker.get(where(meeting, elsewhere), status=404)


def test_a_wall_of_a_foreign_ortsteil_is_not_there(worker, meeting):
    theirs = making.meeting(ortsteile=[factories.ortsteil("15")])
    poll = making.dots(theirs, "Laternen")

    worker.get(where(theirs), status=404)
    worker.get(where(theirs, poll), status=404)
    worker.get(where(meeting, making.dots(meeting)))


def test_readers_see_counts_at_once_and_the_log_keeps_who_counted(worker, reader, meeting):
    poll = making.dots(meeting, "Laternen", "Bänke")
    making.minutes(meeting, MinutesState.AGREED)
    count(worker, meeting, poll, 4, 1, voters="3")
    db.session.get(Minutes, meeting.id).state = MinutesState.PUBLISHED

    page = reader.get(f"/treffen/{meeting.id}")

    assert "4 Punkte, von höchstens 3 Menschen gewählt" in page.text
    logged = db.session.scalars(db.select(LogEntry).where(LogEntry.act == "meeting.dots")).all()
    assert [(entry.subject, entry.account_id) for entry in logged] == [(meeting.subject, worker.account_id)]


def test_a_concern_on_the_wall_was_talked_about(world):
    of, concern, hidden = making.meeting(), factories.concern(), factories.concern()
    making.minutes(of, MinutesState.PUBLISHED)
    secret = making.item(of, "Personal", is_public=False)
    for about, item_id in ((concern, None), (hidden, secret.id)):
        making.dots(of, "Laternen", item_id=item_id).options[0].concern_id = about.id
    db.session.flush()

    telling.link(of)

    linked = db.session.scalars(db.select(ConcernLink.concern_id).where(ConcernLink.source == of.subject)).all()
    assert linked == [concern.id]

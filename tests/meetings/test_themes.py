"""What becomes of a theme that got dots: a group with one press, an item of the next agenda, a task, a linked concern."""

from datetime import date, timedelta

import pytest

from app.concerns.models import ConcernLink
from app.concerns.rules import Review
from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import ActionGroup, AgendaConcern, AgendaItem, DotOption, Meeting
from app.meetings.rules.kinds import MeetingState, MinutesState, Origin
from tests import factories
from tests.meetings import making
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

PAST = date(2026, 11, 10)


@pytest.fixture
def worker(staff) -> Reader:
    return staff("quarter_worker", ortsteile=["06"])


@pytest.fixture
def meeting(worker) -> Meeting:
    return making.meeting(PAST, title="Herbstversammlung", forums=[factories.forum("rieth", ["06"])])


@pytest.fixture
def theme(meeting) -> DotOption:
    return making.dots(meeting, "Laternen am Weg", "Bänke").options[0]


def where(of: Meeting, option: DotOption) -> str:
    return f"/arbeit/treffen/{of.id}/punkte/{option.poll_id}/{option.id}"


def press(reader: Reader, page: Page, end: str, *, status: int = 303, **answers: str) -> Page:
    return reader.send(page.form(f"form[action$={end}]").fill(**answers), status=status)


def groups() -> list[ActionGroup]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ActionGroup)))


def items() -> list[AgendaItem]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(AgendaItem)))


def card(reader: Reader, of: Meeting, option: DotOption, *, status: int = 303, **answers: str) -> Page:
    form = reader.get(where(of, option)).form(f"form[action$='{option.id}']")
    return reader.send(form.fill(**answers), status=status)


def offered(page: Page) -> list[str]:
    return [option.get_text(strip=True) for option in page.select("#meeting option")]


def test_a_group_is_founded_with_one_press(worker, meeting, theme):
    page = worker.follow(press(worker, worker.get(where(meeting, theme)), "aktionsgruppe"))

    (group,) = groups()
    assert (group.name, group.theme, group.slug) == ("Laternen am Weg", "Laternen am Weg", "laternen-am-weg")
    assert (group.founded_on, group.forum_id) == (PAST, meeting.forums[0].id)
    assert group in db.session.get(Meeting, meeting.id).groups
    assert "Die Gruppe ist gegründet." in page.text
    again = worker.get(where(meeting, theme))
    assert again.select("form[action$=aktionsgruppe]") == []
    assert again.select_one(f"a[href$='{group.id}']").get_text(strip=True) == "Laternen am Weg"


def test_pressed_twice_it_is_one_group(worker, meeting, theme):
    page = worker.get(where(meeting, theme))

    press(worker, page, "aktionsgruppe")
    press(worker, page, "aktionsgruppe")

    assert len(groups()) == 1


def test_a_group_of_a_renamed_theme_is_still_known_as_its_own(worker, meeting, theme):
    press(worker, worker.get(where(meeting, theme)), "aktionsgruppe")
    card(worker, meeting, theme, title="Licht")

    assert worker.get(where(meeting, theme)).select("form[action$=aktionsgruppe]") == []


def test_a_theme_goes_on_the_agenda_of_the_next_meeting_once(worker, meeting, theme):
    concern = factories.concern()
    theme.concern_id = concern.id
    coming = making.meeting(title="Winterforum", forums=meeting.forums)
    page = worker.get(where(meeting, theme))

    press(worker, page, "tagesordnung", meeting=str(coming.id))
    press(worker, page, "tagesordnung", meeting=str(coming.id))

    (item,) = items()
    assert (item.meeting_id, item.title, item.origin) == (coming.id, "Laternen am Weg", Origin.CONCERN)
    assert db.session.scalars(db.select(AgendaConcern.concern_id)).all() == [concern.id]


def test_the_next_meeting_of_the_same_forum_is_offered_first(worker, meeting, theme):
    making.meeting(clock.today() + timedelta(days=2), title="Runder Tisch")
    making.meeting(clock.today() + timedelta(days=9), title="Winterforum", forums=meeting.forums)
    making.meeting(clock.today() + timedelta(days=1), title="Ausgefallen", state=MeetingState.CANCELLED)
    making.meeting(clock.today() - timedelta(days=1), title="Gestern", forums=meeting.forums)
    making.meeting(title="Anderswo", ortsteile=[factories.ortsteil("15")])

    found = offered(worker.get(where(meeting, theme)))

    assert [words.partition(",")[0] for words in found] == ["Winterforum", "Runder Tisch"]


def test_a_meeting_of_others_cannot_take_it_up(worker, meeting, theme):
    making.meeting(title="Winterforum", forums=meeting.forums)
    theirs = making.meeting(title="Anderswo", ortsteile=[factories.ortsteil("15")])

    page = press(worker, worker.get(where(meeting, theme)), "tagesordnung", meeting=str(theirs.id), status=422)

    assert "Wählen Sie bitte nur aus, was hier steht." in page.text
    assert items() == []


def test_without_a_next_meeting_nothing_is_offered(worker, meeting, theme):
    assert worker.get(where(meeting, theme)).select("form[action$=tagesordnung]") == []


def test_a_task_begins_with_the_words_of_the_theme(worker, meeting, theme):
    concern = factories.concern()
    theme.concern_id = concern.id

    link = worker.get(where(meeting, theme)).select_one("a[href*='/arbeit/aufgaben/neu']")
    form = worker.get(link["href"])

    assert form.select_one("#what")["value"] == "Laternen am Weg"
    assert form.select_one("#concern")["value"] == concern.number
    assert "Herbstversammlung" in form.text


def test_a_theme_is_linked_to_its_concern_whose_page_then_leads_to_the_meeting(worker, reader, meeting, theme):
    concern = factories.concern()
    making.minutes(meeting, MinutesState.PUBLISHED)

    card(worker, meeting, theme, concern=concern.number)

    assert db.session.get(DotOption, theme.id).concern_id == concern.id
    assert db.session.scalars(db.select(ConcernLink.concern_id)).all() == [concern.id]
    page = reader.get(f"/anliegen/{concern.number}")
    assert page.select(f"a[href$='/treffen/{meeting.id}']")

    card(worker, meeting, theme, concern="")
    assert db.session.scalars(db.select(ConcernLink)).all() == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"concern": "7"}, "Eine Nummer sieht so aus: 2026-00042"),
        ({"concern": "2026-99999"}, "Dieses Anliegen gibt es bei Ihnen nicht."),
        ({"title": " "}, "Wie heißt das Thema?"),
        ({"title": "x" * 301}, "Diese Angabe ist zu lang."),
    ],
)
def test_a_card_that_cannot_be_is_asked_about(worker, meeting, theme, answers, words):
    page = card(worker, meeting, theme, status=422, **answers)

    assert words in page.text
    assert db.session.get(DotOption, theme.id).title == "Laternen am Weg"


@pytest.mark.parametrize("changed", [{"ortsteil_key": "15"}, {"review": Review.WAITING}])
def test_a_concern_that_is_not_theirs_or_not_public_cannot_be_linked(worker, meeting, theme, changed):
    concern = factories.concern(**changed)

    page = card(worker, meeting, theme, concern=concern.number, status=422)

    assert "Dieses Anliegen gibt es bei Ihnen nicht." in page.text
    assert db.session.get(DotOption, theme.id).concern_id is None


def test_a_theme_without_dots_comes_off_the_wall(worker, meeting, theme):
    page = worker.follow(press(worker, worker.get(where(meeting, theme)), "entfernen"))

    assert "Das Thema hängt nicht mehr an der Wand." in page.text
    assert db.session.scalars(db.select(DotOption.title)).all() == ["Bänke"]


def test_a_theme_with_dots_stays(worker, meeting, theme):
    page = worker.get(where(meeting, theme))
    db.session.get(DotOption, theme.id).dots = 1

    assert "Hier kleben schon Punkte." in press(worker, page, "entfernen", status=422).text
    assert worker.get(where(meeting, theme)).select("form[action$=entfernen]") == []


def test_a_theme_of_another_wall_or_meeting_is_not_found(worker, meeting, theme):
    other = making.dots(meeting, "Fest")
    elsewhere = making.meeting(PAST, ortsteile=[factories.ortsteil("15")])
    theirs = making.dots(elsewhere, "Fest")

    worker.get(f"/arbeit/treffen/{meeting.id}/punkte/{other.id}/{theme.id}", status=404)
    worker.get(f"/arbeit/treffen/{meeting.id}/punkte/{theirs.id}/{theirs.options[0].id}", status=404)
    worker.get(where(elsewhere, theirs.options[0]), status=404)
    worker.get(where(meeting, theme))

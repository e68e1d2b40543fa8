"""The feeds of what is new: sound Atom, ids that stay, nothing that is not public."""

from datetime import date, timedelta

import pytest

from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState, MinutesState, Part
from tests import factories
from tests.meetings import making
from tests.support import asking, feeds
from tests.support.feeds import text, titles

pytestmark = pytest.mark.full_on_postgresql

HOST = "http://127.0.0.1:5000"


@pytest.fixture
def read(reader):
    """The feed under an address, as a program takes it in."""

    def open_feed(address="/treffen/neues.atom"):
        page = reader.get(address)
        assert page.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        return feeds.check(page.response.get_data())

    return open_feed


def test_the_newest_comes_first_whatever_it_is(read, app, clock):
    old = making.meeting(date(2026, 10, 1), title="Herbstforum", announced_at=clock() - timedelta(days=60))
    making.minutes(old, MinutesState.PUBLISHED, published_at=clock() - timedelta(hours=1))
    making.meeting(title="Winterforum", announced_at=clock() - timedelta(days=2))
    making.meeting(title="Rundgang", state=MeetingState.CANCELLED)

    assert titles(read()) == [
        "Abgesagt: Rundgang",
        "Protokoll: Herbstforum",
        "Neues Treffen: Winterforum",
        "Neues Treffen: Herbstforum",
    ]


def test_drafts_and_minutes_on_their_way_are_no_news(read, app):
    making.meeting(title="Entwurf", state=MeetingState.DRAFT)
    making.minutes(making.meeting(title="Forum"), MinutesState.APPROVED)

    assert titles(read()) == ["Neues Treffen: Forum"]


def test_what_was_taken_over_from_old_papers_is_no_news(read, app):
    making.meeting(date(2023, 6, 19), title="Sitzung von früher")

    assert titles(read()) == []


def test_an_entry_says_where_what_and_in_which_language(read, app):
    meeting = making.meeting(title="Forum", purpose="Wir sprechen über die Haltestelle.")
    (entry,) = feeds.entries(read("/en/treffen/neues.atom"))

    assert text(entry, "summary") == "Wir sprechen über die Haltestelle."
    assert entry.find("a:summary", feeds.ATOM).get(feeds.LANGUAGE) == "de"
    assert entry.find("a:link", feeds.ATOM).get("href") == f"{HOST}/en/treffen/{meeting.id}"
    assert text(entry, "updated") == "2026-11-16T11:00:00Z"


def test_minutes_are_told_in_plain_words(read, app):
    meeting = making.meeting(date(2026, 10, 1), announced_at=None)
    making.minutes(meeting, MinutesState.PUBLISHED)
    making.text(meeting, Part.PLAIN, "Die Haltestelle bekommt ein Dach.")

    assert text(feeds.entries(read())[0], "summary") == "Die Haltestelle bekommt ein Dach."


def test_ids_stay_whatever_the_language(read, app):
    meeting = making.meeting()
    ids = {text(read(f"/{language}/treffen/neues.atom"), "entry/a:id") for language in ("de", "leicht", "en", "ar")}

    assert ids == {f"tag:127.0.0.1,2026:treffen/{meeting.id}/announced"}


@pytest.mark.parametrize(("address", "name"), [("/foren/rieth", "Forum Rieth"), ("/ortsteile/06", "Ortsteil 06")])
def test_a_forum_and_an_ortsteil_have_feeds_of_their_own(read, app, address, name):
    forum = factories.forum("rieth", ["06"], name="Forum Rieth")
    making.meeting(title="hier", forums=[forum])
    making.meeting(title="woanders", ortsteile=[factories.ortsteil("07")])
    feed = read(f"{address}/neues.atom")

    assert titles(feed) == ["Neues Treffen: hier"]
    assert name in text(feed, "title")
    assert feed.find("a:link[@rel='self']", feeds.ATOM).get("href") == f"{HOST}/de{address}/neues.atom"
    assert feed.find("a:link[@rel='alternate']", feeds.ATOM).get("href") == f"{HOST}/de{address}"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>& ]]>", "<b>& ]]>"),
        ("vor\x0bne\x01", "vorne"),
        ("\ufffe\U0001f6b2 Rad", "\U0001f6b2 Rad"),
        ("ሰላም", "ሰላም"),
    ],
)
def test_whatever_stands_in_a_title_the_feed_stays_sound(read, app, title, shown):
    making.meeting(title=title)

    assert titles(read()) == [f"Neues Treffen: {shown}"]


def test_a_feed_without_news_is_a_feed_too(read, app):
    assert titles(read()) == []


def test_whoever_knows_the_feed_already_is_told_in_three_digits(reader, app):
    tag = reader.get("/treffen/neues.atom").headers["ETag"]

    reader.get("/treffen/neues.atom", headers={"If-None-Match": tag}, status=304)


@pytest.mark.parametrize("address", ["/treffen/neues.atom", "/treffen/kalender.ics", "/daten/oparl/treffen"])
def test_many_meetings_need_as_many_questions_as_one(reader, app, address):
    def asked() -> int:
        app.extensions["page_store"].clear()
        with asking.overheard() as statements:
            reader.get(address)
        return len(statements)

    _told()
    one = asked()
    for _number in range(9):
        _told()

    assert asked() == one
    assert one < 25


def _told() -> Meeting:
    meeting = making.meeting(forums=[factories.forum(f"f{making.task().id}")])
    making.minutes(meeting, MinutesState.PUBLISHED)
    making.text(meeting, Part.RESULT, "Ergebnis", making.item(meeting))
    return meeting

"""The list of meetings: what lies ahead first, what was by years, filtered by what is on the list, paged by key."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.queries import public
from app.meetings.rules.kinds import MeetingState, MinutesState, Part
from app.meetings.service import changing
from tests import factories
from tests.conftest import SetClock
from tests.meetings import making
from tests.support import asking
from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql

QUERIES = 9
"""For the filters (Ortsteile, forums, Gremien), for what lies ahead, and for what was with its items and its minutes."""


def titles(page: Page) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".card__title")]


def in_days(days: int, **changed: object) -> Meeting:
    meeting: Meeting = making.meeting(clock.today() + timedelta(days=days), **changed)
    return meeting


def test_what_lies_ahead_comes_first_and_the_next_one_before_all(reader: Reader):
    for days in (9, -9, 2, 0, -400):
        in_days(days, title=f"In {days} Tagen")

    page = reader.get("/treffen")

    assert titles(page) == ["In 0 Tagen", "In 2 Tagen", "In 9 Tagen", "In -9 Tagen", "In -400 Tagen"]
    assert [heading.get_text() for heading in page.select("main h2")] == [
        "Die nächsten Treffen",
        "Was war: 2026",
        "Was war: 2025",
    ]


def test_drafts_are_on_no_list_and_cancelled_meetings_stay_on_theirs(reader: Reader):
    in_days(1, title="Entwurf", state=MeetingState.DRAFT)
    in_days(2, title="Abgesagt", state=MeetingState.CANCELLED)

    assert titles(reader.get("/treffen")) == ["Abgesagt"]


def test_an_empty_town_says_so_kindly(reader: Reader):
    assert "Gerade ist kein Treffen angekündigt." in reader.get("/treffen").text


def test_what_lies_far_ahead_follows_as_a_list(reader: Reader):
    for days in range(1, 13):
        in_days(days, title=f"In {days} Tagen")

    page = reader.get("/treffen")

    assert titles(page) == [f"In {days} Tagen" for days in range(1, 9)]
    assert "In 12 Tagen" in page.select_one("main details").get_text()


def test_tomorrow_the_list_is_another_one(reader: Reader, clock: SetClock):
    in_days(0, title="Heute")
    assert "Was war" not in reader.get("/treffen").text

    clock.advance(days=1)

    assert "Was war: 2026" in reader.get("/treffen").text


def test_what_changes_is_seen_at_once(reader: Reader):
    planned = in_days(1, title="Vorher").id
    reader.get("/treffen")

    meeting = db.session.get_one(Meeting, planned)
    meeting.title = "Nachher"
    changing.changed(meeting, act="meeting.change", account=None)

    assert titles(reader.get("/treffen")) == ["Nachher"]


@pytest.fixture
def rieth() -> Forum:
    return factories.forum("rieth", ["06"], name="Forum Rieth")


@pytest.fixture
def beirat() -> Gremium:
    return factories.gremium("beirat", ["07"])


def test_who_invites_is_asked_by_name_in_groups(reader: Reader, rieth: Forum, beirat: Gremium):
    asked = reader.get("/ar/treffen").select_one("select[name=wer]")

    assert [option["value"] for option in asked.find_all("option")] == ["", "forum:rieth", "gremium:beirat"]
    assert asked.find("option").parent is asked
    assert asked.select_one("optgroup option[lang=de]").get_text() == "Forum Rieth"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("ortsteil=06", ["Im Forum"]),
        ("ortsteil=07", ["Im Gremium"]),
        ("wer=forum:rieth", ["Im Forum"]),
        ("wer=gremium:beirat", ["Im Gremium"]),
        ("wer=forum:rieth&ortsteil=07", []),
        ("q=&ortsteil=&wer=", ["Im Forum", "Im Gremium"]),
    ],
)
def test_each_filter_shows_what_it_says(reader: Reader, rieth: Forum, beirat: Gremium, query: str, wanted: list[str]):
    in_days(1, title="Im Forum", forums=[rieth], ortsteile=rieth.ortsteile)
    in_days(2, title="Im Gremium", gremien=[beirat], ortsteile=beirat.ortsteile)

    assert titles(reader.get(f"/treffen?{query}")) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "ortsteil=99",
        "wer=forum:gibtsnicht",
        "wer=rieth",
        "wer=forum:",
        "ortsteil=06%00",
        "vor=gestern",
        "vor=2026-13-01.0123456789abcdef0123456789abcdef",
        "vor=2026-11-01",
        "vor=2026-11-01.xyz",
        f"q={'x' * 201}",
        f"vor={'1' * 61}",
    ],
)
def test_what_is_on_no_list_is_not_found(reader: Reader, rieth: Forum, query: str):
    reader.get(f"/treffen?{query}", status=404)


def test_what_was_is_read_page_by_page_and_nothing_is_left_out(reader: Reader, rieth: Forum):
    same_day = clock.today() - timedelta(days=30)
    for number in range(public.PAGE + 5):
        making.meeting(same_day - timedelta(days=number // 3), title=f"Abend {number}", forums=[rieth])
    in_days(3, title="Bald", forums=[rieth])

    first = reader.get("/treffen?wer=forum:rieth")
    (further,) = [link["href"] for link in first.select("main a") if "vor=" in str(link.get("href"))]
    second = reader.get(str(further))

    assert "wer=forum" in further
    assert "Bald" not in titles(second)
    assert sorted(titles(first)[1:] + titles(second)) == sorted(f"Abend {number}" for number in range(public.PAGE + 5))
    assert not [link for link in second.select("main a") if "vor=" in str(link.get("href"))]


def test_published_minutes_are_marked(reader: Reader):
    meeting = in_days(-9)
    making.minutes(meeting, MinutesState.PUBLISHED)
    making.minutes(in_days(-8), MinutesState.APPROVED)

    assert reader.get("/treffen").text.count("Mit Protokoll") == 1


def test_start_ortsteil_forum_and_gremium_say_what_comes_and_what_came(reader: Reader, rieth: Forum, beirat: Gremium):
    coming = in_days(1, title="Bald", forums=[rieth], gremien=[beirat], ortsteile=rieth.ortsteile)
    past = in_days(-9, title="War schon", forums=[rieth], gremien=[beirat], ortsteile=rieth.ortsteile)
    making.minutes(past, MinutesState.PUBLISHED)
    making.text(past, Part.PLAIN, "Es wurde hell.")
    making.action_group(forum_id=rieth.id)

    start, ortsteil = reader.get("/de/"), reader.get("/ortsteile/06")
    forum, gremium = reader.get("/foren/rieth"), reader.get("/verzeichnis/gremien/beirat")

    for page in (start, ortsteil, forum, gremium):
        assert coming.title in titles(page)
    for page in (ortsteil, forum):
        assert "Es wurde hell." in page.text
    assert "War schon" in titles(gremium)
    assert "Aktionsgruppe laternen" in forum.text
    hrefs = [str(link["href"]) for link in forum.select("main a")]
    assert any(href.startswith("webcal:") and href.endswith("/foren/rieth/kalender.ics") for href in hrefs)
    assert "/de/post/einladungen/forum:rieth" in hrefs


def test_pages_that_look_ahead_are_made_anew_each_day(reader: Reader, clock: SetClock, rieth: Forum):
    in_days(0, title="Heute", forums=[rieth], ortsteile=rieth.ortsteile)
    addresses = ("/de/", "/foren/rieth", "/ortsteile/06")
    for address in addresses:
        assert "Heute" in titles(reader.get(address))

    clock.advance(days=1)

    for address in addresses:
        assert "Heute" not in titles(reader.get(address))


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_asks_the_database_a_fixed_number_of_questions(
    app: Flask, reader: Reader, rieth: Forum, beirat: Gremium, count: int
):
    for days in range(1, count + 1):
        in_days(days, forums=[rieth], gremien=[beirat])
        in_days(-days, forums=[rieth], gremien=[beirat])

    with asking.overheard() as asked:
        reader.get("/treffen")

    assert len(asked) == QUERIES


def test_a_meeting_of_several_days_lies_ahead_until_its_last_day(reader: Reader):
    making.meeting(
        clock.today() - timedelta(days=3), title="Woche", starts_at=None, last_day=date(2026, 11, 16), is_city_wide=True
    )

    page = reader.get("/treffen")

    assert "Was war" not in page.text
    assert "13. November bis 16. November 2026" in page.text

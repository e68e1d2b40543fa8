"""A concern knows when it is talked about: as long as its item is public and the meeting takes place."""

from datetime import date

import pytest

from app.concerns.models import Concern, ConcernLink
from app.concerns.rules import LinkKind
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules import when
from app.meetings.rules.kinds import MeetingState
from app.meetings.service import agenda, planning
from tests import factories
from tests.meetings import making


@pytest.fixture
def concern(app) -> Concern:
    return factories.concern()


@pytest.fixture
def meeting(app) -> Meeting:
    return making.meeting(date(2026, 12, 1), title="Winterforum")


def links() -> list[ConcernLink]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(ConcernLink)))


def put_on(meeting: Meeting, concern: Concern) -> None:
    agenda.add_concerns(meeting=meeting, concerns=[concern], account_id=None)


def set_public(meeting: Meeting, is_public: bool) -> None:  # what the box on the page says
    item = meeting.items[0]
    said = {"title": item.title, "text": "", "kind": item.kind, "minutes_planned": None, "is_public": is_public}
    agenda.change(meeting=meeting, item=item, account_id=None, **said)


def test_a_concern_on_the_agenda_is_told(meeting, concern):
    put_on(meeting, concern)

    (link,) = links()
    assert (link.concern_id, link.kind, link.day, link.title) == (
        concern.id,
        LinkKind.MEETING,
        date(2026, 12, 1),
        "Winterforum",
    )
    assert link.path == f"/treffen/{meeting.id}"


def test_a_draft_tells_nobody_until_it_is_announced(concern):
    draft = making.meeting(state=MeetingState.DRAFT)
    put_on(draft, concern)
    assert links() == []

    planning.announce(meeting=draft, account_id=None)

    assert [link.concern_id for link in links()] == [concern.id]


def test_an_item_that_is_not_public_tells_nobody(meeting, concern):
    put_on(meeting, concern)

    set_public(meeting, is_public=False)
    assert links() == []
    set_public(meeting, is_public=True)

    assert len(links()) == 1


def test_a_cancelled_meeting_takes_its_word_back_and_gives_it_again(meeting, concern):
    put_on(meeting, concern)

    planning.cancel(meeting=meeting, reason="Regen.", account_id=None)
    assert links() == []
    planning.reopen(meeting=meeting, account_id=None)

    assert len(links()) == 1


def test_an_item_that_goes_takes_its_concern_along(meeting, concern):
    put_on(meeting, concern)
    other = factories.concern()
    put_on(meeting, other)

    agenda.remove(meeting=meeting, item=meeting.items[0], account_id=None)

    assert [link.concern_id for link in links()] == [other.id]


def test_a_moved_meeting_tells_its_new_day(meeting, concern):
    put_on(meeting, concern)
    later = when.days(date(2026, 12, 8), date(2026, 12, 8))

    planning.change(meeting=meeting, said=planning.plan_of(meeting), span=later, account_id=None)

    assert [link.day for link in links()] == [date(2026, 12, 8)]

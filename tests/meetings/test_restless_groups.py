"""Groups that have had no next date for a month: those who look after them hear of it, each group at most once a month."""

from datetime import date

import pytest

from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from app.meetings.models import ActionGroup
from app.meetings.rules.kinds import GroupStatus, MeetingState
from app.meetings.service import groups
from tests import factories
from tests.meetings import making

pytestmark = pytest.mark.full_on_postgresql

LONG_AGO = date(2026, 10, 1)


@pytest.fixture
def forum(app):
    return factories.forum("rieth", ["06"])


@pytest.fixture
def keeper(forum):
    return factories.account(Role.QUARTER_WORKER, forums=[forum])


def restless(forum, slug: str = "laternen", **changed: object) -> ActionGroup:
    values = {"forum_id": forum.id, "founded_on": LONG_AGO, "status": GroupStatus.ACTIVE, **changed}
    return making.action_group(slug, **values)


def waiting() -> list[OutgoingMail]:
    return list(db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.created_at, OutgoingMail.recipient)))


def test_those_who_look_after_the_forum_hear_of_its_groups_in_one_mail(forum, keeper):
    restless(forum, name="Laternengruppe")
    restless(forum, "brunnen", name="Brunnengruppe", founded_on=date(2026, 9, 1))
    factories.account(Role.PLANNING_COORDINATOR)

    assert groups.remind_restless() == 1

    (mail,) = waiting()
    assert (mail.recipient, mail.subject) == (keeper.email, "2 Aktionsgruppen haben keinen nächsten Termin")
    assert [line for line in mail.body.splitlines() if line.startswith("- ")] == [
        "- Brunnengruppe, zuletzt am 1. September 2026",
        "- Laternengruppe, zuletzt am 1. Oktober 2026",
    ]


def test_a_group_of_no_forum_is_the_business_of_the_planning_coordination(app):
    planner = factories.account(Role.PLANNING_COORDINATOR)
    making.action_group(founded_on=LONG_AGO)

    groups.remind_restless()

    assert [mail.recipient for mail in waiting()] == [planner.email]


def test_nobody_hears_of_the_same_group_again_within_a_month(forum, keeper, clock):
    group = restless(forum)

    told = []
    for day in range(62):
        if groups.remind_restless() + groups.remind_restless():
            told.append(day)
        clock.advance(days=1)

    assert told == [0, 30, 60]
    assert group.reminded_on == date(2027, 1, 15)


@pytest.mark.parametrize(
    "changed",
    [
        {"next_on": date(2026, 11, 16)},
        {"next_on": date(2026, 10, 17)},
        {"founded_on": date(2026, 10, 17)},
        {"status": GroupStatus.RESTING},
        {"status": GroupStatus.DONE},
    ],
)
def test_a_group_that_is_well_is_left_in_peace(forum, keeper, changed):
    restless(forum, **changed)

    assert groups.remind_restless() == 0


@pytest.mark.parametrize(
    ("day", "state", "is_well"),
    [
        (date(2026, 12, 1), MeetingState.ANNOUNCED, True),
        (date(2026, 11, 1), MeetingState.ANNOUNCED, True),
        (date(2026, 12, 1), MeetingState.CANCELLED, False),
        (date(2026, 12, 1), MeetingState.DRAFT, False),
        (date(2026, 10, 10), MeetingState.ANNOUNCED, False),
    ],
)
def test_a_meeting_is_a_date_as_well(forum, keeper, day, state, is_well):
    making.meeting(day, state=state, groups=[restless(forum)])

    assert groups.remind_restless() == (0 if is_well else 1)

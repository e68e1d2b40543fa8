"""The demo city meets: its meetings tell the same stories as its concerns, and nothing in them contradicts itself."""

from collections import Counter

import pytest
import sqlalchemy as sa

from app.demo import gremien, meetings, people, voices
from app.kernel.db import db
from app.meetings.models import ActionGroup, Decision, DotPoll, Meeting, MeetingForum, Minutes, Task
from app.meetings.queries import exchange, public
from app.meetings.rules import attendance, plan, results
from app.meetings.rules.kinds import MeetingState, MinutesState, PlainState, TaskStatus
from app.meetings.service import planning
from app.places import DATA
from app.places import service as places
from tests.conftest import World
from tests.support.reader import Reader


@pytest.fixture(autouse=True)
def city(world: World) -> None:
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(DATA / name)
    people.move_in()
    gremien.convene()
    voices.speak()
    meetings.meet()
    db.session.commit()


def count(what: sa.Select[tuple[int]]) -> int:
    return db.session.scalars(what).one()


def test_the_demo_shows_every_state_a_meeting_can_be_in(reader: Reader):
    states = Counter(db.session.scalars(sa.select(Meeting.state)))
    minutes = Counter(db.session.scalars(sa.select(Minutes.state)))
    plain = set(db.session.scalars(sa.select(Minutes.plain_state)))
    tasks = set(db.session.scalars(sa.select(Task.status)))

    assert set(states) == set(MeetingState)
    assert set(minutes) == set(MinutesState)
    assert plain == set(PlainState)
    assert tasks == set(TaskStatus)
    assert count(sa.select(sa.func.count()).where(Meeting.external_id.is_not(None)).select_from(Meeting)) == 29
    assert count(sa.select(sa.func.count()).where(Meeting.series_id.is_not(None)).select_from(Meeting)) > 20
    assert count(sa.select(sa.func.count()).select_from(ActionGroup)) == 2
    of_forums = sa.select(sa.func.count()).select_from(MeetingForum).group_by(MeetingForum.meeting_id)
    assert max(db.session.scalars(of_forums)) > 1, "a meeting of several forums"


def test_all_rules_hold_in_the_demo():
    for meeting in db.session.scalars(sa.select(Meeting).where(Meeting.external_id.is_(None))):
        plan.check(planning.plan_of(meeting))
    for minutes in db.session.scalars(sa.select(Minutes)):
        meeting = db.session.get_one(Meeting, minutes.meeting_id)
        counted = exchange.records.of([meeting]).get(meeting.id)
        attendance.check(meeting.attendance_total, counted.attendance if counted else {})
        items = [item.id for item in meeting.items]
        for decision in db.session.scalars(sa.select(Decision).where(Decision.item_id.in_(items))):
            votes = (decision.yes, decision.no, decision.abstained)
            results.check_decision(
                wording=decision.wording, mode=decision.mode, votes=votes, attendance=meeting.attendance_total
            )
    for task in db.session.scalars(sa.select(Task)):
        results.check_task_step(status=task.status, outcome=task.outcome)
    for poll in db.session.scalars(sa.select(DotPoll)):
        results.check_dots(
            dots=[option.dots for option in poll.options], per_person=poll.dots_per_person, voters=poll.voters
        )


def test_what_the_forum_talked_about_leads_to_the_meeting_and_back(reader: Reader):
    concern = reader.get("/anliegen/2026-00164")
    (address,) = {str(link["href"]) for link in concern.select("main a") if "/treffen/" in str(link["href"])}

    meeting = reader.get(address)

    assert "4. August 2026" in meeting.text
    assert "Anliegen 2026-00164" in meeting.text
    assert "Dafür: 24" in meeting.text


def test_each_meeting_can_be_found_by_what_stands_on_its_page(reader: Reader):
    assert "Bewohnerversammlung" in reader.get("/treffen?q=Birke").text
    assert "Seniorenbeirat" in reader.get("/treffen?q=Leitlinien&wer=gremium:seniorenbeirat").text
    assert public.results(exchange.EVERYBODY, most=20)

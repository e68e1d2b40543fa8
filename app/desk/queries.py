"""What waits for a person, gathered from all capabilities."""

from collections.abc import Iterator
from datetime import timedelta

from app.accounts.rules import Asker
from app.concerns.queries import promises, work
from app.concerns.queries.work import Show, Wish
from app.desk import survey_queries as surveys
from app.desk.rules import SOON, Kind, Waiting
from app.forums import queries as forums
from app.kernel import clock
from app.meetings.queries import groups, tasks
from app.meetings.queries import waiting as meetings
from app.meetings.queries.planning import Part
from app.moderation.rules import WARNED_BEFORE
from app.notices import queries as notices


def waiting_for(asker: Asker) -> list[Waiting]:
    """Everything that waits for the one who asks: what is late, then the rest, the oldest first."""
    found = [
        *_posts(asker),
        *_notices(asker),
        *_answers(asker),
        *_tasks(asker),
        *_meetings(asker),
        *surveys.waiting_for(asker),
    ]
    return sorted((each for each in found if each.count), key=lambda each: (not each.is_late, each.day))


def _posts(asker: Asker) -> Iterator[Waiting]:
    if not asker.may("concerns.review"):
        return
    area, today = forums.area_of(asker), clock.today()
    for kind, show in ((Kind.POSTS, Show.WAITING), (Kind.MESSAGES, Show.MESSAGES), (Kind.ORIGINALS, Show.ORIGINALS)):
        wanted = work.matching(area, Wish(show=show), dying_until=today + WARNED_BEFORE)
        oldest = work.oldest_day(wanted)
        if oldest is not None:
            day = today if show is Show.ORIGINALS else oldest
            values = {} if show is Show.WAITING else {"zeigen": show.value}
            yield Waiting(kind=kind, count=work.count(wanted), day=day, endpoint="concerns_work.queue", values=values)


def _notices(asker: Asker) -> Iterator[Waiting]:
    if asker.may("notices.handle"):
        found = notices.count_open(asker)
        today = clock.today()
        day = found.first_due or today
        where = "notices_work.queue"
        yield Waiting(kind=Kind.NOTICES, count=found.count, day=day, endpoint=where, is_late=day < today)


def _answers(asker: Asker) -> Iterator[Waiting]:
    if not asker.may("concerns.progress"):
        return
    today = clock.today()
    overdue, first = promises.count_open_for(asker, until=today - timedelta(days=1))
    all_soon, _first = promises.count_open_for(asker, until=today + SOON)
    where = "concerns_work.referrals"
    yield Waiting(kind=Kind.OVERDUE, count=overdue, day=first or today, endpoint=where, is_late=True)
    yield Waiting(kind=Kind.DUE_SOON, count=all_soon - overdue, day=today, endpoint=where)


def _tasks(asker: Asker) -> Iterator[Waiting]:
    if not asker.may("meetings.tasks"):
        return
    today = clock.today()
    overdue, first = tasks.count_overdue(asker, today=today)
    where, shown = "meetings_work.tasks", {"zeigen": tasks.Show.OVERDUE.value}
    yield Waiting(kind=Kind.TASKS, count=overdue, day=first or today, endpoint=where, values=shown, is_late=True)


def _meetings(asker: Asker) -> Iterator[Waiting]:
    if not asker.may("meetings.manage"):
        return
    today, where = clock.today(), "meetings_work.meetings"
    for kind, found, part in (
        (Kind.MINUTES, meetings.with_late_minutes(asker, today=today), Part.UNFINISHED),
        (Kind.MEETINGS, meetings.unprepared(asker, today=today), Part.COMING),
    ):
        yield Waiting(kind=kind, count=found.count, day=found.first_day, endpoint=where, values={"zeigen": part.value})
    two = meetings.with_two_texts(asker)
    first = {"meeting_id": str(two.first_id)}
    yield Waiting(kind=Kind.TWO_TEXTS, count=two.count, day=two.first_day, endpoint="meetings_work.minutes", values=first)
    restless = groups.restless(asker, today=today)
    since = min((each.since for each in restless), default=today)
    yield Waiting(kind=Kind.GROUPS, count=len(restless), day=since, endpoint="meetings_work.groups")

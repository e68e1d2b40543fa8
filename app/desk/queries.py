"""What waits for a person, gathered from all capabilities."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.accounts.rules import Asker
from app.concerns.queries import promises, work
from app.concerns.queries.work import Show, Wish
from app.desk.rules import SOON, Kind
from app.forums import queries as forums
from app.kernel import clock
from app.moderation.rules import WARNED_BEFORE


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """So many things of one kind wait, the oldest since (or until) this day; `endpoint` and `values` lead to them."""

    kind: Kind
    count: int
    day: date
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)


def waiting_for(asker: Asker) -> list[Waiting]:
    """Everything that waits for the one who asks, the oldest first."""
    found = [*_posts(asker), *_answers(asker)]
    return sorted((waiting for waiting in found if waiting.count), key=lambda waiting: waiting.day)


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


def _answers(asker: Asker) -> Iterator[Waiting]:
    if not asker.may("concerns.progress"):
        return
    today = clock.today()
    overdue, first = promises.count_open_for(asker, until=today - timedelta(days=1))
    all_soon, _first = promises.count_open_for(asker, until=today + SOON)
    where = "concerns_work.referrals"
    yield Waiting(kind=Kind.OVERDUE, count=overdue, day=first or today, endpoint=where)
    yield Waiting(kind=Kind.DUE_SOON, count=all_soon - overdue, day=today, endpoint=where)

"""Series: many meetings from one plan. What was moved, cancelled or left out by hand stays so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting, MeetingSeries
from app.meetings.queries import planning as queries
from app.meetings.rules import plan as plan_rules
from app.meetings.rules import when
from app.meetings.rules.kinds import MeetingState, Rhythm
from app.meetings.rules.plan import Plan
from app.meetings.service import planning
from app.moderation import service as moderation


@dataclass(frozen=True, kw_only=True)
class Beat:
    """When a series meets. `is_last`: a monthly one meets on the last such weekday of the month."""

    rhythm: Rhythm
    first_day: date
    until: date
    starts: time
    ends: time | None
    is_last: bool = False

    @property
    def nth(self) -> int:
        """Which such weekday of the month the first day is: 1 to 4, or -1 for the last one."""
        number = (self.first_day.day - 1) // 7 + 1
        return -1 if self.is_last or number > 4 else number

    def days(self) -> list[date]:
        """All days that the series foresees. Raises RuleBroken when it has none or never ends."""
        if self.until < self.first_day:
            raise RuleBroken(_("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie die beiden Tage."), field="until")
        if self.until - self.first_day > when.LONGEST_SERIES:
            raise RuleBroken(_("Planen Sie bitte höchstens anderthalb Jahre voraus."), field="until")
        found = list(when.series_days(self.rhythm, first=self.first_day, nth=self.nth, until=self.until))
        if self.first_day not in found:
            raise RuleBroken(_("Der erste Tag ist nicht der letzte dieser Wochentage im Monat."), field="first_day")
        return found

    def span(self, day: date) -> when.Span:
        """When the meeting of one of its days is."""
        return when.span(day=day, starts=self.starts, ends=self.ends, zone=clock.LOCAL)


def begin(*, said: Plan, beat: Beat, days: Collection[date], account_id: UUID | None, client_id: str = "") -> MeetingSeries:
    """Plan a series and its meetings on these of its days. The same form again (by its `client_id`) plans nothing new."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (planned := queries.find_series_by_client_key(client_key)):
        return planned
    chosen = [day for day in beat.days() if day in days]
    if not chosen:
        raise RuleBroken(_("Wählen Sie bitte mindestens einen Tag."), field="days")
    series = MeetingSeries(
        title=said.title,
        rhythm=beat.rhythm,
        nth=beat.nth,
        first_day=beat.first_day,
        until=beat.until,
        starts=beat.starts,
        ends=beat.ends,
        pattern=said.as_json(),
        client_key=client_key,
    )
    db.session.add(series)
    db.session.flush()
    for day in chosen:
        planning.plan(said=said, span=beat.span(day), account_id=account_id, series=series)
    _log(series, "series.begin", account_id)
    return series


def announce(*, series: MeetingSeries, account_id: UUID | None) -> int:
    """Announce all coming meetings of a series that are drafts. Says how many."""
    drafts = [each for each in _coming(series) if each.state is MeetingState.DRAFT]
    for meeting in drafts:
        planning.announce(meeting=meeting, account_id=account_id)
    return len(drafts)


def change(*, series: MeetingSeries, said: Plan, starts: time, ends: time | None, account_id: UUID | None) -> int:
    """Say anew what all coming meetings of a series are. Says how many were changed.

    A meeting that was moved by hand keeps its own time; cancelled ones stay as they are.
    """
    plan_rules.check(said)
    coming = [each for each in _coming(series) if each.state is not MeetingState.CANCELLED]
    for meeting in coming:
        span = _span_of(meeting)
        if not _is_moved(series, meeting):
            span = when.span(day=meeting.first_day, starts=starts, ends=ends, zone=clock.LOCAL)
        planning.change(meeting=meeting, said=said, span=span, account_id=account_id)
    series.title, series.starts, series.ends, series.pattern = said.title, starts, ends, said.as_json()
    _log(series, "series.change", account_id)
    return len(coming)


def extend(*, series: MeetingSeries, until: date, account_id: UUID | None) -> int:
    """Plan the meetings behind the last day so far. Says how many. Days that lie before are not planned anew."""
    if not series.is_active:
        raise RuleBroken(_("Diese Reihe ist zu Ende."))
    if until <= series.until:
        raise RuleBroken(_("Wählen Sie bitte einen Tag nach dem bisherigen Ende."), field="until")
    today = clock.today()
    if until - today > when.LONGEST_SERIES:
        raise RuleBroken(_("Planen Sie bitte höchstens anderthalb Jahre voraus."), field="until")
    days = when.series_days(series.rhythm, first=series.first_day, nth=series.nth, until=until)
    new = [day for day in days if day > series.until and day >= today]
    said = plan_of(series)
    for day in new:
        span = when.span(day=day, starts=series.starts, ends=series.ends, zone=clock.LOCAL)
        planning.plan(said=said, span=span, account_id=account_id, series=series)
    series.until = until
    _log(series, "series.extend", account_id)
    return len(new)


def end(*, series: MeetingSeries, reason: str, account_id: UUID | None) -> int:
    """End a series: coming drafts go, announced meetings are cancelled with this reason. Says how many mails wait."""
    mails = 0
    for meeting in _coming(series):
        if meeting.state is MeetingState.DRAFT:
            planning.remove(meeting=meeting, account_id=account_id)
        elif meeting.state is MeetingState.ANNOUNCED:
            mails += planning.cancel(meeting=meeting, reason=reason, account_id=account_id)
    series.is_active, series.until = False, min(series.until, clock.today())
    _log(series, "series.end", account_id)
    return mails


def plan_of(series: MeetingSeries) -> Plan:
    """What each meeting of a series starts from."""
    return plan_rules.from_json(series.pattern)


def _coming(series: MeetingSeries) -> list[Meeting]:
    """The meetings of a series that have not begun."""
    now = clock.now()
    found = queries.meetings_of_series(series, since=clock.today())
    return [each for each in found if each.starts_at is None or each.starts_at > now]


def _is_moved(series: MeetingSeries, meeting: Meeting) -> bool:
    """Whether somebody gave this meeting another day or time than its series foresaw."""
    if meeting.series_day is None:
        return True
    return _span_of(meeting) != when.span(day=meeting.series_day, starts=series.starts, ends=series.ends, zone=clock.LOCAL)


def _span_of(meeting: Meeting) -> when.Span:
    return when.Span(**{name: getattr(meeting, name) for name in planning.WHEN})


def _log(series: MeetingSeries, act: str, account_id: UUID | None) -> None:
    moderation.log(act=act, subject=series.subject, account=account_id)
    db.session.flush()

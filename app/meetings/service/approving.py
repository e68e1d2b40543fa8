"""The way of minutes from the desk to everybody: agreed, approved, published. Each step is kept."""

from datetime import date
from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting, Minutes, MinutesStep
from app.meetings.queries import agenda
from app.meetings.queries import minutes as queries
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import MinutesState, Part, PlainState
from app.meetings.service import changing, telling, writing


def move(
    *,
    meeting: Meeting,
    to: MinutesState,
    account_id: UUID | None,
    approved_on: date | None = None,
    approved_in: Meeting | None = None,
    note: str = "",
) -> Minutes:
    """Take the minutes one step further, or back to the desk. They are published only when nothing is missing."""
    minutes = writing.begin(meeting, account_id=account_id)
    rules.check_step(minutes.state, to)
    if to is MinutesState.APPROVED:
        _approve(meeting, minutes, approved_on, approved_in)
    if to is MinutesState.PUBLISHED:
        _check_complete(meeting)
        minutes.published_at = clock.now()
    db.session.add(MinutesStep(meeting_id=meeting.id, before=minutes.state, after=to, account_id=account_id, note=note))
    minutes.state = to
    db.session.flush()
    if to is MinutesState.PUBLISHED:
        telling.publish(meeting=meeting, account_id=account_id)
    changing.changed(meeting, act=f"minutes.{to}", account=account_id)
    return minutes


def check_plain(*, meeting: Meeting, checked_by: str, account_id: UUID | None) -> None:
    """Say who has checked the plain summary (methods C-03)."""
    minutes = writing.begin(meeting, account_id=account_id)
    if not queries.get_text(meeting, rules.slot(Part.PLAIN)):
        raise RuleBroken(_("Der einfache Text fehlt noch."), field="checked_by")
    if not any(sign.isalnum() for sign in checked_by):
        raise RuleBroken(_("Wer hat den Text geprüft?"), field="checked_by")
    minutes.plain_state, minutes.plain_checked_by = PlainState.CHECKED, checked_by
    minutes.plain_checked_on = clock.today()
    db.session.flush()
    changing.changed(meeting, act="minutes.plain", account=account_id)


def distribute(*, meeting: Meeting, distribution: str, account_id: UUID | None) -> None:
    """Say who gets the minutes."""
    minutes = writing.begin(meeting, account_id=account_id)
    minutes.distribution = distribution
    db.session.flush()
    changing.changed(meeting, act="minutes.distribution", account=account_id)


def _approve(meeting: Meeting, minutes: Minutes, approved_on: date | None, approved_in: Meeting | None) -> None:
    day = approved_in.first_day if approved_in is not None and approved_on is None else approved_on
    rules.check_approval(approved_on=day, held_on=meeting.first_day, today=clock.today())
    if queries.conflicts_of(meeting):
        raise RuleBroken(_("An einer Stelle haben zwei geschrieben. Wählen Sie bitte erst, welcher Text bleibt."))
    minutes.approved_on = day
    minutes.approved_in_id = approved_in.id if approved_in is not None else None


def _check_complete(meeting: Meeting) -> None:
    if queries.missing(meeting, queries.sheet_of(meeting), agenda.items_of(meeting)):
        raise RuleBroken(_("Es fehlt noch etwas. Die Liste oben sagt, was."))

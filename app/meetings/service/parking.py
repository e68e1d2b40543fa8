"""Points for later: what comes up in a meeting that has no time for it waits until an agenda takes it up."""

from uuid import UUID

from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting, ParkedPoint
from app.meetings.queries import parking as queries
from app.meetings.rules.plan import LONGEST_TEXT
from app.meetings.service import changing


def park(*, meeting: Meeting, text: str, account_id: UUID | None, client_id: str = "") -> ParkedPoint:
    """Let a point wait. The same form again (by its `client_id`) lets nothing new wait."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_by_client_key(client_key)):
        return there
    _check(text)
    place = queries.last_position(meeting) + 1
    point = ParkedPoint(meeting_id=meeting.id, position=place, text=text, client_key=client_key)
    db.session.add(point)
    changing.changed(meeting, act="meeting.park", account=account_id)
    return point


def drop(*, meeting: Meeting, point: ParkedPoint, account_id: UUID | None) -> None:
    """A point needs to wait no longer, and no agenda takes it up. Again changes nothing."""
    _check_waits(point)
    if not point.is_dropped:
        point.is_dropped = True
        changing.changed(meeting, act="meeting.unpark", account=account_id)


def _check(text: str) -> None:
    if not any(sign.isalnum() for sign in text):
        raise RuleBroken(_("Schreiben Sie bitte auf, was nicht verloren gehen soll."), field="text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="text")


def _check_waits(point: ParkedPoint) -> None:
    if point.taken_up_in_id is not None:
        raise RuleBroken(_("Diesen Punkt hat schon eine Tagesordnung aufgenommen."))

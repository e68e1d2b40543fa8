"""The agenda: the order of its items, what an item must be, how long all of it takes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import MeetingState, Origin
from app.meetings.rules.results import LONGEST_LINE, LONGEST_TEXT

MOST_ITEMS = 100
LONGEST_ITEM = 600
"""Minutes that one item may take at most: ten hours."""
NEVER_CARRIED = frozenset({Origin.OPEN_TASKS, Origin.PHASE})
"""What each meeting has anew, so it is not carried over when it ends without a result."""
Item = TypeVar("Item")


class Move(StrEnum):
    """Where an item goes by one press. The values stand in forms."""

    UP = "hoch"
    DOWN = "runter"


class Scheme(StrEnum):
    """A ready-made agenda. The values stand in forms."""

    ASSEMBLY = "versammlung"
    FORUM_EVENING = "forumsabend"


def moved(items: Sequence[Item], item: Item, move: Move) -> list[Item]:
    """The items in their new order. At the ends nothing changes."""
    order = list(items)
    place = order.index(item)
    other = place - 1 if move is Move.UP else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def begins(starts_at: datetime | None, minutes: Sequence[int | None]) -> list[datetime | None]:
    """When each item begins. Nobody knows behind an item whose length is not planned."""
    found: list[datetime | None] = []
    for planned in minutes:
        found.append(starts_at)
        starts_at = starts_at + timedelta(minutes=planned) if starts_at and planned is not None else None
    return found


def too_long_by(minutes: Sequence[int | None], starts_at: datetime | None, ends_at: datetime | None) -> int:
    """By how many minutes the planned items take longer than the meeting. 0: they fit, or nobody knows."""
    if starts_at is None or ends_at is None:
        return 0
    available = int((ends_at - starts_at).total_seconds()) // 60
    return max(0, sum(planned or 0 for planned in minutes) - available)


def check_item(*, title: str, text: str, minutes_planned: int | None) -> None:
    """Raise RuleBroken for an item that cannot stand on an agenda."""
    if not any(sign.isalnum() for sign in title):
        raise RuleBroken(_("Schreiben Sie bitte, worum es geht."), field="title")
    if len(title) > LONGEST_LINE:
        raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field="title")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang."), field="text")
    if minutes_planned is not None and not 1 <= minutes_planned <= LONGEST_ITEM:
        raise RuleBroken(_("Geben Sie bitte Minuten von 1 bis 600 an."), field="minutes_planned")


def check_room(there: int, more: int) -> None:
    """Raise RuleBroken when an agenda would become endless."""
    if there + more > MOST_ITEMS:
        raise RuleBroken(_("Eine Tagesordnung hat höchstens 100 Punkte."))


def check_open(state: MeetingState) -> None:
    """Raise RuleBroken when nobody needs an agenda any more."""
    if state is MeetingState.CANCELLED:
        raise RuleBroken(_("Dieses Treffen ist abgesagt. Seine Tagesordnung bleibt, wie sie ist."))


def check_may_go(origin: Origin, *, has_record: bool, has_open_tasks: bool) -> None:
    """Raise RuleBroken when an item must stay: something hangs on it, or tasks would be forgotten (methods C-05)."""
    if has_record:
        raise RuleBroken(_("Zu diesem Punkt steht schon etwas im Protokoll. Deshalb bleibt er auf der Tagesordnung."))
    if origin is Origin.OPEN_TASKS and has_open_tasks:
        raise RuleBroken(_("Solange Aufgaben offen sind, bleibt dieser Punkt. So wird keine vergessen."))

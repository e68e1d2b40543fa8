"""When people are reminded of their tasks, and how long we keep an address for it."""

from datetime import date, timedelta

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.mail import is_address
from app.meetings.rules import results
from app.meetings.rules.kinds import TaskStatus

REMINDED_BEFORE = timedelta(days=3)
ADDRESS_KEPT = timedelta(days=30)
"""So long after a task is closed its owner's address is deleted."""
FIRST_DUE, LAST_DUE = date(2000, 1, 1), date(2100, 12, 31)


def check(*, what: str, owner: str, due_on: date | None) -> date:
    """Raise RuleBroken for a task that nobody would do, or that does not fit. Says the day by which it is done."""
    results.check_task(what=what if _says_something(what) else "", owner=owner, due_on=due_on)
    for field, text in (("what", what), ("owner", owner)):
        if len(text) > results.LONGEST_LINE:
            raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field=field)
    if due_on is None or not FIRST_DUE <= due_on <= LAST_DUE:
        raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field="due_on")
    return due_on


def check_reach(*, email: str, has_account: bool) -> None:
    """Raise RuleBroken when nobody knows where a reminder should go."""
    if email and has_account:
        raise RuleBroken(
            _("Wählen Sie bitte entweder ein Konto oder schreiben Sie eine E-Mail-Adresse."), field="owner_email"
        )
    if email and not is_address(email):
        raise RuleBroken(_("Schreiben Sie eine E-Mail-Adresse, zum Beispiel name@beispiel.de."), field="owner_email")


def check_word(word: str) -> None:
    """Raise RuleBroken for a word of result that does not fit."""
    if len(word) > results.LONGEST_LINE:
        raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field="outcome")


def check_move(*, before: date, after: date, reason: str) -> None:
    """Raise RuleBroken when a day moves and nobody says why."""
    if before != after and not _says_something(reason):
        raise RuleBroken(_("Warum ein anderer Tag? Ein Satz genügt."), field="word")


def is_reminder_due(
    *, status: TaskStatus, due_on: date, today: date, reminded_before: date | None, reminded_after: date | None
) -> bool:
    """Whether somebody has not heard yet that a task is due soon, or that it was due yesterday or earlier."""
    if status not in results.UNDONE:
        return False
    if due_on < today:
        return reminded_after != due_on
    return due_on - today <= REMINDED_BEFORE and reminded_before != due_on


def masked(email: str) -> str:
    """An address as staff see it again: enough to know whose it is, too little to write to it."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain[:1]}…" if email else ""


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)

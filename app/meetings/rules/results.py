"""Decisions, tasks, dots: what a meeting leaves behind, and when it cannot be taken as it is."""

from datetime import date, timedelta

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import GroupStatus, Mode, TaskStatus

LONGEST_TEXT = 100_000
LONGEST_LINE = 300
LONGEST_WORDING = 5_000
MOST_VOTES = 10_000
MOST_CHOSEN = 4
"""More themes than these no group can really work on (methods A-51)."""
RESTLESS_AFTER = timedelta(days=30)
"""A group that has had no next date for so long is looked after (methods A-53)."""
UNDONE = frozenset({TaskStatus.OPEN, TaskStatus.IN_PROGRESS})


def check_decision(*, wording: str, mode: Mode, votes: tuple[int | None, ...], attendance: int | None) -> None:
    """Raise RuleBroken for a decision without exact words, or with more votes than people. `votes`: yes, no, abstained."""
    check_wording(wording)
    counted = [vote for vote in votes if vote is not None]
    if any(not 0 <= vote <= MOST_VOTES for vote in counted):
        raise RuleBroken(_("Geben Sie bitte Zahlen von 0 bis 10000 an."), field="yes")
    if mode is Mode.MAJORITY and votes[0] is None:
        raise RuleBroken(_("Wie viele haben mit Ja gestimmt? Ohne diese Zahl ist es keine Mehrheit."), field="yes")
    check_votes(sum(counted), attendance)


def check_wording(wording: str, *, field: str = "wording") -> None:
    """Raise RuleBroken when a decision has no exact words, or too many."""
    if not any(sign.isalnum() for sign in wording):
        raise RuleBroken(_("Schreiben Sie bitte den genauen Wortlaut des Beschlusses auf."), field=field)
    if len(wording) > LONGEST_WORDING:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field=field)


def check_votes(votes: int, attendance: int | None, *, field: str = "yes") -> None:
    """Raise RuleBroken when more votes were counted than people. Nobody counted the people: nothing can be said."""
    if attendance is not None and votes > attendance:
        raise RuleBroken(
            _(
                "Es sind %(votes)s Stimmen aufgeschrieben, aber nur %(people)s Menschen. Bitte prüfen Sie beide Zahlen.",
                votes=votes,
                people=attendance,
            ),
            field=field,
        )


def check_task(*, what: str, owner: str, due_on: date | None) -> None:
    """Raise RuleBroken for a task that nobody would do: without words, without somebody, without a day."""
    if not what:
        raise RuleBroken(_("Schreiben Sie bitte auf, was zu tun ist."), field="what")
    if not owner:
        raise RuleBroken(_("Wer kümmert sich darum? Eine Aufgabe ohne Namen bleibt liegen."), field="owner")
    if due_on is None:
        raise RuleBroken(_("Bis wann? Geben Sie bitte einen Tag an."), field="due_on")


def check_task_step(*, status: TaskStatus, outcome: str) -> None:
    """Raise RuleBroken when a task ends without a word."""
    if status not in UNDONE and not outcome:
        raise RuleBroken(_("Sagen Sie bitte in einem Satz, was dabei herauskam."), field="outcome")


def is_overdue(*, status: TaskStatus, due_on: date, today: date) -> bool:
    return status in UNDONE and due_on < today


def is_restless(*, status: GroupStatus, next_on: date | None, since: date, today: date) -> bool:
    """Whether a group at work has had no next date for too long. `since`: its founding or its last date."""
    at_work = status in {GroupStatus.FOUNDED, GroupStatus.ACTIVE}
    has_next = next_on is not None and next_on >= today
    return at_work and not has_next and today - since > RESTLESS_AFTER


def check_dots(*, dots: list[int], per_person: int, voters: int | None) -> None:
    """Raise RuleBroken when more dots were counted than could be given."""
    if any(count < 0 for count in dots):
        raise RuleBroken(_("Punkte können nicht weniger als 0 sein."), field="dots")
    if voters is not None and sum(dots) > voters * per_person:
        raise RuleBroken(_("Das sind mehr Punkte, als die Menschen zusammen vergeben konnten."), field="voters")


def most_voters_for(dots: int, voters: int | None) -> int:
    """By how many people at most a theme was chosen: nobody asks who gave which dots (methods A-51)."""
    return dots if voters is None else min(dots, voters)

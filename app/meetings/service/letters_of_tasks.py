"""The mails about what somebody has to do, short and warm, in the language that is spoken."""

from collections.abc import Sequence

from app.kernel import clock, i18n
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.kernel.pages import address_of
from app.mailing.rules import Letter
from app.meetings.models import Task
from app.meetings.queries.groups import GroupStanding


def reminder(tasks: Sequence[Task], *, is_staff: bool) -> Letter:
    """What somebody has promised to do by now or in the next days, the most urgent first."""
    closing = (
        [_("Hier sagen Sie, wie weit Sie sind:"), address_of("meetings_work.tasks", meine="ja")]
        if is_staff
        else [_("Ist etwas schon erledigt, oder kommt etwas dazwischen? Sagen Sie bitte der Quartiersarbeit Bescheid.")]
    )
    return Letter(
        subject=ngettext("Erinnerung an Ihre Aufgabe", "Erinnerung an %(num)s Aufgaben", len(tasks)),
        text="\n\n".join(
            [
                _("Guten Tag,"),
                ngettext("Sie haben eine Aufgabe übernommen:", "Sie haben Aufgaben übernommen:", len(tasks)),
                "\n".join(f"- {_line(task)}" for task in tasks),
                *closing,
                _("Vielen Dank, dass Sie sich kümmern!"),
            ]
        ),
    )


def restless(groups: Sequence[GroupStanding]) -> Letter:
    """Groups that have no next date: perhaps they need a word, a room, or a rest."""
    count = len(groups)
    return Letter(
        subject=ngettext(
            "Eine Aktionsgruppe hat keinen nächsten Termin", "%(num)s Aktionsgruppen haben keinen nächsten Termin", count
        ),
        text="\n\n".join(
            [
                _("Guten Tag,"),
                ngettext(
                    "diese Aktionsgruppe hat seit einem Monat keinen nächsten Termin:",
                    "diese Aktionsgruppen haben seit einem Monat keinen nächsten Termin:",
                    count,
                ),
                "\n".join(
                    "- " + _("%(group)s, zuletzt am %(day)s", group=each.group.name, day=i18n.day(each.since))
                    for each in groups
                ),
                _("Fragen Sie bitte nach, ob Hilfe fehlt, oder tragen Sie ein, dass eine Gruppe ruht:"),
                address_of("meetings_work.groups"),
            ]
        ),
    )


def _line(task: Task) -> str:
    """A task and its day. What is late is said to be so."""
    if task.due_on < clock.today():
        return _("%(task)s (das war bis zum %(day)s geplant)", task=task.what, day=i18n.day(task.due_on))
    return _("%(task)s (bis zum %(day)s)", task=task.what, day=i18n.day(task.due_on))

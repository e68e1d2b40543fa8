"""Published minutes on paper: what was said in short, what was decided word for word, who does what until when.

Labels are in the reader's language; what staff wrote is German and is marked as such (templates/meetings/minutes.typ).
"""

from collections.abc import Iterator
from typing import Any

from app.kernel import pdf, publisher
from app.kernel.i18n import day, ngettext, number
from app.kernel.i18n import gettext as _
from app.meetings import labels
from app.meetings.exports import words
from app.meetings.models import AgendaItem, Correction, Decision, Task
from app.meetings.queries.records import Record
from app.meetings.rules import attendance
from app.meetings.rules.kinds import Part, PlainState, RoleGroup

TEMPLATE = "meetings/minutes"
Said = dict[str, str]
"""Words and the language they are in: "" for the reader's own, "de" for what staff wrote."""


def paper(record: Record) -> bytes:
    """The minutes as PDF. Raises pdf.FontMissing."""
    title = _("Protokoll: %(title)s", title=record.meeting.title)
    return pdf.render(TEMPLATE, data_of(record), title=title, made_at=record.changed_at)


def data_of(record: Record) -> dict[str, Any]:
    """Everything that stands on the paper."""
    return {
        "publisher": publisher.name(),
        "facts": [list(fact) for fact in _facts(record)],
        "plain": {"title": _("Kurz und einfach"), "text": record.plain, "note": _plain_note(record)},
        "opening": record.text(Part.OPENING),
        "items": [_item(item, record) for item in record.items],
        "closing": record.text(Part.CLOSING),
        "tasks": {
            "title": _("Aufgaben"),
            "head": [_("Was"), _("Wer"), _("Bis wann"), _("Stand")],
            "rows": [_task(task) for task in record.tasks],
        },
        "parked": {"title": _("Für später aufgehoben"), "points": [point.text for point in record.parked]},
        "corrections": {
            "title": _("Berichtigungen nach der Genehmigung"),
            "entries": [_correction(each) for each in record.corrections],
        },
    }


def _facts(record: Record) -> Iterator[tuple[str, Said]]:
    """The head of the minutes: a term and what is known. What is not known is left out, but nobody's count is a word."""
    meeting, minutes = record.meeting, record.minutes
    yield _("Wann"), _ours(labels.when(meeting))
    if where := words.where(meeting):
        yield _("Wo"), _staffs(where)
    if hosts := [*(forum.name for forum in meeting.forums), *(gremium.name for gremium in meeting.gremien)]:
        yield _("Eingeladen hat"), _staffs(", ".join(hosts))
    if meeting.facilitator:
        yield _("Leitung"), _staffs(meeting.facilitator)
    if meeting.minute_taker:
        yield _("Aufgeschrieben hat"), _staffs(meeting.minute_taker)
    yield _("Da waren"), _ours(_attendance(record))
    if minutes.approved_on is not None:
        yield _("Genehmigt"), _ours(day(minutes.approved_on))
    if record.approved_in is not None:
        yield _("Genehmigt in"), _staffs(record.approved_in.title)
    if minutes.distribution:
        yield _("Verteiler"), _staffs(minutes.distribution)


def _attendance(record: Record) -> str:
    total = record.meeting.attendance_total
    if total is None:
        return _("Nicht gezählt")
    counted = [f"{labels.ROLE_GROUPS[RoleGroup(group)]}: {number(people)}" for group, people in record.attendance.items()]
    if counted and (rest := attendance.unassigned(total, record.attendance)):
        counted.append(_("nicht zugeordnet: %(people)s", people=number(rest)))
    people = ngettext("%(num)s Mensch", "%(num)s Menschen", total)
    return f"{people} ({'; '.join(counted)})" if counted else people


def _plain_note(record: Record) -> str:
    if record.minutes.plain_state is PlainState.CHECKED:
        return ""
    return _("Dieser einfache Text ist noch nicht geprüft.")


def _item(item: AgendaItem, record: Record) -> dict[str, Any]:
    return {
        "title": _("TOP %(number)s: %(title)s", number=item.position, title=item.title),
        "result": record.text(Part.RESULT, item),
        "derivation": record.text(Part.DERIVATION, item),
        "derivation_title": _("Wie es dazu kam"),
        "decisions": [_decision(decision) for decision in record.decisions.get(item.id, [])],
    }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "title": _("Beschluss"),
        "wording": decision.wording,
        "votes": ", ".join(_votes(decision)),
        "plain": decision.plain,
    }


def _votes(decision: Decision) -> Iterator[str]:
    """How it was decided. A count that nobody took is left out: unknown is not zero."""
    yield str(labels.MODES[decision.mode])
    if decision.yes is not None:
        yield _("Ja: %(votes)s", votes=number(decision.yes))
    if decision.no is not None:
        yield _("Nein: %(votes)s", votes=number(decision.no))
    if decision.abstained is not None:
        yield _("Enthaltungen: %(votes)s", votes=number(decision.abstained))


def _task(task: Task) -> list[Said]:
    status = str(labels.TASK_STATUSES[task.status])
    return [_staffs(task.what), _staffs(task.owner), _ours(day(task.due_on, "medium")), _ours(status)]


def _correction(correction: Correction) -> dict[str, str]:
    return {
        "day": day(correction.at),
        "before_title": _("Vorher"),
        "before": correction.before,
        "after_title": _("Jetzt"),
        "after": correction.after,
        "reason_title": _("Grund"),
        "reason": correction.reason,
    }


def _ours(text: str) -> Said:
    return {"text": text, "language": ""}


def _staffs(text: str) -> Said:
    return {"text": text, "language": "de"}

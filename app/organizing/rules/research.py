"""The research list: which office decides, what is asked of it, by when, and what it answered (A-64). Pure."""

from dataclasses import dataclass
from datetime import date

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation.rules import HintKind, personal_data
from app.surveys.rules.phases import LONGEST_LINE, LONGEST_TEXT, check_length


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What staff say about one line of the list."""

    theme: str
    responsible: str
    """An office or a function, never a name."""
    request: str
    due_on: date | None = None
    answer: str = ""
    answered_on: date | None = None


def check(inquiry: Inquiry, *, today: date) -> None:
    """Raise RuleBroken for a line that says too little, or cannot be true."""
    needed = (
        ("theme", inquiry.theme, _("Um welches Thema geht es?")),
        ("responsible", inquiry.responsible, _("Wer ist zuständig? Schreiben Sie das Amt oder die Funktion.")),
        ("request", inquiry.request, _("Was wollen Sie dort erreichen oder wissen?")),
    )
    for field, said, question in needed:
        if not any(sign.isalnum() for sign in said):
            raise RuleBroken(question, field=field)
        check_length(said, LONGEST_LINE, field=field)
    check_length(inquiry.answer, LONGEST_TEXT, field="answer")
    if inquiry.answered_on is not None and inquiry.answered_on > today:
        raise RuleBroken(_("Dieser Tag liegt in der Zukunft."), field="answered_on")
    if inquiry.answered_on is not None and not inquiry.answer:
        raise RuleBroken(_("Was wurde geantwortet? Ein Satz reicht."), field="answer")


def is_overdue(*, due_on: date | None, answer: str, today: date) -> bool:
    """Whether an answer should have come by now."""
    return not answer and due_on is not None and due_on < today


def person_in(responsible: str) -> str | None:
    """What looks like a person's name where an office should stand (A-35)."""
    names = (hint for hint in personal_data(responsible) if hint.kind is HintKind.NAME)
    return next((responsible[hint.start : hint.end] for hint in names), None)

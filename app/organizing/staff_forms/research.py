"""What staff say about a line of the research list, and which house meetings belong to a listening campaign."""

from collections.abc import Sequence
from uuid import UUID

from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, OnceForm, line, text
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting
from app.organizing.rules import research as rules
from app.organizing.rules.research import Inquiry


class ResearchForm(OnceForm):
    """Who decides, what is asked of them, by when, and the answer."""

    theme = line(_("Um welches Thema geht es?"))
    responsible = line(_("Welches Amt oder welche Funktion ist zuständig?"))
    is_no_name = BooleanField(_("Das ist kein Name eines Menschen"))
    request = line(_("Was wollen Sie dort erreichen oder wissen?"))
    due_on = Day(_("Bis wann?"))
    answer = text(_("Welche Antwort kam?"))
    answered_on = Day(_("Wann kam die Antwort?"))
    asks_about_names = False
    """Whether the answer looks like a name, so that the form asks about it."""

    def fill_from(self, inquiry: Inquiry) -> None:
        """What the form shows at first."""
        for name in ("theme", "responsible", "request", "due_on", "answer", "answered_on"):
            self[name].data = getattr(inquiry, name)

    def inquiry(self) -> Inquiry:
        """What was said, for the service. Raises RuleBroken for a name instead of an office, unless it is none."""
        responsible = self.responsible.data or ""
        found = rules.person_in(responsible)
        self.asks_about_names = found is not None
        if found and not self.is_no_name.data:
            message = _("„%(name)s“ sieht nach einem Namen aus. Schreiben Sie bitte das Amt oder die Funktion.", name=found)
            raise RuleBroken(message, field="responsible")
        return Inquiry(
            theme=self.theme.data or "",
            responsible=responsible,
            request=self.request.data or "",
            due_on=self.due_on.data,
            answer=self.answer.data or "",
            answered_on=self.answered_on.data,
        )


class MeetingForm(BaseForm):
    """A house meeting that is planned already."""

    meeting = Choice(_("Welche Hausversammlung?"), [InputRequired(_("Wählen Sie aus der Liste."))])

    def offer(self, meetings: Sequence[Meeting]) -> None:
        said = {str(each.id): f"{each.first_day:%d.%m.%Y} · {each.title}" for each in meetings}
        self.meeting.choices = {"": str(_("Bitte wählen")), **said}

    @property
    def meeting_id(self) -> UUID:
        return UUID(self.meeting.data)

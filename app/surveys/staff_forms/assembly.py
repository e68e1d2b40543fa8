"""Which meeting is the assembly of a campaign."""

from collections.abc import Iterable
from uuid import UUID

from wtforms.validators import InputRequired

from app.kernel.fields import Choice
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.meetings import labels
from app.meetings.models import Meeting


class AssemblyForm(BaseForm):
    """One of the coming meetings."""

    meeting = Choice(_("Welches Treffen ist die Versammlung?"), [InputRequired(_("Wählen Sie bitte ein Treffen aus."))])

    def offer(self, meetings: Iterable[Meeting]) -> None:
        """Put the coming meetings in; without any there is nothing to choose."""
        coming = {str(each.id): f"{each.title}, {labels.when(each)}" for each in meetings}
        self.meeting.choices = {"": str(_("Bitte wählen")), **coming} if coming else {}

    def meeting_id(self) -> UUID:
        return UUID(self.meeting.data)

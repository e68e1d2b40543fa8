"""What staff are asked about a Übersetzung: the words of each part, who checked them, whether everybody may read them."""

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from app.kernel import codes
from app.kernel.fields import Day
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.renditions.rules import LONGEST, LONGEST_CHECKER, Original

TEXT, PROPOSED = "text-", "proposed-"


class RenditionForm(BaseForm):
    """One thing in one language. Which parts it has is known when the form is made: see `form_for`."""

    is_shown = BooleanField(_("Alle dürfen das lesen"))
    checked_by = StringField(_("Geprüft von"), [Length(max=LONGEST_CHECKER)])
    checked_on = Day(_("Geprüft am"))

    def texts(self) -> dict[str, str]:
        """The words by part."""
        return {name.removeprefix(TEXT): field.data or "" for name, field in self._fields.items() if name.startswith(TEXT)}

    def propose(self, proposals: dict[str, str]) -> None:
        """Put what a machine says into the parts that are still empty, and remember which words are the machine's."""
        for part, words in proposals.items():
            if not self[TEXT + part].data:
                self[TEXT + part].data, self[PROPOSED + part].data = words, codes.digest(words)

    def machine_made(self) -> frozenset[str]:
        """The parts whose words nobody changed after a machine proposed them."""
        return frozenset(
            part for part, words in self.texts().items() if words and self[PROPOSED + part].data == codes.digest(words)
        )


def form_for(originals: Sequence[Original]) -> type[RenditionForm]:
    """The questions for these parts."""
    questions: dict[str, object] = {}
    for original in originals:
        too_long = _("Höchstens %(most)s Zeichen.", most=LONGEST)
        questions[TEXT + original.part] = TextAreaField(original.label, [Length(max=LONGEST, message=too_long)])
        questions[PROPOSED + original.part] = HiddenField()
    return type("RenditionFormOfParts", (RenditionForm,), questions)

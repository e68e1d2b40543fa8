"""What staff bring to the helper."""

from typing import Any

from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the type stubs
from wtforms.validators import DataRequired, Length

from app.kernel.fields import Tiles
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.writing import labels
from app.writing.report import LONGEST_TEXT
from app.writing.rules.kinds import Measure


class HelperForm(BaseForm):
    """Any text, and for whom it is."""

    text = TextAreaField(
        _("Ihr Text"),
        [DataRequired(_("Schreiben Sie bitte einen Text in das Feld.")), Length(max=LONGEST_TEXT, message=labels.TOO_LONG)],
    )
    measure = Tiles(
        _("Wie leicht soll er sein?"),
        choices=[SelectChoice(value.value, words) for value, words in labels.MEASURES.items()],
        coerce=Measure,
        default=Measure.EASY,
    )

    def said(self) -> dict[str, Any]:
        """The text as it was typed, and the measure."""
        return {"text": self.text.data or "", "measure": self.measure.data or Measure.EASY}

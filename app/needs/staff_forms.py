"""What we ask those who make and take releases."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired

from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.quarter import Quarter
from app.needs import labels

CHOOSE = _("Wählen Sie aus der Liste.")


class ReleaseForm(BaseForm):
    """Which quarter is to be released."""

    quarter = SelectField(_("Quartal"), [InputRequired(CHOOSE)], validate_choice=False)

    def offer(self, quarters: list[Quarter]) -> None:
        self.quarter.choices = [SelectChoice(value=str(quarter), label=str(quarter)) for quarter in quarters]


class DownloadForm(BaseForm):
    """In which form somebody wants a release."""

    format = SelectField(
        _("Format"),
        [InputRequired(CHOOSE)],
        choices=[SelectChoice(value=key, label=label) for key, label in labels.FORMATS.items()],
    )

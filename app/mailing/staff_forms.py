"""What staff are asked about mails."""

from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the type stubs
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.mailing import labels
from app.mailing.rules import FOR_STAFF, Purpose


class PlainForm(BaseForm):
    """A button and nothing else."""


NOT_OFFERED: dict[str, Any] = {
    "invalid_value_message": _("Wählen Sie bitte nur aus, was hier steht."),
    "invalid_choice_message": _("Wählen Sie bitte nur aus, was hier steht."),
}


class PurposesForm(BaseForm):
    """Each mail that staff can get, with a box to tick."""

    wanted = SelectMultipleField(
        _("Diese E-Mails möchte ich bekommen"),
        choices=[SelectChoice(purpose.value, labels.PURPOSES[purpose]) for purpose in FOR_STAFF],
        coerce=Purpose,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        **NOT_OFFERED,
    )

"""What staff are asked about the tools of moderation."""

from typing import Any

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _

NUMBER = _("Schreiben Sie bitte eine Zahl.")
REFUSED: dict[str, Any] = {"invalid_value_message": NUMBER}


class PlainForm(BaseForm):
    """A button and nothing else."""


class ReasonForm(BaseForm):
    label = StringField(_("Überschrift"), [DataRequired(_("Schreiben Sie bitte eine Überschrift.")), Length(max=80)])
    text = TextAreaField(_("Text für die Person"), [DataRequired(_("Schreiben Sie bitte einen Text.")), Length(max=2000)])
    position = IntegerField(
        _("Platz in der Reihe"),
        [InputRequired(NUMBER), NumberRange(min=0, max=999, message=NUMBER)],
        default=100,
        **REFUSED,
    )
    is_active = BooleanField(_("Kann gewählt werden"), default=True)

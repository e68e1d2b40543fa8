"""What staff say when they print."""

from typing import Any

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.kernel.fields import Choice
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import OFFERED
from app.surveys.service.codes import MOST_AT_ONCE

REFUSED: dict[str, Any] = {"invalid_value_message": _("Schreiben Sie bitte eine Zahl.")}


class CodesForm(BaseForm):
    """How many households get a code, and in which language."""

    number = IntegerField(
        _("Wie viele Haushalte?"),
        [
            InputRequired(_("Schreiben Sie bitte eine Zahl.")),
            NumberRange(1, MOST_AT_ONCE, _("Machen Sie bitte 1 bis %(most)s Codes auf einmal.", most=MOST_AT_ONCE)),
        ],
        **REFUSED,
    )
    tag = Choice(_("In welcher Sprache?"), choices={language.tag: language.name for language in OFFERED})

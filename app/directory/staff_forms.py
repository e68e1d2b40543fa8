"""What staff say about a Gremium and its members."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.directory import labels, rules
from app.directory.rules import LONGEST_LINE, LONGEST_TEXT, Facts, Level, MemberKind
from app.kernel.form import BaseForm, Ticks
from app.kernel.i18n import lazy_gettext as _

CHOOSE_LEVEL = _("Wählen Sie bitte eine Ebene.")
REFUSED: dict[str, Any] = {"invalid_value_message": CHOOSE_LEVEL, "invalid_choice_message": CHOOSE_LEVEL}
ONLY_FROM_THE_LIST: dict[str, Any] = {"invalid_choice_message": _("Wählen Sie bitte nur aus, was hier steht.")}
MOST_LINES = 20_000
"""Signs that a whole list of institutions may have."""


def _line(question: str) -> StringField:
    too_long = _("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein.")
    return StringField(question, [Length(max=LONGEST_LINE, message=too_long)])


def _text(question: str) -> TextAreaField:
    too_long = _("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein.")
    return TextAreaField(question, [Length(max=LONGEST_TEXT, message=too_long)])


def _list(question: str) -> TextAreaField:
    return TextAreaField(question, [Length(max=MOST_LINES, message=_("Die Liste ist zu lang."))], render_kw={"rows": 12})


class GremiumForm(BaseForm):
    """A Gremium and for whom it works. What is not known stays empty."""

    name = StringField(
        _("Name"),
        [
            DataRequired(_("Geben Sie dem Gremium bitte einen Namen.")),
            Length(max=LONGEST_LINE, message=_("Der Name ist zu lang.")),
        ],
    )
    level = RadioField(
        _("Ebene"),
        [InputRequired(CHOOSE_LEVEL)],
        coerce=Level,
        **REFUSED,
    )
    kind = _line(_("Was für ein Gremium das ist"))
    since = _line(_("Seit wann es das gibt"))
    rhythm = _line(_("Wie oft es sich trifft"))
    coordination = _line(_("Wer es leitet oder einlädt"))
    is_city_wide = BooleanField(_("Es arbeitet für die ganze Stadt"))
    reach = _line(_("Für welchen Raum es arbeitet"))
    place = _line(_("Ort"))
    ortsteil_keys = Ticks(_("Ortsteile, für die es arbeitet"), **ONLY_FROM_THE_LIST)
    description = _text(_("Beschreibung"))
    source = _line(_("Quelle"))
    is_active = BooleanField(_("Das Gremium arbeitet"), default=True)

    def offer(self, *, ortsteile: Mapping[str, str]) -> None:
        """Put the choices in, in the reader's language."""
        self.level.choices = {level.value: str(label) for level, label in labels.LEVELS.items()}
        self.ortsteil_keys.choices = dict(ortsteile)

    def facts(self) -> Facts:
        """What was said, as the service takes it."""
        fields = ("name", "level", *rules.LINES[1:], *rules.TEXTS, "is_city_wide")
        return Facts(**{field: self[field].data for field in fields})


class MembersForm(BaseForm):
    """Which institutions belong to a Gremium, one a line."""

    internal = _list(labels.MEMBER_KINDS[MemberKind.INTERNAL])
    external = _list(labels.MEMBER_KINDS[MemberKind.EXTERNAL])

    def names(self) -> dict[str, list[str]]:
        """The institutions of both lists, each once, without empty lines."""
        return {field.name: _lines(field.data or "") for field in (self.internal, self.external)}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

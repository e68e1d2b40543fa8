"""What people are asked who tell us of a barrier or of a text. `website` is a trap that people do not see."""

from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.kernel.fields import OnceForm, Tiles, line
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.notices import labels
from app.notices.rules import LONGEST_TEXT, Reason

CHOOSE = _("Wählen Sie bitte, was mit dem Text nicht stimmt.")
NOT_TOO_LONG = Length(max=LONGEST_TEXT, message=_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."))


class NoticeForm(OnceForm):
    """What both forms ask."""

    token = HiddenField()
    website = StringField(_("Lassen Sie dieses Feld bitte leer."))
    name = line(_("Ihr Name (freiwillig)"), render_kw={"autocomplete": "name", "dir": "auto"})
    email = EmailField(_("Ihre E-Mail-Adresse (freiwillig)"), render_kw={"autocomplete": "email", "dir": "ltr"})

    @property
    def once(self) -> str:
        return self.client_id.data or ""

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.website.data)

    @property
    def said(self) -> str:
        return self["text"].data or ""

    def told(self) -> dict[str, Any]:
        """What was said, for the service."""
        names = ("address", "reason", "text", "in_good_faith", "name", "email", "phone")
        return {name: self[name].data for name in names if name in self and self[name].data}


class BarrierForm(NoticeForm):
    """Something here cannot be used."""

    text = TextAreaField(_("Was geht nicht?"), [DataRequired(_("Schreiben Sie bitte, was nicht geht.")), NOT_TOO_LONG])
    address = line(_("Auf welcher Seite? (freiwillig)"), render_kw={"dir": "ltr"})
    phone = line(_("Ihre Telefonnummer (freiwillig)"), render_kw={"autocomplete": "tel", "dir": "ltr"})


class ContentForm(NoticeForm):
    """A text should not stand here (DSA Art. 16)."""

    address = line(_("Adresse der Seite, auf der der Text steht"), render_kw={"dir": "ltr"})
    reason = Tiles(
        _("Was stimmt mit dem Text nicht?"),
        [InputRequired(CHOOSE)],
        coerce=Reason,
        invalid_value_message=CHOOSE,
        invalid_choice_message=CHOOSE,
    )
    text = TextAreaField(
        _("Warum soll der Text hier nicht stehen?"),
        [DataRequired(_("Schreiben Sie bitte, warum der Text hier nicht stehen soll.")), NOT_TOO_LONG],
    )
    in_good_faith = BooleanField(
        _("Nach meinem besten Wissen stimmt, was ich schreibe."),
        [DataRequired(_("Bestätigen Sie bitte, dass Ihre Angaben nach Ihrem besten Wissen stimmen."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, str(label)) for reason, label in labels.REASONS.items()]


class CodeForm(BaseForm):
    """The number that only whoever reported something has."""

    code = StringField(
        _("Ihre Nummer mit 20 Ziffern"),
        [InputRequired(_("Geben Sie bitte Ihre Nummer ein."))],
        render_kw={"maxlength": 60},
    )

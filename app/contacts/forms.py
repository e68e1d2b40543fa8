"""The contact slip as residents fill it in: its own page, its own form, and nothing in it that leads to an answer."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.contacts import labels
from app.contacts.rules import Means, Purpose
from app.contacts.service import LINES, LONGEST, Slip
from app.kernel import codes
from app.kernel.fields import OnceForm, Tiles, line, ticks
from app.kernel.i18n import lazy_gettext as _

TOO_LONG = _("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein.")
CHOOSE_ORTSTEIL = _("Wählen Sie bitte einen Ortsteil aus der Liste.")
NEEDED = {
    Means.LETTER: ("address", _("Schreiben Sie bitte Ihre Adresse, damit der Brief ankommt.")),
    Means.PHONE: ("phone", _("Schreiben Sie bitte Ihre Telefonnummer.")),
    Means.MESSAGE: ("phone", _("Schreiben Sie bitte Ihre Telefonnummer.")),
    Means.EMAIL: ("email", _("Schreiben Sie bitte Ihre E-Mail-Adresse.")),
}
"""What we have to know to write or call in the way that was chosen."""


class SlipForm(OnceForm):
    """Who wants to hear from us, and what for. `website` is a trap; `agreed_to` tells which words were shown."""

    token = HiddenField()
    agreed_to = HiddenField()
    website = StringField(_("Lassen Sie dieses Feld bitte leer."))
    purposes = ticks(
        _("Wofür dürfen wir uns melden?"),
        validators=[DataRequired(_("Wofür dürfen wir uns melden? Kreuzen Sie mindestens eins an."))],
    )
    themes = line(_("Bei welchem Thema? (freiwillig)"))
    skill = line(_("Was können oder machen Sie gern? (freiwillig)"))
    name = line(_("Ihr Name (freiwillig)"), render_kw={"autocomplete": "name", "dir": "auto"})
    means = Tiles(
        _("Wie sollen wir uns melden?"),
        [InputRequired(_("Wählen Sie bitte, wie wir uns melden sollen."))],
        coerce=Means,
    )
    phone = line(_("Telefon"), render_kw={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"})
    email = EmailField(
        _("E-Mail"), [Length(max=LONGEST, message=TOO_LONG)], render_kw={"autocomplete": "email", "dir": "ltr"}
    )
    address = TextAreaField(
        _("Straße, Hausnummer und Ort"),
        [Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"autocomplete": "street-address", "rows": 3, "dir": "auto"},
    )
    ortsteil_key = Tiles(_("In welchem Ortsteil wohnen Sie?"), [InputRequired(CHOOSE_ORTSTEIL)])
    is_agreed = BooleanField(
        _("Ich bin einverstanden."), [InputRequired(_("Ohne Ihr Einverständnis dürfen wir nichts speichern."))]
    )

    def offer(self, ortsteile: Mapping[str, str]) -> None:
        """Put the choices in, in the reader's language. An only Ortsteil needs no question."""
        self.purposes.choices = {each.value: str(label) for each, label in labels.PURPOSES.items()}
        self.means.choices = {each.value: str(label) for each, label in labels.MEANS.items()}
        self.ortsteil_key.choices = dict(ortsteile)
        if len(ortsteile) == 1:
            del self.ortsteil_key

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_right = bool(super().validate(*args, **kwargs))
        name, message = NEEDED.get(self.means.data, ("", ""))
        if name and not self[name].data and not self.means.errors:
            self[name].errors = [message]
            return False
        return is_right

    @property
    def once(self) -> str:
        """The id under which this slip comes in once only."""
        return self.client_id.data or ""

    def renew(self) -> None:
        """From now on this is another slip."""
        self.client_id.data = codes.fresh_id()

    def slip(self, *, consent: str, language: str, ortsteil_key: str) -> Slip:
        """What was said, for the service. `ortsteil_key` is the one that needed no question."""
        words: dict[str, Any] = {name: self[name].data or "" for name in LINES}
        return Slip(
            means=self.means.data,
            purposes=[Purpose(value) for value in self.purposes.data or []],
            language=language,
            ortsteil_key=self.ortsteil_key.data if "ortsteil_key" in self else ortsteil_key,
            consent=consent,
            **words,
        )

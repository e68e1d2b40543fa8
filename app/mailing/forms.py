"""What somebody without an account is asked who wants mails."""

import re
from typing import Any

from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import DataRequired

from app.kernel import codes
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _

FORM_ID = re.compile(r"[0-9a-f]{32}")


class SubscribeForm(BaseForm):
    """An address, and nothing else. `website` is a trap that people do not see."""

    form_id = HiddenField()
    token = HiddenField()
    website = StringField(_("Lassen Sie dieses Feld bitte leer."))
    email = EmailField(
        _("Ihre E-Mail-Adresse"),
        [DataRequired(_("Schreiben Sie bitte Ihre E-Mail-Adresse."))],
        render_kw={"autocomplete": "email", "dir": "ltr"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not FORM_ID.fullmatch(self.form_id.data or ""):
            self.form_id.data = codes.fresh_id()

    @property
    def address(self) -> str:
        return self.email.data or ""

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.website.data)

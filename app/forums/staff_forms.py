"""What administrators say about a forum."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.accounts.models import Account
from app.forums.rules import LONGEST_SLUG
from app.kernel.form import BaseForm, Ticks
from app.kernel.i18n import lazy_gettext as _

ONLY_FROM_THE_LIST: dict[str, Any] = {"invalid_choice_message": _("Wählen Sie bitte nur aus, was hier steht.")}


class ForumForm(BaseForm):
    """A forum, its Ortsteile and the people who look after it."""

    name = StringField(
        _("Name"),
        [DataRequired(_("Geben Sie dem Forum bitte einen Namen.")), Length(max=120, message=_("Der Name ist zu lang."))],
    )
    description = TextAreaField(
        _("Beschreibung in zwei einfachen Sätzen"), [Length(max=1000, message=_("Die Beschreibung ist zu lang."))]
    )
    place = StringField(_("Wo es sich trifft"), [Length(max=200, message=_("Diese Angabe ist zu lang."))])
    rhythm = StringField(_("Wann es sich trifft"), [Length(max=200, message=_("Diese Angabe ist zu lang."))])
    ortsteil_keys = Ticks(
        _("Ortsteile"), [DataRequired(_("Wählen Sie bitte mindestens einen Ortsteil."))], **ONLY_FROM_THE_LIST
    )
    members = Ticks(_("Wer es betreut"), **ONLY_FROM_THE_LIST)
    is_active = BooleanField(_("Das Forum trifft sich"), default=True)

    def offer(self, *, ortsteile: Mapping[str, str], accounts: Iterable[Account]) -> None:
        """Put the choices in."""
        self.ortsteil_keys.choices = dict(ortsteile)
        self.members.choices = {str(account.id): account.name for account in accounts if account.is_active}


class NewForumForm(ForumForm):
    """A forum that is founded gets a short address for its posters."""

    slug = StringField(
        _("Kurzadresse für Plakate"),
        [
            DataRequired(_("Geben Sie dem Forum bitte eine Kurzadresse.")),
            Length(max=LONGEST_SLUG, message=_("Die Kurzadresse ist zu lang.")),
        ],
        render_kw={"dir": "ltr", "autocomplete": "off"},
    )

"""What somebody wants to see of the directory."""

from collections.abc import Mapping

from wtforms import SearchField, SelectField
from wtforms.validators import Length, Optional

from app.directory import labels
from app.directory.rules import LONGEST_LINE, Level
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _

WHOLE_CITY = "gesamt"
"""Stands for the whole city where an Ortsteil can be chosen."""


class ListingForm(BaseForm):
    """Everything is a choice from a list, except the words to look for."""

    ortsteil = SelectField(_("Ortsteil"), [Optional()])
    ebene = SelectField(_("Ebene"), [Optional()])
    q = SearchField(_("Suchen"), [Length(max=LONGEST_LINE)])

    def offer(self, *, ortsteile: Mapping[str, str]) -> None:
        """Put the choices in, in the reader's language."""
        self.ortsteil.choices = {"": str(_("Alle Ortsteile")), WHOLE_CITY: str(_("Für die ganze Stadt")), **ortsteile}
        self.ebene.choices = {"": str(_("Alle Ebenen"))} | {
            level.value: str(title) for level, title in labels.LEVEL_TITLES.items()
        }

    def filters(self) -> dict[str, str]:
        """What was chosen."""
        return {name: self[name].data for name in ("ortsteil", "ebene", "q") if self[name].data}

    @property
    def is_city_wide(self) -> bool:
        return bool(self.ortsteil.data == WHOLE_CITY)

    @property
    def ortsteil_key(self) -> str | None:
        return None if self.is_city_wide else self.ortsteil.data or None

    @property
    def level(self) -> Level | None:
        return Level(self.ebene.data) if self.ebene.data else None

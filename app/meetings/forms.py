"""What readers of meetings may ask for."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from wtforms import SearchField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older.
from wtforms.validators import Length, Optional

from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel.form import BaseForm, Ticks
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import Language
from app.meetings.queries.public import Place

LONGEST_QUESTION = 200
FORUM, GREMIUM = "forum:", "gremium:"
"""What stands before the slug of the one who invites."""


class ListingForm(BaseForm):
    """Which meetings somebody looks for. `wer` is a forum or a Gremium, `vor` where the next page begins."""

    q = SearchField(_("Treffen und Protokolle durchsuchen"), [Length(max=LONGEST_QUESTION)])
    ortsteil = SelectField(_("Ortsteil"), [Optional()])
    wer = SelectField(_("Wer lädt ein?"), [Optional()])
    vor = StringField(validators=[Optional(), Length(max=60)])

    def offer(self, *, ortsteile: Mapping[str, str], forums: Iterable[Forum], gremien: Iterable[Gremium]) -> None:
        """Put the choices in, in the reader's language."""
        self.ortsteil.choices = {"": str(_("Alle Ortsteile")), **ortsteile}
        self.wer.choices = [
            SelectChoice("", str(_("Alle Foren und Gremien"))),
            *(_named(f"{FORUM}{forum.slug}", forum.name, str(_("Foren"))) for forum in forums),
            *(_named(f"{GREMIUM}{gremium.slug}", gremium.name, str(_("Gremien"))) for gremium in gremien),
        ]

    def validate_vor(self, field: StringField) -> None:
        if field.data and self.place is None:
            raise ValidationError

    @property
    def place(self) -> Place | None:
        """Behind which meeting the page begins: `2026-12-01.<id>`."""
        day, _dot, meeting_id = (self.vor.data or "").partition(".")
        try:
            return date.fromisoformat(day), UUID(meeting_id)
        except ValueError:
            return None

    @property
    def question(self) -> str:
        return self.q.data or ""

    @property
    def forum_slug(self) -> str | None:
        return self._behind(FORUM)

    @property
    def gremium_slug(self) -> str | None:
        return self._behind(GREMIUM)

    def filters(self) -> dict[str, str]:
        """What was asked for, for the addresses of further pages."""
        return {name: self[name].data for name in ("ortsteil", "wer", "q") if self[name].data}

    def _behind(self, prefix: str) -> str | None:
        chosen = self.wer.data or ""
        return chosen.removeprefix(prefix) if chosen.startswith(prefix) else None


def _named(value: str, name: str, group: str) -> SelectChoice:
    """An option that is a German name."""
    return SelectChoice(value, name, {"lang": "de"}, group)


class PosterForm(BaseForm):
    """In which languages besides its own a poster speaks."""

    mit = Ticks(_("Welche Sprachen sollen noch auf das Plakat?"))

    def offer(self, languages: Iterable[Language]) -> None:
        self.mit.choices = [(language.code, language.name) for language in languages]

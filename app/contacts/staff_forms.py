"""What contact keepers are asked: which slips they want to see, what stands on one, in which form they take them along."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self
from uuid import UUID

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.contacts.models import ContactSlip
from app.contacts.queries import Wish
from app.contacts.rules import Means, Purpose
from app.contacts.service import LINES, LONGEST, Slip
from app.kernel.fields import Choice, Day, OnceForm, Tiles, line, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import KNOWN, OFFERED

PURPOSES: dict[Purpose, str] = {
    Purpose.ASSEMBLY_INVITATION: _("Einladung zur Versammlung"),
    Purpose.RESULTS: _("Ergebnisse erfahren"),
    Purpose.JOIN_IN: _("Bei einem Thema mitmachen"),
    Purpose.SKILL: _("Etwas können und einbringen"),
}
MEANS: dict[Means, str] = {
    Means.LETTER: _("Brief"),
    Means.PHONE: _("Anruf"),
    Means.EMAIL: _("E-Mail"),
    Means.MESSAGE: _("Nachricht aufs Handy"),
}
FORMATS = {"csv": _("CSV für Excel"), "xlsx": _("XLSX")}
LANGUAGES = {language.code: language.name for language in KNOWN}


class WishForm(BaseForm):
    """Which slips somebody wants to see. It asks for no name: what is asked stands in the address."""

    zweck = Choice(_("Zweck"), [Optional()])
    weg = Choice(_("Weg"), [Optional()])
    sprache = Choice(_("Sprache"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = {"": str(_("Alle"))}
        self.zweck.choices = {**everything, **_shown(PURPOSES)}
        self.weg.choices = {**everything, **_shown(MEANS)}
        self.sprache.choices = {**everything, **LANGUAGES}

    def wish(self) -> Wish:
        """What was asked for. What nobody can ask for is forgotten."""
        for field in (self.zweck, self.weg, self.sprache):
            if not field.validate(self):
                field.data, field.errors = "", ()
        return Wish(
            purpose=Purpose(self.zweck.data) if self.zweck.data else None,
            means=Means(self.weg.data) if self.weg.data else None,
            language=self.sprache.data or "",
        )

    def address(self) -> dict[str, str]:
        """The questions that were answered, for the addresses of the same list."""
        return {field.name: field.data for field in (self.zweck, self.weg, self.sprache) if field.data}


class ExportForm(WishForm):
    """Which slips somebody takes along, and in which form."""

    format = Choice(_("Format"), [InputRequired(_("Wählen Sie aus der Liste."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = _shown(FORMATS)


class SlipForm(OnceForm):
    """What stands on a slip."""

    name = line(_("Name (freiwillig)"))
    purposes = ticks(_("Wofür dürfen wir uns melden?"))
    means = Tiles(_("Auf welchem Weg?"), [InputRequired(_("Wählen Sie bitte einen Weg."))], coerce=Means)
    phone = line(_("Telefon"))
    email = line(_("E-Mail"))
    address = TextAreaField(
        _("Straße, Hausnummer und Ort"),
        [Length(max=LONGEST, message=_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."))],
        render_kw={"rows": 3},
    )
    language = Choice(_("In welcher Sprache schreiben wir?"))
    ortsteil_key = Choice(_("Ortsteil"))
    themes = line(_("Bei welchem Thema?"))
    skill = line(_("Was können oder machen Sie gern?"))

    def offer(self, ortsteile: Mapping[str, str], kept: str = "") -> Self:
        """Put the choices in. `kept` is the code of a language that is not offered any more."""
        self.purposes.choices, self.means.choices = _shown(PURPOSES), _shown(MEANS)
        offered = {language.code: language.name for language in OFFERED}
        self.language.choices = {**offered, **({kept: LANGUAGES.get(kept, kept)} if kept else {})}
        self.ortsteil_key.choices = dict(ortsteile)
        return self

    def fill_from(self, slip: ContactSlip) -> None:
        """What the form shows at first."""
        for name in (*LINES, "purposes", "means", "language", "ortsteil_key"):
            self[name].data = getattr(slip, name)

    def slip(self, consent: str, day: date | None = None) -> Slip:
        """What was said, for the service."""
        words: dict[str, Any] = {name: self[name].data or "" for name in LINES}
        return Slip(
            means=self.means.data,
            purposes=[Purpose(value) for value in self.purposes.data or []],
            language=self.language.data,
            ortsteil_key=self.ortsteil_key.data,
            consent=consent,
            day=day,
            **words,
        )


class PaperForm(SlipForm):
    """A slip of paper that somebody writes down."""

    day = Day(_("Wann wurde der Zettel ausgefüllt?"))
    is_agreed = BooleanField(
        _("Auf dem Zettel ist angekreuzt oder unterschrieben, dass wir uns melden dürfen"),
        [InputRequired(_("Ohne Zustimmung nehmen wir keine Adresse an."))],
    )


class ToldForm(BaseForm):
    """Who was told something by letter or phone, and on which day."""

    slips = ticks(_("Wem haben Sie es gesagt?"))
    day = Day(_("An welchem Tag?"))

    def offer(self, slips: Sequence[ContactSlip]) -> Self:
        """Put the slips in. One that a colleague has ticked off meanwhile is no mistake."""
        self.slips.choices = {str(slip.id): slip.name for slip in slips}
        return self

    @property
    def ids(self) -> list[UUID]:
        return [UUID(each) for each in self.slips.data or []]


def _shown(labels: Mapping[Any, str]) -> dict[str, str]:
    """Choices in the reader's language."""
    return {str(value): str(label) for value, label in labels.items()}

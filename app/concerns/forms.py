"""The questions to residents: about what moves them, about their code, and what they want to read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import (
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.concerns import labels
from app.concerns.models import Topic
from app.concerns.rules import LONGEST_LINE, LONGEST_TEXT, NUMBERS_A_YEAR, Affected, Direction, Progress
from app.forums.models import Forum
from app.kernel import codes
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated

CLIENT_ID = re.compile(r"[0-9a-f]{32}")
TOO_LONG = _("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein.")
CHOOSE_DIRECTION = _("Wählen Sie bitte, was Sie sagen möchten.")
CHOOSE_ORTSTEIL = _("Wählen Sie bitte einen Ortsteil aus der Liste.")
CHOOSE_TOPIC = _("Wählen Sie bitte ein Thema.")
WRITE = _("Schreiben Sie bitte, was Sie bewegt.")


def _refused(message: str) -> dict[str, Any]:
    """What to say when an answer is none of the choices."""
    return {"invalid_value_message": message, "invalid_choice_message": message}


class OnceForm(BaseForm):
    """A form that comes in once only, however often it is sent: it carries an id of its own."""

    client_id = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not CLIENT_ID.fullmatch(self.once):
            self.renew()

    @property
    def once(self) -> str:
        """The id: 128 random bits as 32 hex digits."""
        return self.client_id.data or ""

    def renew(self) -> None:
        """From now on this is another form."""
        self.client_id.data = codes.fresh_id()


class ReportForm(OnceForm):
    """What moves somebody. `website` is a trap that people do not see."""

    token = HiddenField()
    website = StringField(_("Lassen Sie dieses Feld bitte leer."))
    direction = RadioField(
        _("Was möchten Sie sagen?"),
        [InputRequired(CHOOSE_DIRECTION)],
        coerce=Direction,
        **_refused(CHOOSE_DIRECTION),
    )
    text = TextAreaField(_("Was bewegt Sie?"), [DataRequired(WRITE), Length(max=LONGEST_TEXT, message=TOO_LONG)])
    ortsteil_key = SelectField(
        _("In welchem Ortsteil ist das?"), [InputRequired(CHOOSE_ORTSTEIL)], **_refused(CHOOSE_ORTSTEIL)
    )
    where_exactly = StringField(
        _("Wo genau? (freiwillig)"),
        [Length(max=LONGEST_LINE, message=_("Diese Angabe ist zu lang. Es passen höchstens 200 Zeichen hinein."))],
    )
    topic_key = RadioField(_("Worum geht es?"), [InputRequired(CHOOSE_TOPIC)], **_refused(CHOOSE_TOPIC))
    affected = SelectMultipleField(
        _("Wen betrifft es? (freiwillig)"),
        coerce=Affected,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        **_refused(_("Wählen Sie bitte nur aus, was hier steht.")),
    )

    def offer(
        self, *, topics: Sequence[Topic], ortsteile: Mapping[str, str], forums: Sequence[Forum], first_forum: str = ""
    ) -> None:
        """Put the choices in, in the reader's language.

        `first_forum` is the slug of a poster: its Ortsteile come first, and a single one is chosen already.
        """
        ordered = sorted(forums, key=lambda forum: forum.slug != first_forum)
        if ordered and ordered[0].slug == first_forum and len(ordered[0].ortsteile) == 1 and not self.ortsteil_key.data:
            self.ortsteil_key.data = ordered[0].ortsteile[0].key
        self.direction.choices = _choices(labels.DIRECTIONS)
        self.topic_key.choices = {topic.key: translated(topic.label) for topic in topics}
        self.topic_icons = {topic.key: topic.icon for topic in topics}
        self.ortsteil_key.choices = {"": str(_("Bitte wählen")), **_by_forum(ortsteile, ordered)}
        self.affected.choices = _choices(labels.AFFECTED)

    @property
    def said(self) -> str:
        return self.text.data or ""

    def words(self) -> dict[str, Any]:
        """What was said, for the service."""
        names = ("direction", "topic_key", "ortsteil_key", "text", "where_exactly", "affected")
        return {name: self[name].data for name in names}


class NearbyForm(BaseForm):
    """A position in degrees (WGS 84). It is used for one answer and kept nowhere."""

    lat = FloatField(validators=[InputRequired(), NumberRange(min=-90, max=90)])
    lon = FloatField(validators=[InputRequired(), NumberRange(min=-180, max=180)])

    def position(self) -> tuple[float, float]:
        """Longitude and latitude."""
        return float(self.lon.data or 0), float(self.lat.data or 0)


class ListingForm(BaseForm):
    """What somebody wants to read. Everything is a choice from a list, except the words to look for."""

    ortsteil = SelectField(_("Ortsteil"), [Optional()])
    thema = SelectField(_("Thema"), [Optional()])
    richtung = SelectField(_("Art"), [Optional()])
    stand = SelectField(_("Stand"), [Optional()])
    q = SearchField(_("Suchen"), [Length(max=LONGEST_LINE)])
    vor = IntegerField(validators=[Optional(), NumberRange(min=0, max=9999 * NUMBERS_A_YEAR)])
    nach = IntegerField(validators=[Optional(), NumberRange(min=0, max=9999 * NUMBERS_A_YEAR)])

    def offer(self, *, topics: Mapping[str, str], ortsteile: Mapping[str, str]) -> None:
        """Put the choices in, in the reader's language."""
        self.ortsteil.choices = {"": str(_("Alle Ortsteile")), **ortsteile}
        self.thema.choices = {"": str(_("Alle Themen")), **{key: translated(label) for key, label in topics.items()}}
        self.richtung.choices = {"": str(_("Alles")), **_choices(labels.DIRECTIONS)}
        self.stand.choices = {"": str(_("Jeder Stand")), **_choices(labels.PROGRESS)}

    def filters(self) -> dict[str, str]:
        """The chosen filters for the addresses of further pages."""
        return {name: self[name].data for name in ("ortsteil", "thema", "richtung", "stand", "q") if self[name].data}

    @property
    def question(self) -> str:
        return self.q.data or ""

    @property
    def chosen_direction(self) -> Direction | None:
        return Direction(self.richtung.data) if self.richtung.data else None

    @property
    def chosen_progress(self) -> Progress | None:
        return Progress(self.stand.data) if self.stand.data else None


class CodeForm(BaseForm):
    """The number that only the author knows."""

    code = StringField(
        _("Ihre Nummer mit 20 Ziffern"),
        [InputRequired(_("Geben Sie bitte Ihre Nummer ein."))],
        render_kw={"data-behaviour": "code-from-hash", "maxlength": 60},
    )


class TellForm(OnceForm):
    """What an author writes to staff. The code, asked beside it, proves who writes."""

    text = TextAreaField(_("Ihre Nachricht"), [DataRequired(WRITE), Length(max=LONGEST_TEXT, message=TOO_LONG)])

    @property
    def said(self) -> str:
        return self.text.data or ""


def _by_forum(names: Mapping[str, str], forums: Iterable[Forum]) -> dict[str, Any]:
    """The Ortsteile in the groups of their forums, each one once, and those without a forum at the end."""
    left = dict(names)
    groups: dict[str, Any] = {}
    for forum in forums:
        if mine := {place.key: left.pop(place.key) for place in forum.ortsteile if place.key in left}:
            groups[forum.name] = mine
    return {**groups, str(_("Weitere Ortsteile")): left} if groups and left else groups or left


def _choices(words: Mapping[Any, str]) -> dict[str, str]:
    return {choice.value: str(label) for choice, label in words.items()}

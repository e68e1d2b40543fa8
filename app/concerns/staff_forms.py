"""What staff are asked when they look after concerns."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the type stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts.models import Department
from app.concerns import labels
from app.concerns.models import Concern, Topic
from app.concerns.queries.work import Show
from app.concerns.rules import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_PEOPLE,
    NUMBERS_A_YEAR,
    Affected,
    Channel,
    Direction,
    Ground,
    Progress,
)
from app.kernel import codes, markup
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated
from app.kernel.languages import KNOWN, by_tag
from app.moderation.labels import Reason
from app.moderation.rules import HintKind

SHOWN: dict[Show, str] = {
    Show.WAITING: _("Zu prüfen"),
    Show.MESSAGES: _("Mit neuen Nachrichten"),
    Show.ORIGINALS: _("Mit Original, das bald gelöscht wird"),
    Show.PUBLISHED: _("Veröffentlicht"),
    Show.RETURNED: _("Zurückgegeben"),
}
TOO_LONG = _("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein.")
LINE_TOO_LONG = _("Diese Angabe ist zu lang. Es passen höchstens 200 Zeichen hinein.")
CHOOSE = _("Wählen Sie bitte etwas aus, das hier steht.")
NUMBER = _("Schreiben Sie bitte eine Zahl.")
DAY = _("Schreiben Sie bitte einen Tag, zum Beispiel so: 16.11.2026")
BY_STAFF = tuple(channel for channel in Channel if channel is not Channel.ONLINE)


def _refused(message: str) -> dict[str, Any]:
    """What to say when an answer is none of the choices."""
    return {"invalid_value_message": message, "invalid_choice_message": message}


def _listed(words: Mapping[Any, str]) -> list[SelectChoice]:
    """Choices in the order of a mapping from values to words."""
    return [SelectChoice(str(value), words[value]) for value in words]


def _by_key(topics: Iterable[Topic]) -> dict[str, str]:
    return {topic.key: translated(topic.label) for topic in topics}


def _name_of(tag: str) -> str:
    language = by_tag(tag)
    return language.name if language else tag


class Choice(SelectField):
    """One answer from a list."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{**_refused(CHOOSE), **details})


class Tiles(RadioField):
    """One answer, each a tile to tap."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{**_refused(CHOOSE), **details})


class Ticks(SelectMultipleField):
    """Several answers, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{**_refused(CHOOSE), **details})


class Number(IntegerField):
    """A whole number."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{"invalid_value_message": NUMBER, **details})


class Day(DateField):
    """A day, as a browser's calendar sends it or as people here write it."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{"format": ["%Y-%m-%d", "%d.%m.%Y"], "invalid_value_message": DAY, **details})


class QueueForm(BaseForm):
    """What somebody wants to see of the work."""

    zeigen = Choice(_("Zeigen"), default=Show.WAITING, choices=_listed(SHOWN))
    ortsteil = Choice(_("Ortsteil"), [Optional()])
    thema = Choice(_("Thema"), [Optional()])
    kanal = Choice(_("Weg"), [Optional()])
    sprache = Choice(_("Sprache"), [Optional()])
    hinweise = BooleanField(_("Nur mit Hinweis auf persönliche Angaben"))
    auffaellig = BooleanField(_("Nur auffällige"))
    eingelesen = BooleanField(_("Nur aus Dateien eingelesene"))
    nach = Number(validators=[Optional(), NumberRange(min=0, max=9999 * NUMBERS_A_YEAR)])

    FILTERS = ("zeigen", "ortsteil", "thema", "kanal", "sprache", "hinweise", "auffaellig", "eingelesen")

    def offer(self, *, ortsteile: Mapping[str, str], topics: Iterable[Topic], languages: Iterable[str]) -> None:
        """Put the choices in. A language stays a choice while it is asked for, even when nothing in it waits any more."""
        asked = [self.sprache.data] if by_tag(self.sprache.data or "") else []
        self.ortsteil.choices = _listed({"": _("Alle"), **ortsteile})
        self.thema.choices = _listed({"": _("Alle"), **_by_key(topics)})
        self.kanal.choices = _listed({"": _("Alle"), **labels.CHANNELS})
        self.sprache.choices = _listed({"": _("Alle"), **{tag: _name_of(tag) for tag in [*languages, *asked]}})

    @property
    def shown(self) -> Show:
        return Show(self.zeigen.data)

    @property
    def channel(self) -> Channel | None:
        return Channel(self.kanal.data) if self.kanal.data else None

    def address(self) -> dict[str, Any]:
        """The filters for the addresses of other pages of the same list."""
        said = {name: self[name].data for name in self.FILTERS if self[name].data}
        return {name: "1" if value is True else str(value) for name, value in said.items()}


class PlainForm(BaseForm):
    """A button and nothing else."""


class GiveBackForm(BaseForm):
    ground = Choice(_("Gegen welche Regel oder welches Gesetz verstößt der Text?"), [Optional()])
    reason_key = Choice(_("Fertiger Text (freiwillig)"), [Optional()])
    sentence = TextAreaField(_("In eigenen Worten: Was geht daran nicht?"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])

    def offer_reasons(self, *, reasons: Iterable[Reason]) -> None:
        self.ground.choices = _listed({"": _("Bitte wählen"), **labels.GROUNDS})
        self.reason_key.choices = _listed({"": _("Keiner"), **{each.key: translated(each.label) for each in reasons}})

    def statement(self) -> dict[str, Any]:
        """Why the author gets it back, for the service."""
        ground = Ground(self.ground.data) if self.ground.data else None
        return {"ground": ground, "reason_key": self.reason_key.data or "", "sentence": self.sentence.data or ""}


class MoveForm(BaseForm):
    ortsteil_key = Choice(_("Ortsteil"), [Optional()])
    topic_key = Choice(_("Thema"), [Optional()])
    direction = Choice(_("Art"), [Optional()])

    def offer_places(self, *, ortsteile: Mapping[str, str], topics: Iterable[Topic]) -> None:
        stays = {"": _("Bleibt, wie es ist")}
        self.ortsteil_key.choices = _listed({**stays, **ortsteile})
        self.topic_key.choices = _listed({**stays, **_by_key(topics)})
        self.direction.choices = _listed({**stays, **labels.DIRECTIONS})

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        return {**said, "direction": Direction(said["direction"]) if said["direction"] else None}


class ManyForm(GiveBackForm, MoveForm):
    """One act on many: on those that are ticked, or on all that the list shows on all its pages."""

    umfang = Tiles(
        _("Womit?"),
        choices=_listed(
            {"markierte": _("Mit den ausgewählten Anliegen"), "alle": _("Mit allen, die zur Auswahl oben passen")}
        ),
        default="markierte",
    )
    anzahl = Number(validators=[Optional()])
    act = Choice(choices=_listed({act: act for act in ("publish", "give_back", "move")}))


class UndoForm(BaseForm):
    batch_id = HiddenField()
    number = HiddenField()

    @property
    def batch(self) -> UUID | None:
        said = self.batch_id.data or ""
        return UUID(said) if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said) else None


class AskForm(BaseForm):
    question = TextAreaField(_("Ihre Frage"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])


class RedactForm(BaseForm):
    found = Ticks(_("Gefundene Stellen"), validate_choice=False)
    passages = TextAreaField(_("Weitere Stellen, jede in einer eigenen Zeile"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])

    def offer(self, *, suspicious: Mapping[str, HintKind], kinds: Mapping[HintKind, str]) -> None:
        self.found.choices = _listed({text: f"{text} ({kinds[kind]})" for text, kind in suspicious.items()})

    def wanted(self) -> list[str]:
        """All passages, ticked and typed."""
        return [*(self.found.data or []), *(self.passages.data or "").splitlines()]


class MergeForm(BaseForm):
    similar = Tiles(_("Ähnliche Anliegen"), [Optional()], validate_choice=False)
    into = StringField(_("Oder eine andere Nummer"), [Length(max=LONGEST_LINE)], render_kw={"dir": "ltr"})

    def offer(self, *, concerns: Iterable[Concern]) -> None:
        named = {each.number: (f"{each.number}: {each.headline}", each.headline, each.language) for each in concerns}
        self.similar.choices = _listed({number: markup.naming(*said) for number, said in named.items()})

    @property
    def number(self) -> str:
        return self.into.data or self.similar.data or ""


class ProgressForm(BaseForm):
    step = Choice(_("Was ist geschehen?"), [InputRequired(_("Wählen Sie bitte, was geschehen ist."))])
    text = TextAreaField(_("In einem ganzen Satz, den alle lesen"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])
    happened_on = Day(_("Wann?"), [InputRequired(_("Tragen Sie bitte den Tag ein."))])
    department_key = Choice(_("Zuständiges Amt"), [Optional()])
    promised_on = Day(_("Antwort versprochen bis"), [Optional()])
    link = StringField(_("Adresse einer Seite, auf der mehr steht"), [Length(max=500)], render_kw={"dir": "ltr"})

    def offer(self, *, steps: Iterable[Progress], departments: Iterable[Department]) -> None:
        self.step.choices = _listed({"": _("Bitte wählen"), **{step: labels.PROGRESS[step] for step in steps}})
        self.department_key.choices = _listed({"": _("Keines"), **{each.key: each.name for each in departments}})

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        return {**said, "step": Progress(said["step"])}


class AnswerForm(BaseForm):
    """The answer of a department: what it says, and when it said so."""

    step = Choice(_("Was kann das Amt sagen?"), coerce=Progress)
    text = TextAreaField(_("Ihre Antwort, in einfachen Worten"), [Length(max=LONGEST_TEXT, message=TOO_LONG)])
    happened_on = Day(_("Datum der Antwort"), [InputRequired(_("Tragen Sie bitte den Tag ein."))])

    def offer(self, *, steps: Iterable[Progress]) -> None:
        self.step.choices = _listed({step: labels.PROGRESS[step] for step in steps})


class EnterForm(BaseForm):
    """What somebody said to us, written down for them."""

    client_id = HiddenField()
    channel = Tiles(_("Wie wurde es gesagt?"), [InputRequired(_("Wählen Sie bitte, wie es gesagt wurde."))], coerce=Channel)
    direction = Tiles(_("Was ist es?"), [InputRequired(_("Wählen Sie bitte, was es ist."))], coerce=Direction)
    text = TextAreaField(
        _("Was wurde gesagt?"),
        [DataRequired(_("Schreiben Sie bitte auf, was gesagt wurde.")), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )
    language = Choice(_("In welcher Sprache steht der Text?"))
    ortsteil_key = Choice(_("In welchem Ortsteil ist das?"), [InputRequired(_("Wählen Sie bitte einen Ortsteil."))])
    where_exactly = StringField(_("Wo genau? (freiwillig)"), [Length(max=LONGEST_LINE, message=LINE_TOO_LONG)])
    topic_key = Choice(_("Worum geht es?"), [InputRequired(_("Wählen Sie bitte ein Thema."))])
    affected = Ticks(
        _("Wen betrifft es? (freiwillig)"),
        coerce=Affected,
    )
    people = Number(
        _("Wie viele Menschen stehen dahinter?"),
        [
            InputRequired(_("Tragen Sie bitte eine Zahl ein.")),
            NumberRange(min=1, max=MOST_PEOPLE, message=_("Geben Sie bitte eine Zahl von 1 bis 500 an.")),
        ],
        default=1,
    )
    reported_on = Day(_("Wann wurde es gesagt?"), [InputRequired(_("Tragen Sie bitte den Tag ein."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not re.fullmatch(r"[0-9a-f]{32}", self.once):
            self.renew()

    def offer(self, *, ortsteile: Mapping[str, str], topics: Iterable[Topic]) -> None:
        self.channel.choices = _listed({channel: labels.CHANNELS[channel] for channel in BY_STAFF})
        self.direction.choices = _listed(labels.DIRECTIONS)
        self.language.choices = _listed({language.tag: language.name for language in KNOWN})
        self.ortsteil_key.choices = _listed({"": _("Bitte wählen"), **ortsteile})
        self.topic_key.choices = _listed({"": _("Bitte wählen"), **_by_key(topics)})
        self.affected.choices = _listed(labels.AFFECTED)

    @property
    def once(self) -> str:
        """The id under which this form is stored once, however often it is sent."""
        return self.client_id.data or ""

    def renew(self) -> None:
        """From now on this is another form."""
        self.client_id.data = codes.fresh_id()

    def words(self) -> dict[str, Any]:
        """What was said, for the service."""
        names = ("direction", "topic_key", "ortsteil_key", "text", "where_exactly", "affected", "language")
        return {name: self[name].data for name in names}

    @property
    def day(self) -> date | None:
        return self.reported_on.data


class TopicForm(BaseForm):
    label = StringField(_("Name"), [DataRequired(_("Schreiben Sie bitte einen Namen.")), Length(max=80)])
    position = Number(
        _("Platz in der Reihe"), [InputRequired(_("Tragen Sie bitte eine Zahl ein.")), NumberRange(min=0, max=999)]
    )
    is_sensitive = BooleanField(_("Heikel: Zahlen erst ab zehn Menschen zeigen"))
    is_active = BooleanField(_("Kann gewählt werden"))

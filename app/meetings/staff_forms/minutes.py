"""What is written down while a meeting goes on, and what is said when its minutes are agreed, approved, corrected."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Regexp

from app.concerns import labels as concern_labels
from app.concerns.rules import Progress
from app.kernel import i18n
from app.kernel.fields import Choice, Day, Number, OnceForm, Tiles, line, text
from app.kernel.form import BaseForm
from app.kernel.i18n import current_language
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import KNOWN, PLAIN
from app.meetings import labels
from app.meetings.models import Meeting
from app.meetings.rules import telling
from app.meetings.rules.kinds import AgeGroup, Dimension, Mode, RoleGroup
from app.meetings.rules.minutes import Choice as WhichText
from app.meetings.service.deciding import Decided

LARGEST = 2**31 - 1
"""What a number in the database may be at most."""
FIRST_TIME = "yes"
SPOKEN = tuple(language for language in KNOWN if language is not PLAIN)
GROUPS: dict[Dimension, tuple[str, ...]] = {
    Dimension.ROLE: tuple(RoleGroup),
    Dimension.AGE: tuple(AgeGroup),
    Dimension.LANGUAGE: tuple(language.code for language in SPOKEN),
    Dimension.FIRST_TIME: (FIRST_TIME,),
}
"""The groups of each breakdown, in the order of the form."""


class VersionForm(BaseForm):
    """The version of a text that somebody saw. `pen` and `stroke` come from the script alone."""

    base = IntegerField(validators=[InputRequired(), NumberRange(0, LARGEST)])
    pen = HiddenField(default="", validators=[Regexp("[0-9a-f]{0,32}$")])
    stroke = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])


class PartForm(VersionForm):
    """One text, and the version it was written on."""

    slot = HiddenField(validators=[InputRequired()])
    text = TextAreaField()


class SettleForm(VersionForm):
    """Which of two texts stays."""

    choice = Choice("", choices={each.value: each.value for each in WhichText}, coerce=WhichText)


class DecisionForm(OnceForm):
    """A decision in its exact words."""

    wording = text(_("Wortlaut des Beschlusses"))
    plain = line(_("Was heißt das? Ein einfacher Satz."))
    mode = Tiles(_("Wie wurde entschieden?"), coerce=Mode)
    yes = Number(_("Dafür"))
    no = Number(_("Dagegen"))
    abstained = Number(_("Enthalten"))
    seen = HiddenField(default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode.choices = {mode.value: str(words) for mode, words in labels.MODES.items()}
        self.mode.data = self.mode.data or Mode.CONSENSUS

    def said(self) -> Decided:
        return Decided(**{name: self[name].data for name in Decided.__dataclass_fields__})


class PromiseForm(OnceForm):
    """What somebody will do until when."""

    what = line(_("Was ist zu tun?"))
    owner = line(_("Wer kümmert sich?"))
    due_on = Day(_("Bis wann?"))


class ParkForm(OnceForm):
    """Something for which there is no time now."""

    text = line(_("Was soll nicht verloren gehen?"))


class LeadOnForm(BaseForm):
    """Which step a concern takes."""

    moves_to = Choice(_("Was wird aus dem Anliegen?"), coerce=Progress)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moves_to.choices = {step.value: str(concern_labels.PROGRESS[step]) for step in telling.STEPS}


class AttendanceForm(BaseForm):
    """How many people were there, by groups; each number may stay empty."""

    total = Number(_("Wie viele Menschen waren da?"))
    is_uncounted = BooleanField(_("Niemand hat gezählt"))
    seen = HiddenField(default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = current_language().locale.languages
        for language in SPOKEN:
            self[name_of(Dimension.LANGUAGE, language.code)].label.text = names.get(language.code, language.name)

    def groups(self) -> dict[Dimension, dict[str, int | None]]:
        """The numbers by breakdown and group."""
        return {of: {group: self[name_of(of, group)].data for group in groups} for of, groups in GROUPS.items()}

    def questions(self, dimension: Dimension) -> list[Any]:
        """The fields of one breakdown."""
        return [self[name_of(dimension, group)] for group in GROUPS[dimension]]


def name_of(dimension: Dimension, group: str) -> str:
    """The name of the field that counts a group."""
    return f"{dimension.value}_{group}"


def _label(dimension: Dimension, group: str) -> str:
    match dimension:
        case Dimension.ROLE:
            return labels.ROLE_GROUPS[RoleGroup(group)]
        case Dimension.AGE:
            return labels.AGE_GROUPS[AgeGroup(group)]
        case Dimension.FIRST_TIME:
            return _("Zum ersten Mal dabei")
    return group


for _dimension, _groups in GROUPS.items():
    for _group in _groups:
        setattr(AttendanceForm, name_of(_dimension, _group), Number(_label(_dimension, _group)))


class ApproveForm(BaseForm):
    """When and where minutes were approved."""

    approved_on = Day(_("An welchem Tag?"))
    approved_in = Choice(_("In welchem Treffen?"), coerce=str)
    note = line(_("Eine Notiz dazu (freiwillig)"))

    def offer(self, meetings: Iterable[Meeting]) -> None:
        in_writing = str(_("In keinem Treffen, sondern schriftlich im Umlauf"))
        named = {str(each.id): f"{each.title}, {i18n.day(each.first_day)}" for each in meetings}
        self.approved_in.choices = {"": in_writing, **named}

    def meeting_id(self) -> UUID | None:
        return UUID(self.approved_in.data) if self.approved_in.data else None


class CheckedForm(BaseForm):
    """Who has checked the plain summary."""

    checked_by = line(_("Wer hat den einfachen Text geprüft?"))


class DistributionForm(BaseForm):
    """Who gets the minutes."""

    distribution = line(_("Wer bekommt das Protokoll?"))


class CorrectionForm(BaseForm):
    """A text of approved minutes as it should be, and why."""

    text = TextAreaField(_("So soll es heißen"))
    reason = line(_("Warum? Alle können diesen Grund lesen."))
    seen = HiddenField(default="")

    def said(self) -> dict[str, str]:
        return {"text": self.text.data or "", "reason": self.reason.data or ""}

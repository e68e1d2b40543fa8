"""What staff say about a campaign: what it is, what they write down, and why it goes on, back, or ends."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.kernel.errors import RuleBroken
from app.kernel.fields import LONGEST_LINE, Choice, Day, Number, OnceForm, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.surveys import labels
from app.surveys.queries.overview import Offered
from app.surveys.rules.kinds import AccessMode, Note, Phase
from app.surveys.rules.phases import NOTES, Facts
from app.surveys.staff_forms import words


class AreaForm(BaseForm):
    """How a campaign is called, and where it asks."""

    title = StringField(
        _("Wie heißt die Befragung?"),
        [
            DataRequired(_("Schreiben Sie bitte, wie die Befragung heißt.")),
            Length(max=LONGEST_LINE, message=_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein.")),
        ],
    )
    ortsteil_keys = ticks(
        _("In welchen Ortsteilen?"), validators=[DataRequired(_("Wählen Sie bitte mindestens einen Ortsteil."))]
    )
    forum = Choice(_("Forum"), [Optional()])
    _own: Collection[str] = ()

    def offer(self, offered: Offered) -> None:
        """Put the choices in: only what somebody looks after."""
        self.ortsteil_keys.choices = offered.ortsteile
        self.forum.choices = {"": str(_("Kein Forum")), **offered.forums}
        self._own = offered.own

    def area(self) -> dict[str, Any]:
        """Title and place. Raises RuleBroken for a campaign that its maker would never see again."""
        keys = tuple(self.ortsteil_keys.data or ())
        if keys and not set(keys) & set(self._own):
            raise RuleBroken(_("Mindestens ein Ortsteil muss zu Ihrem Gebiet gehören."), field="ortsteil_keys")
        forum_id = UUID(self.forum.data) if self.forum.data else None
        return {"title": self.title.data or "", "ortsteil_keys": keys, "forum_id": forum_id}


class BeginForm(AreaForm, OnceForm):
    """A new campaign."""

    reason = text(_("Warum hier, und warum jetzt?"))

    def choose_only_one(self) -> None:
        """Tick the Ortsteil of somebody who looks after a single one."""
        if len(self._own) == 1:
            self.ortsteil_keys.data = list(self._own)

    def facts(self) -> Facts:
        """What was said, for the service."""
        return Facts(**self.area())


class CampaignForm(AreaForm):
    """Everything about a campaign."""

    summary = text(_("Worum geht es?"))
    area_note = line(_("Welche Straßen?"))
    sponsor = line(_("Wer fragt? (Träger)"))
    phone = line(_("Telefon für Rückfragen"), render_kw={"dir": "ltr", "inputmode": "tel"})
    starts_on = Day(_("Erster Tag der Gespräche"))
    ends_on = Day(_("Letzter Tag der Gespräche"))
    households = Number(_("Wie viele Haushalte gibt es dort?"))
    is_in_pairs = BooleanField(_("Wir fragen zu zweit"))
    access = Tiles(
        _("Wer kann im Internet antworten?"), validators=[InputRequired(_("Wählen Sie bitte aus."))], coerce=AccessMode
    )
    is_public = BooleanField(_("Alle können die Seite der Befragung sehen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access.choices = {mode.value: str(said) for mode, said in labels.ACCESS_MODES.items()}

    def facts(self) -> Facts:
        """What was said, for the service."""
        plain = ("summary", "area_note", "sponsor", "phone")
        others = ("starts_on", "ends_on", "households", "access", "is_in_pairs", "is_public")
        said: dict[str, Any] = {name: self[name].data or "" for name in plain} | {name: self[name].data for name in others}
        return Facts(**self.area(), **said)


def answers_of(facts: Facts) -> dict[str, Any]:
    """What the form of a campaign shows at first."""
    said = {
        **vars(facts),
        "forum": str(facts.forum_id) if facts.forum_id else "",
        "ortsteil_keys": list(facts.ortsteil_keys),
    }
    return {name: value for name, value in said.items() if name != "forum_id"}


class NotesForm(BaseForm):
    """What is written down in a phase: one question for each note of all phases."""

    def texts(self, phase: Phase) -> dict[Note, str]:
        """What was written for the notes of this phase."""
        return {note: self[note.value].data or "" for note in NOTES[phase]}


for _note, _question in words.NOTES.items():
    setattr(NotesForm, _note.value, text(_question))


class StepForm(BaseForm):
    """A step from the phase that the page shows."""

    seen = IntegerField(default=0)

    @property
    def phase_seen(self) -> int:
        return self.seen.data or 0


class NextForm(StepForm):
    """On to the next phase."""

    reason = text(_("Warum wird gefragt?"))


class BackForm(StepForm):
    """One phase back."""

    why = text(_("Warum gehen Sie zurück?"))


class StopForm(BaseForm):
    """The end before the end."""

    reason = text(_("Warum endet die Befragung?"))
    is_public = BooleanField(_("Alle können diesen Grund lesen"))

"""What staff are asked who answer a notice."""

from typing import Any

from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from app.concerns.labels import GROUNDS as GROUND_LABELS
from app.concerns.rules import Ground
from app.kernel.fields import Choice, PlainForm, Tiles, text
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.notices import labels
from app.notices.models import Notice
from app.notices.rules import GROUNDS, OUTCOMES, Outcome

__all__ = ("AnswerForm", "PlainForm")

CHOOSE = _("Wählen Sie bitte, was entschieden ist.")


class AnswerForm(BaseForm):
    """What is decided, and why. The author of a hidden text reads other words than whoever reported it."""

    outcome = Tiles(
        _("Was ist entschieden?"),
        [InputRequired(CHOOSE)],
        coerce=Outcome,
        invalid_value_message=CHOOSE,
        invalid_choice_message=CHOOSE,
    )
    answer = text(_("Begründung für die Person, die es gemeldet hat"))
    ground = Choice(_("Gegen welche Regel oder welches Gesetz verstößt der Text?"), [Optional()])
    sentence = text(_("In eigenen Worten für die Person, die den Text geschrieben hat: Was geht daran nicht?"))
    and_others = BooleanField(_("Die weiteren Meldungen zu diesem Text auch so beantworten"))

    def offer(self, notice: Notice) -> None:
        """Put the choices in; the reason of the notice suggests a ground."""
        self.outcome.choices = [(outcome.value, str(labels.OUTCOMES[outcome])) for outcome in OUTCOMES[notice.kind]]
        self.ground.choices = [
            ("", str(_("Bitte wählen"))),
            *((key.value, str(words)) for key, words in GROUND_LABELS.items()),
        ]
        if self.ground.data is None and notice.reason:
            self.ground.data = GROUNDS[notice.reason].value

    def decision(self) -> dict[str, Any]:
        """What was decided, for the service."""
        said = self.answers()
        return {
            "outcome": said["outcome"],
            "answer": said["answer"] or "",
            "ground": Ground(said["ground"]) if said["ground"] else None,
            "sentence": said["sentence"] or "",
        }

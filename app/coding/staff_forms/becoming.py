"""What becomes of themes: which ones go on the wall, and how one is worded as a concern."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms.validators import InputRequired

from app.coding import labels
from app.coding.rules.results import ThemeResult
from app.concerns.rules import Direction
from app.kernel.fields import Choice, Number, OnceForm, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.meetings.labels import WALL


class WallForm(OnceForm):
    """Themes to be put on the wall; question and dots for a new wall."""

    themes = ticks(_("Auf die Wand hängen"))
    question = line(_("Welche Frage steht darüber?"), default=WALL)
    dots_per_person = Number(_("Wie viele Punkte bekommt jeder Mensch?"), default=3)

    def offer(self, themes: Iterable[ThemeResult]) -> None:
        self.themes.choices = {theme.theme_id: theme.label for theme in themes}

    def theme_ids(self) -> list[UUID]:
        return [UUID(each) for each in self.themes.data or ()]


class ConcernForm(BaseForm):
    """The words of a concern that grows from a theme."""

    text = text(_("Was steht im Anliegen?"))
    direction = Tiles(_("Was ist es?"), coerce=Direction, validators=[InputRequired(_("Wählen Sie bitte aus."))])
    ortsteil_key = Choice(_("In welchem Ortsteil?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction.choices = {kind.value: str(words) for kind, words in labels.DIRECTIONS.items()}

    def offer(self, ortsteile: Mapping[str, str]) -> None:
        self.ortsteil_key.choices = dict(ortsteile)


def first_answers(shown: ThemeResult, definition: str) -> dict[str, Any]:
    """What the form proposes: the theme in its words, and the direction that most have named, if it may be told."""
    words = "\n\n".join(part for part in (shown.label, definition) if part)
    strongest = max(shown.directions, key=lambda name: shown.directions[name], default=None)
    return {"text": words, "direction": Direction(strongest) if strongest else None}

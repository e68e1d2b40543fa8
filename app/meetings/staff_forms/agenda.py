"""What staff say about an agenda."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, SearchField

from app.concerns.models import Concern, Topic
from app.concerns.rules import sequence_of
from app.kernel.fields import Choice, Number, OnceForm, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated
from app.meetings import labels
from app.meetings.rules.agenda import Move, Scheme
from app.meetings.rules.kinds import ItemKind

SCHEMES: dict[Scheme, str] = {
    Scheme.FORUM_EVENING: _("Abend des Nachbarschaftsforums"),
    Scheme.ASSEMBLY: _("Bewohnerversammlung in fünf Phasen"),
}


class ItemForm(OnceForm):
    """One item of an agenda."""

    title = line(_("Worum geht es?"))
    text = text(_("Was dazu wichtig ist (freiwillig)"))
    kind = Tiles(_("Was soll geschehen?"), coerce=ItemKind, default=ItemKind.INFO)
    minutes_planned = Number(_("Wie viele Minuten?"))
    is_public = BooleanField(_("Alle können diesen Punkt lesen"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {kind.value: str(words) for kind, words in labels.ITEM_KINDS.items()}

    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        return {name: self[name].data for name in ("title", "text", "kind", "minutes_planned", "is_public")}


class SchemeForm(BaseForm):
    """A ready-made agenda."""

    scheme = Choice(_("Vorlage"), coerce=Scheme)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme.choices = {scheme.value: str(words) for scheme, words in SCHEMES.items()}


class TopicForm(BaseForm):
    """A topic that becomes an item."""

    topic = Choice(_("Thema"))

    def offer(self, topics: Iterable[Topic]) -> None:
        self.topic.choices = {topic.key: translated(topic.label) for topic in topics}


class MoveForm(BaseForm):
    """Up or down."""

    move = Choice(_("Richtung"), choices={move.value: move.value for move in Move}, coerce=Move)


class CarryForm(BaseForm):
    """What is taken over from earlier meetings."""

    items = ticks(_("Punkte ohne Ergebnis"))
    points = ticks(_("Themenspeicher"))

    def offer(self, *, items: Iterable[UUID], points: Iterable[UUID]) -> None:
        self.items.choices = {str(each): str(each) for each in items}
        self.points.choices = {str(each): str(each) for each in points}

    def chosen_items(self) -> set[UUID]:
        return {UUID(each) for each in self.items.data or ()}

    def chosen_points(self) -> set[UUID]:
        return {UUID(each) for each in self.points.data or ()}


class SearchForm(BaseForm):
    """Words by which concerns are looked for."""

    q = SearchField(_("Anliegen suchen"))


class ConcernsForm(BaseForm):
    """Which concerns become items."""

    numbers = ticks(_("Anliegen"), validate_choice=False)
    together_as = line(_("Alle in einem Punkt, mit diesem Namen (freiwillig)"))

    def offer(self, concerns: Iterable[Concern]) -> None:
        self.numbers.choices = {each.number: each.headline for each in concerns}

    def sequences(self) -> list[int]:
        """The sequences of the chosen concerns."""
        return [found for number in self.numbers.data or () if (found := sequence_of(number)) is not None]

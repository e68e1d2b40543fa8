"""What people say about an answer while they read it, and about the themes of the codebook."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import StringField
from wtforms.validators import Optional

from app.coding import labels, staff_labels
from app.coding.models import Coding, Theme
from app.coding.queries import Text
from app.coding.rules import passages
from app.coding.rules.usual import usual_direction
from app.coding.service.codebook import ThemeFacts
from app.coding.service.marking import MOST_PASSAGES, Mark
from app.concerns.models import Topic
from app.concerns.rules import Direction
from app.kernel.fields import Choice, Number, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import gettext, translated
from app.kernel.i18n import lazy_gettext as _

ROWS, SPARE = 6, 2
"""So many passages of an answer have a line on the page; so many empty lines there are below those that are filled."""


class _Rows(BaseForm):
    """Lines of the same questions: theme, kind, first and last sentence."""


for _number in range(MOST_PASSAGES):
    setattr(_Rows, f"theme_{_number}", StringField(_("Thema")))
    setattr(_Rows, f"direction_{_number}", Choice(_("Was ist es?"), [Optional()]))
    setattr(_Rows, f"first_{_number}", Number(_("Von Satz")))
    setattr(_Rows, f"last_{_number}", Number(_("bis Satz")))


class ReadForm(_Rows):
    """What somebody found in one answer: its passages, and suggestions they agree with."""

    suggested = ticks(_("Vorschläge aus den Wörtern: ankreuzen, was stimmt"))

    def offer(self, *, text: Text, themes: Sequence[Theme], suggestions: Iterable[Theme]) -> None:
        """Put the choices in, and the usual kind of what is said to this question."""
        self.text, self.codes = text, {theme.code: theme for theme in themes}
        self.themes = self.codes | {theme.label.casefold(): theme for theme in themes}
        self.suggested.choices = [(theme.code, theme.label) for theme in suggestions]
        for number in range(MOST_PASSAGES):
            field: Any = self[f"direction_{number}"]
            field.choices = {kind.value: str(words) for kind, words in labels.DIRECTIONS.items()}
            field.data = field.data or usual_direction(text.key).value

    def fill_from(self, codings: Sequence[Coding], themes: Mapping[Any, Theme]) -> None:
        """Show what was found before."""
        sentences = passages.sentences(self.text.to_read)
        for number, coding in enumerate(codings[:MOST_PASSAGES]):
            self[f"theme_{number}"].data = themes[coding.theme_id].label
            self[f"direction_{number}"].data = coding.direction.value
            touched = [
                place for place, span in enumerate(sentences, 1) if span.start < coding.end and span.end > coding.start
            ]
            if touched and len(touched) < len(sentences):
                self[f"first_{number}"].data, self[f"last_{number}"].data = touched[0], touched[-1]

    @property
    def rows(self) -> range:
        """The lines that the page shows: all that are filled, and some more."""
        filled = max((number for number in range(MOST_PASSAGES) if self[f"theme_{number}"].data), default=-1) + 1
        return range(min(MOST_PASSAGES, max(ROWS, filled + SPARE)))

    def marks(self) -> list[Mark]:
        """The passages, or an empty list with a word at the line that cannot be understood."""
        found = [mark for number in range(MOST_PASSAGES) if (mark := self._mark(number)) is not None]
        usual = usual_direction(self.text.key)
        ticked = [self._whole(self.codes[code], usual) for code in self.suggested.data or () if code in self.codes]
        there = {mark.theme_id for mark in found}
        return found + [mark for mark in ticked if mark.theme_id not in there]

    def _whole(self, theme: Theme, direction: Direction) -> Mark:
        return Mark(start=0, end=len(self.text.to_read), theme_id=theme.id, direction=direction)

    def _mark(self, number: int) -> Mark | None:
        field = self[f"theme_{number}"]
        typed = (field.data or "").strip().casefold()
        if not typed:
            return None
        theme = self.themes.get(typed)
        if theme is None:
            near = [each for name, each in self.themes.items() if name.startswith(typed)]
            theme = near[0] if len({each.id for each in near}) == 1 else None
        if theme is None:
            field.errors = [*field.errors, gettext("Dieses Thema steht nicht im Kodebuch. Wählen Sie eins aus der Liste.")]
            return None
        direction = Direction(self[f"direction_{number}"].data)
        sentences = passages.sentences(self.text.to_read)
        first, last = self[f"first_{number}"].data, self[f"last_{number}"].data
        if first is None and last is None:
            return self._whole(theme, direction)
        first, last = (last if first is None else first), (first if last is None else last)
        if not 1 <= first <= last <= len(sentences):
            place = self[f"first_{number}"]
            place.errors = [*place.errors, gettext("So viele Sätze hat die Antwort nicht.")]
            return None
        start, end = sentences[first - 1].start, sentences[last - 1].end
        return Mark(start=start, end=end, theme_id=theme.id, direction=direction)


class ThemeForm(BaseForm):
    """One theme, so clear that two people sort alike."""

    label = line(_("Wie heißt das Thema?"))
    label_plain = line(_("In leicht verständlichen Worten"))
    topic = Choice(_("Zu welchem der großen Themen gehört es?"))
    definition = text(_("Was gehört dazu?"))
    anchor = text(_("Ein Beispiel, an dem man es erkennt"))
    rule = text(_("Was gehört nicht dazu? Worauf ist zu achten?"))
    words = text(_("Wörter, bei denen es vorgeschlagen wird (freiwillig)"))

    def offer(self, topics: Iterable[Topic]) -> None:
        self.topic.choices = {topic.key: translated(topic.label) for topic in topics}

    def fill_from(self, theme: Theme) -> None:
        for name in ("label", "label_plain", "definition", "anchor", "rule", "words"):
            self[name].data = getattr(theme, name)
        self.topic.data = theme.topic_key

    def facts(self) -> ThemeFacts:
        names = ("label", "label_plain", "definition", "anchor", "rule", "words")
        return ThemeFacts(topic_key=self.topic.data, **{name: (self[name].data or "").strip() for name in names})


class MergeForm(BaseForm):
    """Several themes become one of them."""

    themes = ticks(_("Welche Themen gehören zusammen?"))
    into = Choice(_("Unter welchem Namen geht es weiter?"))

    def offer(self, themes: Sequence[Theme]) -> None:
        self.themes.choices = [(str(theme.id), theme.label) for theme in themes]
        self.into.choices = {str(theme.id): theme.label for theme in themes}


class SplitForm(BaseForm):
    """One theme becomes several."""

    parts = text(_("Wie heißen die neuen Themen? Eins je Zeile."))

    def facts(self, theme: Theme) -> list[ThemeFacts]:
        names = dict.fromkeys(each.strip() for each in (self.parts.data or "").splitlines() if each.strip())
        return [ThemeFacts(topic_key=theme.topic_key, label=name) for name in names]


class QuoteForm(BaseForm):
    """A sentence that may be shown."""

    text = text(_("Der Satz, so dass niemand zu erkennen ist"))
    direction = Tiles(_("Was ist es?"), coerce=Direction, default=Direction.PROBLEM)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction.choices = {kind.value: str(words) for kind, words in labels.DIRECTIONS.items()}


class FormatForm(BaseForm):
    """In which form somebody wants the answers."""

    format = Tiles(_("In welcher Form?"), default="zip")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = {key: str(words) for key, words in staff_labels.FORMATS.items()}

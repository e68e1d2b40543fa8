"""The texts of a whole questionnaire, its languages, and the sheet on which one language is translated."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.kernel import languages
from app.kernel.fields import Choice, ticks
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires import staff_labels
from app.questionnaires.rules.document import GERMAN, Document, Question, Said, say
from app.questionnaires.rules.editing import with_words
from app.questionnaires.rules.problems import LONGEST, LONGEST_OTHERWISE, Problem, ProblemKind
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.fields import WritingForm, line, text

UNREADABLE = frozenset({ProblemKind.TEXT_TOO_LONG, ProblemKind.TEXT_UNREADABLE, ProblemKind.TEXT_WITH_PLACEHOLDER})
WHOLE = ("title", "introduction", "consent", "thanks")


class TextsForm(WritingForm):
    """What frames the questions, in German, and the languages in which people may answer."""

    title = line(_("Titel"), LONGEST["title"], validators=[InputRequired(_("Schreiben Sie bitte einen Titel."))])
    introduction = text(_("Einleitung"), LONGEST["introduction"])
    consent = text(_("Einwilligung auf dem Kontaktzettel"), LONGEST["consent"])
    thanks = text(_("Dank am Ende"), LONGEST["thanks"])
    languages = ticks(_("In welchen Sprachen können Menschen antworten?"))
    default_language = Choice(_("Hauptsprache"))
    mixed = ticks(_("Welche davon dürfen gemischt sein?"))
    one_per_page = BooleanField(_("Auf dem Telefon jede Frage für sich zeigen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {known.tag: staff_labels.language_in_words(known.tag) for known in languages.KNOWN}
        self.languages.choices = self.default_language.choices = self.mixed.choices = named

    def fill_from(self, document: Document) -> None:
        """What the form shows at first."""
        for name in WHOLE:
            self[name].data = getattr(document, name).get(GERMAN, "")
        for name in ("languages", "mixed"):
            self[name].data = list(getattr(document, name))
        self.default_language.data, self.one_per_page.data = document.default_language, document.one_per_page

    def is_possible(self) -> bool:
        """Whether the languages fit each other; if not, the field says why."""
        if self.default_language.data in (self.languages.data or ()):
            return True
        field = self.default_language
        field.errors = [*field.errors, str(_("Bieten Sie die Hauptsprache bitte auch zum Antworten an."))]
        return False

    def said(self, document: Document) -> Document:
        """The document with what was typed. A language that is no longer offered keeps its texts."""
        own: dict[str, Any] = {name: with_words(getattr(document, name), GERMAN, self[name].data or "") for name in WHOLE}
        offered = tuple(self.languages.data or ())
        return replace(
            document,
            **own,
            languages=offered,
            mixed=tuple(tag for tag in self.mixed.data or () if tag in offered),
            default_language=self.default_language.data or GERMAN,
            one_per_page=self.one_per_page.data,
        )


@dataclass(frozen=True, kw_only=True)
class Line:
    """One text of a translation sheet: where it stands, what it says in the original, and the name of its field."""

    place: str
    heading: str
    what: str
    original: Said
    name: str


class SheetForm(WritingForm):
    """All texts of one language. `sheet_of` adds its fields."""

    lines: tuple[Line, ...] = ()

    def said(self) -> dict[str, str]:
        """The texts by their places."""
        return {each.place: self[each.name].data or "" for each in self.lines}

    def tell(self, problems: Iterable[Problem], document: Document, tag: str) -> bool:
        """Put what is wrong with texts of this language beside their fields. Says whether anything is."""
        found = False
        for problem in problems:
            name = name_of(problem.place)
            if problem.kind in UNREADABLE and problem.detail.get("tag") == tag and name in self:
                self[name].errors = [*self[name].errors, staff_labels.problem_in_words(problem, document)]
                found = True
        return found


def sheet_of(document: Document, tag: str, sent: MultiDict[str, str] | None = None) -> SheetForm:
    """The sheet of a language, filled with what was sent, and from the document where nothing was."""
    lines = tuple(_lines(document, tag))
    fields: dict[str, Any] = {each.name: _field(each, tag) for each in lines}
    made: Any = type("Sheet", (SheetForm,), {**fields, "lines": lines})
    form: SheetForm = made(sent)
    texts = dict(document.texts())
    for each in lines:
        if sent is None or each.name not in sent:
            form[each.name].data = texts[each.place].get(tag, "")
    return form


def name_of(place: str) -> str:
    """The name of the field of a place: keys and codes hold no hyphens."""
    return f"text-{place}".replace("/", "-").replace(":", "-")


def _lines(document: Document, tag: str) -> list[Line]:
    numbers = {question.key: number for number, question in enumerate(document.asked, start=1)}
    original_tag = GERMAN if tag == document.default_language else document.default_language
    lines = []
    for place, texts in document.texts():
        original = say({other: words for other, words in texts.items() if other != tag}, original_tag)
        key, slash, name = place.partition("/")
        question = document.find(key) if slash else None
        what = _what(question, name) if question else str(words.ASPECTS[place])
        heading = _heading(question, numbers) if question else str(_("Der ganze Fragebogen"))
        lines.append(Line(place=place, heading=heading, what=what, original=original, name=name_of(place)))
    return lines


def _heading(question: Question, numbers: dict[str, int]) -> str:
    if (number := numbers.get(question.key)) is not None:
        return str(_("Frage %(number)s")) % {"number": number}
    return str(staff_labels.TYPES[question.type])


def _what(question: Question, name: str) -> str:
    if not name.startswith("choice:"):
        is_heading = name == "label" and not question.asks
        return str(staff_labels.TYPES[question.type] if is_heading else words.ASPECTS[name])
    code = name.removeprefix("choice:")
    return str(_("Antwort %(number)s")) % {"number": [choice.code for choice in question.choices].index(code) + 1}


def _field(each: Line, tag: str) -> Any:
    name = each.place.rpartition("/")[2].partition(":")[0]
    known = languages.by_tag(tag)
    look = {"lang": tag, "dir": known.direction if known else "auto", "rows": 2}
    return text(each.what, LONGEST.get(name, LONGEST_OTHERWISE), render_kw=look)

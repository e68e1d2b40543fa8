"""The questionnaire on paper: the same content for a page that is printed and for a tagged PDF (methods A-25).

Questions stand in their order, with the numbers and keys that those see who type the answers in. The slip for the name is
another file: nothing on either sheet leads to the other.
"""

from collections.abc import Sequence
from typing import Any

from app.kernel import pdf, publisher
from app.kernel.i18n import gettext as _
from app.kernel.i18n import number
from app.questionnaires import labels
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import Choice, Document, Question, Texts
from app.questionnaires.rules.kinds import AskedBy, Missing, QuestionType
from app.surveys.exports import attributes
from app.surveys.exports.words import Said, ours, said

TEMPLATE = "pdf/surveys/questionnaire"
REFUSED = {Missing.NO_ANSWER: "k", Missing.DONT_KNOW: "w"}
"""The letters that stand for "no answer" and "I don't know" where answers are typed in."""
LINES_OF_A_PAGE = 16
MOST_LINES, FEWEST_LINES = 5, 2
MOST_AREAS = 12
"""So many Ortsteile are boxes to tick; more are a line to write on."""


def paper(document: Document, tag: str, *, version: int | None, areas: Sequence[str]) -> bytes:
    """The questionnaire in this language as PDF; the frame speaks the language that is spoken. Raises pdf.FontMissing."""
    sheet = sheet_of(document, tag, version=version, areas=areas)
    return pdf.render(TEMPLATE, sheet, title=str(sheet["heading"]["text"]))


def sheet_of(document: Document, tag: str, *, version: int | None, areas: Sequence[str]) -> dict[str, Any]:
    """Everything that stands on the questionnaire. `version` is None for a draft, `areas` are names of Ortsteile."""
    return {
        "publisher": publisher.name(),
        "foot": _foot(document, tag, version),
        "draft": "" if version else _("Das ist ein Entwurf. Bitte noch nicht damit fragen."),
        "heading": _title(document, tag),
        "introduction": said(document.introduction, tag, document),
        "items": _items(document, tag, areas),
        "thanks": said(document.thanks, tag, document),
        "team": attributes.sheet(),
    }


def _title(document: Document, tag: str) -> Said:
    title = said(document.title, tag, document)
    return title if title["text"] else ours(_("Fragebogen"))


def _label(question: Question, document: Document, tag: str) -> Said:
    """What is asked; a draft may have no words for it yet."""
    label = said(question.label, tag, document)
    return label if label["text"] else ours(question.key)


def _foot(document: Document, tag: str, version: int | None) -> str:
    title = str(_title(document, tag)["text"])
    if version is None:
        return _("%(title)s (Entwurf)", title=title)
    return _("%(title)s, Fassung %(version)s", title=title, version=number(version))


def _items(document: Document, tag: str, areas: Sequence[str]) -> list[dict[str, Any]]:
    asked = labels.numbers(document)
    groups = {question.key for question in document.questions if question.type is QuestionType.GROUP}
    rows = _lines(document)
    return [
        {
            "kind": "question" if question.asks else str(question.type),
            "number": number(asked[question.key]) if question.asks else "",
            "key": question.key,
            "level": 3 if question.group in groups else 2,
            "label": _label(question, document, tag),
            "hint": said(question.hint, tag, document),
            "condition": _condition(question, document, tag),
            "asked_by": _("Das fragt, wer mitschreibt.") if question.asked_by is AskedBy.WRITER else "",
            "instruction": _instruction(question, areas),
            "answer": _answer(question, _said_by(document, tag), areas, rows),
            "refusals": _refusals(question),
        }
        for question in document.questions
    ]


def _condition(question: Question, document: Document, tag: str) -> str:
    """When the question counts, in words (B-04); nothing for a draft whose condition cannot be read yet."""
    if not question.condition.strip():
        return ""
    try:
        return labels.condition_in_words(conditions.parse(question.condition), document, tag)
    except conditions.ConditionFault:
        return ""


def _said_by(document: Document, tag: str) -> Any:
    def speak(texts: Texts) -> Said:
        return said(texts, tag, document)

    return speak


def _lines(document: Document) -> int:
    """How many lines a long answer gets: few questions have much room, many should still fit on one page."""
    long = sum(question.type is QuestionType.TEXT_LONG for question in document.questions)
    return max(FEWEST_LINES, min(MOST_LINES, LINES_OF_A_PAGE // max(long, 1)))


def _instruction(question: Question, areas: Sequence[str]) -> str:
    match question.type:
        case QuestionType.SELECT_ONE:
            return _("Kreuzen Sie eine Antwort an.")
        case QuestionType.AREA if len(areas) <= MOST_AREAS:
            return _("Kreuzen Sie eine Antwort an.")
        case QuestionType.SELECT_MULTIPLE:
            return _("Sie können mehrere Antworten ankreuzen.")
        case QuestionType.SCALE:
            return _("Kreuzen Sie eine Zahl an.")
        case QuestionType.RANK:
            return _("Schreiben Sie Zahlen in die Kästchen: 1 ist Ihnen am wichtigsten, 2 kommt danach und so weiter.")
        case QuestionType.INTEGER if question.lowest is not None and question.highest is not None:
            bounds = {"low": _bound(question.lowest), "high": _bound(question.highest)}
            return _("Schreiben Sie eine Zahl von %(low)s bis %(high)s.", **bounds)
        case QuestionType.INTEGER:
            return _("Schreiben Sie eine Zahl.")
        case QuestionType.DATE:
            return _("Schreiben Sie Tag, Monat und Jahr.")
        case QuestionType.TIME:
            return _("Schreiben Sie Stunde und Minute.")
    return ""


def _bound(value: int) -> str:
    """A number that may be a year: those are written without a sign between the thousands."""
    return str(value) if 1_000 <= value <= 9_999 else number(value)


def _answer(question: Question, speak: Any, areas: Sequence[str], rows: int) -> dict[str, Any]:
    match question.type:
        case QuestionType.TEXT_LONG:
            return {"kind": "lines", "count": rows}
        case QuestionType.TEXT_SHORT:
            return {"kind": "lines", "count": 1}
        case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE:
            return {"kind": "boxes", "options": _options(question.choices, speak)}
        case QuestionType.RANK:
            return {"kind": "rank", "options": _options(question.choices, speak)}
        case QuestionType.SCALE:
            ends = {"low": speak(question.low_label), "high": speak(question.high_label)}
            return {"kind": "scale", "points": [number(point) for point in question.points], **ends}
        case QuestionType.INTEGER:
            return {"kind": "cells", "groups": [max(3, len(str(question.highest or 0)))]}
        case QuestionType.DATE:
            return {"kind": "cells", "groups": [2, 2, 4]}
        case QuestionType.TIME:
            return {"kind": "cells", "groups": [2, 2]}
        case QuestionType.AREA:
            return _areas(areas)
    return {"kind": "none"}


def _areas(areas: Sequence[str]) -> dict[str, Any]:
    if len(areas) > MOST_AREAS:
        return {"kind": "lines", "count": 1}
    options = [{"mark": str(place), "label": ours(name), "free": False} for place, name in enumerate(areas, start=1)]
    return {"kind": "boxes", "options": options}


def _options(choices: Sequence[Choice], speak: Any) -> list[dict[str, Any]]:
    return [
        {"mark": str(place), "label": speak(choice.label), "free": choice.is_other}
        for place, choice in enumerate(choices, start=1)
    ]


def _refusals(question: Question) -> list[dict[str, Any]]:
    offered = {Missing.NO_ANSWER: question.may_refuse, Missing.DONT_KNOW: question.may_not_know}
    return [
        {"mark": REFUSED[missing], "label": ours(str(labels.WAYS_OUT[missing])), "free": False}
        for missing, is_offered in offered.items()
        if is_offered and question.asks
    ]

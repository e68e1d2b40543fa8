"""The German words around questions: why an answer cannot be taken, what was answered, when a question counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.conversations.rules import AgeBand, Gender, Tenure
from app.kernel import i18n
from app.kernel.i18n import gettext
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import GERMAN, by_tag
from app.moderation import labels as moderation
from app.moderation.rules import passages
from app.questionnaires import labels as questions
from app.questionnaires.rules import conditions
from app.questionnaires.rules.answers import Answer, Answers, Fault, other_field
from app.questionnaires.rules.conditions import And, Condition, Not, Or, Selected
from app.questionnaires.rules.document import Document, Question, Said, Texts, say
from app.questionnaires.rules.kinds import Missing, QuestionType

AGE_BANDS: dict[AgeBand, str] = {
    AgeBand.CHILD: _("jünger als 14 Jahre"),
    AgeBand.YOUTH: _("14 bis 17 Jahre"),
    AgeBand.YOUNG: _("18 bis 26 Jahre"),
    AgeBand.MIDDLE: _("27 bis 44 Jahre"),
    AgeBand.OLDER: _("45 bis 64 Jahre"),
    AgeBand.SENIOR: _("65 bis 79 Jahre"),
    AgeBand.OLD: _("80 Jahre oder älter"),
}

GENDERS: dict[Gender, str] = {
    Gender.FEMALE: _("weiblich"),
    Gender.MALE: _("männlich"),
    Gender.DIVERSE: _("divers"),
}

TENURES: dict[Tenure, str] = {
    Tenure.TENANT: _("Ich wohne zur Miete."),
    Tenure.OWNER: _("Die Wohnung oder das Haus gehört mir oder meiner Familie."),
}

FAULTS: dict[Fault, str] = {
    Fault.REQUIRED: _("Bitte beantworten Sie diese Frage."),
    Fault.NOT_A_NUMBER: _("Schreiben Sie bitte eine ganze Zahl, zum Beispiel 3."),
    Fault.TOO_SMALL: _("Diese Zahl ist zu klein."),
    Fault.TOO_LARGE: _("Diese Zahl ist zu groß."),
    Fault.NOT_A_DATE: _("Schreiben Sie bitte einen Tag mit Monat und Jahr, zum Beispiel 16.11.2026."),
    Fault.NOT_A_TIME: _("Schreiben Sie bitte eine Uhrzeit, zum Beispiel 18:30."),
    Fault.TOO_LONG: _("Dieser Text ist zu lang. Bitte kürzen Sie ihn."),
    Fault.UNKNOWN_CHOICE: _("Wählen Sie bitte nur aus, was hier steht."),
    Fault.EXCLUSIVE: _("Diese Antworten passen nicht zusammen. Bitte lassen Sie nur eine davon stehen."),
    Fault.NOT_OFFERED: _("Wählen Sie bitte nur aus, was hier steht."),
    Fault.DUPLICATE_RANK: _("Bitte geben Sie jeden Platz nur einmal."),
    Fault.RANK_WITH_GAP: _("Bitte lassen Sie keinen Platz aus: erst der 1., dann der 2., dann der 3."),
}


def fault_of(question: Question, fault: Fault) -> str:
    """Why an answer cannot be taken, in a sentence that says what to do."""
    if fault is Fault.TOO_SMALL and question.lowest is not None:
        return gettext("Diese Zahl ist zu klein. Sie ist mindestens %(number)s.", number=i18n.number(question.lowest))
    if fault is Fault.TOO_LARGE and question.highest is not None:
        return gettext("Diese Zahl ist zu groß. Sie ist höchstens %(number)s.", number=i18n.number(question.highest))
    return str(FAULTS[fault])


def personal_in(text: str) -> str:
    """The passages that may tell who somebody is, and in what way: a hint, never a refusal (A-35). Empty without any."""
    return ", ".join(f"„\u2068{passage}\u2069“ ({moderation.HINTS[kind]})" for passage, kind in passages([text]).items())


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words to show, and the attributes their element needs because they are in another language than the page (B-12)."""

    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def words_of(said: Said, tag: str) -> Words:
    """Words for a page in this language. Without a tag nobody knows in which language they are."""
    named = {"lang": said.tag} if said.tag else {}
    return Words(text=said.text, attributes={} if said.tag == tag else {**named, "dir": "auto"})


def answered(document: Document, question: Question, answers: Answers, tag: str, areas: Mapping[str, str]) -> list[Words]:
    """What was answered to a question, in words to check: one line for each thing chosen; empty if there is no answer."""
    answer = answers.get(question.key)
    if answer is None or answer is Missing.NOT_ASKED:
        return []
    if isinstance(answer, Missing):
        return [Words(text=str(questions.WAYS_OUT[answer]))]
    lines = _lines(document, question, answer, tag, areas)
    if own := answers.get(other_field(question.key)) if question.other else None:
        lines.append(Said(text=str(own), tag=""))
    return [words_of(line, tag) for line in lines]


def _lines(document: Document, question: Question, answer: Answer, tag: str, areas: Mapping[str, str]) -> list[Said]:
    match question.type, answer:
        case ((QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE | QuestionType.RANK), (str() | tuple())):
            codes: Sequence[str] = answer if isinstance(answer, tuple) else (answer,)
            return [say(_label_of(question, code), tag, document.default_language) for code in codes]
        case QuestionType.AREA, str():
            return [Said(text=areas.get(answer, answer), tag=GERMAN.tag)]
        case QuestionType.DATE, str():
            return [Said(text=i18n.day(date.fromisoformat(answer)), tag=tag)]
        case _, int():
            return [Said(text=i18n.number(answer), tag=tag)]
    return [Said(text=str(answer), tag="")]


def _label_of(question: Question, code: str) -> Texts:
    return next((choice.label for choice in question.choices if choice.code == code), {GERMAN.tag: code})


def condition_of(document: Document, question: Question, tag: str) -> Said | None:
    """When a question counts, in words, for paper and for pages that show all questions; None if it always does.

    The sentence quotes answers to choose from. If one of them is missing in this language, the whole sentence is said in the
    default language of the questionnaire (B-12).
    """
    parts = _conditions(document, question)
    if not parts:
        return None
    condition = parts[0] if len(parts) == 1 else And(tuple(parts))
    spoken = tag if all(label.get(tag) for label in _quoted(document, condition)) else document.default_language
    return Said(text=questions.condition_in_words(condition, document, spoken), tag=spoken)


def _conditions(document: Document, question: Question) -> list[Condition]:
    heading = document.find(question.group) if question.group else None
    texts = [each.condition for each in (heading, question) if each and each.condition.strip()]
    try:
        return [conditions.parse(text) for text in texts]
    except conditions.ConditionFault:
        return []


def _quoted(document: Document, condition: Condition) -> list[Texts]:
    """The labels of the answers that a condition speaks of."""
    match condition:
        case And(parts) | Or(parts):
            return [label for part in parts for label in _quoted(document, part)]
        case Not(inner):
            return _quoted(document, inner)
    asked = document.find(condition.key)
    code = condition.code if isinstance(condition, Selected) else str(condition.value)
    return [choice.label for choice in (asked.choices if asked else ()) if choice.code == code]


def point_of(point: int, points: range, low: Said, high: Said) -> Said:
    """What a point of a scale means: the words of its ends, "in der Mitte", and what lies between."""
    if point in (points[0], points[-1]):
        return low if point == points[0] else high
    place = 2 * (point - points[0]) - (len(points) - 1)
    if place == 0:
        return Said(text=gettext("in der Mitte"), tag=i18n.current_language().tag)
    end = low if place < 0 else high
    with i18n.speaking(by_tag(end.tag) or GERMAN):
        return Said(text=gettext("eher: %(end)s", end=end.text), tag=end.tag) if end.text else end

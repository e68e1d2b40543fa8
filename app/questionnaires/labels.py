"""What residents read about questionnaires besides the questions themselves. The catalogues translate it."""

from datetime import date

from app.kernel import i18n, languages
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.rules.conditions import And, Compare, Condition, Not, Operator, Or, Selected
from app.questionnaires.rules.document import Document, Question, say
from app.questionnaires.rules.kinds import Missing, QuestionType

MISSING: dict[Missing, str] = {
    Missing.NO_ANSWER: _("keine Angabe"),
    Missing.DONT_KNOW: _("weiß nicht"),
    Missing.NOT_ASKED: _("nicht gestellt"),
}
"""Why an answer is missing, in tables and code books."""

WAYS_OUT: dict[Missing, str] = {
    Missing.NO_ANSWER: _("Keine Angabe"),
    Missing.DONT_KNOW: _("Das weiß ich nicht"),
}
"""The same as choices."""

_NUMBERS: dict[Operator, str] = {
    Operator.EQUAL: _("Nur wenn Sie bei Frage %(number)s „%(answer)s“ gesagt haben"),
    Operator.UNEQUAL: _("Nur wenn Sie bei Frage %(number)s etwas anderes als „%(answer)s“ gesagt haben"),
    Operator.LESS: _("Nur wenn Sie bei Frage %(number)s weniger als %(answer)s gesagt haben"),
    Operator.AT_MOST: _("Nur wenn Sie bei Frage %(number)s höchstens %(answer)s gesagt haben"),
    Operator.MORE: _("Nur wenn Sie bei Frage %(number)s mehr als %(answer)s gesagt haben"),
    Operator.AT_LEAST: _("Nur wenn Sie bei Frage %(number)s mindestens %(answer)s gesagt haben"),
}
_TIMES: dict[Operator, str] = {
    **_NUMBERS,
    Operator.LESS: _("Nur wenn Sie bei Frage %(number)s etwas vor %(answer)s gesagt haben"),
    Operator.AT_MOST: _("Nur wenn Sie bei Frage %(number)s %(answer)s oder früher gesagt haben"),
    Operator.MORE: _("Nur wenn Sie bei Frage %(number)s etwas nach %(answer)s gesagt haben"),
    Operator.AT_LEAST: _("Nur wenn Sie bei Frage %(number)s %(answer)s oder später gesagt haben"),
}


def numbers(document: Document) -> dict[str, int]:
    """The numbers of the questions, by their keys: headings and notes have none."""
    return {question.key: number for number, question in enumerate(document.asked, start=1)}


def condition_in_words(condition: Condition, document: Document, tag: str) -> str:
    """When a question is meant for somebody, for pages where all questions stand below each other (methods B-04).

    "Nur wenn Sie bei Frage 1 „Ja“ gesagt haben", in the language of the questionnaire.
    """
    with i18n.speaking(languages.by_tag(tag) or languages.GERMAN):
        return _Wording(document, tag).of(condition)


class _Wording:
    """Says conditions about one questionnaire in one language. Denials go to the leaves, so that they are short."""

    def __init__(self, document: Document, tag: str) -> None:
        self.document = document
        self.tag = tag
        self.numbers = numbers(document)

    def of(self, condition: Condition) -> str:
        match condition:
            case And(parts):
                return self.joined(
                    [self.of(part) if not isinstance(part, Or) else f"({self.of(part)})" for part in parts], And
                )
            case Or(parts):
                return self.joined([self.of(part) for part in parts], Or)
            case Not(inner):
                return self.denied(inner)
            case Selected(key, code):
                return self.compared(Compare(key, Operator.EQUAL, code))
        if condition.value == "":
            return i18n.gettext("Nur wenn Sie Frage %(number)s beantwortet haben", number=self.number(condition.key))
        return self.compared(condition)

    def denied(self, condition: Condition) -> str:
        match condition:
            case And(parts):
                return self.of(Or(tuple(Not(part) for part in parts)))
            case Or(parts):
                return self.of(And(tuple(Not(part) for part in parts)))
            case Not(inner):
                return self.of(inner)
            case Selected(key, code) | Compare(key, Operator.EQUAL, code):
                return i18n.gettext(
                    "Nur wenn Sie bei Frage %(number)s nicht „%(answer)s“ gesagt haben",
                    number=self.number(key),
                    answer=self.answer(key, code),
                )
            case Compare(key, Operator.UNEQUAL, ""):
                return i18n.gettext("Nur wenn Sie Frage %(number)s nicht beantwortet haben", number=self.number(key))
        return i18n.gettext("Das Gegenteil von: %(condition)s", condition=self.of(condition))

    def joined(self, sentences: list[str], kind: type[And] | type[Or]) -> str:
        whole = sentences[0]
        for sentence in sentences[1:]:
            if kind is And:
                whole = i18n.gettext("%(first)s – und: %(second)s", first=whole, second=sentence)
            else:
                whole = i18n.gettext("%(first)s – oder: %(second)s", first=whole, second=sentence)
        return whole

    def compared(self, condition: Compare) -> str:
        question = self.document.find(condition.key)
        is_time = question is not None and question.type in {QuestionType.DATE, QuestionType.TIME}
        sentence = (_TIMES if is_time else _NUMBERS)[condition.operator]
        answer = self.answer(condition.key, condition.value)
        return sentence % {"number": self.number(condition.key), "answer": answer}

    def number(self, key: str) -> str:
        return i18n.number(self.numbers[key]) if key in self.numbers else f"„{key}“"

    def answer(self, key: str, value: float | str) -> str:
        """What was answered, as the question offers it."""
        if isinstance(value, int | float):
            return i18n.number(value)
        question = self.document.find(key)
        return self.offered(question, value) if question else value

    def offered(self, question: Question, value: str) -> str:
        if question.type is QuestionType.DATE:
            try:
                return i18n.day(date.fromisoformat(value))
            except ValueError:
                return value
        choice = next((choice for choice in question.choices if choice.code == value), None)
        return say(choice.label, self.tag, self.document.default_language).text or value if choice else value

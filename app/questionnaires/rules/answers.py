"""The answers of one person: read from the fields of a form, checked, and kept.

They stand by the key of their question. A text, a date (`2026-11-16`), a time (`18:30`), an area and one choice are a `str`,
scales and numbers an `int`, several choices a tuple of codes in the order of the choices, a ranking a tuple of codes in the
order of their places; or a `Missing` says why there is none. Words of one's own stand under `<key>_other`. What is not there
is missing for reasons that nobody knows.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.questionnaires.rules import conditions, values
from app.questionnaires.rules.conditions import Answer
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import Missing, QuestionType
from app.questionnaires.rules.values import Fault, Raw, fields_of, other_field, place_field

__all__ = [
    "Answer",
    "Answers",
    "Fault",
    "Raw",
    "Reading",
    "canonical",
    "fields_of",
    "from_kept",
    "is_visible",
    "kept",
    "other_field",
    "place_field",
    "read",
    "read_part",
]

Answers = Mapping[str, Answer]

_MISSING = {str(int(each)): each for each in Missing}


@dataclass(frozen=True)
class Reading:
    """What could be read, and what could not: by the key of the question, or `<key>_other` for words of one's own."""

    answers: Answers
    faults: Mapping[str, Fault]


def read(document: Document, raw: Raw, areas: Collection[str]) -> Reading:
    """All answers that a form holds. What a condition hides is never a fault and never kept (B-03).

    The fields are `<key>` (again and again for several choices), `<key>_other`, and `<key>__<code>` with the place of each
    choice of a ranking. `-99` and `-98` in `<key>` are the ways not to answer. `areas` are the codes that an area may have.
    """
    return read_part(document, raw, [question.key for question in document.asked], areas)


def read_part(document: Document, raw: Raw, keys: Collection[str], areas: Collection[str]) -> Reading:
    """The same for a form that asks only these questions; `raw` brings along what the pages before it asked.

    Everything that can be read is read, because conditions depend on it; faults are told of these questions alone.
    """
    answers: dict[str, Answer] = {}
    faults: dict[str, Fault] = {}
    for question in document.asked:
        if not is_visible(document, question, answers):
            answers[question.key] = Missing.NOT_ASKED
            continue
        found, wrong = _read(question, raw, areas)
        answers |= found
        if question.key in keys:
            faults |= wrong
    return Reading(answers=answers, faults=faults)


def is_visible(document: Document, question: Question, answers: Answers) -> bool:
    """Whether these answers lead to a question: its own condition and that of its heading hold.

    A condition that cannot be read hides nothing: there is none in what was published, and a draft shows its question.
    """
    heading = document.find(question.group) if question.group else None
    texts = [each.condition for each in (heading, question) if each and each.condition.strip()]
    return all(_holds(text, answers) for text in texts)


def canonical(answers: Answers) -> str:
    """The answers as one text: the same for the same answers, in whatever order they came."""
    return json.dumps(kept(answers), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def kept(answers: Answers) -> dict[str, str]:
    """One text for each answer. Codes have no blanks in them (B-53), so a blank separates several."""
    return {key: _kept(answer) for key, answer in answers.items()}


def from_kept(document: Document, texts: Mapping[str, str]) -> dict[str, Answer]:
    """The answers that `kept` made texts of. Raises KeyError for what the questionnaire does not ask."""
    types: dict[str, QuestionType] = {}
    for question in document.asked:
        types[question.key] = question.type
        if values.has_words(question):
            types.setdefault(other_field(question.key), QuestionType.TEXT_SHORT)
    return {key: _from_kept(types[key], text) for key, text in texts.items()}


def _holds(text: str, answers: Answers) -> bool:
    try:
        return conditions.holds(conditions.parse(text), answers)
    except conditions.ConditionFault:
        return True


def _read(question: Question, raw: Raw, areas: Collection[str]) -> tuple[dict[str, Answer], dict[str, Fault]]:
    """The answer to one question and the words beside it, and what is wrong with them."""
    found: dict[str, Answer] = {}
    wrong: dict[str, Fault] = {}
    words = ""
    try:
        words = values.words(question, raw)
    except values.Refused as refused:
        wrong[other_field(question.key)] = refused.fault
    try:
        answer = values.answer(question, raw, areas, has_own_words=bool(words or wrong))
    except values.Refused as refused:
        return {}, wrong | {question.key: refused.fault}
    if answer is not None:
        found[question.key] = answer
    elif question.is_required:
        wrong[question.key] = Fault.REQUIRED
    if words:
        found[other_field(question.key)] = words
    return found, wrong


def _kept(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return " ".join(answer)
    return str(int(answer)) if isinstance(answer, int) else answer


def _from_kept(kind: QuestionType, text: str) -> Answer:
    if text in _MISSING:
        return _MISSING[text]
    if kind in (QuestionType.SCALE, QuestionType.INTEGER):
        return int(text)
    if kind in (QuestionType.SELECT_MULTIPLE, QuestionType.RANK):
        return tuple(text.split(" "))
    return text

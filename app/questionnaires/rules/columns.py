"""The table of all answers: which columns a questionnaire has, and what one person's row says in them (methods B.6).

There are as many columns as the questionnaire can ever need, whatever way anybody took through it (B-50). −99, −98 and −97
stand in every column of a question, in columns of text, dates and times as the text `-97`: one list of missing values is
then right for every column, in SPSS too. A column of words of one's own is empty where another choice was made.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.questionnaires.rules.answers import Answers, other_field
from app.questionnaires.rules.document import OTHER, Document, Question, Texts
from app.questionnaires.rules.kinds import Missing, QuestionType
from app.questionnaires.rules.values import has_words

LONGEST_NAME = 60
"""Signs of the name of a column; SPSS takes 64."""


class ColumnKind(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TIME = "time"


class ColumnRole(StrEnum):
    """What a column says about its question."""

    ANSWER = "answer"
    CHOSEN = "chosen"
    """1: this choice was made; 0: it was not."""
    PLACE = "place"
    """The place this choice got, from 1."""
    WORDS = "words"
    """The words of one's own beside a choice."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `choice` is the code of the choice that it is about; `values` say what the codes in it mean."""

    name: str
    question_key: str
    kind: ColumnKind
    role: ColumnRole = ColumnRole.ANSWER
    choice: str = ""
    values: tuple[tuple[str | int, Texts], ...] = ()


def columns(document: Document, *, taken: Collection[str] = ()) -> tuple[Column, ...]:
    """All columns in the order of the questions. No two names are alike, and none is one of those `taken`, in any case.

    Questions keep their keys; a made name that is taken (`wege_bus` where a question is called so) gets a number (B-53).
    """
    plans = list(_plans(document))
    used = {name.lower() for name in taken}
    names: dict[int, str] = {}
    for at in sorted(range(len(plans)), key=lambda at: _TURN.index(plans[at].role)):
        names[at] = _free(plans[at].name, used)
        used.add(names[at])
    return tuple(replace(plan, name=names[at]) for at, plan in enumerate(plans))


def names_of(question: Question) -> tuple[str, ...]:
    """The names that the columns of a question have, as long as no other question takes them."""
    return tuple(_plain(plan.name) for plan in _plans(Document(questions=(question,))))


def row(document: Document, answers: Answers) -> tuple[str | int | None, ...]:
    """What one person said, column by column."""
    return tuple(_cell(plan, answers) for plan in _plans(document))


_TURN = (ColumnRole.ANSWER, ColumnRole.WORDS, ColumnRole.CHOSEN, ColumnRole.PLACE)
"""Who may choose a name first."""

_KINDS: Mapping[QuestionType, ColumnKind] = {
    QuestionType.SCALE: ColumnKind.NUMBER,
    QuestionType.INTEGER: ColumnKind.NUMBER,
    QuestionType.DATE: ColumnKind.DATE,
    QuestionType.TIME: ColumnKind.TIME,
}


def _plans(document: Document) -> Iterator[Column]:
    """The columns with the names they would like to have."""
    for question in document.asked:
        if question.type is QuestionType.SELECT_MULTIPLE:
            yield from _per_choice(question, ColumnRole.CHOSEN)
        elif question.type is QuestionType.RANK:
            yield from _per_choice(question, ColumnRole.PLACE)
        else:
            kind = _KINDS.get(question.type, ColumnKind.TEXT)
            yield Column(name=question.key, question_key=question.key, kind=kind, values=_values(question))
        if has_words(question):
            name = other_field(question.key)
            yield Column(name=name, question_key=question.key, kind=ColumnKind.TEXT, role=ColumnRole.WORDS, choice=OTHER)


def _per_choice(question: Question, role: ColumnRole) -> Iterator[Column]:
    """A column for each choice. As `<key>_other` is the column of the words, the choice has `<key>_other_chosen`."""
    for choice in question.choices:
        name = f"{question.key}_{choice.code}" + ("_chosen" if choice.is_other else "")
        yield Column(name=name, question_key=question.key, kind=ColumnKind.NUMBER, role=role, choice=choice.code)


def _values(question: Question) -> tuple[tuple[str | int, Texts], ...]:
    if question.type is QuestionType.SELECT_ONE:
        return tuple((choice.code, choice.label) for choice in question.choices)
    if question.type is QuestionType.SCALE:
        ends = ((question.lowest, question.low_label), (question.highest, question.high_label))
        return tuple((point, label) for point, label in ends if point is not None and label)
    return ()


def _free(wanted: str, used: Collection[str]) -> str:
    plain = _plain(wanted)
    name, number = plain, 1
    while name in used:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]}_{number}"
    return name


def _plain(wanted: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", wanted.lower())[:LONGEST_NAME]


def _cell(column: Column, answers: Answers) -> str | int | None:
    answer = answers.get(column.question_key)
    if answer is None:
        return None
    if isinstance(answer, Missing):
        return int(answer) if column.kind is ColumnKind.NUMBER else str(int(answer))
    if column.role is ColumnRole.WORDS:
        said = answers.get(other_field(column.question_key))
        return said if isinstance(said, str) else None
    if isinstance(answer, tuple):
        if column.role is ColumnRole.PLACE:
            return answer.index(column.choice) + 1 if column.choice in answer else None
        return int(column.choice in answer)
    return answer

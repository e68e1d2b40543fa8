"""What can be wrong with one question, by itself and among those before it."""

import re
from collections.abc import Iterator

from app.questionnaires.rules import columns, conditions
from app.questionnaires.rules.conditions import And, Compare, Condition, Not, Operator, Or, Selected
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import CLOSED, SILENT, WITH_CHOICES, Block, Missing, Part, QuestionType
from app.questionnaires.rules.problems import ENDS, FEWEST_POINTS, MOST_CHOICES, MOST_POINTS, Problem, ProblemKind
from app.questionnaires.rules.values import fields_of

KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
RESERVED_KEYS = conditions.WORDS | {"meta"}
"""Words of conditions, and the one that forms of other tools keep for themselves."""
CODE = re.compile(r"[A-Za-z0-9_]{1,30}")
RESERVED_CODES = frozenset({"true", "false"})
_BOUNDED = frozenset({QuestionType.SCALE, QuestionType.INTEGER})


def checked(document: Document, number: int) -> Iterator[Problem]:
    """The problems of the question at a place of the list, from 0."""
    question = document.questions[number]
    before = document.questions[:number]
    yield from _key(question, before)
    yield from _choices(question)
    yield from _bounds(question)
    yield from _answering(question)
    yield from _misfits(question)
    yield from _condition(question, document, before)
    yield from _group(question, document, before)
    yield from _empty(question, document)


def exported_names(question: Question) -> tuple[str, ...]:
    """The names that forms and files make of a question: its key, its fields, and its columns. All begin with its key."""
    return tuple(dict.fromkeys((question.key, *fields_of(question), *columns.names_of(question))))


def _key(question: Question, before: tuple[Question, ...]) -> Iterator[Problem]:
    if not KEY.fullmatch(question.key) or question.key in RESERVED_KEYS:
        yield Problem(kind=ProblemKind.KEY_BAD, place=question.key, detail={"number": len(before) + 1})
    if any(question.key == other.key for other in before):
        yield Problem(kind=ProblemKind.KEY_TWICE, place=question.key, detail={"number": len(before) + 1})
        return
    own = {name.lower() for name in exported_names(question)}
    for other in before:
        are_alike = question.key.startswith(other.key) or other.key.startswith(question.key)
        if are_alike and (taken := own & {name.lower() for name in exported_names(other)}):
            yield Problem(kind=ProblemKind.NAME_TAKEN, place=question.key, detail={"name": min(taken), "other": other.key})


def _choices(question: Question) -> Iterator[Problem]:
    if question.type not in WITH_CHOICES:
        return
    place = f"{question.key}/choices"
    if not question.choices:
        yield Problem(kind=ProblemKind.NO_CHOICES, place=place)
    if len(question.choices) > MOST_CHOICES:
        yield Problem(kind=ProblemKind.TOO_MANY_CHOICES, place=place, detail={"most": MOST_CHOICES})
    if question.type is QuestionType.RANK and question.other:
        yield Problem(kind=ProblemKind.OTHER_IN_RANK, place=place)
    seen: set[str] = set()
    for choice in question.choices:
        here = f"{question.key}/choice:{choice.code}"
        if not CODE.fullmatch(choice.code) or choice.code.lower() in RESERVED_CODES:
            yield Problem(kind=ProblemKind.CODE_BAD, place=here, detail={"code": choice.code})
        if choice.code.lower() in seen:
            yield Problem(kind=ProblemKind.CODE_TWICE, place=here, detail={"code": choice.code})
        seen.add(choice.code.lower())


def _bounds(question: Question) -> Iterator[Problem]:
    if question.type not in _BOUNDED:
        return
    place = f"{question.key}/scale"
    lowest, highest = question.lowest, question.highest
    if question.type is QuestionType.SCALE:
        points = highest - lowest + 1 if lowest is not None and highest is not None else 0
        if not FEWEST_POINTS <= points <= MOST_POINTS:
            yield Problem(kind=ProblemKind.SCALE_POINTS, place=place, detail={"few": FEWEST_POINTS, "most": MOST_POINTS})
        for name in ENDS:
            if not getattr(question, name):
                yield Problem(kind=ProblemKind.SCALE_ENDS, place=f"{question.key}/{name}")
    elif lowest is not None and highest is not None and lowest > highest:
        yield Problem(kind=ProblemKind.BOUNDS_TURNED, place=place)
    if any(bound is not None and bound <= max(Missing) for bound in (lowest, highest)):
        yield Problem(kind=ProblemKind.BOUNDS_MEAN_MISSING, place=place, detail={"lowest": max(Missing) + 1})


def _answering(question: Question) -> Iterator[Problem]:
    if question.type in CLOSED and not (question.is_required or question.may_refuse):
        yield Problem(kind=ProblemKind.NO_WAY_OUT, place=question.key)
    if (
        question.asks
        and question.block is Block.ACTIVATING
        and question.part is not Part.INVITATION
        and question.type is not QuestionType.TEXT_LONG
    ):
        yield Problem(kind=ProblemKind.CLOSED_IN_ACTIVATING, place=question.key)


def _misfits(question: Question) -> Iterator[Problem]:
    found = {
        "choices": question.choices and question.type not in WITH_CHOICES,
        "bounds": (question.lowest, question.highest) != (None, None) and question.type not in _BOUNDED,
        "ends": (question.low_label or question.high_label) and question.type is not QuestionType.SCALE,
        "answering": (question.is_required or question.may_refuse or question.may_not_know) and question.type in SILENT,
    }
    for what, is_there in found.items():
        if is_there:
            yield Problem(kind=ProblemKind.MISFIT, place=question.key, detail={"what": what})


def _condition(question: Question, document: Document, before: tuple[Question, ...]) -> Iterator[Problem]:
    if not question.condition:
        return
    place = f"{question.key}/condition"
    if not question.asks:
        yield Problem(kind=ProblemKind.CONDITION_ON_SILENT, place=place)
    try:
        condition = conditions.parse(question.condition)
    except conditions.ConditionFault as fault:
        detail: dict[str, str | int] = {"fault": fault.kind, "position": fault.position, "what": fault.what}
        yield Problem(kind=ProblemKind.CONDITION_WRONG, place=place, detail=detail)
        return
    earlier = {other.key: other for other in reversed(before)}
    for key in conditions.references(condition):
        if (kind := _reference(key, earlier, document)) is not None:
            yield Problem(kind=kind, place=place, detail={"key": key})
    for key, code in dict.fromkeys(_codes(condition)):
        other = earlier.get(key)
        if other and other.type in WITH_CHOICES and code not in {choice.code for choice in other.choices}:
            yield Problem(kind=ProblemKind.CONDITION_CODE_UNKNOWN, place=place, detail={"key": key, "code": code})


def _reference(key: str, earlier: dict[str, Question], document: Document) -> ProblemKind | None:
    if key in earlier:
        return None if earlier[key].asks else ProblemKind.CONDITION_ASKS_NOTHING
    return ProblemKind.CONDITION_LATER if document.find(key) else ProblemKind.CONDITION_UNKNOWN


def _codes(condition: Condition) -> Iterator[tuple[str, str]]:
    """The questions and the codes that a condition waits for."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _codes(part)
        case Not(inner):
            yield from _codes(inner)
        case Selected(key, code):
            yield key, code
        case Compare(key, Operator.EQUAL | Operator.UNEQUAL, value) if value != "":
            yield key, str(value)


def _empty(question: Question, document: Document) -> Iterator[Problem]:
    is_heading = question.type is QuestionType.GROUP
    if is_heading and not any(other.group == question.key for other in document.questions):
        yield Problem(kind=ProblemKind.GROUP_EMPTY, place=question.key)


def _group(question: Question, document: Document, before: tuple[Question, ...]) -> Iterator[Problem]:
    group = question.group
    if not group:
        return
    place = f"{question.key}/group"
    heading = document.find(group)
    if question.type is QuestionType.GROUP:
        yield Problem(kind=ProblemKind.GROUP_NESTED, place=place)
    elif heading is None or heading.type is not QuestionType.GROUP:
        yield Problem(kind=ProblemKind.GROUP_UNKNOWN, place=place, detail={"group": group})
    elif heading not in before:
        yield Problem(kind=ProblemKind.GROUP_LATER, place=place, detail={"group": group})
    elif before[-1] is not heading and before[-1].group != group:
        yield Problem(kind=ProblemKind.GROUP_SCATTERED, place=place, detail={"group": group})

"""Conditions picked from lists: an earlier question and one of its answers, once or more often."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.questionnaires.rules import conditions
from app.questionnaires.rules.conditions import And, Compare, Condition, ConditionFault, Not, Operator, Or, Selected
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import QuestionType


class Joint(StrEnum):
    """Whether all picked answers must have been given, or one of them is enough."""

    ALL = "and"
    ANY = "or"


ANSWERED = "answered"
TYPED = "?"
"""Stands for a number, a day or a time that is typed beside the list."""
_TYPED_TYPES = frozenset({QuestionType.INTEGER, QuestionType.DATE, QuestionType.TIME})
_DAYS, _TIMES = ("%Y-%m-%d", "%d.%m.%Y"), ("%H:%M", "%H.%M")


@dataclass(frozen=True)
class Offer:
    """One line of the list. `sign` is an operator, `selected`, or `answered`; `value` a code, a point of a scale, or `?`."""

    key: str
    sign: str
    value: str = ""

    def __str__(self) -> str:
        """As it stands in forms: keys, signs and codes hold no blanks."""
        return f"{self.key} {self.sign} {self.value}".strip()

    @property
    def is_typed(self) -> bool:
        return self.value == TYPED


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One line that was chosen, what was typed beside it, and whether it must just not be so."""

    offer: Offer
    typed: str = ""
    is_not: bool = False


def earlier(document: Document, key: str) -> tuple[Question, ...]:
    """The questions that a condition of this one may ask about; all of them for a new one."""
    before: list[Question] = []
    for question in document.questions:
        if question.key == key:
            break
        before.append(question)
    return tuple(question for question in before if question.asks)


def offers(question: Question) -> Iterator[Offer]:
    """What can be picked of one question."""
    yield Offer(question.key, ANSWERED)
    if question.type is QuestionType.SELECT_ONE:
        yield from (Offer(question.key, Operator.EQUAL, choice.code) for choice in question.choices)
    elif question.type is QuestionType.SELECT_MULTIPLE:
        yield from (Offer(question.key, "selected", choice.code) for choice in question.choices)
    elif question.type is QuestionType.SCALE and question.lowest is not None and question.highest is not None:
        points = [str(point) for point in range(question.lowest, min(question.highest, question.lowest + 6) + 1)]
        for sign, some in ((Operator.EQUAL, points), (Operator.AT_MOST, points[1:-1]), (Operator.AT_LEAST, points[1:-1])):
            yield from (Offer(question.key, sign, point) for point in some)
    elif question.type in _TYPED_TYPES:
        yield from (Offer(question.key, sign, TYPED) for sign in (Operator.EQUAL, Operator.AT_MOST, Operator.AT_LEAST))


def condition_of(picks: Sequence[Pick], joint: Joint, document: Document) -> str:
    """The condition that these picks say, empty without any. Raises ValueError for what cannot be typed there."""
    parts: list[Condition] = []
    for pick in picks:
        leaf = _leaf(pick, document)
        parts.append(Not(leaf) if pick.is_not else leaf)
    if len(parts) < 2:
        return "".join(conditions.to_text(part) for part in parts)
    return conditions.to_text(And(tuple(parts)) if joint is Joint.ALL else Or(tuple(parts)))


def picks_of(condition: str, document: Document, key: str) -> tuple[list[Pick], Joint] | None:
    """A condition as picks from the lists before this question; None: it says more than lists can."""
    if not condition:
        return [], Joint.ALL
    try:
        tree = conditions.parse(condition)
    except ConditionFault:
        return None
    parts, joint = (tree.parts, Joint.ANY) if isinstance(tree, Or) else ((tree,), Joint.ALL)
    if isinstance(tree, And):
        parts = tree.parts
    known = {str(offer) for question in earlier(document, key) for offer in offers(question)}
    picks = [_pick(part, known) for part in parts]
    found = [pick for pick in picks if pick is not None]
    return (found, joint) if len(found) == len(picks) else None


def typed_value(typed: str, kind: QuestionType) -> int | str:
    """What was typed beside the list, as conditions write it. Raises ValueError for anything else."""
    if kind is QuestionType.INTEGER:
        if not re.fullmatch(r"-?[0-9]{1,9}", typed, re.ASCII):
            raise ValueError(typed)
        return int(typed)
    for form in _DAYS if kind is QuestionType.DATE else _TIMES:
        try:
            read = datetime.strptime(typed, form)  # noqa: DTZ007  # a day or a time of day, without a zone.
        except ValueError:
            continue
        return read.strftime("%H:%M") if kind is QuestionType.TIME else read.date().isoformat()
    raise ValueError(typed)


def _leaf(pick: Pick, document: Document) -> Condition:
    offer = pick.offer
    question = document.find(offer.key)
    if question is None:
        raise ValueError(offer.key)
    if offer.sign == ANSWERED:
        return Compare(offer.key, Operator.UNEQUAL, "")
    if offer.sign == "selected":
        return Selected(offer.key, offer.value)
    if offer.is_typed:
        return Compare(offer.key, Operator(offer.sign), typed_value(pick.typed, question.type))
    value = int(offer.value) if question.type is QuestionType.SCALE else offer.value
    return Compare(offer.key, Operator(offer.sign), value)


def _pick(part: Condition, known: set[str]) -> Pick | None:
    is_not = isinstance(part, Not)
    leaf = part.inner if isinstance(part, Not) else part
    match leaf:
        case Selected(key, code):
            wanted = [(Offer(key, "selected", code), "")]
        case Compare(key, Operator.UNEQUAL, ""):
            wanted = [(Offer(key, ANSWERED), "")]
        case Compare(key, sign, value):
            wanted = [(Offer(key, sign, str(value)), ""), (Offer(key, sign, TYPED), str(value))]
        case _:
            return None
    return next((Pick(offer=offer, typed=typed, is_not=is_not) for offer, typed in wanted if str(offer) in known), None)

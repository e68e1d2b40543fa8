"""When a question is asked: the small language of conditions (methods B-03), and what it becomes elsewhere.

    alter >= 18 and (selected(wege, 'bus') or not(leben = 'ja'))

Two quotes are known, `'…'` and `"…"`; a text cannot hold both. `and` binds closer than `or`, as in XPath.

What a comparison means, here and on the phone: where a question has no answer, for whatever reason, it is false. Several
choices read as their codes with blanks between. If one side is a number, both are read as numbers; what reads as none is
unequal to everything. Otherwise texts are compared sign by sign, which orders dates and times as ISO 8601 writes them.
So `x != ''` says "answered", and `not(x != '')` says "not answered".
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from app.questionnaires.rules.condition_parser import NUMBER, WORDS, Parser
from app.questionnaires.rules.condition_tree import (
    LONGEST,
    LONGEST_XLSFORM,
    And,
    Compare,
    Condition,
    ConditionFault,
    FaultKind,
    Not,
    Operator,
    Or,
    Selected,
    joined,
)
from app.questionnaires.rules.kinds import Missing

__all__ = [
    "LONGEST",
    "WORDS",
    "And",
    "Answer",
    "Compare",
    "Condition",
    "ConditionFault",
    "FaultKind",
    "Not",
    "Operator",
    "Or",
    "Selected",
    "from_xlsform",
    "holds",
    "parse",
    "references",
    "to_json",
    "to_text",
    "to_xlsform",
]

Answer = str | int | tuple[str, ...] | Missing
"""What one question has for an answer: see `rules.answers`."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPERATIONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


@lru_cache(maxsize=1024)
def parse(text: str) -> Condition:
    """The condition that a text says. Raises ConditionFault for everything else."""
    return _within_length(Parser(text, LONGEST, is_xlsform=False).whole())


def references(condition: Condition) -> tuple[str, ...]:
    """The keys of the questions it asks about, each once, in the order in which they come."""
    return tuple(dict.fromkeys(leaf.key for leaf in _leaves(condition)))


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether it is true of these answers."""
    match condition:
        case And(parts):
            return all(holds(part, answers) for part in parts)
        case Or(parts):
            return any(holds(part, answers) for part in parts)
        case Not(inner):
            return not holds(inner, answers)
    answer = answers.get(condition.key)
    if answer is None or isinstance(answer, Missing):
        return False
    if isinstance(condition, Selected):
        return condition.code in (answer if isinstance(answer, tuple) else (str(answer),))
    return _compared(" ".join(answer) if isinstance(answer, tuple) else answer, condition)


def to_text(condition: Condition) -> str:
    """The one way to write it: `parse` makes the same condition of it again."""
    return _written(condition, _leaf_text)


def to_json(condition: Condition) -> list[Any]:
    """It as plain lists for the phone's script: the word or sign first, then what it is about.

    `["and", …, …]`, `["or", …, …]` (two or more), `["not", …]`, `["selected", key, code]`, and for comparisons
    `["=", key, value]`, likewise `!= < <= > >=`; the value is a number or a text. What they mean stands at the top of
    this module; a text reads as a number if all of it matches `-?[0-9]{1,9}(\\.[0-9]{1,4})?`.
    """
    match condition:
        case And(parts) | Or(parts):
            return [_joint(condition), *map(to_json, parts)]
        case Not(inner):
            return ["not", to_json(inner)]
        case Selected(key, code):
            return ["selected", key, code]
        case Compare(key, sign, value):
            return [sign.value, key, value]


def to_xlsform(condition: Condition) -> str:
    """It for the column `relevant` of an XLSForm. There `!=` is true of open questions as well: so ask for an answer, too.

    Times have no order there: `<` and the like are never true of them in ODK.
    """
    return _written(_with_answers(condition), _leaf_xlsform)


def from_xlsform(text: str) -> str:
    """The canonical text of a `relevant`. Raises ConditionFault for what conditions cannot say."""
    condition = Parser(text, LONGEST_XLSFORM, is_xlsform=True).whole()
    return to_text(_within_length(_as_ours(condition)))


def _within_length(condition: Condition) -> Condition:
    if len(canonical := to_text(condition)) > LONGEST:
        raise ConditionFault(FaultKind.TOO_LONG, 0, canonical[:40])
    return condition


def _leaves(condition: Condition) -> Iterator[Compare | Selected]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(inner):
            yield from _leaves(inner)
        case _:
            yield condition


def _compared(said: str | int, wanted: Compare) -> bool:
    compare = _OPERATIONS[wanted.operator]
    if isinstance(said, str) and isinstance(wanted.value, str):
        return compare(said, wanted.value)
    return compare(_as_number(said), _as_number(wanted.value))


def _as_number(value: int | float | str) -> float:
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        return float("nan")
    return float(value)


def _joint(condition: And | Or) -> str:
    return "and" if isinstance(condition, And) else "or"


def _written(condition: Condition, leaf: Callable[[Compare | Selected], str]) -> str:
    match condition:
        case And(parts) | Or(parts):
            inside = isinstance(condition, And)
            texts = [
                f"({_written(each, leaf)})" if inside and isinstance(each, Or) else _written(each, leaf) for each in parts
            ]
            return f" {_joint(condition)} ".join(texts)
        case Not(inner):
            return f"not({_written(inner, leaf)})"
        case _:
            return leaf(condition)


def _quoted(value: int | float | str) -> str:
    if not isinstance(value, str):
        return str(value)
    return f'"{value}"' if "'" in value else f"'{value}'"


def _leaf_text(leaf: Compare | Selected) -> str:
    if isinstance(leaf, Selected):
        return f"selected({leaf.key}, {_quoted(leaf.code)})"
    return f"{leaf.key} {leaf.operator} {_quoted(leaf.value)}"


def _leaf_xlsform(leaf: Compare | Selected) -> str:
    key = f"${{{leaf.key}}}"
    if isinstance(leaf, Selected):
        return f"selected({key}, {_quoted(leaf.code)})"
    value = _quoted(leaf.value)
    if leaf.operator not in (Operator.EQUAL, Operator.UNEQUAL) and _DATE.fullmatch(str(leaf.value)):
        value = f"date({value})"
    return f"{key} {leaf.operator} {value}"


def _with_answers(condition: Condition) -> Condition:
    """What means the same in XPath, where an open question is an empty text."""
    match condition:
        case And(parts) | Or(parts):
            return joined(type(condition), [_with_answers(part) for part in parts])
        case Not(inner):
            return Not(_with_answers(inner))
        case Compare(key, Operator.UNEQUAL, value) if value != "":
            return And((Compare(key, Operator.UNEQUAL, ""), condition))
    return condition


def _as_ours(condition: Condition) -> Condition:
    """What means the same here as a condition of XPath."""
    match condition:
        case And(parts):
            return joined(And, list(_unguarded(parts)))
        case Or(parts):
            return joined(Or, [_as_ours(part) for part in parts])
        case Not(inner):
            return Not(_as_ours(inner))
        case Compare(key, Operator.EQUAL, ""):
            return Not(Compare(key, Operator.UNEQUAL, ""))
        case Compare(key, Operator.UNEQUAL, value) if value != "":
            return Not(Compare(key, Operator.EQUAL, value))
    return condition


def _unguarded(parts: tuple[Condition, ...]) -> Iterator[Condition]:
    """The parts of an `And` as ours, where the second of `x != ''` and `x != 'a'` says it all."""
    for before, part, after in zip((None, *parts), parts, (*parts[1:], None), strict=False):
        if not _guards(part, after):
            yield part if _guards(before, part) else _as_ours(part)


def _guards(first: Condition | None, second: Condition | None) -> bool:
    match second:
        case Compare(key, Operator.UNEQUAL, value) if value != "":
            return first == Compare(key, Operator.UNEQUAL, "")
    return False

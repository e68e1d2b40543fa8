"""What a condition consists of, and what can be wrong with a text that should be one."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 1_000
"""Signs of a condition, both as it was typed and in its canonical form."""
LONGEST_XLSFORM = 4 * LONGEST
"""`!=` needs four times the signs there."""
DEEPEST = 16
"""Parentheses within parentheses."""


class Operator(StrEnum):
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True)
class Compare:
    """`alter >= 18`"""

    key: str
    operator: Operator
    value: int | float | str


@dataclass(frozen=True)
class Selected:
    """`selected(wege, 'bus')`"""

    key: str
    code: str


@dataclass(frozen=True)
class Not:
    """`not(alter >= 18)`"""

    inner: "Condition"


@dataclass(frozen=True)
class And:
    """Two or more, none of which is an `And` itself."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Or:
    """Two or more, none of which is an `Or` itself."""

    parts: tuple["Condition", ...]


Condition = Compare | Selected | Not | And | Or


def joined(kind: type[And] | type[Or], parts: list[Condition]) -> Condition:
    """The parts as one condition: no `And` in an `And`, and one part alone is itself."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


class FaultKind(StrEnum):
    """What is wrong with a text that should be a condition."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    UNKNOWN_SIGN = "unknown_sign"
    UNKNOWN_FUNCTION = "unknown_function"
    BAD_KEY = "bad_key"
    """A word that cannot be the key of a question."""
    BAD_NUMBER = "bad_number"
    """More than 9 digits before the point or 4 behind it."""
    EMPTY_TEXT = "empty_text"
    """No answer is ever equal to `''`: only `x != ''` makes sense."""
    OPEN_TEXT = "open_text"
    """A quote that nobody closes."""
    OPEN_PARENTHESIS = "open_parenthesis"
    """Something else stands where `)` should stand; likewise with the next four."""
    NO_PARENTHESIS = "no_parenthesis"
    NO_CONDITION = "no_condition"
    NO_OPERATOR = "no_operator"
    NO_VALUE = "no_value"
    LEFT_OVER = "left_over"
    """The condition is whole, and then something follows."""


class ConditionFault(Exception):
    """A text that is no condition: what is wrong, at which sign of it (from 0), and what stands there."""

    def __init__(self, kind: FaultKind, position: int, what: str) -> None:
        super().__init__(kind, position, what)
        self.kind = kind
        self.position = position
        self.what = what

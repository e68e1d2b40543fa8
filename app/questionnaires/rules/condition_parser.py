"""Reads a text as a condition, in our own words or in those of XLSForm (`${key}`, `date('…')`)."""

import re
import unicodedata
from collections.abc import Callable

from app.questionnaires.rules.condition_tree import (
    DEEPEST,
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

NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")
WORDS = frozenset({"and", "or", "not", "selected"})
"""Never keys of questions."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_TOKENS = re.compile(
    r"""\s* (?: (?P<end>\Z)
        | (?P<key>\$\{[^{}]*\})
        | (?P<number>-?[0-9]+(?:\.[0-9]+)?)
        | (?!(?:and|or)\b) (?P<function>[^\W\d][\w.-]*) \s* \(
        | (?P<word>[^\W\d][\w.-]*)
        | (?P<text>'[^']*'|"[^"]*")
        | (?P<operator>[<>!]=|[<>=])
        | (?P<mark>[(),])
        | (?P<quote>['"])
        | (?P<wrong>.) )""",
    re.VERBOSE | re.DOTALL,
)


class Parser:
    """Reads one text from left to right. `kind`, `what` and `position` are those of the word or sign it stands at."""

    def __init__(self, text: str, longest: int, *, is_xlsform: bool) -> None:
        if len(text) > longest:
            raise ConditionFault(FaultKind.TOO_LONG, longest, text[longest : longest + 40])
        if not text.strip():
            raise ConditionFault(FaultKind.EMPTY, 0, "")
        self.is_xlsform = is_xlsform
        self.depth = 0
        self.tokens = _TOKENS.finditer(text)
        self.kind, self.what, self.position = "", "", 0
        self.step()

    def whole(self) -> Condition:
        """The condition that the whole text says."""
        condition = self.either()
        if self.kind != "end":
            raise self.fault(FaultKind.LEFT_OVER)
        return condition

    def either(self) -> Condition:
        return self.chain(Or, "or", lambda: self.chain(And, "and", self.unit))

    def chain(self, kind: type[And] | type[Or], word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.took("word", word):
            parts.append(part())
        return joined(kind, parts)

    def unit(self) -> Condition:
        if self.took("mark", "("):
            return self.nested()
        if self.took("function", "not"):
            return Not(self.nested())
        if self.took("function", "selected"):
            return self.selected()
        key = self.key()
        if self.kind != "operator":
            raise self.fault(FaultKind.NO_OPERATOR)
        sign = Operator(self.step())
        means_open = sign is Operator.UNEQUAL or (sign is Operator.EQUAL and self.is_xlsform)
        return Compare(key, sign, self.value(may_be_empty=means_open))

    def nested(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(FaultKind.TOO_DEEP)
        inner = self.either()
        self.need(")", FaultKind.OPEN_PARENTHESIS)
        self.depth -= 1
        return inner

    def selected(self) -> Condition:
        key = self.key()
        self.need(",", FaultKind.NO_VALUE)
        code = self.text(may_be_empty=False)
        self.need(")", FaultKind.OPEN_PARENTHESIS)
        return Selected(key, code)

    def key(self) -> str:
        if self.kind == "function":
            raise self.fault(FaultKind.UNKNOWN_FUNCTION)
        if self.kind == "word" and self.what in ("not", "selected"):
            raise self.fault(FaultKind.NO_PARENTHESIS)
        if self.kind != ("key" if self.is_xlsform else "word") or self.what in WORDS:
            raise self.fault(FaultKind.NO_CONDITION)
        key = self.what[2:-1].strip() if self.is_xlsform else self.what
        if not _KEY.fullmatch(key) or key in WORDS:
            raise self.fault(FaultKind.BAD_KEY)
        self.step()
        return key

    def value(self, *, may_be_empty: bool) -> int | float | str:
        if self.kind == "number":
            return self.number()
        if self.is_xlsform and self.took("function", "date"):
            text = self.text(may_be_empty=False)
            self.need(")", FaultKind.OPEN_PARENTHESIS)
            return text
        return self.text(may_be_empty=may_be_empty)

    def number(self) -> int | float:
        if not NUMBER.fullmatch(self.what):
            raise self.fault(FaultKind.BAD_NUMBER)
        number = float(self.step())
        return int(number) if number.is_integer() else number

    def text(self, *, may_be_empty: bool) -> str:
        if self.kind != "text":
            known = {"quote": FaultKind.OPEN_TEXT, "function": FaultKind.UNKNOWN_FUNCTION}
            raise self.fault(known.get(self.kind, FaultKind.NO_VALUE))
        text = unicodedata.normalize("NFC", self.what[1:-1])
        if not (text or may_be_empty):
            raise self.fault(FaultKind.EMPTY_TEXT)
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
            raise self.fault(FaultKind.UNKNOWN_SIGN)
        self.step()
        return text

    def took(self, kind: str, what: str) -> bool:
        found = (self.kind, self.what) == (kind, what)
        if found:
            self.step()
        return found

    def need(self, mark: str, otherwise: FaultKind) -> None:
        if not self.took("mark", mark):
            raise self.fault(otherwise)

    def step(self) -> str:
        """Go on to the next word or sign, and give the one that is left behind."""
        before, token = self.what, next(self.tokens)
        self.kind = str(token.lastgroup)
        self.what, self.position = token[self.kind], token.start(self.kind)
        if self.kind == "wrong" or (self.kind == "key" and not self.is_xlsform):
            raise self.fault(FaultKind.UNKNOWN_SIGN)
        return before

    def fault(self, kind: FaultKind) -> ConditionFault:
        return ConditionFault(kind, self.position, self.what[:40])

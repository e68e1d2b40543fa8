"""What the helper can say about a text: which advice, how much it weighs, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an advice weighs. None of them stops anybody."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Measure(StrEnum):
    """For whom a text is written. Leichte Sprache has stricter rules than plain German."""

    EASY = "easy"
    PLAIN = "plain"


class Advice(StrEnum):
    """Everything that may be said. Several may belong to one rule of methods.md, see `RULES`."""

    SENTENCE_LONG = "sentence-long"
    CLAUSE = "clause"
    SEMICOLON = "semicolon"
    LINE = "line"
    WORD_LONG = "word-long"
    ABBREVIATION = "abbreviation"
    CAPITALS = "capitals"
    NEGATION = "negation"
    GENITIVE = "genitive"
    GENITIVE_MAYBE = "genitive-maybe"
    HARD_PREPOSITION = "hard-preposition"
    PASSIVE = "passive"
    PASSIVE_MAYBE = "passive-maybe"
    SUBJUNCTIVE = "subjunctive"
    NUMBER_WORD = "number-word"
    NUMBER_HIGH = "number-high"
    PERCENT = "percent"
    YEAR_OLD = "year-old"
    DATE = "date"
    TIME = "time"
    SIGN = "sign"
    BRACKET = "bracket"
    ELLIPSIS = "ellipsis"
    NESTED_QUOTE = "nested-quote"
    SIGN_IN_WORD = "sign-in-word"
    LIST = "list"
    SYNONYM = "synonym"
    TERM = "term"
    ADDRESS = "address"
    READER = "reader"
    HEADING = "heading"


RULES: dict[Advice, str] = {
    Advice.SENTENCE_LONG: "F-10",
    Advice.CLAUSE: "F-11",
    Advice.SEMICOLON: "F-11",
    Advice.LINE: "F-12",
    Advice.WORD_LONG: "F-13",
    Advice.ABBREVIATION: "F-14",
    Advice.CAPITALS: "F-14",
    Advice.NEGATION: "F-15",
    Advice.GENITIVE: "F-16",
    Advice.GENITIVE_MAYBE: "F-16",
    Advice.HARD_PREPOSITION: "F-16",
    Advice.PASSIVE: "F-17",
    Advice.PASSIVE_MAYBE: "F-17",
    Advice.SUBJUNCTIVE: "F-18",
    Advice.NUMBER_WORD: "F-19",
    Advice.NUMBER_HIGH: "F-20",
    Advice.PERCENT: "F-20",
    Advice.YEAR_OLD: "F-20",
    Advice.DATE: "F-21",
    Advice.TIME: "F-21",
    Advice.SIGN: "F-22",
    Advice.BRACKET: "F-22",
    Advice.ELLIPSIS: "F-22",
    Advice.NESTED_QUOTE: "F-22",
    Advice.SIGN_IN_WORD: "F-22",
    Advice.LIST: "F-23",
    Advice.SYNONYM: "F-24",
    Advice.TERM: "F-25",
    Advice.ADDRESS: "F-26",
    Advice.READER: "F-27",
    Advice.HEADING: "F-29",
}
"""The rule of methods.md that stands behind each advice."""


@dataclass(frozen=True, kw_only=True)
class Hint:
    """Something about `text[start:end]`. An empty span speaks of the whole text.

    `count` and `word` belong into the sentence that is said; `proposal` are words that could stand there instead.
    """

    advice: Advice
    severity: Severity
    start: int
    end: int
    count: int = 0
    word: str = ""
    proposal: str = ""

    @property
    def rule(self) -> str:
        return RULES[self.advice]

    @property
    def is_about_all(self) -> bool:
        return self.start == self.end

"""What there is to choose for a question (methods B.1), and why an answer may be missing (B-54)."""

from enum import IntEnum, StrEnum


class QuestionType(StrEnum):
    TEXT_SHORT = "text_short"
    TEXT_LONG = "text_long"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    SCALE = "scale"
    RANK = "rank"
    INTEGER = "integer"
    DATE = "date"
    TIME = "time"
    AREA = "area"
    NOTE = "note"
    """Words to read; nothing is asked."""
    GROUP = "group"
    """A heading; the questions that name its key belong under it."""


TEXTS = frozenset({QuestionType.TEXT_SHORT, QuestionType.TEXT_LONG})
WITH_CHOICES = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
CLOSED = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.SCALE})
"""Types that offer answers to choose from: never preselected, always with a way not to answer (B-01)."""
SILENT = frozenset({QuestionType.NOTE, QuestionType.GROUP})
"""Types that ask nothing and export nothing."""


class Block(StrEnum):
    """Where in the talk a question stands. The activating part has open questions only (A-20)."""

    ACTIVATING = "activating"
    OTHER = "other"


class Part(StrEnum):
    """A question with a part of its own to play."""

    NONE = "none"
    INVITATION = "invitation"
    """The last question of the activating part: it leads to the separate slip and to the assembly (A-21)."""


class AskedBy(StrEnum):
    """Who of a pair asks (A-11): one leads the talk, the other writes and asks for specifics at the end."""

    ASKER = "asker"
    WRITER = "writer"


class Missing(IntEnum):
    """Why there is no answer (B-54). An empty cell means: nobody knows why."""

    NO_ANSWER = -99
    DONT_KNOW = -98
    NOT_ASKED = -97

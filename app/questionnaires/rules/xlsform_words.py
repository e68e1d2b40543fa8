"""The words of XLSForm tables that we write and understand, and what can be wrong with one (methods B.7).

A table has the sheets `survey`, `choices` and `settings`. What XLSForm has no word for stands in columns of our own, which
other tools skip, and in the sheet `texts`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.kernel import languages
from app.questionnaires.rules.kinds import Missing, QuestionType

PLAIN = "de-simple"
PLAIN_NAMES = ("Leichte Sprache", "Leicht verständlich")
"""Other tools warn of the tag `de-simple`, so the column is called by its name and `de`, and recognised by its name."""

TYPES: dict[QuestionType, str] = {
    QuestionType.TEXT_SHORT: "text",
    QuestionType.TEXT_LONG: "text",
    QuestionType.SELECT_ONE: "select_one",
    QuestionType.SELECT_MULTIPLE: "select_multiple",
    QuestionType.SCALE: "range",
    QuestionType.RANK: "rank",
    QuestionType.INTEGER: "integer",
    QuestionType.DATE: "date",
    QuestionType.TIME: "time",
    QuestionType.AREA: "geopoint",
    QuestionType.NOTE: "note",
    QuestionType.GROUP: "begin_group",
}
END_GROUP = "end_group"
LONG_TEXT = "multiline"
AREA_BY_HAND = "placement-map"
"""People show the place on a map; the phone does not tell where it is."""

WAYS_OUT: dict[str, Missing] = {str(missing.value): missing for missing in (Missing.NO_ANSWER, Missing.DONT_KNOW)}
"""Codes that stand among the choices there, because other tools know no "no answer"."""

SHEETS = ("survey", "choices", "settings", "texts")
SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "parameters"),
    *("block", "part", "asked_by", "may_refuse", "may_not_know", "condition"),
)
CHOICES = ("list_name", "name", "label", "exclusive")
SETTINGS = ("form_title", "form_id", "default_language", "clean_text_values", "languages", "mixed", "one_per_page")
TEXTS = ("name", "label")
KNOWN: dict[str, frozenset[str]] = {
    "survey": frozenset(SURVEY),
    "choices": frozenset(CHOICES),
    "settings": frozenset({*SETTINGS, "version", "style"}),
    "texts": frozenset(TEXTS),
}
TRANSLATED = frozenset({"label", "hint"})
WHOLE = ("title", "introduction", "consent", "thanks")
"""The rows of the sheet `texts`."""

_TITLE = re.compile(r"(?P<name>.*?)\s*\((?P<tag>[^()]*)\)", re.DOTALL)


class FileFaultKind(StrEnum):
    """One thing about a file that we cannot take as it is. Its German sentence stands in `labels`."""

    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_OR_LOCKED = "old_or_locked"
    LOCKED = "locked"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    SHEET_MISSING = "sheet_missing"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    FORMULA = "formula"
    BAD_CELL = "bad_cell"
    TYPE_MISSING = "type_missing"
    NAME_MISSING = "name_missing"
    NAME_BAD = "name_bad"
    NAME_TWICE = "name_twice"
    LIST_UNKNOWN = "list_unknown"
    CODE_MISSING = "code_missing"
    CODE_TWICE = "code_twice"
    CONDITION_WRONG = "condition_wrong"
    REFERENCE_UNKNOWN = "reference_unknown"
    VALUE_UNKNOWN = "value_unknown"
    GROUP_NESTED = "group_nested"
    GROUP_NOT_CLOSED = "group_not_closed"
    GROUP_NOT_OPENED = "group_not_opened"
    SHEET_UNKNOWN = "sheet_unknown"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_UNTITLED = "column_untitled"
    LANGUAGE_UNKNOWN = "language_unknown"
    TYPE_UNKNOWN = "type_unknown"
    APPEARANCE_UNKNOWN = "appearance_unknown"
    PARAMETER_UNKNOWN = "parameter_unknown"
    CONSTRAINT_UNKNOWN = "constraint_unknown"
    LIST_UNUSED = "list_unused"
    CONDITIONS_DIFFER = "conditions_differ"
    OTHER_LABEL_DIFFERS = "other_label_differs"
    TITLE_DIFFERS = "title_differs"


NOTES = frozenset(
    {
        FileFaultKind.SHEET_UNKNOWN,
        FileFaultKind.COLUMN_UNKNOWN,
        FileFaultKind.COLUMN_UNTITLED,
        FileFaultKind.LANGUAGE_UNKNOWN,
        FileFaultKind.TYPE_UNKNOWN,
        FileFaultKind.APPEARANCE_UNKNOWN,
        FileFaultKind.PARAMETER_UNKNOWN,
        FileFaultKind.CONSTRAINT_UNKNOWN,
        FileFaultKind.LIST_UNUSED,
        FileFaultKind.CONDITIONS_DIFFER,
        FileFaultKind.OTHER_LABEL_DIFFERS,
        FileFaultKind.TITLE_DIFFERS,
    }
)
"""What is left out, and said. Everything else refuses the file."""


@dataclass(frozen=True, kw_only=True)
class FileFault:
    """What is wrong and in which cell: `survey!C3`, a sheet `choices`, or empty for the whole file."""

    kind: FileFaultKind
    cell: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether the file is refused because of it."""
        return self.kind not in NOTES


def title_of(tag: str) -> str:
    """How a column of this language is called: `Deutsch (de)`."""
    if tag == PLAIN:
        return f"{PLAIN_NAMES[0]} (de)"
    language = languages.by_tag(tag)
    return f"{language.name if language else tag} ({tag})"


def tag_of(title: str) -> str | None:
    """The language that a column is called after: `Deutsch (de)`, `German (de)`, `de` or `Deutsch`. None if we know none."""
    found = _TITLE.fullmatch(title.strip())
    name, tag = (found["name"], found["tag"].strip()) if found else (title.strip(), title.strip())
    if name.casefold() in {plain.casefold() for plain in PLAIN_NAMES}:
        return PLAIN
    for language in languages.KNOWN:
        if tag == language.tag or (not found and name.casefold() == language.name.casefold()):
            return language.tag
    return None


def follow_up(key: str) -> str:
    """The `relevant` of the text that belongs to a choice with words of one's own."""
    return f"selected(${{{key}}}, 'other')"

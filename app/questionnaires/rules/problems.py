"""What can be wrong with a questionnaire, and how much fits into one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_QUESTIONS = 100
MOST_CHOICES = 60
FEWEST_POINTS = 3
MOST_POINTS = 7
MOST_ONLINE = 20
MOST_MINUTES = 15
MOST_AT_THE_DOOR = 8
ENDS = ("low_label", "high_label")
"""The names of the words at the ends of a scale."""
LONGEST = {
    "title": 200,
    "introduction": 5_000,
    "consent": 5_000,
    "thanks": 5_000,
    "choice": 300,
    "low_label": 100,
    "high_label": 100,
}
LONGEST_OTHERWISE = 1_000
"""How many characters a text may have, by the name of its place."""


class ProblemKind(StrEnum):
    """One thing that is not right. Its German sentence stands in `labels`."""

    NO_QUESTIONS = "no_questions"
    TOO_MANY_QUESTIONS = "too_many_questions"
    KEY_BAD = "key_bad"
    KEY_TWICE = "key_twice"
    NAME_TAKEN = "name_taken"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_UNREADABLE = "text_unreadable"
    TEXT_WITH_PLACEHOLDER = "text_with_placeholder"
    LANGUAGE_UNKNOWN = "language_unknown"
    LANGUAGE_INCOMPLETE = "language_incomplete"
    DEFAULT_NOT_OFFERED = "default_not_offered"
    NO_CHOICES = "no_choices"
    TOO_MANY_CHOICES = "too_many_choices"
    CODE_BAD = "code_bad"
    CODE_TWICE = "code_twice"
    OTHER_IN_RANK = "other_in_rank"
    SCALE_POINTS = "scale_points"
    SCALE_ENDS = "scale_ends"
    BOUNDS_TURNED = "bounds_turned"
    BOUNDS_MEAN_MISSING = "bounds_mean_missing"
    NO_WAY_OUT = "no_way_out"
    CLOSED_IN_ACTIVATING = "closed_in_activating"
    INVITATION_MISSING = "invitation_missing"
    INVITATION_TWICE = "invitation_twice"
    INVITATION_NOT_LAST = "invitation_not_last"
    CONDITION_WRONG = "condition_wrong"
    CONDITION_UNKNOWN = "condition_unknown"
    CONDITION_LATER = "condition_later"
    CONDITION_ASKS_NOTHING = "condition_asks_nothing"
    CONDITION_CODE_UNKNOWN = "condition_code_unknown"
    CONDITION_ON_SILENT = "condition_on_silent"
    GROUP_UNKNOWN = "group_unknown"
    GROUP_LATER = "group_later"
    GROUP_NESTED = "group_nested"
    GROUP_SCATTERED = "group_scattered"
    GROUP_EMPTY = "group_empty"
    MISFIT = "misfit"
    MANY_QUESTIONS_ONLINE = "many_questions_online"
    LONG_ONLINE = "long_online"
    MANY_AT_THE_DOOR = "many_at_the_door"


WARNINGS = frozenset(
    {
        ProblemKind.GROUP_EMPTY,
        ProblemKind.MISFIT,
        ProblemKind.MANY_QUESTIONS_ONLINE,
        ProblemKind.LONG_ONLINE,
        ProblemKind.MANY_AT_THE_DOOR,
    }
)
"""Said, but no reason not to publish."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is not right: what, where, and the facts its sentence needs.

    `place` is named as in `Document.texts` (`title`, `leben/label`, `leben/choice:ja`), or is one of `leben`,
    `leben/choices`, `leben/scale`, `leben/condition`, `leben/group`. It is a language tag where `kind` is about a
    language, and empty where the whole questionnaire is meant.
    """

    kind: ProblemKind
    place: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.kind not in WARNINGS

    @property
    def key(self) -> str:
        """The key of the question it stands at, or another place's name."""
        return self.place.partition("/")[0]

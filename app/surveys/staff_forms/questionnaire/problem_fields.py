"""At which field of a question each of its problems is solved."""

from app.questionnaires.rules.problems import ProblemKind

FIELDS: dict[ProblemKind, str] = {
    ProblemKind.KEY_BAD: "key",
    ProblemKind.KEY_TWICE: "key",
    ProblemKind.NAME_TAKEN: "key",
    ProblemKind.CLOSED_IN_ACTIVATING: "block",
    ProblemKind.INVITATION_TWICE: "invites",
    ProblemKind.CONDITION_WRONG: "condition_by",
    ProblemKind.CONDITION_UNKNOWN: "condition_by",
    ProblemKind.CONDITION_LATER: "condition_by",
    ProblemKind.CONDITION_ASKS_NOTHING: "condition_by",
    ProblemKind.CONDITION_CODE_UNKNOWN: "condition_by",
    ProblemKind.GROUP_UNKNOWN: "group",
    ProblemKind.GROUP_LATER: "group",
    ProblemKind.GROUP_NESTED: "group",
    ProblemKind.GROUP_SCATTERED: "group",
    ProblemKind.NO_CHOICES: "more",
    ProblemKind.TOO_MANY_CHOICES: "more",
    ProblemKind.OTHER_IN_RANK: "more",
    ProblemKind.CODE_BAD: "more",
    ProblemKind.CODE_TWICE: "more",
    ProblemKind.SCALE_POINTS: "highest",
    ProblemKind.BOUNDS_TURNED: "highest",
    ProblemKind.BOUNDS_MEAN_MISSING: "lowest",
    ProblemKind.NO_WAY_OUT: "may_refuse",
}
"""At which field a problem is solved. Those of texts stand at the field of their text."""

OF_THE_TYPE = frozenset(
    {
        ProblemKind.NO_CHOICES,
        ProblemKind.SCALE_POINTS,
        ProblemKind.SCALE_ENDS,
        ProblemKind.BOUNDS_TURNED,
        ProblemKind.NO_WAY_OUT,
    }
)
"""What can only be solved once the fields of the type are there."""

OF_TEXTS = frozenset(
    {
        ProblemKind.SCALE_ENDS,
        ProblemKind.TEXT_TOO_LONG,
        ProblemKind.TEXT_UNREADABLE,
        ProblemKind.TEXT_WITH_PLACEHOLDER,
    }
)
"""Those of a text: they stand at the field of this text."""

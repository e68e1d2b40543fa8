"""What there is to choose in community organizing (methods A.7). English here, German in labels and in exports."""

from enum import StrEnum


class ListeningPhase(StrEnum):
    """The four phases. After the last one the first begins again: the loop repeats (A-60)."""

    LISTENING = "listening"
    RESEARCH = "research"
    """Assembly, power analysis, research."""
    ACTION = "action"
    BUILDING = "building"


class Interest(StrEnum):
    """Whether somebody wants to join in."""

    OPEN = "open"
    """It was not spoken of."""
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class StoredKind(StrEnum):
    """As what a name can be stored here."""

    ONE_TO_ONE = "one_to_one"
    PROSPECT = "prospect"
    LISTENER = "listener"

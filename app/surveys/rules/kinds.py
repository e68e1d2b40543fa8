"""What there is to choose in a campaign (methods A.1, A.2, B-31). English here, German in labels and in exports."""

from enum import IntEnum, StrEnum


class Phase(IntEnum):
    """The eight phases of an aktivierende Befragung (Lüttringhaus/Richers). A campaign is in exactly one."""

    PURPOSE = 1
    PRE_STUDY = 2
    DECISION = 3
    TRAINING = 4
    MAIN_SURVEY = 5
    EVALUATION = 6
    ASSEMBLY = 7
    FOLLOW_UP = 8


class CampaignState(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"
    """The decision was not to ask, or to end early: nothing more is taken in (A-01)."""
    FINISHED = "finished"


class Setting(StrEnum):
    """Where a talk takes place (A-02)."""

    HOME = "home"
    DOORSTEP = "doorstep"
    PUBLIC_SPACE = "public_space"
    INSTITUTION = "institution"
    GROUP = "group"
    TELEPHONE = "telephone"
    ONLINE = "online"
    COUNTER = "counter"
    """Ten minutes after a counselling talk."""


class AccessMode(StrEnum):
    """Who may answer online (B-31). None of them knows who somebody is, except the last one."""

    CLOSED = "closed"
    OPEN_LINK = "open_link"
    HOUSEHOLD_CODE = "household_code"


class TeamRole(StrEnum):
    LEAD = "lead"
    INTERVIEWER = "interviewer"
    EVALUATOR = "evaluator"
    CONTACT_KEEPER = "contact_keeper"


class Outcome(StrEnum):
    """What became of ringing a bell (A-13)."""

    CONVERSATION = "conversation"
    LATER = "later"
    NOT_AT_HOME = "not_at_home"
    REFUSED = "refused"
    """Never asked again in this campaign."""
    LANGUAGE_BARRIER = "language_barrier"


class Note(StrEnum):
    """What must be written down before a phase is left (A.1)."""

    REASON = "reason"
    COMMISSIONER = "commissioner"
    FOLLOW_UP_FUNDING = "follow_up_funding"
    ASSUMPTIONS = "assumptions"
    TIMETABLE = "timetable"
    MANDATE = "mandate"
    """That no themes were chosen beforehand (A-05)."""
    OBSERVATIONS = "observations"
    EXPERT_TALKS = "expert_talks"
    FIRST_TALKS = "first_talks"
    STATISTICS = "statistics"
    AREA_CUT = "area_cut"
    FOLLOW_UP_CAPACITY = "follow_up_capacity"
    TRAINING = "training"
    ANNOUNCEMENTS = "announcements"
    RESULTS_SHOWN = "results_shown"
    FOLLOW_UP = "follow_up"

"""What there is to choose: kinds of meetings and items, states, groups of people. English here, German in labels."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """What sort of meeting it is (methods C.1)."""

    FORUM = "forum"
    DISTRICT_CONFERENCE = "district_conference"
    ROUND_TABLE = "round_table"
    RESIDENTS_ASSEMBLY = "residents_assembly"
    HOUSE_MEETING = "house_meeting"
    ACTION_GROUP = "action_group"
    WALK = "walk"
    ADVISORY_BOARD = "advisory_board"
    OTHER = "other"


class MeetingState(StrEnum):
    """Who knows of a meeting: staff alone, everybody, or everybody that it does not take place."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class Precision(StrEnum):
    """How exactly the date of a meeting is known. Old papers often give a month only."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Access(StrEnum):
    """What makes it easy to come and to take part; said in every invitation."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    HEARING_LOOP = "hearing_loop"
    SIGN_LANGUAGE = "sign_language"
    CHILDCARE = "childcare"
    FOOD = "food"
    NEAR_STOP = "near_stop"


class InvitationChannel(StrEnum):
    """On which ways people were invited."""

    PAGE = "page"
    MAIL = "mail"
    POSTER = "poster"
    LETTERBOX = "letterbox"
    DOORSTEP = "doorstep"
    SPOKEN = "spoken"


class Rhythm(StrEnum):
    """How often a series meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    INFO = "info"
    ADVICE = "advice"
    DECISION = "decision"


class Origin(StrEnum):
    """Where an item of the agenda comes from."""

    TYPED = "typed"
    CONCERN = "concern"
    TOPIC = "topic"
    OPEN_TASKS = "open_tasks"
    PARKED = "parked"
    CARRIED = "carried"
    PHASE = "phase"


class Phase(StrEnum):
    """The five phases of an assembly (methods A-50)."""

    OPENING = "opening"
    FINDINGS = "findings"
    IDEAS = "ideas"
    ORGANISATION = "organisation"
    CLOSING = "closing"


class MinutesState(StrEnum):
    """How far the minutes are (methods C-02)."""

    DRAFT = "draft"
    AGREED = "agreed"
    APPROVED = "approved"
    PUBLISHED = "published"


class Part(StrEnum):
    """A text of the minutes that is written and kept on its own."""

    OPENING = "opening"
    RESULT = "result"
    DERIVATION = "derivation"
    CLOSING = "closing"
    PLAIN = "plain"


class PlainState(StrEnum):
    """How far the summary in plain words is."""

    MISSING = "missing"
    DRAFT = "draft"
    MACHINE = "machine"
    CHECKED = "checked"


class RevisionKind(StrEnum):
    """Why an older or other text of a part is kept."""

    SAVED = "saved"
    CONFLICT = "conflict"


class Mode(StrEnum):
    """How something was decided."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    MOOD = "mood"


class TaskStatus(StrEnum):
    """How far a task is."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class GroupStatus(StrEnum):
    """How an action group is doing (methods A-53)."""

    FOUNDED = "founded"
    ACTIVE = "active"
    RESTING = "resting"
    DONE = "done"


class Dimension(StrEnum):
    """By what attendance is broken down. Roles may be shown; the others only in large groups (methods C-11)."""

    ROLE = "role"
    AGE = "age"
    LANGUAGE = "language"
    FIRST_TIME = "first_time"


class RoleGroup(StrEnum):
    """In which role people were there (methods C-10)."""

    RESIDENTS = "residents"
    QUARTER_WORK = "quarter_work"
    ADMINISTRATION = "administration"
    POLITICS = "politics"
    ORGANISATIONS = "organisations"
    HOUSING = "housing"
    OTHERS = "others"


class AgeGroup(StrEnum):
    """How old people seemed or said they were."""

    UNDER_14 = "under_14"
    FROM_14 = "from_14"
    FROM_27 = "from_27"
    FROM_60 = "from_60"

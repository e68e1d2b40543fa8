"""From phase to phase: what must be written down and done before one is left, and what is worth a hint. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.rules import checks
from app.questionnaires.rules.document import Document
from app.questionnaires.rules.kinds import TEXTS, Block, Part
from app.surveys.rules.kinds import AccessMode, CampaignState, Note, Phase

NOTES: Mapping[Phase, tuple[Note, ...]] = {
    Phase.PURPOSE: (
        Note.REASON,
        Note.COMMISSIONER,
        Note.MANDATE,
        Note.FOLLOW_UP_FUNDING,
        Note.ASSUMPTIONS,
        Note.TIMETABLE,
    ),
    Phase.PRE_STUDY: (Note.OBSERVATIONS, Note.EXPERT_TALKS, Note.FIRST_TALKS, Note.STATISTICS),
    Phase.DECISION: (Note.AREA_CUT, Note.FOLLOW_UP_CAPACITY),
    Phase.TRAINING: (Note.TRAINING,),
    Phase.MAIN_SURVEY: (Note.ANNOUNCEMENTS,),
    Phase.EVALUATION: (),
    Phase.ASSEMBLY: (Note.RESULTS_SHOWN,),
    Phase.FOLLOW_UP: (Note.FOLLOW_UP,),
}
"""What must be written down before a phase is left (methods A.1)."""

USUAL_LENGTH = timedelta(days=28)
"""How long the interviews take if nobody says otherwise (A-03)."""
LONGEST_LENGTH = timedelta(days=42)
RULE_OF_THUMB = 10
"""Percent of the households that should be reached. The source itself calls it vague (A-04)."""
LONGEST_LINE = 300
LONGEST_TEXT = 5000
MOST_HOUSEHOLDS = 1_000_000


class Lack(StrEnum):
    """What still has to be done before the main survey can begin."""

    QUESTIONNAIRE = "questionnaire"
    INVITATION = "invitation"
    TRAINED = "trained"


class Hint(StrEnum):
    """What is worth a second look. A hint never stops anybody."""

    NOT_ACTIVATING = "not_activating"
    TOO_LONG = "too_long"
    OVERDUE = "overdue"
    CODING = "coding"
    NO_ASSEMBLY = "no_assembly"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a campaign stands, as far as its phases depend on it."""

    phase: Phase
    state: CampaignState = CampaignState.RUNNING
    notes: frozenset[Note] = frozenset()
    """What is written down already."""
    document: Document | None = None
    """The published questionnaire; None as long as there is none."""
    draft: Document | None = None
    trained: int = 0
    """How many interviewers were trained."""
    starts_on: date | None = None
    ends_on: date | None = None
    has_assembly: bool = False
    unread_talks: int = 0
    """In how many talks an answer still waits to be read and sorted into themes."""

    @property
    def missing(self) -> tuple[Note, ...]:
        """What must still be written down in this phase."""
        return missing(self.phase, self.notes)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What must still be done in this phase."""
        return lacks(self) if self.phase is Phase.TRAINING else ()

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands against leaving this phase."""
        return self.state is CampaignState.RUNNING and not self.missing and not self.lacks


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many households were reached, of how many. `total` is None as long as nobody has said it."""

    reached: int
    total: int | None = None

    @property
    def is_enough(self) -> bool | None:
        """Whether the rule of thumb is met; None if nobody knows."""
        return None if self.total is None else self.reached * 100 >= self.total * RULE_OF_THUMB

    @property
    def wanted(self) -> int | None:
        """How many households the rule of thumb asks for."""
        return None if self.total is None else -(-self.total * RULE_OF_THUMB // 100)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that staff say about a campaign, besides its notes."""

    title: str
    ortsteil_keys: tuple[str, ...]
    forum_id: UUID | None = None
    summary: str = ""
    area_note: str = ""
    sponsor: str = ""
    phone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    households: int | None = None
    is_in_pairs: bool = True
    access: AccessMode = AccessMode.CLOSED
    is_public: bool = False


def next_phase(phase: Phase) -> Phase | None:
    return None if phase is Phase.FOLLOW_UP else Phase(phase + 1)


def phase_before(phase: Phase) -> Phase | None:
    return None if phase is Phase.PURPOSE else Phase(phase - 1)


def missing(phase: Phase, written: Collection[Note]) -> tuple[Note, ...]:
    """What must still be written down before this phase can be left."""
    return tuple(note for note in NOTES[phase] if note not in written)


def phase_of(note: Note) -> Phase:
    """The phase in which something is written down."""
    return next(phase for phase, notes in NOTES.items() if note in notes)


def needs_reason(phase: Phase) -> bool:
    """Whether leaving this phase is a decision that wants a reason: to ask, or to let it be (A-01)."""
    return phase is Phase.DECISION


def lacks(standing: Standing) -> tuple[Lack, ...]:
    """What stands against beginning the main survey."""
    found = []
    if standing.document is None:
        found.append(Lack.QUESTIONNAIRE)
    elif not checks.has_invitation(standing.document):
        found.append(Lack.INVITATION)
    if not standing.trained:
        found.append(Lack.TRAINED)
    return tuple(found)


def is_activating(document: Document) -> bool:
    """Whether its activating part asks openly, and nothing else (A-05). The invitation at its end may be ticked."""
    asked = [each for each in document.asked if each.block is Block.ACTIVATING and each.part is not Part.INVITATION]
    return checks.is_open(document) and all(question.type in TEXTS for question in asked)


def usual_end(starts_on: date) -> date:
    """The last day of the interviews if nobody says otherwise."""
    return starts_on + USUAL_LENGTH - timedelta(days=1)


def is_too_long(starts_on: date | None, ends_on: date | None) -> bool:
    """Whether the interviews take more than six weeks (A-03)."""
    return bool(starts_on and ends_on and ends_on - starts_on >= LONGEST_LENGTH)


def hints(standing: Standing, *, today: date) -> tuple[Hint, ...]:
    """What is worth a second look now."""
    if standing.state is not CampaignState.RUNNING:
        return ()
    document, phase = standing.document or standing.draft, standing.phase
    found = {
        Hint.NOT_ACTIVATING: document is not None and not is_activating(document),
        Hint.TOO_LONG: phase <= Phase.MAIN_SURVEY and is_too_long(standing.starts_on, standing.ends_on),
        Hint.OVERDUE: phase is Phase.MAIN_SURVEY and standing.ends_on is not None and standing.ends_on < today,
        Hint.CODING: phase is Phase.EVALUATION and standing.unread_talks > 0,
        Hint.NO_ASSEMBLY: phase is Phase.ASSEMBLY and not standing.has_assembly,
    }
    return tuple(hint for hint, is_there in found.items() if is_there)


def check_facts(facts: Facts) -> None:
    """Raise RuleBroken for a campaign that cannot be."""
    if not _says_something(facts.title):
        raise RuleBroken(_("Wie heißt die Befragung?"), field="title")
    if not facts.ortsteil_keys:
        raise RuleBroken(_("Wählen Sie bitte mindestens einen Ortsteil."), field="ortsteil_keys")
    for name in ("title", "area_note", "sponsor", "phone"):
        check_length(getattr(facts, name), LONGEST_LINE, field=name)
    check_length(facts.summary, LONGEST_TEXT, field="summary")
    for name in ("starts_on", "ends_on"):
        day = getattr(facts, name)
        if day is not None and not 2000 <= day.year <= 2100:
            raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field=name)
    if facts.ends_on and not facts.starts_on:
        raise RuleBroken(_("Wann beginnen die Gespräche?"), field="starts_on")
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        raise RuleBroken(_("Das Ende liegt vor dem Anfang."), field="ends_on")
    if facts.households is not None and not 1 <= facts.households <= MOST_HOUSEHOLDS:
        raise RuleBroken(_("Schreiben Sie bitte eine Zahl ab 1, oder lassen Sie das Feld frei."), field="households")
    _check_shown(facts)


def _check_shown(facts: Facts) -> None:
    if facts.is_public and not _says_something(facts.summary):
        raise RuleBroken(_("Bevor alle die Befragung sehen: Schreiben Sie bitte ein oder zwei Sätze dazu."), field="summary")
    if facts.access is not AccessMode.CLOSED and not facts.is_public:
        raise RuleBroken(_("Wer im Internet antworten soll, muss die Seite der Befragung auch sehen."), field="is_public")


def check_area(*, before: Collection[str], after: Collection[str], phase: Phase) -> None:
    """Raise RuleBroken when an Ortsteil would go while people are asked there: talks under way would find no place."""
    if phase >= Phase.MAIN_SURVEY and not set(before) <= set(after):
        message = _("Hier wird schon gefragt. Ortsteile können jetzt nur noch dazukommen.")
        raise RuleBroken(message, field="ortsteil_keys")


def check_reason(reason: str, *, field: str = "reason") -> None:
    """Raise RuleBroken for a decision without a reason."""
    if not _says_something(reason):
        raise RuleBroken(_("Schreiben Sie bitte dazu, warum. Ein Satz genügt."), field=field)
    check_length(reason, LONGEST_TEXT, field=field)


def check_length(text: str, most: int, *, field: str) -> None:
    if len(text) > most:
        raise RuleBroken(_("Das ist zu lang. Höchstens %(most)s Zeichen passen hinein.", most=most), field=field)


def check_running(state: CampaignState) -> None:
    """Raise RuleBroken when nothing more happens in a campaign."""
    if state is CampaignState.STOPPED:
        raise RuleBroken(_("Diese Befragung wurde beendet. Sie bleibt, wie sie ist."))
    if state is CampaignState.FINISHED:
        raise RuleBroken(_("Diese Befragung ist abgeschlossen. Sie bleibt, wie sie ist."))


def check_seen(phase: Phase, seen: int) -> None:
    """Raise RuleBroken for a step from a page that shows another phase than the campaign is in."""
    if seen != phase:
        raise RuleBroken(_("Die Befragung ist inzwischen in einer anderen Phase. Bitte sehen Sie noch einmal hin."))


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)

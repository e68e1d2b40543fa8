"""German words for what there is to choose. The catalogues translate them."""

from dataclasses import dataclass
from datetime import date, datetime

from babel import lists

from app.kernel import clock, i18n
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting, Task
from app.meetings.rules import results
from app.meetings.rules.agenda import Scheme
from app.meetings.rules.kinds import (
    Access,
    AgeGroup,
    Dimension,
    GroupStatus,
    InvitationChannel,
    ItemKind,
    MeetingKind,
    MeetingState,
    MinutesState,
    Mode,
    Part,
    Phase,
    PlainState,
    Precision,
    Rhythm,
    RoleGroup,
    TaskStatus,
)

KINDS: dict[MeetingKind, str] = {
    MeetingKind.FORUM: _("Treffen des Nachbarschaftsforums"),
    MeetingKind.DISTRICT_CONFERENCE: _("Stadtteilkonferenz"),
    MeetingKind.ROUND_TABLE: _("Runder Tisch"),
    MeetingKind.RESIDENTS_ASSEMBLY: _("Bewohnerversammlung"),
    MeetingKind.HOUSE_MEETING: _("Hausversammlung"),
    MeetingKind.ACTION_GROUP: _("Treffen einer Aktionsgruppe"),
    MeetingKind.WALK: _("Rundgang"),
    MeetingKind.ADVISORY_BOARD: _("Sitzung eines Gremiums"),
    MeetingKind.OTHER: _("Anderes Treffen"),
}

STATES: dict[MeetingState, str] = {
    MeetingState.DRAFT: _("Entwurf"),
    MeetingState.ANNOUNCED: _("Angekündigt"),
    MeetingState.CANCELLED: _("Abgesagt"),
}

ACCESS: dict[Access, str] = {
    Access.STEP_FREE: _("Ohne Stufen erreichbar"),
    Access.LIFT: _("Aufzug"),
    Access.ACCESSIBLE_TOILET: _("Toilette für Menschen im Rollstuhl"),
    Access.HEARING_LOOP: _("Höranlage"),
    Access.SIGN_LANGUAGE: _("Gebärdensprache"),
    Access.CHILDCARE: _("Kinderbetreuung"),
    Access.FOOD: _("Essen und Trinken kostenlos"),
    Access.NEAR_STOP: _("Haltestelle in der Nähe"),
}

ACCESS_ICONS: dict[Access, str] = {
    Access.STEP_FREE: "ramp",
    Access.LIFT: "lift",
    Access.ACCESSIBLE_TOILET: "wheelchair",
    Access.HEARING_LOOP: "sound",
    Access.SIGN_LANGUAGE: "hand",
    Access.CHILDCARE: "kite",
    Access.FOOD: "cup",
    Access.NEAR_STOP: "bus",
}

INVITATION_CHANNELS: dict[InvitationChannel, str] = {
    InvitationChannel.PAGE: _("auf dieser Seite"),
    InvitationChannel.MAIL: _("per E-Mail"),
    InvitationChannel.POSTER: _("mit Plakaten"),
    InvitationChannel.LETTERBOX: _("mit Zetteln im Briefkasten"),
    InvitationChannel.DOORSTEP: _("an der Haustür"),
    InvitationChannel.SPOKEN: _("im Gespräch"),
}

RHYTHMS: dict[Rhythm, str] = {
    Rhythm.WEEKLY: _("jede Woche"),
    Rhythm.FORTNIGHTLY: _("alle zwei Wochen"),
    Rhythm.MONTHLY: _("jeden Monat"),
}

ITEM_KINDS: dict[ItemKind, str] = {
    ItemKind.INFO: _("Information"),
    ItemKind.ADVICE: _("Beratung"),
    ItemKind.DECISION: _("Entscheidung"),
}

PHASES: dict[Phase, str] = {
    Phase.OPENING: _("Einstieg"),
    Phase.FINDINGS: _("Ermittlung"),
    Phase.IDEAS: _("Ideen"),
    Phase.ORGANISATION: _("Organisation"),
    Phase.CLOSING: _("Abschluss"),
}

MINUTES_STATES: dict[MinutesState, str] = {
    MinutesState.DRAFT: _("Entwurf"),
    MinutesState.AGREED: _("Abgestimmt"),
    MinutesState.APPROVED: _("Genehmigt"),
    MinutesState.PUBLISHED: _("Veröffentlicht"),
}

PLAIN_STATES: dict[PlainState, str] = {
    PlainState.MISSING: _("fehlt noch"),
    PlainState.DRAFT: _("Entwurf"),
    PlainState.MACHINE: _("von einer Maschine vorgeschlagen, noch nicht geprüft"),
    PlainState.CHECKED: _("geprüft"),
}

PARTS: dict[Part, str] = {
    Part.OPENING: _("Auftakt"),
    Part.RESULT: _("Ergebnis"),
    Part.DERIVATION: _("Wie es dazu kam"),
    Part.CLOSING: _("Abschluss"),
    Part.PLAIN: _("Kurz und einfach"),
}

MODES: dict[Mode, str] = {
    Mode.CONSENSUS: _("im Konsens"),
    Mode.MAJORITY: _("mit Mehrheit"),
    Mode.MOOD: _("als Meinungsbild"),
}

TASK_STATUSES: dict[TaskStatus, str] = {
    TaskStatus.OPEN: _("offen"),
    TaskStatus.IN_PROGRESS: _("in Arbeit"),
    TaskStatus.DONE: _("erledigt"),
    TaskStatus.DROPPED: _("entfallen"),
}

TASK_KINDS: dict[TaskStatus, str] = {
    TaskStatus.OPEN: "info",
    TaskStatus.IN_PROGRESS: "info",
    TaskStatus.DONE: "good",
    TaskStatus.DROPPED: "plain",
}

GROUP_STATUSES: dict[GroupStatus, str] = {
    GroupStatus.FOUNDED: _("gegründet"),
    GroupStatus.ACTIVE: _("aktiv"),
    GroupStatus.RESTING: _("ruht"),
    GroupStatus.DONE: _("am Ziel"),
}

GROUP_KINDS: dict[GroupStatus, str] = {
    GroupStatus.FOUNDED: "info",
    GroupStatus.ACTIVE: "good",
    GroupStatus.RESTING: "plain",
    GroupStatus.DONE: "main",
}

DIMENSIONS: dict[Dimension, str] = {
    Dimension.ROLE: _("Wer da war"),
    Dimension.AGE: _("Alter"),
    Dimension.LANGUAGE: _("Sprache"),
    Dimension.FIRST_TIME: _("Zum ersten Mal dabei"),
}

ROLE_GROUPS: dict[RoleGroup, str] = {
    RoleGroup.RESIDENTS: _("Bewohnerinnen und Bewohner"),
    RoleGroup.QUARTER_WORK: _("Quartiersarbeit"),
    RoleGroup.ADMINISTRATION: _("Verwaltung"),
    RoleGroup.POLITICS: _("Politik und Ortsteilrat"),
    RoleGroup.ORGANISATIONS: _("Träger und Vereine"),
    RoleGroup.HOUSING: _("Wohnungswirtschaft"),
    RoleGroup.OTHERS: _("Sonstige"),
}

AGE_GROUPS: dict[AgeGroup, str] = {
    AgeGroup.UNDER_14: _("unter 14 Jahren"),
    AgeGroup.FROM_14: _("14 bis 26 Jahre"),
    AgeGroup.FROM_27: _("27 bis 59 Jahre"),
    AgeGroup.FROM_60: _("60 Jahre und älter"),
}

OPEN_TASKS = "Stand der Aufgaben"
"""The title of the item that looks at open tasks. Agendas are written in German, so this is no message of a catalogue."""

TALKED_ABOUT = "Darüber wurde bei einem Treffen gesprochen."
"""What a concern hears of a meeting that wrote nothing down about it. Entries are German, so this is no message either."""


WALL = "Woran wollen wir zuerst arbeiten?"
"""The question that stands above the dots if nobody asks another one."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One item of a ready-made agenda. `minutes` is how long it usually takes."""

    title: str
    text: str
    minutes: int
    kind: ItemKind = ItemKind.INFO
    phase: Phase | None = None


SCHEMES: dict[Scheme, tuple[Planned, ...]] = {
    Scheme.ASSEMBLY: (
        Planned(
            title="Einstieg",
            text="Begrüßung. Warum wir hier sind und was heute geschieht.",
            minutes=15,
            phase=Phase.OPENING,
        ),
        Planned(
            title="Ermittlung",
            text="Was die Nachbarschaft gesagt hat. Was davon am wichtigsten ist: Alle kleben Punkte.",
            minutes=35,
            kind=ItemKind.DECISION,
            phase=Phase.FINDINGS,
        ),
        Planned(
            title="Ideen",
            text="In kleinen Gruppen: Was kann anders werden, und was können wir selbst tun?",
            minutes=30,
            kind=ItemKind.ADVICE,
            phase=Phase.IDEAS,
        ),
        Planned(
            title="Organisation",
            text="Wer macht was bis wann? Aktionsgruppen finden sich und nennen ihren ersten Termin.",
            minutes=30,
            kind=ItemKind.DECISION,
            phase=Phase.ORGANISATION,
        ),
        Planned(
            title="Abschluss",
            text="Was wir heute verabredet haben. Wann wir uns wiedersehen.",
            minutes=10,
            phase=Phase.CLOSING,
        ),
    ),
    Scheme.FORUM_EVENING: (
        Planned(title="Ankommen und Begrüßung", text="Wer zum ersten Mal da ist, bekommt alles erklärt.", minutes=10),
        Planned(title="Neues aus dem Viertel", text="Was seit dem letzten Treffen geschehen ist.", minutes=20),
        Planned(title="Was die Nachbarschaft bewegt", text="Wir sprechen darüber.", minutes=50, kind=ItemKind.ADVICE),
        Planned(title="Was wir verabreden", text="Wer macht was bis wann?", minutes=30, kind=ItemKind.DECISION),
        Planned(title="Nächstes Treffen und Abschluss", text="", minutes=10),
    ),
}
"""Ready-made agendas: the five phases of an assembly (methods A-50), and an evening of a forum."""


def when(meeting: Meeting) -> str:
    """When a meeting is, in the reader's language (methods C-04): "Dienstag, 1. Dezember 2026, 17:00 bis 19:00 Uhr".

    Of old meetings no more is said than is known: "19. Juni bis 4. Juli 2023", "im Juni 2023", "im Jahr 2023".
    """
    if meeting.precision is Precision.TIME and meeting.starts_at is not None:
        return _hours(meeting.starts_at, meeting.ends_at)
    first, last = meeting.first_day, meeting.last_day
    match meeting.precision:
        case Precision.YEAR if first.year == last.year:
            return i18n.gettext("im Jahr %(year)s", year=first.year)
        case Precision.YEAR:
            return i18n.gettext("%(first)s bis %(last)s", first=first.year, last=last.year)
        case Precision.MONTH if (first.year, first.month) == (last.year, last.month):
            return i18n.gettext("im %(month)s", month=i18n.month(first))
        case Precision.MONTH:
            return i18n.gettext("%(first)s bis %(last)s", first=i18n.month(first), last=i18n.month(last))
    if first == last:
        return i18n.weekday(first)
    begin = i18n.day_of_year(first) if first.year == last.year else i18n.day(first)
    return i18n.gettext("%(first)s bis %(last)s", first=begin, last=i18n.day(last))


def _hours(starts: datetime, ends: datetime | None) -> str:
    day, begin = i18n.weekday(starts), i18n.time_of_day(starts)
    if ends is None:
        return i18n.gettext("%(day)s, %(time)s Uhr", day=day, time=begin)
    end = i18n.time_of_day(ends)
    if clock.local(starts).date() == clock.local(ends).date():
        return i18n.gettext("%(day)s, %(begin)s bis %(end)s Uhr", day=day, begin=begin, end=end)
    return i18n.gettext(
        "%(day)s, %(begin)s Uhr bis %(last_day)s, %(end)s Uhr", day=day, begin=begin, last_day=i18n.weekday(ends), end=end
    )


def leaf(meeting: Meeting) -> tuple[str, str, str]:
    """What stands on the calendar sheet of a meeting: above, large, and below."""
    first = meeting.first_day
    match meeting.precision:
        case Precision.YEAR:
            return "", i18n.part_of_day(first, "y"), ""
        case Precision.MONTH:
            return "", i18n.part_of_day(first, "MMM"), i18n.part_of_day(first, "y")
    return i18n.part_of_day(first, "EEE"), i18n.number(first.day), i18n.part_of_day(first, "yMMM")


def interpreted(meeting: Meeting) -> str:
    """The languages that are interpreted, by their names in the reader's language."""
    locale = i18n.current_language().locale
    return lists.format_list([locale.languages.get(code, code) for code in meeting.interpreting], locale=locale)


def is_overdue(task: Task) -> bool:
    return results.is_overdue(status=task.status, due_on=task.due_on, today=clock.today())


def task_status(value: str) -> str:
    """The word for a state of a task as a step keeps it."""
    return str(TASK_STATUSES[TaskStatus(value)])


def iso_day(value: str) -> str:
    """A day as a step keeps it, in the reader's language."""
    return i18n.day(date.fromisoformat(value))

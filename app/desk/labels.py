"""What waits, in whole sentences."""

from datetime import date

from app.desk.rules import Kind, Waiting
from app.kernel import i18n
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext

ICONS: dict[Kind, str] = {
    Kind.POSTS: "voice",
    Kind.MESSAGES: "mail",
    Kind.OVERDUE: "warning",
    Kind.DUE_SOON: "calendar",
    Kind.ORIGINALS: "lock",
    Kind.NOTICES: "flag",
    Kind.TASKS: "clock",
    Kind.MINUTES: "document",
    Kind.TWO_TEXTS: "copy",
    Kind.MEETINGS: "calendar",
    Kind.GROUPS: "people",
    Kind.NEXT_STEP: "forward",
    Kind.SURVEYS_OVER: "calendar",
    Kind.NO_ASSEMBLY: "people",
    Kind.TALKS: "voice",
    Kind.PAPERS: "copy",
    Kind.UNREAD: "eye",
    Kind.TO_INVITE: "phone",
    Kind.TO_TELL: "phone",
    Kind.SLIPS: "bin",
}

TONES: dict[Kind, str] = {
    Kind.NOTICES: "warning",
    Kind.TWO_TEXTS: "warning",
    Kind.MINUTES: "warning",
    Kind.GROUPS: "warning",
    Kind.SURVEYS_OVER: "warning",
    Kind.NO_ASSEMBLY: "warning",
    Kind.POSTS: "info",
    Kind.MESSAGES: "info",
    Kind.MEETINGS: "info",
    Kind.NEXT_STEP: "info",
    Kind.PAPERS: "info",
    Kind.UNREAD: "info",
    Kind.TO_INVITE: "info",
    Kind.TO_TELL: "info",
    Kind.TALKS: "plain",
    Kind.SLIPS: "plain",
    Kind.DUE_SOON: "plain",
    Kind.ORIGINALS: "plain",
}
"""How a line looks: see the component `tag`."""


def tone(each: Waiting) -> str:
    """How a line looks; what is late looks like an error."""
    return "error" if each.is_late else TONES[each.kind]


def since(kind: Kind, day: date) -> str:
    """Since when something waits, or until when it can."""
    match kind:
        case Kind.OVERDUE | Kind.TASKS | Kind.GROUPS | Kind.SURVEYS_OVER:
            return _("Die erste seit dem %(day)s", day=i18n.day(day))
        case Kind.POSTS | Kind.MESSAGES | Kind.PAPERS:
            return _("Das älteste vom %(day)s", day=i18n.day(day))
        case Kind.MINUTES | Kind.TWO_TEXTS:
            return _("Das erste Treffen war am %(day)s", day=i18n.day(day))
        case Kind.TO_INVITE:
            return _("Die Versammlung ist am %(day)s", day=i18n.day(day))
        case Kind.TO_TELL:
            return _("Die Ergebnisse sind vom %(day)s", day=i18n.day(day))
        case Kind.SLIPS:
            return _("Der erste am %(day)s", day=i18n.day(day))
        case Kind.NEXT_STEP | Kind.NO_ASSEMBLY | Kind.TALKS | Kind.UNREAD:
            return _("Jetzt")
        case Kind.NOTICES:
            return _("Die erste Antwort bis zum %(day)s", day=i18n.day(day))
        case Kind.MEETINGS:
            return _("Das erste ist am %(day)s", day=i18n.day(day))
    return _("Bald")


def sentence(kind: Kind, count: int) -> str:
    """What waits, with its number, as a person would say it."""
    return _of_concerns(kind, count) or _of_meetings(kind, count) or _of_surveys(kind, count) or _of_people(kind, count)


def _of_concerns(kind: Kind, count: int) -> str:
    match kind:
        case Kind.POSTS:
            return ngettext("%(num)s Anliegen ist zu prüfen", "%(num)s Anliegen sind zu prüfen", count)
        case Kind.MESSAGES:
            return ngettext(
                "Zu %(num)s Anliegen gibt es eine neue Nachricht", "Zu %(num)s Anliegen gibt es neue Nachrichten", count
            )
        case Kind.OVERDUE:
            return ngettext(
                "%(num)s versprochene Antwort ist überfällig", "%(num)s versprochene Antworten sind überfällig", count
            )
        case Kind.DUE_SOON:
            return ngettext(
                "%(num)s Antwort ist für die nächsten sieben Tage versprochen",
                "%(num)s Antworten sind für die nächsten sieben Tage versprochen",
                count,
            )
        case Kind.ORIGINALS:
            return ngettext(
                "Zu %(num)s Anliegen wird das versiegelte Original bald gelöscht",
                "Zu %(num)s Anliegen werden die versiegelten Originale bald gelöscht",
                count,
            )
        case Kind.NOTICES:
            return ngettext("%(num)s Meldung wartet auf Ihre Antwort", "%(num)s Meldungen warten auf Ihre Antwort", count)
    return ""


def _of_meetings(kind: Kind, count: int) -> str:
    match kind:
        case Kind.TASKS:
            return ngettext("%(num)s Aufgabe ist überfällig", "%(num)s Aufgaben sind überfällig", count)
        case Kind.MINUTES:
            return ngettext(
                "%(num)s Protokoll ist seit mehr als zwei Wochen nicht fertig",
                "%(num)s Protokolle sind seit mehr als zwei Wochen nicht fertig",
                count,
            )
        case Kind.TWO_TEXTS:
            return ngettext(
                "In %(num)s Protokoll haben zwei an derselben Stelle geschrieben",
                "In %(num)s Protokollen haben zwei an derselben Stelle geschrieben",
                count,
            )
        case Kind.MEETINGS:
            return ngettext(
                "%(num)s Treffen der nächsten sieben Tage hat noch keine Tagesordnung oder keine Einladung",
                "%(num)s Treffen der nächsten sieben Tage haben noch keine Tagesordnung oder keine Einladung",
                count,
            )
        case Kind.GROUPS:
            return ngettext(
                "%(num)s Aktionsgruppe hat keinen nächsten Termin",
                "%(num)s Aktionsgruppen haben keinen nächsten Termin",
                count,
            )
    return ""


def _of_surveys(kind: Kind, count: int) -> str:
    match kind:
        case Kind.NEXT_STEP:
            return ngettext(
                "%(num)s Befragung ist bereit für den nächsten Schritt",
                "%(num)s Befragungen sind bereit für den nächsten Schritt",
                count,
            )
        case Kind.SURVEYS_OVER:
            return ngettext(
                "Bei %(num)s Befragung ist der letzte Tag der Gespräche vorbei",
                "Bei %(num)s Befragungen ist der letzte Tag der Gespräche vorbei",
                count,
            )
        case Kind.NO_ASSEMBLY:
            return ngettext(
                "%(num)s Befragung hat noch keine Versammlung", "%(num)s Befragungen haben noch keine Versammlung", count
            )
        case Kind.TALKS:
            return ngettext(
                "Für %(num)s Befragung können Sie Gespräche führen",
                "Für %(num)s Befragungen können Sie Gespräche führen",
                count,
            )
        case Kind.PAPERS:
            return ngettext(
                "%(num)s Blatt wartet auf die zweite Eingabe", "%(num)s Blätter warten auf die zweite Eingabe", count
            )
        case Kind.UNREAD:
            return ngettext("%(num)s Antwort ist noch nicht gelesen", "%(num)s Antworten sind noch nicht gelesen", count)
    return ""


def _of_people(kind: Kind, count: int) -> str:
    match kind:
        case Kind.TO_INVITE:
            return ngettext(
                "%(num)s Mensch ist mit Brief oder Anruf zur Versammlung einzuladen",
                "%(num)s Menschen sind mit Brief oder Anruf zur Versammlung einzuladen",
                count,
            )
        case Kind.TO_TELL:
            return ngettext(
                "%(num)s Mensch soll mit Brief oder Anruf erfahren, was herauskam",
                "%(num)s Menschen sollen mit Brief oder Anruf erfahren, was herauskam",
                count,
            )
        case Kind.SLIPS:
            return ngettext("%(num)s Kontaktzettel wird bald gelöscht", "%(num)s Kontaktzettel werden bald gelöscht", count)
    return ""

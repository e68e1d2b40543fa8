"""What waits, in whole sentences."""

from app.desk.rules import Kind
from app.kernel.i18n import ngettext

ICONS: dict[Kind, str] = {
    Kind.POSTS: "voice",
    Kind.MESSAGES: "mail",
    Kind.OVERDUE: "warning",
    Kind.DUE_SOON: "calendar",
    Kind.ORIGINALS: "lock",
}


def sentence(kind: Kind, count: int) -> str:
    """What waits, with its number, as a person would say it."""
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

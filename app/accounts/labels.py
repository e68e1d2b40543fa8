"""The German names of roles and permissions, and what is wrong with a password."""

from app.accounts.passwords import LONGEST, SHORTEST, Weakness
from app.accounts.rules import Role
from app.kernel.i18n import lazy_gettext as _

ROLES = {
    Role.INTERVIEWER: _("Befragung an der Haustür"),
    Role.QUARTER_WORKER: _("Quartiersarbeit"),
    Role.EVALUATOR: _("Auswertung"),
    Role.CONTACT_KEEPER: _("Kontaktzettel"),
    Role.DEPARTMENT_CONTACT: _("Fachamt"),
    Role.PLANNING_COORDINATOR: _("Planungskoordination"),
    Role.ADMINISTRATOR: _("Administration"),
}

PERMISSIONS = {
    "desk.see": _("Den Schreibtisch sehen"),
    "accounts.own": _("Das eigene Konto ändern"),
    "concerns.review": _("Anliegen prüfen und veröffentlichen"),
    "concerns.progress": _("Sagen, was aus einem Anliegen wird"),
    "concerns.enter": _("Anliegen für andere aufschreiben"),
    "concerns.topics": _("Themen ändern"),
    "meetings.manage": _("Treffen planen und Protokolle schreiben"),
    "meetings.tasks": _("Aufgaben aus Treffen sehen und erledigen"),
    "surveys.manage": _("Befragungen vorbereiten und leiten"),
    "surveys.ask": _("Gespräche führen und aufschreiben"),
    "organizing.listen": _("Zuhören und eigene Einzelgespräche aufschreiben"),
    "conversations.read": _("Antworten lesen und auswerten"),
    "contacts.keep": _("Kontaktzettel lesen und pflegen"),
    "needs.download": _("Zahlen herunterladen"),
    "needs.live": _("Laufende Zahlen sehen"),
    "needs.release": _("Zahlen veröffentlichen"),
    "accounts.manage": _("Konten und Fachämter verwalten"),
    "forums.manage": _("Foren verwalten"),
    "directory.manage": _("Gremien verwalten"),
    "moderation.log": _("Das Protokoll lesen"),
    "moderation.reasons": _("Gründe für Rückgaben ändern"),
    "writing.help": _("Texte auf leichte Sprache prüfen"),
    "renditions.write": _("Texte in anderen Sprachen und leicht verständlich schreiben"),
    "forums.posters": _("Plakate für Foren drucken"),
    "notices.handle": _("Meldungen über Barrieren und Texte beantworten"),
    "pages.operator": _("Angaben zum Betreiber ändern"),
    "mailing.outbox": _("Den Ausgang der E-Mails sehen"),
}

WEAKNESSES = {
    Weakness.TOO_SHORT: _("Nehmen Sie mindestens %(number)s Zeichen, zum Beispiel vier Wörter.", number=SHORTEST),
    Weakness.TOO_LONG: _("Nehmen Sie höchstens %(number)s Zeichen.", number=LONGEST),
    Weakness.COMMON: _("Dieses Passwort ist leicht zu raten. Nehmen Sie ein anderes, zum Beispiel vier zufällige Wörter."),
    Weakness.PERSONAL: _("Ihr Name und Ihre E-Mail-Adresse sind leicht zu raten. Nehmen Sie andere Wörter."),
}

DONE = {
    "passwort": _("Ihr Passwort ist geändert. Überall sonst sind Sie jetzt abgemeldet."),
    "zweiter-faktor": _("Ihr zweiter Faktor ist neu eingerichtet."),
    "sprache": _("Ihre Sprache ist gespeichert."),
    "sitzungen": _("Überall sonst sind Sie jetzt abgemeldet."),
    "gespeichert": _("Das Konto ist gespeichert."),
    "faktor-weg": _("Der zweite Faktor ist gelöscht. Beim nächsten Anmelden wird er neu eingerichtet."),
    "abgemeldet": _("Das Konto ist überall abgemeldet."),
    "fachamt": _("Das Fachamt ist gespeichert."),
}
"""Good news after an act, by the word that stands in the address."""

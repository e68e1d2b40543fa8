"""The words that people at the door read themselves, in every offered language: beside the questions and on the slip."""

from app.contacts.labels import CONSENT
from app.conversations.labels import FAULTS
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.rules.answers import Fault

WORDS = {
    "next": _("Weiter"),
    "back": _("Zurück"),
    "question": _("Frage %(number)s von %(all)s", number="#", all="##"),
    "answer": _("Ihre Antwort"),
    "own": _("In eigenen Worten"),
    "clear": _("Auswahl löschen"),
    "several": _("Mehreres ist möglich."),
    "rank": _("Tippen Sie der Reihe nach an, was Ihnen am wichtigsten ist."),
    "place": _("Platz %(number)s", number="#"),
    "choose": _("Bitte wählen"),
    "required": _("Bitte antworten Sie auf diese Frage."),
    "date": FAULTS[Fault.NOT_A_DATE],
    "number": _("Schreiben Sie bitte eine Zahl von %(lowest)s bis %(highest)s.", lowest="#", highest="##"),
    "exclusive": _("Das passt nicht zusammen. Nehmen Sie bitte nur eins."),
    "language": _("Sprache"),
    "slip_question": _("Möchten Sie eingeladen werden oder erfahren, was herauskommt?"),
    "slip_apart": _("Dafür gibt es einen Kontaktzettel. Er wird getrennt von Ihren Antworten aufbewahrt."),
    "slip_yes": _("Ja, zum Kontaktzettel"),
    "slip_no": _("Nein, danke"),
    "slip": _("Kontaktzettel"),
    "purposes": _("Wofür dürfen wir uns melden?"),
    "means": _("Wie sollen wir uns melden?"),
    "name": _("Ihr Name"),
    "phone": _("Telefon"),
    "email": _("E-Mail"),
    "address": _("Straße, Hausnummer und Ort"),
    "one_is_enough": _("Eine Angabe reicht."),
    "themes": _("Bei welchem Thema?"),
    "skill": _("Was können oder machen Sie gern?"),
    "ortsteil": _("In welchem Ortsteil wohnen Sie?"),
    "agree": _("Ich bin einverstanden."),
    "consent": CONSENT,
    "save_slip": _("Kontaktzettel speichern"),
    "no_slip": _("Doch kein Kontaktzettel"),
    "need_purpose": _("Wofür dürfen wir uns melden? Kreuzen Sie mindestens eins an."),
    "need_means": _("Wählen Sie bitte, wie wir uns melden sollen."),
    "need_way": _("Wie erreichen wir Sie? Eine Angabe reicht."),
    "need_email": _("Diese E-Mail-Adresse ist nicht vollständig."),
    "need_ortsteil": _("Wählen Sie bitte einen Ortsteil."),
    "need_agreement": _("Ohne Zustimmung nehmen wir keine Adresse an."),
    "thanks": _("Danke für das Gespräch."),
}
"""What the phone says to the person who answers. `#` stands for a number."""

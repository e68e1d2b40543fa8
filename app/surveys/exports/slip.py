"""The slip for the name, on a sheet of its own: it has no number, no day and no sign that leads to any answers (A-25, A-30).

What a box stands for is one of the purposes that contact slips know; a test keeps both together.
"""

from typing import Any

from app.kernel import i18n, pdf, publisher
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext
from app.questionnaires.rules.document import Document
from app.surveys import telling
from app.surveys.exports.words import phone, said, staffs_or
from app.surveys.models import Campaign

TEMPLATE = "pdf/surveys/slip"
PURPOSES = {
    "assembly_invitation": lazy_gettext("Laden Sie mich zur Versammlung ein."),
    "results": lazy_gettext("Sagen Sie mir, was herausgekommen ist."),
    "join_in": lazy_gettext("Ich möchte bei einem Thema mitmachen."),
    "skill": lazy_gettext("Ich kann etwas und bringe es gern ein."),
}
"""What somebody may be contacted for. Each is ticked by hand, none beforehand (A-31)."""
WITH_A_LINE = {"join_in", "skill"}


def paper(campaign: Campaign, document: Document, tag: str) -> bytes:
    """The slip in this language; the frame speaks the language that is spoken. Raises pdf.FontMissing."""
    return pdf.render(TEMPLATE, data_of(campaign, document, tag), title=_("Kontaktzettel"))


def data_of(campaign: Campaign, document: Document, tag: str) -> dict[str, Any]:
    """What stands on the slip. Never a number: whoever holds both sheets cannot lay them together again."""
    told = telling.told_of(campaign, i18n.current_language().tag)
    return {
        "publisher": publisher.name(),
        "campaign": staffs_or(told.get("title"), campaign.title),
        "lead": _("Dieser Zettel ist freiwillig. Er wird getrennt von den Antworten aufbewahrt."),
        "purposes_title": _("Wofür dürfen wir uns bei Ihnen melden? Kreuzen Sie nur an, was Sie möchten."),
        "purposes": [
            {"mark": str(place), "label": {"text": str(words), "language": ""}, "free": purpose in WITH_A_LINE}
            for place, (purpose, words) in enumerate(PURPOSES.items(), start=1)
        ],
        "reach_title": _("Wie erreichen wir Sie? Eine Angabe reicht."),
        "fields": [_("Name"), _("Telefon"), _("E-Mail"), _("Straße und Hausnummer"), _("In welcher Sprache?")],
        "consent_title": _("Ihre Zustimmung"),
        "consent": said(document.consent, tag, document),
        "signature": [_("Datum"), _("Unterschrift")],
        "regret": _regret(campaign),
    }


def _regret(campaign: Campaign) -> str:
    if campaign.phone:
        return _("Sie möchten es doch nicht? Rufen Sie an: %(phone)s. Dann löschen wir alles.", phone=phone(campaign.phone))
    return _("Sie möchten es doch nicht? Sagen Sie es uns. Dann löschen wir alles.")

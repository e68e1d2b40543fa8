"""The German words on a contact slip."""

from app.contacts.rules import Means, Purpose
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import Language

PURPOSES: dict[Purpose, str] = {
    Purpose.ASSEMBLY_INVITATION: _("Laden Sie mich zur Versammlung ein."),
    Purpose.RESULTS: _("Sagen Sie mir, was herausgekommen ist."),
    Purpose.JOIN_IN: _("Ich möchte bei einem Thema mitmachen."),
    Purpose.SKILL: _("Ich kann etwas und bringe es gern ein."),
}
"""What somebody may be contacted for, in the words of the one who ticks it."""

MEANS: dict[Means, str] = {
    Means.LETTER: _("mit einem Brief"),
    Means.PHONE: _("mit einem Anruf"),
    Means.EMAIL: _("per E-Mail"),
    Means.MESSAGE: _("mit einer Nachricht aufs Handy"),
}

CONSENT = _(
    "Sie dürfen meine Angaben speichern und sich für das melden, was ich angekreuzt habe. Das ist freiwillig. Wenn ich es"
    " nicht mehr möchte, werden die Angaben gelöscht."
)
"""What people agree to where a questionnaire has no words of its own for it."""


def usual_consent(language: Language) -> str:
    """These words in one language: what is kept with a slip is what its reader has agreed to."""
    with speaking(language):
        return str(CONSENT)

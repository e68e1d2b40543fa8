"""The German words on a contact slip."""

from app.contacts.rules import Means, Purpose
from app.kernel.i18n import lazy_gettext as _

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

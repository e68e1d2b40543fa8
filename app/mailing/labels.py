"""The German names of what mails are for."""

from app.kernel.i18n import lazy_gettext as _
from app.mailing.rules import Purpose

PURPOSES = {
    Purpose.INVITATIONS: _("Einladungen zu Treffen"),
    Purpose.TASKS: _("Erinnerungen an Aufgaben"),
    Purpose.RESULTS: _("Ergebnisse von Befragungen"),
}

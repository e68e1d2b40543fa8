"""The words for what happened last."""

from app.kernel.i18n import lazy_gettext as _
from app.pages.rules import Happening

LATELY = {
    Happening.SAID: _("Neu gesagt"),
    Happening.ANSWERED: _("Was daraus wurde"),
    Happening.MINUTES: _("Ergebnis eines Treffens"),
    Happening.RESULTS: _("Ergebnisse einer Befragung"),
}
LATELY_ICONS = {
    Happening.SAID: "voice",
    Happening.ANSWERED: "check",
    Happening.MINUTES: "document",
    Happening.RESULTS: "chart",
}

"""The words for Übersetzungen."""

from app.kernel.i18n import lazy_gettext as _
from app.renditions.rules import RenditionState

STATES = {
    RenditionState.DRAFT: _("Entwurf"),
    RenditionState.MACHINE: _("Maschinell übersetzt"),
    RenditionState.CHECKED: _("Geprüft"),
}
STATE_KINDS = {
    RenditionState.DRAFT: "info",
    RenditionState.MACHINE: "warning",
    RenditionState.CHECKED: "good",
}

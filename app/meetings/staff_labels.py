"""Words for those who look for texts that are missing."""

from app.kernel.i18n import lazy_gettext as _

MINUTES = _("Protokolle")

"""Words for those who tell a campaign in other languages."""

from app.kernel.i18n import lazy_gettext as _

PARTS = {
    "title": _("Titel"),
    "summary": _("Worum es geht"),
    "area_note": _("Straßen"),
    "stop_reason": _("Grund"),
}
"""What residents read of a campaign, in the order of its page."""

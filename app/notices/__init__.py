"""Meldungen: barriers that people meet here (BITV § 7), and texts that should not stand here (DSA Art. 16)."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, and put its page into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _
    from app.notices import labels

    app.jinja_env.globals["notice_labels"] = labels
    app.extensions["staff_navigation"].append(("notices.handle", "notices_work.queue", _("Meldungen")))

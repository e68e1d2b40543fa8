"""Tools of everybody who looks after other people's words: the log of acts, sealed originals, reasons, hints."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Put the own pages into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_tools"].append(("moderation.reasons", "moderation_work.reasons", _("Gründe")))
    app.extensions["staff_navigation"].append(("moderation.log", "moderation_work.log", _("Protokoll")))

"""The writing helper: what in a German text of staff could be easier to read. It points, and changes nothing."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Put the own page into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_tools"].append(("writing.help", "writing_work.helper", _("Leicht schreiben")))

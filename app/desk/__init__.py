"""The desk: one list of what waits for the person who has logged in."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Stand first in the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_navigation"].insert(0, ("desk.see", "desk.overview", _("Schreibtisch")))

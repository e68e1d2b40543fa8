"""Talks at the door: an installable screen that works without network, and brings talks, slips and rings home apart."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Put the list of campaigns into the navigation of those who lead talks."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_navigation"] += [("surveys.ask", "door_work.listing", _("Gespräche führen"))]

"""Needs per Ortsteil: releases of numbers in which no single person can be recognised."""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_navigation"].append(("needs.live", "needs_work.releases", _("Bedarfe")))

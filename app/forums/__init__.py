"""Nachbarschaftsforen: standing groups of neighbours for one or more Ortsteile, and who looks after them."""

from flask import Flask

from app.kernel.i18n import lazy_gettext as _


def init_app(app: Flask) -> None:
    app.extensions["staff_navigation"].append(("forums.manage", "forums_work.forums", _("Foren")))

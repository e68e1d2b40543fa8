"""Anliegen: what residents say, who may see it, what becomes of it, and who stands behind it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Let every template that shows a concern use its words, and put the own pages first into the navigation of staff.

    Capabilities above put into `concern_acts` what else can be done about a concern: permission, endpoint, words.
    """
    from app.concerns import labels, telling
    from app.kernel.i18n import lazy_gettext as _
    from app.renditions import sources

    sources.add(app, telling.source())
    app.jinja_env.globals["concern_labels"] = labels
    app.jinja_env.globals["concern_acts"] = app.extensions["concern_acts"] = []
    app.extensions["staff_navigation"][:0] = [
        ("concerns.review", "concerns_work.queue", _("Anliegen prüfen")),
        ("concerns.enter", "concerns_work.enter", _("Aufschreiben")),
        ("concerns.progress", "concerns_work.referrals", _("Versprochene Antworten")),
        ("concerns.topics", "concerns_work.topics", _("Themen")),
    ]
    app.extensions["staff_tools"].append(("concerns.enter", "concerns_work.counter", _("Gemeinsames Gerät")))

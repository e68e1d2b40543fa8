"""Activating surveys: eight phases from the first talk to the action group, those who ask, and the doors they knock at."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, let others tell its texts, and lead staff to its pages.

    Capabilities above put into `campaign_links` what belongs to a campaign too: permission, endpoint with a `campaign_id`,
    words, icon.
    """
    from app.kernel.i18n import lazy_gettext as _
    from app.renditions import sources
    from app.surveys import labels, telling

    sources.add(app, telling.source())
    app.jinja_env.globals["survey_labels"] = labels
    app.jinja_env.globals["campaign_links"] = app.extensions["campaign_links"] = []
    app.extensions["staff_navigation"] += [("surveys.manage", "surveys_work.campaigns", _("Befragungen"))]

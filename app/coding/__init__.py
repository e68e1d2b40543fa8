"""Open answers are read and sorted into themes by people, so that many talks can be told in a few words."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, and put its pages into the navigation of staff.

    Surveys learn from here which campaigns have talks that wait to be read.
    """
    from app.coding import labels, queries
    from app.kernel.i18n import lazy_gettext as _
    from app.surveys import unread

    app.jinja_env.globals["coding_labels"] = labels
    unread.register(app, queries.unread_talks)
    app.extensions["campaign_links"].append(("surveys.manage", "coding_work.themes", _("Themen und Ergebnisse"), "chart"))
    app.extensions["staff_navigation"].append(("conversations.read", "coding_work.surveys", _("Auswertung")))

"""Open answers are read and sorted into themes by people, so that many talks can be told in a few words."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, and put its pages into the navigation of staff."""
    from app.coding import labels
    from app.kernel.i18n import lazy_gettext as _

    app.jinja_env.globals["coding_labels"] = labels
    app.extensions["campaign_links"].append(("surveys.manage", "coding_work.themes", _("Themen und Ergebnisse"), "chart"))
    app.extensions["staff_navigation"].append(("conversations.read", "coding_work.surveys", _("Auswertung")))

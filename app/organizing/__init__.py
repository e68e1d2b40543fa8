"""Community organizing: listening campaigns, one-to-ones, names to visit, research, house meetings (methods A.7)."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, and put its pages into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _
    from app.organizing import labels

    app.jinja_env.globals["organizing_labels"] = labels
    app.extensions["staff_navigation"] += [("organizing.listen", "organizing_work.listenings", _("Organisieren"))]

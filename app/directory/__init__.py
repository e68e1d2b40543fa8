"""Who does what: the Gremien of a city, from the round in an Ortsteil to the planning of all, and who belongs to them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Let every template that shows a Gremium use its words, let others tell its texts, and give staff their entry."""
    from app.directory import labels, telling
    from app.kernel.i18n import lazy_gettext as _
    from app.renditions import sources

    sources.add(app, telling.source())
    app.jinja_env.globals["directory_labels"] = labels
    app.extensions["staff_navigation"].append(("directory.manage", "directory_work.gremien", _("Gremien")))

"""Nachbarschaftsforen: standing groups of neighbours for one or more Ortsteile, and who looks after them."""

from flask import Flask

from app.kernel.i18n import lazy_gettext as _


def init_app(app: Flask) -> None:
    """Put the own page into the navigation of staff, and let people ask for mails about a forum: `forum:<slug>`."""
    from app.forums import queries, telling
    from app.mailing import subjects
    from app.renditions import sources

    sources.add(app, telling.source())
    subjects.register(app, "forum", queries.name_of)
    app.extensions["staff_navigation"].append(("forums.manage", "forums_work.forums", _("Foren")))
    app.extensions["staff_navigation"].append(("forums.posters", "forums_work.posters", _("Plakate")))

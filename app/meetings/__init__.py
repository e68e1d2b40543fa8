"""Meetings that leave results: agenda, minutes, decisions, tasks, action groups, and everybody can read them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates the words of this capability, lead staff to its pages, and say which plain summaries are missing."""
    from app.kernel.i18n import lazy_gettext as _
    from app.meetings import labels, plain
    from app.meetings.views import data
    from app.renditions import sources

    sources.add(app, plain.elsewhere())
    app.register_blueprint(data.bp)
    app.jinja_env.globals["meeting_labels"] = labels
    app.extensions["staff_navigation"] += [
        ("meetings.manage", "meetings_work.meetings", _("Treffen")),
        ("meetings.manage", "meetings_work.groups", _("Aktionsgruppen")),
        ("meetings.tasks", "meetings_work.tasks", _("Aufgaben")),
    ]
    app.extensions["concern_acts"].append(("meetings.manage", "meetings_work.new_task", _("Aufgabe dazu aufschreiben")))

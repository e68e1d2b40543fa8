"""Übersetzungen: what somebody wrote, told in another language or in plain words; who wrote that, who checked it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Let others say which of their texts may be told in other languages, and lead staff to what is missing."""
    from app.kernel.i18n import lazy_gettext as _
    from app.renditions import labels

    app.jinja_env.globals["rendition_labels"] = labels
    app.extensions["rendition_sources"] = {}
    app.extensions["staff_tools"] += [("renditions.write", "renditions_work.report", _("Übersetzungen"))]

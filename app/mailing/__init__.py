"""Mails to people: who wants them, in which language, and how one stops them with one click."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Make room for the names of subjects, and put the own pages into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _
    from app.mailing import subjects
    from app.places import queries as places

    app.url_map.converters["purpose"] = subjects.PurposeConverter
    app.extensions["mail_subjects"] = {}
    subjects.register(app, "ortsteil", lambda key: place.name if (place := places.find_ortsteil(key)) else None)
    app.extensions["staff_navigation"] += [
        ("accounts.own", "mailing_work.own", _("Meine E-Mails")),
        ("mailing.outbox", "mailing_work.outbox_page", _("Ausgang")),
    ]

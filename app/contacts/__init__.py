"""Contact slips: who wants to be invited or told, and how to reach them. Nothing here leads to an answer."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Put the pages of the contact keeper into the navigation of staff."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["staff_navigation"].append(("contacts.keep", "contacts_work.campaigns", _("Kontaktzettel")))

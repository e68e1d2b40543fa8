"""What people answered, at the door, on paper or online. Nobody's name is here, and nothing here leads to one."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Lead from a campaign to where its papers are typed in."""
    from app.kernel.i18n import lazy_gettext as _

    app.extensions["campaign_links"] += [
        ("surveys.ask", "conversations_work.entry", _("Papier eingeben"), "pencil"),
        ("surveys.manage", "conversations_work.table", _("Tabelle einlesen"), "upload"),
    ]

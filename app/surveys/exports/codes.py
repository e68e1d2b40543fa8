"""Household codes on paper: one sheet each, to be put into one letter box each (methods B-31)."""

from collections.abc import Iterable
from typing import Any

from app.kernel import i18n, pdf, publisher
from app.kernel.i18n import gettext as _
from app.surveys import telling
from app.surveys.exports import addresses
from app.surveys.exports.words import phone, staffs_or
from app.surveys.models import Campaign

TEMPLATE = "pdf/surveys/codes"


def paper(campaign: Campaign, codes: Iterable[str]) -> bytes:
    """A sheet per code, in the language that is spoken. Raises pdf.FontMissing."""
    return pdf.render(TEMPLATE, data_of(campaign, codes), title=_("Ihr Code zum Mitreden"))


def data_of(campaign: Campaign, codes: Iterable[str]) -> dict[str, Any]:
    """What stands on the sheets."""
    told = telling.told_of(campaign, i18n.current_language().tag)
    return {
        "publisher": publisher.name(),
        "campaign": staffs_or(told.get("title"), campaign.title),
        "lead": _("Mit diesem Code kann ein Mensch aus Ihrem Haushalt die Fragen im Internet beantworten, einmal."),
        "scan": _("Halten Sie die Kamera Ihres Telefons auf dieses Zeichen:"),
        "or_type": _("Oder öffnen Sie diese Adresse und schreiben Sie den Code hinein:"),
        "address": addresses.short(campaign),
        "code_title": _("Ihr Code"),
        "anonymous": _("Wir merken uns nur, dass der Code benutzt wurde. Zu Ihren Antworten merken wir uns den Code nicht."),
        "phone": _("Fragen? Rufen Sie an: %(phone)s", phone=phone(campaign.phone)) if campaign.phone else "",
        "alt": _("QR-Code zu dieser Befragung"),
        "sheets": [{"code": code, "qr": addresses.square(addresses.with_code(campaign, code))} for code in codes],
    }

"""The card for a door that stayed shut: we were here, you can still be heard. Four to a sheet, in several languages."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.kernel import i18n, pdf, publisher
from app.kernel.i18n import gettext as _
from app.kernel.languages import Language
from app.surveys.exports import addresses
from app.surveys.exports.words import in_tag, ours, phone, staffs
from app.surveys.models import Campaign
from app.surveys.rules.kinds import AccessMode

TEMPLATE = "pdf/surveys/cards"
CARDS = 4
MOST_LANGUAGES = 4
"""More do not fit on a card in letters that can be read."""


def paper(campaign: Campaign, languages: Sequence[Language]) -> bytes:
    """Four cards that say the same, in these languages. Raises pdf.FontMissing."""
    return pdf.render(TEMPLATE, data_of(campaign, languages), title=_("Leider nicht angetroffen"))


def data_of(campaign: Campaign, languages: Sequence[Language]) -> dict[str, Any]:
    """What stands on each card. The address leads to the page of the campaign, if there is one."""
    return {
        "publisher": publisher.name(),
        "cards": CARDS,
        "campaign": staffs(campaign.title),
        "words": list(_words(campaign, languages)),
        "phone": phone(campaign.phone),
        "address": addresses.short(campaign) if campaign.is_public else "",
        "qr": addresses.square(addresses.in_any_language(campaign)) if campaign.is_public else None,
        "alt": _("QR-Code zu dieser Befragung"),
        "sender": staffs(campaign.sponsor) if campaign.sponsor else ours(publisher.name()),
    }


def _words(campaign: Campaign, languages: Sequence[Language]) -> Iterator[dict[str, Any]]:
    """The same in each language. A heading that two of them share (German and plain German) stands there once."""
    frame, titles = i18n.current_language(), set[str]()
    for language in languages[:MOST_LANGUAGES]:
        with i18n.speaking(language):
            title, text = _("Wir waren heute bei Ihnen"), _text(campaign)
        with i18n.speaking(frame):
            yield {"title": in_tag("" if title in titles else title, language.tag), "text": in_tag(text, language.tag)}
        titles.add(title)


def _text(campaign: Campaign) -> str:
    is_online = campaign.is_public and campaign.access is not AccessMode.CLOSED
    if campaign.phone and is_online:
        return _("Wir möchten gern hören, was Sie bewegt. Rufen Sie uns an oder antworten Sie im Internet.")
    if campaign.phone:
        return _("Wir möchten gern hören, was Sie bewegt. Rufen Sie uns an. Dann kommen wir noch einmal.")
    if is_online:
        return _("Wir möchten gern hören, was Sie bewegt. Antworten Sie im Internet.")
    return _("Wir möchten gern hören, was Sie bewegt. Wir kommen noch einmal.")

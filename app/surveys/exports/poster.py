"""What stands on the poster of a campaign: a question, when somebody comes to the door, and how to answer."""

from collections.abc import Sequence
from typing import Any

from app.kernel import posters
from app.kernel.i18n import gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import Language
from app.kernel.posters import Poster, Said
from app.surveys.exports import addresses
from app.surveys.exports.letter import visit
from app.surveys.exports.words import phone
from app.surveys.models import Campaign
from app.surveys.rules.kinds import AccessMode


def poster(campaign: Campaign, languages: Sequence[Language]) -> Poster:
    """In these languages; the first one asks in large letters. Its title is German and stands above."""
    words = posters.in_each(languages, lambda: _said(campaign))
    with speaking(languages[0]):
        facts = [(_("Wer fragt"), campaign.sponsor), (_("Telefon"), phone(campaign.phone))]
    return posters.made(
        title=Said(text=words[0].heading, language=languages[0]),
        about=campaign.title,
        words=words,
        facts=facts,
        address=addresses.in_any_language(campaign),
    )


def _said(campaign: Campaign) -> dict[str, Any]:
    return {"heading": _("Was bewegt Sie?"), "text": _text(campaign), "when": visit(campaign)}


def _text(campaign: Campaign) -> str:
    if campaign.access is AccessMode.CLOSED:
        return _("Wir kommen an Ihre Tür und hören Ihnen zu. Ihren Namen brauchen wir nicht.")
    if campaign.phone:
        return _("Wir möchten gern hören, was Sie bewegt. Rufen Sie uns an oder antworten Sie im Internet.")
    return _("Wir möchten gern hören, was Sie bewegt. Antworten Sie im Internet.")

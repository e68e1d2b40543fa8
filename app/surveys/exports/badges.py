"""Badges for those who ring at doors: name, campaign, sponsor, how long it is valid, and where to ask back (A-10)."""

from collections.abc import Sequence
from typing import Any

from app.kernel import pdf, publisher
from app.kernel.i18n import day
from app.kernel.i18n import gettext as _
from app.surveys.exports.words import name, ours, phone, staffs
from app.surveys.models import Campaign

TEMPLATE = "pdf/surveys/badges"
BLANK = 4
"""So many badges without a name there are as long as the team has nobody who asks."""


def paper(campaign: Campaign, askers: Sequence[str]) -> bytes:
    """A badge for each of them, with free place for a photo. Raises pdf.FontMissing."""
    return pdf.render(TEMPLATE, data_of(campaign, askers), title=_("Ausweise"))


def data_of(campaign: Campaign, askers: Sequence[str]) -> dict[str, Any]:
    """What stands on the badges."""
    facts = [(_("Für"), name(campaign.sponsor or publisher.name()))]
    if campaign.ends_on:
        facts.append((_("Gültig bis"), day(campaign.ends_on)))
    if campaign.phone:
        facts.append((_("Ist das echt? Fragen Sie nach"), phone(campaign.phone)))
    return {
        "publisher": publisher.name(),
        "kind": _("Ausweis für die Befragung"),
        "name": _("Name"),
        "photo": _("Foto"),
        "stamp": _("Stempel und Unterschrift"),
        "campaign": staffs(campaign.title),
        "facts": [list(fact) for fact in facts],
        "until": "" if campaign.ends_on else _("Gültig bis"),
        "names": [ours(name(each)) for each in askers] or [ours("")] * BLANK,
    }

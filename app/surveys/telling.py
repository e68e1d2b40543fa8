"""What residents read of a campaign, for those who tell it in other languages and in plain words."""

from collections.abc import Sequence
from uuid import UUID

from app.accounts.rules import Asker
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy_gettext as _
from app.renditions import queries as renditions
from app.renditions.rules import Original, Told
from app.renditions.sources import Source, Thing
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import CampaignState
from app.surveys.staff_labels import PARTS

GERMAN = "de"


def originals_of(campaign: Campaign) -> tuple[Original, ...]:
    """Its name, what it is about, which streets it means, and why it ended if everybody may know that."""
    said = {
        "title": campaign.title,
        "summary": campaign.summary,
        "area_note": campaign.area_note,
        "stop_reason": campaign.stop_reason if campaign.is_stop_public else "",
    }
    return tuple(
        Original(part=part, label=label, text=said[part], language=GERMAN) for part, label in PARTS.items() if said[part]
    )


def told_of(campaign: Campaign, language: str) -> dict[str, Told]:
    """What readers of a language read of a campaign, by part."""
    return renditions.told(campaign.subject, originals_of(campaign), language)


def source() -> Source:
    """The campaigns that somebody prepares and leads."""
    return Source(kind="campaign", label=_("Befragungen"), scope="surveys", find=_find, all_of=_all_of)


def thing_of(campaign: Campaign) -> Thing:
    return Thing(
        subject=campaign.subject,
        title=campaign.title,
        path=f"/umfragen/{campaign.slug}" if campaign.is_public else "",
        originals=originals_of(campaign),
    )


def _find(asker: Asker, key: str) -> Thing:
    try:
        campaign_id = UUID(key)
    except ValueError:
        raise NotFound from None
    if not asker.may("surveys.manage"):
        raise NotFound
    return thing_of(campaigns.get_for(asker, campaign_id))


def _all_of(asker: Asker) -> Sequence[Thing]:
    """What residents read now or will read. A letter goes out before the page is there."""
    found = campaigns.of_asker(asker) if asker.may("surveys.manage") else ()
    return [thing_of(each) for each in found if each.is_public or each.state is CampaignState.RUNNING]

"""What everybody may know of campaigns, and whether the code of a household is still good."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.concerns.rules import code_digits
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import Meeting
from app.meetings.queries import exchange
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import CampaignState, Phase


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The campaigns that everybody may see: where people are asked now, where they will be, and where they were."""

    asking: Sequence[Campaign]
    coming: Sequence[Campaign]
    past: Sequence[Campaign]


def listing() -> Listing:
    asking, coming, past = [], [], []
    for campaign in campaigns.public():
        if campaign.state is not CampaignState.RUNNING or campaign.phase > Phase.MAIN_SURVEY:
            past.append(campaign)
        elif campaign.phase is Phase.MAIN_SURVEY:
            asking.append(campaign)
        else:
            coming.append(campaign)
    return Listing(asking=asking, coming=coming, past=past)


def find_document(campaign: Campaign) -> Document | None:
    """The questionnaire that is asked now, if one was published."""
    return campaigns.document_of(campaign) if campaign.version_id else None


def find_assembly(campaign: Campaign) -> Meeting | None:
    """The assembly of a campaign, as soon as everybody may know of it."""
    try:
        return exchange.get_meeting(campaign.assembly_id) if campaign.assembly_id else None
    except NotFound:
        return None


def is_good_code(campaign: Campaign, typed: str) -> bool:
    """Whether this code of a household opens the campaign's questionnaire, and nobody has used it yet."""
    mine = sa.select(HouseholdCode.code_hash).where(HouseholdCode.code_hash == code_hash(campaign.id, typed))
    return db.session.scalar(mine.where(~HouseholdCode.is_used)) is not None


def code_hash(campaign_id: UUID, typed: str) -> str:
    """What is kept of a code: without CODE_KEY nobody can try out which code it is."""
    return codes.lasting("household-code", f"{campaign_id}\0{code_digits(typed)}")

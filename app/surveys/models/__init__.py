"""Tables of the campaigns."""

from app.surveys.models.campaigns import Campaign, CampaignNote, CampaignOrtsteil, Pair, PhaseStep, TeamMember
from app.surveys.models.doors import ContactAttempt, Door, HouseholdCode

__all__ = (
    "Campaign",
    "CampaignNote",
    "CampaignOrtsteil",
    "ContactAttempt",
    "Door",
    "HouseholdCode",
    "Pair",
    "PhaseStep",
    "TeamMember",
)

"""Who took answers out of the house, and how many."""

from uuid import UUID

from app.coding import queries
from app.moderation import service as moderation
from app.surveys.models import Campaign


def note(*, campaign: Campaign, format: str, account_id: UUID | None) -> None:
    """Write down for ever that somebody took the answers of this campaign as a file."""
    talks, _people = queries.people_of(campaign)
    moderation.log(act="answers.export", subject=campaign.subject, account=account_id, note=f"{format}: {talks}")

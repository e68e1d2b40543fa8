"""Whose household codes should be gone."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.kernel.db import db
from app.surveys.models import Campaign, HouseholdCode
from app.surveys.rules.kinds import CampaignState, Phase


def with_codes_too_long() -> Sequence[Campaign]:
    """Campaigns that still have codes although their main survey is over, or the campaign is."""
    is_over = sa.or_(Campaign.phase_number > int(Phase.MAIN_SURVEY), Campaign.state != CampaignState.RUNNING)
    with_codes = sa.select(HouseholdCode.campaign_id)
    return db.session.scalars(sa.select(Campaign).where(is_over, Campaign.id.in_(with_codes))).all()

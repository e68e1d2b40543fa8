"""Who stands on the papers of a campaign."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.kernel.db import db
from app.surveys.models import Campaign, TeamMember
from app.surveys.rules.team import ASKING


def askers(campaign: Campaign) -> Sequence[str]:
    """The names of those who ring at doors, each once, by the alphabet."""
    wanted = sa.select(TeamMember.name).where(TeamMember.campaign_id == campaign.id, TeamMember.role.in_(ASKING))
    return db.session.scalars(wanted.distinct().order_by(TeamMember.name)).all()

"""What the operator has said about itself, and the surveys that pages of places lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.coding.models import ResultRelease
from app.kernel.db import db
from app.pages.models import OperatorDetail
from app.pages.rules import DEFAULTS, Detail
from app.surveys.models import Campaign, CampaignOrtsteil
from app.surveys.rules import intake
from app.surveys.rules.kinds import CampaignState, Phase

EVERYWHERE = sa.true()


@dataclass(frozen=True, kw_only=True)
class Told:
    """A campaign whose results everybody can read, and the day of the newest ones."""

    campaign: Campaign
    day: date


@dataclass(frozen=True, kw_only=True)
class Surveys:
    """Where people are asked now, and what came out elsewhere or before, the newest first."""

    asking: Sequence[Campaign]
    told: Sequence[Told]

    @property
    def to_answer(self) -> list[Campaign]:
        """Those that can be answered online now."""
        return [campaign for campaign in self.asking if _why_closed(campaign) is None]


def operator_details() -> dict[Detail, str]:
    """All details, defaults where nothing was said yet."""
    said = db.session.execute(sa.select(OperatorDetail.detail, OperatorDetail.value)).all()
    return {**DEFAULTS, **{detail: value for detail, value in said if value}}


def in_ortsteil(key: str) -> sa.ColumnElement[bool]:
    """Campaigns that ask in an Ortsteil, for `surveys`."""
    return Campaign.id.in_(sa.select(CampaignOrtsteil.campaign_id).where(CampaignOrtsteil.ortsteil_key == key))


def of_forum(forum_id: UUID) -> sa.ColumnElement[bool]:
    """Campaigns of a forum, for `surveys`."""
    return Campaign.forum_id == forum_id


def surveys(where: sa.ColumnElement[bool] = EVERYWHERE) -> Surveys:
    """What everybody may know of the surveys somewhere, in one query."""
    told_on = sa.select(sa.func.max(ResultRelease.made_on)).where(ResultRelease.campaign_id == Campaign.id).scalar_subquery()
    wanted = sa.select(Campaign, told_on).where(Campaign.is_public.is_(True), where)
    found = db.session.execute(wanted.order_by(Campaign.made_at.desc(), Campaign.id)).all()
    told = [Told(campaign=campaign, day=day) for campaign, day in found if day is not None]
    return Surveys(
        asking=[campaign for campaign, _day in found if _is_asking(campaign)],
        told=sorted(told, key=lambda each: each.day, reverse=True),
    )


def _is_asking(campaign: Campaign) -> bool:
    return campaign.state is CampaignState.RUNNING and campaign.phase is Phase.MAIN_SURVEY


def _why_closed(campaign: Campaign) -> intake.Closed | None:
    return intake.why_closed_online(
        state=campaign.state,
        phase=campaign.phase,
        has_version=campaign.version_id is not None,
        access=campaign.access,
    )
